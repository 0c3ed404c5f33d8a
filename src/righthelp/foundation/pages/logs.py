"""Logs say where something went wrong and of what kind it was, never what it was about."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType


class WithoutValues(logging.Formatter):
    """Leaves out the text of errors: a database's error repeats the row it refused, with a child's name in it."""

    def formatException(  # noqa: N802  # the base class's name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The lines of code of an error and of those that led to it, the first cause first, each with its type."""
        said: list[str] = []
        seen: set[int] = set()
        error = ei[1]
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            frames = "".join(traceback.format_tb(error.__traceback__))
            said.append(f"{frames}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(reversed(said))
