"""London's wall clock inside PostgreSQL and DuckDB, and the parameters of a compiled query.

Both databases have the function ``timezone(zone, moment)`` with the same meaning in both directions, and both read a
wall-clock time that is skipped or happens twice as winter time, which is the later moment, as the row engine does.
"""

from typing import Any

import ibis
import ibis.expr.datatypes as dt

MOMENT = dt.Timestamp(timezone="UTC", scale=6)
WALL = dt.Timestamp(scale=6)
_ZONE = "Europe/London"


@ibis.udf.scalar.builtin(name="timezone", signature=((dt.string, MOMENT), WALL))
def _to_wall(zone: Any, moment: Any) -> Any: ...


@ibis.udf.scalar.builtin(name="timezone", signature=((dt.string, WALL), MOMENT))
def _from_wall(zone: Any, wall: Any) -> Any: ...


def to_wall(moment: Any) -> Any:
    """What London's wall clock shows at a moment."""
    return _to_wall(_ZONE, moment)


def from_wall(wall: Any) -> Any:
    """The moment at which London's wall clock shows a time."""
    return _from_wall(_ZONE, wall)
