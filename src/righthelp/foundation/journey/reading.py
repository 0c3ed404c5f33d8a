"""Episodes out of the database, as the row engine wants them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import Model

from righthelp.foundation.journey.binding import Binding, registry
from righthelp.foundation.journey.clocks import Clock
from righthelp.foundation.journey.engines.explain import Explanation, explain_facts
from righthelp.foundation.journey.engines.row import Facts, Others
from righthelp.foundation.journey.facts import Journey
from righthelp.foundation.journey.nodes import Value, summaries_of


@dataclass(frozen=True, slots=True)
class Episode:
    """One row of a bound table."""

    id: int
    subject_id: int | None
    facts: Facts


def facts_of(instance: Model) -> Facts:
    """The facts of a model instance whose model is bound to a journey. Raises :class:`NotBound`."""
    binding = registry.of_model(type(instance))
    return {name: cast(Value | None, getattr(instance, attribute)) for name, attribute in binding.fields.items()}


def explain(clock: Clock, episode: Facts | Model, *, now: datetime, others: Others | None = None) -> Explanation:
    """Where a clock stands at ``now`` for an episode, and why, in words.

    ``episode`` is an instance of the bound model or a mapping of facts. ``others`` are the subject's
    episodes, for a clock that counts them; for an instance they are read from the database when they are
    needed and not given.
    """
    if not isinstance(episode, Model):
        return explain_facts(clock, episode, now=now, others=others)
    counted = summaries_of(clock.state.node)
    if others is None and counted:
        subject = getattr(episode, registry.of_model(type(episode)).subject_field)
        others = load_others(counted, [subject]).get(subject, {})
    return explain_facts(clock, facts_of(episode), now=now, others=others)


def load(binding: Binding, *, ids: Iterable[int] | None = None, subjects: Iterable[int] | None = None) -> list[Episode]:
    """Episodes by id, or all of some subjects. One query."""
    rows = binding.model._base_manager.all()
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    if subjects is not None:
        rows = rows.filter(**{f"{binding.subject_field}__in": list(subjects)})
    names = list(binding.fields)
    read = rows.values_list("pk", binding.subject_field, *(binding.fields[name] for name in names))
    return [Episode(pk, subject, dict(zip(names, values, strict=True))) for pk, subject, *values in read]


def load_others(journeys: Iterable[type[Journey]], subjects: Iterable[int | None]) -> dict[int, Others]:
    """The episodes of some subjects in some journeys, by subject. One query for each journey."""
    wanted = sorted({subject for subject in subjects if subject is not None})
    found: dict[int, dict[type[Journey], list[Facts]]] = {subject: {} for subject in wanted}
    for journey in journeys:
        grouped: dict[int, list[Facts]] = defaultdict(list)
        for episode in load(registry.binding(journey), subjects=wanted) if wanted else ():
            if episode.subject_id is not None:
                grouped[episode.subject_id].append(episode.facts)
        for subject in wanted:
            found[subject][journey] = grouped[subject]
    return cast(dict[int, Others], found)
