"""The system check that facts and columns are the same thing.

Every disagreement is listed at once, each with what to change.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from righthelp.foundation.journey.binding import Binding, registry
from righthelp.foundation.journey.facts import Choice, Fact
from righthelp.foundation.journey.nodes import Kind

_FIELDS: "dict[Kind, tuple[type[models.Field[Any, Any]], ...]]" = {
    Kind.MOMENT: (models.DateTimeField,),
    Kind.DAY: (models.DateField,),
    Kind.TRUTH: (models.BooleanField,),
    Kind.CHOICE: (models.CharField, models.TextField),
    Kind.NUMBER: (models.IntegerField,),
}


def check_bindings(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """Check every bound journey against its model."""
    return [message for binding in registry for message in check_binding(binding)]


def check_binding(binding: Binding) -> Iterator[CheckMessage]:
    """Check one journey against its model."""
    meta = binding.model._meta
    if not isinstance(meta.pk, models.IntegerField):
        yield Error(
            f"{meta.label}: the primary key of an episode is a whole number.",
            obj=binding.model,
            id="journey.E001",
        )
    if binding.subject_field not in {field.attname for field in meta.concrete_fields}:
        yield Error(
            f"{meta.label} has no column {binding.subject_field!r} for the {binding.journey.subject}.",
            hint="bind(..., subject_field='child_id') names the field as an attribute, with its _id.",
            obj=binding.model,
            id="journey.E002",
        )
    for name, attribute in binding.fields.items():
        yield from _check_fact(binding, binding.journey.facts[name], attribute)
    for clock in binding.clocks:
        if not clock.limits or any(not limit.authority.citation for limit in clock.limits):
            yield Error(f"{clock.name} has no authority.", obj=binding.model, id="journey.E007")


def _check_fact(binding: Binding, fact: Fact, attribute: str) -> Iterator[CheckMessage]:
    where = f"{binding.journey.__name__}.{fact.name} and {binding.model.__name__}.{attribute}"
    try:
        field = binding.model._meta.get_field(attribute)
    except FieldDoesNotExist:
        yield Error(
            f"{binding.model.__name__} has no field {attribute!r} for the fact {binding.journey.__name__}.{fact.name}.",
            hint=f"Add the field, or name it: bind(..., columns={{'{fact.name}': '...'}}).",
            obj=binding.model,
            id="journey.E003",
        )
        return
    wanted = _FIELDS[fact.kind]
    if not isinstance(field, wanted) or (fact.kind is Kind.DAY and isinstance(field, models.DateTimeField)):
        yield Error(
            f"{where}: a {type(fact).__name__} is held in a {' or '.join(kind.__name__ for kind in wanted)}, "
            f"not in a {type(field).__name__}.",
            obj=binding.model,
            id="journey.E004",
        )
        return
    if field.null == fact.always:
        yield Error(
            f"{where}: one says the fact is always known and the other does not.",
            hint="A fact that may be unknown is null=True; one declared always=True is not. "
            "Unknown text is null, never ''.",
            obj=binding.model,
            id="journey.E005",
        )
    if (
        isinstance(fact, Choice)
        and field.choices
        and {str(value) for value, _ in field.flatchoices} != set(fact.options)
    ):
        yield Error(
            f"{where}: the values differ.",
            hint="Declare both from one TextChoices.",
            obj=binding.model,
            id="journey.E006",
        )
