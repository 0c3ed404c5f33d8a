"""Care leavers who came to this country alone, and which services each has: the hub they asked for, with its gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_short
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.engines.row import Facts
from righthelp.foundation.journey.reading import load
from righthelp.practice.asylum.journey import Application, Help, Helped
from righthelp.practice.leaving_care.codes import HIGHER, Doing, Living
from righthelp.practice.leaving_care.eligibility import Category
from righthelp.practice.leaving_care.queries import Leaver, came_alone
from righthelp.practice.leaving_care.right_to_stay import Has, Right, status_of
from righthelp.practice.people.models import Attendance, Immigration, Person, Registration
from righthelp.practice.people.models_partners import AttendanceKind, RegistrationKind
from righthelp.practice.people.standing import may

SEE: Final = "asylum.see"
SENSITIVE: Final = "child.sensitive"
SERVICES: Final = {
    "status": "Legal status",
    "english": "English",
    "learning": "College or work",
    "health": "Health",
    "home": "Home",
    "adviser": "Adviser",
}
"""The services of the hub: code, and what it is called."""


NOTHING: Final = Has("Nothing", gap=True)
NOT_RECORDED: Final = Has("Not recorded", gap=True)


@dataclass(frozen=True)
class Hub:
    """Somebody of 16 or over who came alone, with what they have of each service."""

    leaver: Leaver
    services: dict[str, Has]

    @property
    def grown(self) -> bool:
        """A care leaver, of 18 or over; otherwise 16 or 17."""
        return self.leaver.age >= 18

    @property
    def gaps(self) -> list[str]:
        """The services they have not got."""
        return [code for code, has in self.services.items() if has.gap]


def hub(account: Account, now: datetime) -> list[Hub]:
    """Everybody within reach, from 16 to 24, who came alone. Eight queries.

    The words of the right to be here are only for whoever may see them on that record; others see whether it is there.
    """
    rows = {row.child: row for row in came_alone(account, now, SEE)}
    told = may(account, SENSITIVE, rows, now)
    asked, helped = _facts(Application, rows), _facts(Helped, rows)
    leave, learns, speaks = _leave(rows), _learns(rows), _speaks_english(rows)
    doctor = dict(
        Registration.objects.filter(person__in=list(rows), kind=RegistrationKind.GP, ends__isnull=True).values_list(
            "person_id", "organisation__name"
        )
    )
    today = local_date(now)
    return [
        Hub(
            row,
            {
                "status": _status(status_of(leave[child], asked[child], today), child in told),
                "english": _english(row, helped[child], child in speaks),
                "learning": _learning(row, learns.get(child)),
                "health": _health(doctor.get(child), helped[child]),
                "home": _home(row),
                "adviser": _adviser(row),
            },
        )
        for child, row in rows.items()
    ]


def _facts(journey: type[Application | Helped], children: Iterable[int]) -> defaultdict[int, list[Facts]]:
    found: defaultdict[int, list[Facts]] = defaultdict(list)
    for row in load(registry.binding(journey), subjects=list(children)):
        if row.subject_id is not None and row.facts["counts"]:
            found[row.subject_id].append(row.facts)
    return found


def _leave(children: Iterable[int]) -> defaultdict[int, list[Right]]:
    found: defaultdict[int, list[Right]] = defaultdict(list)
    rows = Immigration.objects.filter(person__in=list(children))
    for child, leave, starts, ends in rows.values_list("person_id", "leave", "starts", "ends"):
        found[child].append(Right(leave, starts, ends))
    return found


def _learns(children: Iterable[int]) -> dict[int, Has]:
    """Where each is on a roll, or that they are on none, as the register of people says."""
    rows = Attendance.objects.filter(person__in=list(children), ends__isnull=True).select_related("organisation")
    found: dict[int, Has] = {}
    for row in rows.order_by("kind"):
        where = row.organisation.name if row.organisation else str(AttendanceKind(row.kind).label)
        found.setdefault(row.person_id, Has(where, row.kind in (AttendanceKind.OFF_ROLL, AttendanceKind.MISSING)))
    return found


def _speaks_english(children: Iterable[int]) -> set[int]:
    return set(Person.objects.filter(pk__in=list(children), language__iexact="english").values_list("pk", flat=True))


def _status(has: Has, told: bool) -> Has:
    return has if told else Has("Missing" if has.gap else "There", has.gap)


def _learning(row: Leaver, school: Has | None) -> Has:
    if row.doing:
        return Has(str(Doing(row.doing).label), row.neither)
    if row.age < 18:
        return school or Has("Not recorded")
    return NOT_RECORDED


def _runs(helped: Iterable[Facts], *kinds: Help) -> list[str]:
    return [str(Help(str(each["kind"])).label) for each in helped if each["ends"] is None and each["kind"] in kinds]


def _english(row: Leaver, helped: Iterable[Facts], speaks: bool) -> Has:
    lessons = [each["ends"] for each in helped if each["kind"] == Help.ENGLISH]
    if None in lessons:
        return Has("Lessons")
    if row.doing in HIGHER:
        return Has("At university")
    if speaks:
        return Has("Their language")
    ended = max((each for each in lessons if isinstance(each, date)), default=None)
    return Has(f"Lessons until {say_short(ended)}") if ended else NOT_RECORDED


def _health(doctor: str | None, helped: Iterable[Facts]) -> Has:
    has = [*([doctor] if doctor else []), *_runs(helped, Help.HEALTH, Help.MIND)]
    return Has(", ".join(has)) if has else NOTHING


def _home(row: Leaver) -> Has:
    if row.living:
        words = str(Living(row.living).label)
        if row.living == Living.R:
            return Has(words, gap=True)
        return Has(f"{words}: does not suit", gap=True) if row.suits is False else Has(words)
    return Has("In care") if row.in_care else NOT_RECORDED


def _adviser(row: Leaver) -> Has:
    if row.help_ended is not None:
        return Has(f"Help ended {say_short(row.help_ended)}")
    if row.adviser:
        return Has(row.adviser)
    if row.category is Category.NONE:
        return Has("Not owed yet" if row.in_care else "Not a care leaver")
    return NOTHING


__all__ = ["SEE", "SERVICES", "Has", "Hub", "hub"]
