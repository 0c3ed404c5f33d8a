"""How far the city has arrived, for pages and the command line."""

from __future__ import annotations

from righthelp.city.models import CityLoad


def arriving() -> str:
    """A sentence while the rest of the city is being loaded; empty when all that was asked for is there."""
    for stage in CityLoad.objects.order_by("pk"):
        if not stage.complete:
            return (
                f"The city is still arriving: {stage.done:,} of {stage.wanted:,} residents. "
                "Everything about children who go missing is here already."
            )
    return ""


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
