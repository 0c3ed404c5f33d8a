"""Named reads: the pairs that somebody may look at, proposals that wait, and what stands about one record.

A pair is shown and counted only when both its records are open to the reader. A record that is restricted, sealed or
in conflict is neither shown nor hinted at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar

from django.db import connection
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from righthelp.foundation.access.models import Account, Conflict
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.database import kept
from righthelp.practice.duplicates import merging, scoring
from righthelp.practice.duplicates.models import Frequency, Merge, NotSame, Pair, State
from righthelp.practice.duplicates.weights import WORTH_A_LOOK
from righthelp.practice.people.ages import say_birth
from righthelp.practice.people.homes import homes_of
from righthelp.practice.people.models import Identifier, IdentifierKind, Name, Person, Sex
from righthelp.practice.people.protected import PROTECTED
from righthelp.practice.people.queries import header

SEE: Final = "duplicate.see"
_NUMBERS: Final = (IdentifierKind.NHS, IdentifierKind.UPN, IdentifierKind.POLICE)
_ONLY_IF_DIFFERENT: Final = {"birth_date_kind", "authority"}
M = TypeVar("M", bound=Model)


def records_of(person: int) -> set[int]:
    """The record and every record merged into it, however many steps away."""
    found, new = {person}, {person}
    while new:
        new = set(Person.objects.filter(merged_into__in=new).values_list("pk", flat=True)) - found
        found |= new
    return found


def kept_record_of(person: int) -> int:
    """The record that now stands for a person's: itself, or the one it was merged into."""
    seen = {person}
    while True:
        found = kept.row("select merged_into_id from people_person where id = %(person)s::bigint", {"person": person})
        if found is None or found[0] is None or found[0] in seen:
            return person
        person = found[0]
        seen.add(person)


_STANDS: Final = """
select p.merged_into_id,
       exists (select from people_person m where m.merged_into_id = p.id)
       or exists (select from duplicates_notsame n where (n.first_id = p.id or n.second_id = p.id)
                     and n.withdrawn_at is null)
       or exists (select from duplicates_pair d where d.first_id = p.id or d.second_id = p.id)
  from people_person p where p.id = %s
"""


