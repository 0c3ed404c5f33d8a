"""What import-linter cannot see: a foreign key written as a string crosses storeys all the same."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db.models import ForeignKey, ManyToManyField, Model

STOREYS = ("foundation", "practice", "desk", "insight", "governance", "city", "site")
OPEN_AREAS = ("people", "workforce", "casework", "care")  # the areas that every other may hold a foreign key to


def _room(model: type[Model]) -> tuple[str, str] | None:
    """The storey and room of one of our models: ("practice", "missing")."""
    parts = model.__module__.split(".")
    if parts[0] != "righthelp" or len(parts) < 3:
        return None
    return parts[1], parts[2]


def crossing(room: tuple[str, str], target: tuple[str, str]) -> str:
    """What is wrong with a key from ``room`` to ``target`` (storey, room), or nothing."""
    if STOREYS.index(target[0]) > STOREYS.index(room[0]):
        return f"points up, from {room[0]} to {target[0]}"
    if room[0] == target[0] == "practice" and target[1] not in (*OPEN_AREAS, room[1]):
        return f"points from {room[1]} into {target[1]}"
    return ""


def crossing_keys(models: list[type[Model]]) -> Iterator[tuple[str, str]]:
    """Foreign keys that point up a storey, or from one area of practice into another that is not open."""
    for model in models:
        room = _room(model)
        for field in model._meta.get_fields() if room else ():
            if not isinstance(field, ForeignKey | ManyToManyField) or field.model is not model:
                continue
            other = field.related_model
            target = _room(other) if isinstance(other, type) else None
            if room and target and (wrong := crossing(room, target)):
                yield f"{model.__name__}.{field.name}", wrong


@register("storeys")
def keys_point_down(**_: object) -> list[CheckMessage]:
    """site.E001: a foreign key that the plan of the house does not allow."""
    return [
        Error(f"{key} {what}.", hint="Keep the id as a fact, or move the register down.", id="site.E001")
        for key, what in crossing_keys(list(apps.get_models()))
    ]


@register("storeys", deploy=True)
def production_has_no_demonstration(**_: object) -> list[CheckMessage]:
    """site.E002: production runs on the real clock."""
    if settings.ENV == "production" and settings.RIGHTHELP_TODAY is not None:
        return [Error("RIGHTHELP_TODAY is set in production.", id="site.E002")]
    return []
