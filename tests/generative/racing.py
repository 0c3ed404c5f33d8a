"""Several people press at once, each on a connection of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connections

from righthelp.foundation.refusals import Refused


def raced(*acts: Callable[[], object]) -> tuple[int, list[str], list[BaseException]]:
    """All of them at once: how many got through, what the others were told, and what should not have happened."""
    barrier = threading.Barrier(len(acts))
    told, wrong, through = list[str](), list[BaseException](), list[object]()

    def run(act: Callable[[], object]) -> None:
        barrier.wait(timeout=30)
        try:
            through.append(act())
        except Refused as no:
            told.append(no.sentence)
        except BaseException as problem:
            wrong.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return len(through), told, wrong