def stands(person: int) -> tuple[int | None, bool]:
    """What a record was merged into, and whether anything is known of it and others at all. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDS, [person])
        row = cursor.fetchone()
    return (row[0], bool(row[1])) if row else (None, False)


def _both(queryset: QuerySet[M], account: Account, now: datetime, one: str, other: str) -> QuerySet[M]:
    within = within_reach(queryset, account, SEE, kind="child", field=one, now=now)
    return within_reach(within, account, SEE, kind="child", field=other, now=now)


def pairs(account: Account, now: datetime) -> QuerySet[Pair]:
    """Pairs to be looked at, the likeliest first: not known apart, not merged, no proposal waiting."""
    apart = NotSame.objects.filter(
        first_id=OuterRef("first_id"), second_id=OuterRef("second_id"), withdrawn_at__isnull=True
    )
    waits = Merge.objects.filter(
        Q(kept_id=OuterRef("first_id"), other_id=OuterRef("second_id"))
        | Q(kept_id=OuterRef("second_id"), other_id=OuterRef("first_id")),
        state=State.PROPOSED,
    )
    found = Pair.objects.filter(
        ~Exists(apart),
        ~Exists(waits),
        weight__gte=WORTH_A_LOOK,
        first__merged_into__isnull=True,
        second__merged_into__isnull=True,
    )
    return _both(found, account, now, "first_id", "second_id").select_related("first", "second").order_by("-weight")


def proposals(account: Account, now: datetime) -> QuerySet[Merge]:
    """Merges that wait for a second person, the oldest first."""
    found = Merge.objects.filter(state=State.PROPOSED).select_related("kept", "other", "proposed_by")
    return _both(found, account, now, "kept_id", "other_id").order_by("proposed_at")


def merges(account: Account, now: datetime) -> QuerySet[Merge]:
    """Merges made, and those undone, the newest first."""
    found = Merge.objects.filter(state__in=[State.MERGED, State.UNDONE])
    found = found.select_related("kept", "other", "proposed_by", "decided_by")
    return _both(found, account, now, "kept_id", "other_id").order_by("-decided_at", "-pk")


@dataclass(frozen=True)
class AboutTwo:
    """What stands between one record and another, for the record page: (the other's id and name, words)."""

    maybe: list[tuple[int, str]]
    apart: list[tuple[int, str, str]]
    merged: list[tuple[int, str]]


def about(person: int, account: Account, now: datetime, *, may_act: bool = True) -> AboutTwo:
    """For the page of a record: who may be the same person, who is known not to be, what was merged into it.

    ``maybe`` and ``merged`` hold ids of the other person and of the merge, and are empty unless the reader ``may_act``.
    """
    here = records_of(person)
    standing = list(NotSame.objects.filter(Q(first_id__in=here) | Q(second_id__in=here), withdrawn_at__isnull=True))
    others = {each.second_id if each.first_id in here else each.first_id: each for each in standing}
    apart: list[tuple[int, str, str]] = []
    if others:
        people = Person.objects.filter(pk__in=list(others)).order_by("pk")
        open_ones = within_reach(people, account, "child.see", kind="child", field="pk", now=now)
        apart = [(each.pk, str(each), say_date(local_date(others[each.pk].at))) for each in open_ones]
    if not may_act:
        return AboutTwo([], apart, [])
    maybe = [
        (each.second_id, str(each.second)) if each.first_id == person else (each.first_id, str(each.first))
        for each in pairs(account, now).filter(Q(first_id=person) | Q(second_id=person))[:5]
    ]
    made = merges(account, now).filter(kept_id__in=here, state=State.MERGED) if len(here) > 1 else ()
    return AboutTwo(maybe, apart, [(each.pk, str(each.other)) for each in made])


def share(of: str, value: object) -> float:
    """How common a surname, forename or birth date was at the last scoring; an average one when it is new."""
    held = Frequency.objects.filter(of=of, value=str(value)).values_list("share", flat=True).first()
    return held if held is not None else scoring.usual_share(of)


def reasons(first: int, second: int) -> scoring.Scored | None:
    """Two records compared as they are now, term by term."""
    return scoring.compared(first, second, share)


@dataclass(frozen=True)
class Line:
    """One thing of two records, side by side. ``field`` names the fact when somebody may choose between them."""

    field: str
    words: str
    first: str
    second: str
    differs: bool


def side_by_side(first: int, second: int, account: Account, now: datetime) -> list[Line]:
    """Two records, line by line. Protected addresses are not shown, and neither are relatives closed to the reader."""
    people = {each.pk: each for each in Person.objects.filter(pk__in=[first, second])}
    one, other = people[first], people[second]
    found = [
        _line(name, words, _fact(one, name), _fact(other, name))
        for name, words in merging.chosen_fields()
        if getattr(one, name) not in (None, "", False) or getattr(other, name) not in (None, "", False)
    ]
    found = [each for each in found if each.differs or each.field not in _ONLY_IF_DIFFERENT]
    left, right = _around(first, account, now), _around(second, account, now)
    return found + [_line("", words, left[words], right[words]) for words in left if left[words] or right[words]]


def _line(field: str, words: str, first: str, second: str) -> Line:
    differs = first.casefold() != second.casefold()
    return Line(field, words[:1].upper() + words[1:], first, second, differs)


def _fact(person: Person, name: str) -> str:
    if name == "birth_date":
        return say_birth(person.birth_date, person.birth_date_kind)
    field = Person._meta.get_field(name)
    value = getattr(person, name)
    if name == "sex" and value == Sex.UNKNOWN:
        return ""
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value or ""))  # type: ignore[union-attr]  # it has choices
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return say_date(value)
    return str(value) if value is not None else ""


def _around(person: int, account: Account, now: datetime) -> dict[str, str]:
    head = header(person, local_date(now))
    if head is None:
        return {}
    closed = set(Conflict.objects.filter(account=account, kind="child").values_list("subject_id", flat=True))
    family = [each for each in head.family if not each.restricted and each.id not in closed]
    numbers = Identifier.objects.filter(person_id=person, ended_on__isnull=True, kind__in=_NUMBERS).order_by("kind")
    names = Name.objects.filter(person_id=person, withdrawn=False).order_by("pk")
    return {
        "other names": "; ".join(f"{each.forename} {each.surname}".strip() for each in names),
        "lives at": head.address,
        "lived at before": "; ".join(_homes_before(person, account, now)),
        "family": "; ".join(f"{each.what}: {each.name}, {each.age}" for each in family),
        "numbers": "; ".join(f"{each.get_kind_display()} {each.value}" for each in numbers),
        "plan or status": " and ".join(name for name, _ in head.plans),
    }


def _homes_before(person: int, account: Account, now: datetime) -> list[str]:
    homes = [each for each in homes_of(account, person, now=now) if each.ends and each.ends <= local_date(now)]
    return [PROTECTED if each.protected else each.address for each in homes[:5]]
