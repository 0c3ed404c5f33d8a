"""What the regulator asks a fostering service for, as at a day, drawn from the records: the registers of regulations
22, 31 and schedule 2, and the matters that regulation 35 and schedule 6 have monitored over the year to that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local_date
from righthelp.practice.care.models import Carer, Home, Terms
from righthelp.practice.fostering.models import Concern, HomeVisit, Household, Item, Review
from righthelp.practice.fostering.models_known import KnownCarer
from righthelp.practice.fostering.queries import households, within
from righthelp.practice.fostering.queries_register import for_a_time
from righthelp.practice.fostering.queries_regulator_children import Away, ChildPlaced, year_before
from righthelp.practice.workforce.models import Service, Worker
from righthelp.practice.workforce.models_posts import Holding
from righthelp.practice.workforce.models_standing import DbsCheck, Qualification, Registration


@dataclass
class HouseholdOn:
    """A household in the register of foster parents on a day (regulation 31); or, where ``known`` is not empty, the
    home of relatives or friends approved for a time, which is no household of the service yet."""

    home: Home
    approved: date
    on: date
    household: Household | None = None
    known: list[KnownCarer] = field(default_factory=list)
    reviewed: date | None = None
    surprised: date | None = None
    carers: list[Carer] = field(default_factory=list)
    terms: Terms | None = None

    @property
    def until(self) -> date | None:
        """The last day for which relatives or friends are approved."""
        return max((each.until for each in self.known), default=None)

    @property
    def review_old(self) -> bool:
        """Approved, or last reviewed, more than a year before the day."""
        return self.household is not None and (self.reviewed or self.approved) < year_before(self.on)

    @property
    def not_surprised(self) -> bool:
        """No visit without notice in the year to the day, although they had been approved for a year."""
        return self.household is not None and (self.surprised or self.approved) < year_before(self.on)


def households_on(account: Account, on: date, now: datetime) -> list[HouseholdOn]:
    """The register of foster parents on a day, within reach, by name. Six queries."""
    rows = households(account, now).filter(approved__lte=on).filter(Q(left__isnull=True) | Q(left__gt=on))
    said = list(rows.select_related("home__address", "home__worker"))
    numbers = [row.pk for row in said]
    reviews = Review.objects.filter(household__in=numbers, withdrawn__isnull=True, held__lte=on)
    visits = HomeVisit.objects.filter(household__in=numbers, withdrawn__isnull=True, on__lte=on, surprise=True)
    held = dict(reviews.values_list("household").annotate(last=Max("held")))
    seen = dict(visits.values_list("household").annotate(last=Max("on")))
    found: dict[int, HouseholdOn] = {}
    for row in said:
        before = row.reviewed_before if row.reviewed_before and row.reviewed_before <= on else None
        found[row.home_id] = HouseholdOn(
            row.home, row.approved, on, row, reviewed=held.get(row.pk) or before, surprised=seen.get(row.pk)
        )
    known = for_a_time(on).filter(application__in=within(account, now)).exclude(home__in=found)
    for each in known.select_related("home__address", "home__worker").order_by("starts", "pk"):
        found.setdefault(each.home_id, HouseholdOn(each.home, each.starts, on)).known.append(each)
    there = Q(starts__lte=on) & (Q(ends__isnull=True) | Q(ends__gt=on))
    for carer in Carer.objects.filter(there, home__in=found, cares=True).select_related("person").order_by("pk"):
        found[carer.home_id].carers.append(carer)
    for terms in Terms.objects.filter(there, home__in=found):
        found[terms.home_id].terms = terms
    return sorted(found.values(), key=lambda row: (row.home.name, row.home.pk))


@dataclass
class WorksHere:
    """Somebody who works for the service on a day (schedule 2, paragraph 2)."""

    worker: Worker
    title: str
    wte: str
    qualified: list[str] = field(default_factory=list)
    registered: str = ""
    checked: date | None = None
    renew: date | None = None

    def unchecked(self, on: date) -> bool:
        """No certificate of the Disclosure and Barring Service was seen, or it was to be renewed by the day."""
        return self.checked is None or (self.renew is not None and self.renew < on)


def workers_on(on: date) -> list[WorksHere]:
    """Who works for the fostering service on a day, by name: whoever holds a post of it then; and those of its teams
    who hold no post at all. Five queries."""
    there = Q(starts__lte=on) & (Q(ends__isnull=True) | Q(ends__gt=on))
    posts = Holding.objects.filter(there, post__team__service=Service.FOSTERING).select_related("worker", "post")
    held: dict[Worker, list[Holding]] = {}
    for each in posts.order_by("pk"):
        held.setdefault(each.worker, []).append(each)
    found = {worker.pk: _works(worker, rows) for worker, rows in held.items()}
    without = Worker.objects.filter(there, team__service=Service.FOSTERING)
    for worker in without.exclude(Exists(Holding.objects.filter(worker=OuterRef("pk")))):
        found[worker.pk] = WorksHere(worker, worker.title, "")
    for row in Qualification.objects.filter(worker__in=found, seen__lte=on).order_by("awarded"):
        found[row.worker_id].qualified.append(row.title)
    for entry in Registration.objects.filter(there, worker__in=found):
        found[entry.worker_id].registered = entry.number
    for check in DbsCheck.objects.filter(worker__in=found, seen__lte=on).order_by("issued"):
        found[check.worker_id].checked, found[check.worker_id].renew = check.seen, check.renew_by
    return sorted(found.values(), key=lambda each: each.worker.name)


def _works(worker: Worker, posts: Sequence[Holding]) -> WorksHere:
    titles = dict.fromkeys(each.post.title for each in posts)
    whole = sum((each.wte for each in posts), start=Decimal())
    return WorksHere(worker, "; ".join(titles), f"{whole.normalize():f}")


def concerns_in(account: Account, on: date, now: datetime) -> tuple[list[Concern], int]:
    """Allegations and other concerns known in the year to a day that the account may open, the latest first; and how
    many there are besides. Two queries."""
    known = Concern.objects.filter(known__date__lte=on, known__date__gt=year_before(on))
    rows = within_reach(known, account, "fostering.concern", kind="foster_concern", field="id", now=now)
    found = list(rows.select_related("household__home").order_by("-known", "-pk"))
    return found, known.count() - len(found)


def outcome_on(row: Concern, on: date) -> str:
    """What had come of a concern by a day."""
    return row.get_outcome_display() or "" if row.closed is not None and row.closed <= on else ""


def heard_in(items: QuerySet[Item], on: date) -> list[Item]:
    """Of some items of the panel, what it heard in the year to a day, the latest first."""
    held = items.filter(meeting__on__lte=on, meeting__on__gt=year_before(on), meeting__cancelled="")
    rows = held.filter(recommended__lte=on)
    return list(rows.select_related("meeting", "application", "household__home", "home").order_by("-meeting__on", "pk"))


@dataclass(frozen=True)
class Monitored:
    """One matter of schedule 6: what it is, how many there are and what they are, and the list that number opens;
    ``gap``: why nothing of it is recorded here."""

    matter: str
    number: int | None = None
    words: str = ""
    table: str = ""
    chosen: str = ""
    gap: str = ""


@dataclass(frozen=True)
class Beyond:
    """How many there are beside what the account may open: no number of the pack is said without them."""

    placed: int = 0
    placed_here: int = 0
    away: int = 0
    concerns: int = 0
    items: int = 0

    def __bool__(self) -> bool:
        return any((self.placed, self.away, self.concerns, self.items))


def _of_all(words: str, more: int) -> str:
    """What a number counts, where there are more that the account may not open."""
    return f"{words}, that you may open; {more} more" if more else words


def monitored(
    on: date, placed: Sequence[ChildPlaced], workers: Sequence[WorksHere], concerns: Sequence[Concern],
    items: Sequence[Item], away: Sequence[Away], beyond: Beyond,
) -> list[Monitored]:  # fmt: skip
    """The matters of schedule 6 in its order, each a count of a list of this pack and, beside it, of what is not in
    that list because the account may not open it."""
    here = [row for row in placed if row.left is None]
    unchecked = sum(each.unchecked(on) for each in workers)
    complaints = [row for row in concerns if row.matter in COMPLAINTS]
    allegations = [row for row in concerns if row.matter == "alleged"]
    meetings = len({row.meeting_id for row in items})
    met = "once" if meetings == 1 else f"{meetings} times"
    approvals = [row for row in items if row.about == "approval"]
    return [
        Monitored("Each child’s plan", sum(not row.plan for row in here),
                  f"of {len(here)} {_of_all('placed on the day', beyond.placed_here)}, without an agreed placement plan"
                  if beyond.placed_here else f"of {len(here)} placed on the day without an agreed placement plan",
                  "children", "children_plan=none"),
        Monitored("Accidents, injuries, illness", gap="No accident, injury or illness in a foster home is recorded."),
        Monitored("Complaints, and what came of them", len(complaints),
                  _of_all("known in the year, with concerns about standards of care", beyond.concerns), "concerns",
                  "concerns_kind=complaint"),
        Monitored("Allegations, and what came of them", len(allegations), _of_all("known in the year", beyond.concerns),
                  "concerns", "concerns_kind=alleged"),
        Monitored("Checks of those who work here", unchecked, f"of {len(workers)} whose check was not seen or is over",
                  "workers", "workers_checked=no"),
        Monitored("Events notified under schedule 7", gap="Notices to the regulator are not recorded as such."),
        Monitored("Children away without leave", len(away), _of_all("times missing in the year", beyond.away), "away"),
        Monitored("Control, restraint, discipline", gap="Restraint in a foster home is not recorded."),
        Monitored("Medicine and first aid given", gap="What carers give is in their own logs, not here."),
        Monitored("Education by the service", gap="The service provides none."),
        Monitored("Assessments", len(approvals), _of_all("heard by panel in the year", beyond.items), "items",
                  "items_about=approval"),
        Monitored("Panel", len(items), _of_all(f"heard in the year; panel met {met}", beyond.items), "items"),
        Monitored("Appraisals", gap="Appraisals of staff are not recorded; supervision is, with those it concerns."),
        Monitored("Minutes of staff meetings", gap="Minutes of staff meetings are not recorded."),
    ]  # fmt: skip


COMPLAINTS: Final = frozenset({"standard", "complain", "staying"})


def fresh(on: date, now: datetime) -> date:
    """The day of the pack: today at the latest."""
    return min(on, local_date(now))


__all__ = [
    "COMPLAINTS",
    "Beyond",
    "HouseholdOn",
    "Monitored",
    "WorksHere",
    "concerns_in",
    "fresh",
    "heard_in",
    "households_on",
    "monitored",
    "outcome_on",
    "workers_on",
]
