"""Which table holds which journey, and which clocks run over it.

An area binds its journey in ``AppConfig.ready``:

    bind(Missing, MissingEpisode, subject_field="child_id", clocks=[RETURN_INTERVIEW, STRATEGY_DISCUSSION])

Rooms that may not import the area (the desk, insight, the documentation) find its journey and clocks here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Model

from righthelp.foundation.journey.clocks import Clock
from righthelp.foundation.journey.errors import DefinitionError, NotBound
from righthelp.foundation.journey.facts import Journey
from righthelp.foundation.journey.nodes import summaries_of


@dataclass(frozen=True, eq=False)
class Binding:
    """A journey, the model whose rows are its episodes, and its clocks.

    ``fields`` gives the model field of each fact; ``subject_field`` the field (as an attribute, ``child_id``)
    of whom it is about.
    """

    journey: type[Journey]
    model: type[Model]
    subject_field: str
    fields: Mapping[str, str]
    clocks: tuple[Clock, ...]

    @property
    def table(self) -> str:
        """The table's name in the database."""
        return self.model._meta.db_table

    @property
    def columns(self) -> dict[str, str]:
        """The column of each fact, by the fact's name."""
        return {name: self._column(attribute) for name, attribute in self.fields.items()}

    @property
    def id_column(self) -> str:
        return self._column("pk")

    @property
    def subject_column(self) -> str:
        return self._column(self.subject_field)

    @cached_property
    def counted(self) -> frozenset[type[Journey]]:
        """The journeys whose episodes its clocks count."""
        found: set[type[Journey]] = set()
        for clock in self.clocks:
            found |= summaries_of(clock.state.node) | summaries_of(clock.live.node)
        return frozenset(found)

    def _column(self, attribute: str) -> str:
        meta = self.model._meta
        found = (
            meta.pk
            if attribute == "pk"
            else meta.get_field(attribute.removesuffix("_id") if attribute in _attnames(self.model) else attribute)
        )
        column = getattr(found, "column", None)
        if not isinstance(column, str):
            raise DefinitionError(f"{self.model.__name__}.{attribute} is not a column.")
        return column


def _attnames(model: type[Model]) -> frozenset[str]:
    return frozenset(field.attname for field in model._meta.concrete_fields if field.attname != field.name)


@dataclass
class Registry:
    """Every bound journey. Filled by explicit calls of :func:`bind`; read by whoever counts, lists or
    documents.
    """

    _bindings: dict[type[Journey], Binding] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Binding]:
        return iter(self._bindings.values())

    def journeys(self) -> list[type[Journey]]:
        """Every bound journey, in the order in which they were bound."""
        return list(self._bindings)

    def clocks(self) -> list[Clock]:
        """Every clock of every bound journey."""
        return [clock for binding in self for clock in binding.clocks]

    def binding(self, journey: type[Journey]) -> Binding:
        """The binding of a journey. Raises :class:`NotBound`."""
        if journey not in self._bindings:
            raise NotBound(f"{journey.__name__} has no table: bind it in its area's AppConfig.ready.")
        return self._bindings[journey]

    def journey(self, code: str) -> type[Journey]:
        """The journey with a code. Raises :class:`NotBound`."""
        for journey in self._bindings:
            if journey.code == code:
                return journey
        raise NotBound(f"No journey is bound with the code {code!r}.")

    def clock(self, code: str) -> Clock:
        """The clock with a code. Raises :class:`NotBound`."""
        for clock in self.clocks():
            if clock.code == code:
                return clock
        raise NotBound(f"No clock is bound with the code {code!r}.")

    def about(self, subject: str) -> list[str]:
        """The codes of the journeys about a kind of subject. The id of a due moment's subject means nothing without."""
        return [journey.code for journey in self._bindings if journey.subject == subject]

    def of_model(self, model: type[Model]) -> Binding:
        """The binding of a model. Raises :class:`NotBound`."""
        for binding in self:
            if binding.model is model:
                return binding
        raise NotBound(f"{model.__name__} holds no journey.")

    def counting(self, journey: type[Journey]) -> list[Binding]:
        """The bindings that have a clock which counts episodes of ``journey``."""
        return [binding for binding in self if journey in binding.counted]

    def add(self, binding: Binding) -> None:
        """Take a binding in, unless it contradicts one that is there."""
        for held in self:
            if held.journey is binding.journey:
                if held.model is not binding.model:
                    raise DefinitionError(f"{binding.journey.__name__} is already bound to {held.model.__name__}.")
            elif held.journey.code == binding.journey.code:
                raise DefinitionError(
                    f"Two journeys have the code {binding.journey.code!r}: give one another with code=."
                )
        self._bindings[binding.journey] = binding

    def remove(self, journey: type[Journey]) -> None:
        """Forget a journey. For tests that invent one."""
        self._bindings.pop(journey, None)


registry = Registry()
"""The house's one registry of journeys."""


def bind(
    journey: type[Journey],
    model: type[Model],
    *,
    subject_field: str,
    clocks: Iterable[Clock] = (),
    columns: Mapping[str, str] | None = None,
) -> Binding:
    """Bind a journey to the model whose rows are its episodes, and list its clocks.

    ``columns`` names the model field of a fact where it is not the fact's own name. That facts and fields
    agree in type and nullability is a system check (``journey.E001`` and on), so that every disagreement is
    shown at once.
    """
    listed: Sequence[Clock] = tuple(clocks)
    for clock in listed:
        if clock.journey is not journey:
            raise DefinitionError(f"{clock.name} is a clock of {clock.journey.__name__}, not of {journey.__name__}.")
    codes = [clock.code for clock in listed]
    if len(set(codes)) < len(codes):
        raise DefinitionError(f"{journey.__name__}: two clocks have one code. Give one another name, or code=.")
    names = dict(columns or {})
    if unknown := sorted(set(names) - set(journey.facts)):
        raise DefinitionError(f"{journey.__name__} has no fact called {', '.join(unknown)}.")
    binding = Binding(
        journey, model, subject_field, {name: names.get(name, name) for name in journey.facts}, tuple(listed)
    )
    registry.add(binding)
    return binding
