"""How far the city has arrived, for pages and the command line."""

from __future__ import annotations

from typing import Final

from righthelp.city.models import DEPTH, HELP, REST, CityLoad

_LAST: Final = {DEPTH: 1, HELP: 2}


def arriving() -> str:
    """A sentence while the rest of the city is being loaded; empty when all that was asked for is there."""
    return look()[0]


def look() -> tuple[str, bool]:
    """The sentence, and whether it may yet change: not once all is here, nor where no city was loaded. One query."""
    found = list(CityLoad.objects.order_by("pk"))
    for stage in sorted(found, key=lambda each: _LAST.get(each.stage, 0)):
        if not stage.complete and stage.stage == DEPTH:
            return "The city is still arriving: families, schools and supervision.", True
        if not stage.complete and stage.stage == HELP:
            return f"The city is still arriving: from contacts to plans, {stage.done} of {stage.wanted} parts.", True
        if not stage.complete:
            return (
                f"The city is still arriving: {stage.done:,} of {stage.wanted:,} residents. "
                "Everything about children who go missing is here already.",
                True,
            )
    return "", bool(found) and not any(stage.stage == REST for stage in found)


def stages() -> list[dict[str, object]]:
    """Each stage of the load: its code, title, rows arrived, rows wanted, and when it last moved."""
    return [
        {
            "stage": stage.stage,
            "title": stage.title,
            "done": stage.done,
            "wanted": stage.wanted,
            "at": stage.at.isoformat(),
        }
        for stage in CityLoad.objects.order_by("pk")
    ]
