"""London's wall clock inside PostgreSQL and DuckDB, and the parameters of a compiled query.

Both databases have the function ``timezone(zone, moment)`` with the same meaning in both directions, and both
read a wall-clock time that is skipped or happens twice as winter time, which is the later moment, as the row
engine does.
"""

from collections.abc import Callable
from typing import Any

import ibis
import ibis.expr.datatypes as dt

MOMENT = dt.Timestamp(timezone="UTC", scale=6)
WALL = dt.Timestamp(scale=6)
_ZONE = "Europe/London"


def database_function(name: str, takes: tuple[Any, ...], gives: Any) -> Callable[..., Any]:
    """A function that the databases have and Ibis does not know."""

    def function(zone: Any, when: Any) -> Any: ...

    def of_one(called: Any) -> Any: ...

    made: Callable[..., Any] = ibis.udf.scalar.builtin(
        function if len(takes) > 1 else of_one, name=name, signature=(takes, gives)
    )
    return made


_to_wall = database_function("timezone", (dt.string, MOMENT), WALL)
_from_wall = database_function("timezone", (dt.string, WALL), MOMENT)


def to_wall(moment: Any) -> Any:
    """What London's wall clock shows at a moment."""
    return _to_wall(_ZONE, moment)


def from_wall(wall: Any) -> Any:
    """The moment at which London's wall clock shows a time."""
    return _from_wall(_ZONE, wall)
