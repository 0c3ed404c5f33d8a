"""Opening the house for a verb: database started, Django set up, in the right database role."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal


def open_house(role: Literal["app", "owner"] = "app") -> None:
    """Start the embedded database unless it runs or DATABASE_URL is set, and set Django up.

    `role` is the database role of this process: ``app`` owns nothing and is right for nearly all verbs;
    ``owner`` is for verbs that migrate or load. Raises `DatabaseUnavailableError` with a plain sentence.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "righthelp.site.settings")
    os.environ["RIGHTHELP_DB_ROLE"] = role
    from righthelp.foundation.database.connection import ensure_started

    ensure_started()
    import django

    django.setup()


def child_environment() -> dict[str, str]:
    """The environment for servers: ours, without what would make every start compile all modules again."""
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("DJANGO_SETTINGS_MODULE", "righthelp.site.settings")
    return environment


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, and how long it took when it is done."""
    begun = time.monotonic()
    print(f"  {what} … ", end="", flush=True)
    try:
        yield
    except BaseException:
        print("stopped", flush=True)
        raise
    print(f"{time.monotonic() - begun:.1f} s", flush=True)


def fail(sentence: str) -> int:
    """Say why a verb could not be done; the exit code."""
    print(sentence, file=sys.stderr, flush=True)
    return 1
