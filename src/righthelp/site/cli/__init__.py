"""The command line: ``righthelp VERB``.

Each verb is one module here with two functions:

    def add(parser: argparse.ArgumentParser) -> None: ...   # its options
    def run(options: argparse.Namespace) -> int: ...        # does it; the exit code

To add one, write the module and give it a line in `VERBS`. A module is imported only when its verb is
called, so ``righthelp --help`` answers at once; import Django inside `run`, after `house.open_house`. A verb
that prints data takes ``--json``; a verb that is slow shows progress; one that fails says why in a sentence.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

VERBS: dict[str, str] = {
    "run": "start everything: database, web server and worker; Ctrl-C stops it",
    "prepare": "bring database, demonstration data and style sheets up to date",
    "serve": "the web server alone",
    "worker": "the worker of background jobs alone",
    "database": "start, stop or look at the embedded database",
    "city": "load the synthetic city, or say how far it has arrived",
    "reset": "throw the embedded database away and start over",
    "sign-ins": "the demonstration's accounts, one for each role",
    "indicator": "one indicator month by month, as at any date; or the catalogue",
    "duplicates": "score pairs that may be one person, or measure how well such pairs are found",
    "figures": "published figures, recomputed from the records and compared",
    "report": "a standing report as a web page, Word file or PDF",
    "bench": "how fast, as ratios against floors measured in the same run",
    "search-check": "planted searches over the loaded city: is the right person shown?",
    "leak-check": "leaks planted in documents, and clean documents: what does the gate stop?",
    "schema": "keep what the migrations do as one file, from which empty databases are made",
    "docs": "write the reference pages that are made from the code, or check them",
    "check": "Django's own checks and those of the house",
    "manage": "any of Django's management commands, as the owner of the database",
}


def module_of(verb: str) -> ModuleType:
    """The module that carries a verb out."""
    return import_module(f"righthelp.site.cli.{verb.replace('-', '_')}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line; returns the exit code. What goes wrong is said in a sentence."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] not in VERBS:
        return _overview(given)
    verb, rest = given[0], given[1:]
    module = module_of(verb)
    parser = argparse.ArgumentParser(prog=f"righthelp {verb}", description=_sentence(VERBS[verb]))
    module.add(parser)
    options = parser.parse_args(rest)
    try:
        return int(module.run(options))
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 141
    except Exception as error:
        sentence = _plain(error)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return 1


def _overview(given: Sequence[str]) -> int:
    width = max(map(len, VERBS)) + 2
    parser = argparse.ArgumentParser(
        prog="righthelp",
        usage="righthelp VERB [options]",
        description="Right Help: the software that runs a children's trust.",
        epilog="verbs:\n"
        + "\n".join(f"  {verb:<{width}}{what}" for verb, what in VERBS.items())
        + "\n\n`righthelp VERB --help` tells more about one.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", nargs="?", help=argparse.SUPPRESS)
    found = parser.parse_args(given[:1])
    if found.verb:
        parser.error(f"there is no verb {found.verb!r}; `righthelp --help` lists them")
    parser.print_help()
    return 0 if not given else 2


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _plain(error: Exception) -> str | None:
    """The sentence for an error that has to do with the machine or the configuration; None for one of
    ours.
    """
    from righthelp.foundation.database.place import DatabaseUnavailableError

    if isinstance(error, DatabaseUnavailableError):
        return str(error)
    if "No space left on device" in str(error):
        return "The disk is full. Make room and run the same command again; what is done is kept."
    if "django" not in sys.modules:
        return None
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import CommandError
    from django.db.utils import OperationalError

    if isinstance(error, ImproperlyConfigured | CommandError):
        return str(error)
    if isinstance(error, OperationalError):
        first = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
        return f"The database does not answer: {first}"
    return None
