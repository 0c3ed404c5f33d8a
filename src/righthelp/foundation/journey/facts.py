"""Journeys and the dated facts of which they are made.

    class Missing(Journey, subject="child"):
        \"\"\"A child reported missing, until someone independent has listened to them at home.\"\"\"

        notified = Moment("the police told us the child was missing", always=True)
        returned = Moment("the child was found or came home")

A journey is the vocabulary of an area: the only thing of it that other rooms may import. It holds no data.
One row of the table it is bound to is one *episode*: one time missing, one referral, one placement.
"""

import re
from collections.abc import Iterable
from enum import Enum
from typing import ClassVar

from righthelp.foundation.journey import nodes
from righthelp.foundation.journey.errors import DefinitionError
from righthelp.foundation.journey.expressions import Count, Date, Expression, Instant, Option, Truth

_IDENTIFIER = re.compile(r"^[a-z][a-z0-9_]*$")
_RESERVED = frozenset({"id", "subject_id", "subject", "code", "facts"})


class Fact(Expression):
    """What every sort of fact has in common. Use Moment, Day, Flag, Choice or Number.

    ``sentence`` completes "we know when/whether ...": it is shown to people in explanations, so it is a
    clause without a capital or a full stop. ``always`` says that the fact is known from the first (its column
    is NOT NULL). ``since`` is the moment fact with which a flag, choice, number or day becomes known, which
    matters when an episode is looked at as it stood at an earlier moment.
    """

    def __init__(self, sentence: str, *, always: bool = False, since: "Moment | None" = None) -> None:
        if not isinstance(sentence, str) or not sentence.strip() or sentence.rstrip().endswith("."):
            raise DefinitionError("A fact has a sentence that says what it means to a child, without a full stop.")
        self._node = None
        self.sentence = sentence.strip()
        self.always = always
        self.since = since
        self.name = ""

    def declare(self, owner: "type[Journey]", name: str) -> None:
        """Give the fact its place. Called once by :class:`Journey`."""
        if not _IDENTIFIER.match(name) or name in _RESERVED:
            raise DefinitionError(
                f"A fact cannot be called {name!r}: use small letters, and none of {', '.join(sorted(_RESERVED))}."
            )
        if self._node is not None:
            raise DefinitionError(f"{name}: one fact, one name. It is already {self.name}.")
        if self.since is not None and (not isinstance(self.since, Moment) or self.since.owner is not owner):
            raise DefinitionError(f"{name}: 'since' names a moment fact declared above it in {owner.__name__}.")
        self.name = name
        self._node = nodes.Fact(owner, name, self.kind, None if self.since is None else self.since.name)

    @property
    def owner(self) -> "type[Journey] | None":
        """The journey it belongs to, once declared."""
        return self.fact.journey if self._node is not None else None

    @property
    def fact(self) -> nodes.Fact:
        """The node, known to be a fact's."""
        node = self.node
        assert isinstance(node, nodes.Fact)  # noqa: S101
        return node


class Moment(Fact, Instant):
    """When something happened, to the microsecond, in UTC."""

    def __init__(self, sentence: str, *, always: bool = False) -> None:
        super().__init__(sentence, always=always)


class Day(Fact, Date):
    """On which day something happened, where no time of day is recorded."""


class Flag(Fact, Truth):
    """Whether something is so."""


class Number(Fact, Count):
    """A whole number of something."""


class Choice(Fact, Option):
    """One of several values. ``options`` are text, or an Enum (Django's TextChoices too) whose values are."""

    def __init__(
        self,
        sentence: str,
        options: Iterable[str] | type[Enum],
        *,
        always: bool = False,
        since: Moment | None = None,
    ) -> None:
        super().__init__(sentence, always=always, since=since)
        values = [member.value for member in options] if isinstance(options, type) else list(options)
        if not values or not all(isinstance(value, str) and value for value in values) or isinstance(options, str):
            raise DefinitionError("A choice names its values: Choice('who declined', ('child', 'carer')).")
        self._options = tuple(str(value) for value in values)

    @property
    def options(self) -> tuple[str, ...]:
        return self._options


class Journey:
    """The dated facts of one sort of episode. Subclass it with ``subject=`` the word for whom it is about."""

    code: ClassVar[str] = ""
    """A short name that never changes: it is stored beside due moments."""
    subject: ClassVar[str] = ""
    """Whose episodes these are: "child", "worker", "carer household". Journeys of one subject may count each
    other.
    """
    facts: ClassVar[dict[str, Fact]] = {}
    """The facts by name, in the order of their declaration."""

    def __init_subclass__(cls, *, subject: str = "", code: str = "") -> None:
        if cls.__mro__[1] is not Journey:
            raise DefinitionError(f"{cls.__name__}: a journey does not inherit another's facts. Declare its own.")
        if not subject:
            raise DefinitionError(
                f'{cls.__name__}: say whom it is about: class {cls.__name__}(Journey, subject="child").'
            )
        if not (cls.__doc__ or "").strip():
            raise DefinitionError(f"{cls.__name__}: a journey's docstring says what it means to a {subject}.")
        cls.subject = subject
        cls.code = code or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()
        cls.facts = {name: fact for name, fact in vars(cls).items() if isinstance(fact, Fact)}
        for name, fact in cls.facts.items():
            fact.declare(cls, name)
        if not any(isinstance(fact, Moment | Day) for fact in cls.facts.values()):
            raise DefinitionError(f"{cls.__name__}: a journey has at least one dated fact (Moment or Day).")

    def __init__(self) -> None:
        raise DefinitionError(
            f"{type(self).__name__} is a vocabulary: it has no instances. Episodes are rows of its table."
        )
