"""Named reads: the lists of the board, one discussion for a reader, a child's discussions, who has what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Prefetch, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.practice.casework.codes import Agency, Came
from righthelp.practice.casework.models import Action, Attendance
from righthelp.practice.people.standing import may, standing
from righthelp.practice.section47.codes import REQUIRED, Gave
from righthelp.practice.section47.models import Concerned, Discussion, Enquiry, Given, TheirRecord

SEE: Final = "section47.see"
LATELY: Final = timedelta(days=30)
"""For how long discussions that were held stay on the board."""


def waiting(account: Account, now: datetime) -> QuerySet[Concerned]:
    """Children for whom a discussion was asked and not held yet, within the account's reach, the oldest first."""
    rows = Concerned.objects.filter(held__isnull=True, cancelled__isnull=True)
    return _listed(rows, account, now).order_by("asked", "pk")


def lately(account: Account, now: datetime) -> QuerySet[Concerned]:
    """Children of discussions held in the last thirty days, those not decided first, then the newest."""
    rows = Concerned.objects.filter(held__gte=now - LATELY, held__lte=now)
    return _listed(rows, account, now).order_by("-held", "pk")


def _listed(rows: QuerySet[Concerned], account: Account, now: datetime) -> QuerySet[Concerned]:
    near = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return near.select_related("child", "discussion__meeting__chair", "discussion__asked_by")


def open_enquiries(account: Account, now: datetime) -> QuerySet[Enquiry]:
    """Enquiries that no manager has authorised yet, within reach, the oldest first."""
    rows = Enquiry.objects.filter(authorised__isnull=True, withdrawn__isnull=True)
    near = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return near.select_related("child", "worker__team").order_by("strategy_held", "pk")


def joint_visits(account: Account, now: datetime) -> QuerySet[Enquiry]:
    """Enquiries for which a joint visit was decided on, within reach: for the audit whether it followed."""
    rows = Enquiry.objects.filter(joint_by__isnull=False, withdrawn__isnull=True)
    near = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return near.select_related("child", "worker__team", "joint_in__visit__visitor").order_by("-joint_by", "pk")


def their_records(account: Account, now: datetime) -> QuerySet[TheirRecord]:
    """What other agencies have on record, within reach, the newest first."""
    rows = TheirRecord.objects.filter(concerned__decided__isnull=False)
    near = within_reach(rows, account, SEE, kind="child", field="concerned__child_id", now=now)
    return near.select_related("concerned__child", "concerned__discussion", "by").order_by("-at", "pk")


def visible(discussion: int, account: Account, now: datetime, *, act: str = SEE) -> Discussion | None:
    """The discussion, if the account may know of every child in it and may do ``act`` to the record of one of them.

    None alike for one that is not there and for one that is not for this account.
    """
    children = set(Concerned.objects.filter(discussion_id=discussion).values_list("child_id", flat=True))
    stands = standing(account, children or {0}, now)
    if not children or any(not (child in stands and stands[child].knows) for child in children):
        return None
    if not may(account, act, children, now):
        return None
    rows = Discussion.objects.select_related("meeting__chair__team", "asked_by", "meeting__recorded_by")
    return rows.filter(pk=discussion).first()


def children_of(discussion: Discussion) -> list[Concerned]:
    """The children of a discussion with what was decided, what was before, enquiries and others' records."""
    rows = discussion.children.select_related("child", "decided_by").order_by("pk")
    enquiries = Enquiry.objects.select_related("worker").order_by("pk")
    return list(
        rows.prefetch_related("undone__by", "undone__decided_by", Prefetch("enquiries", enquiries), "theirs__by")
    )


def listed(discussion: Discussion) -> list[Attendance]:
    """Who was asked, agencies that must take part first."""
    rows = discussion.meeting.attendances.select_related("worker", "person", "organisation")
    order = {agency: place for place, agency in enumerate((*REQUIRED, *Agency.values))}
    return sorted(rows, key=lambda each: (order[each.agency], each.pk))


def name_of(each: Attendance) -> str:
    """Whoever was asked, by name."""
    if each.worker is not None:
        return f"{each.worker.name}, {each.worker.title}"
    return str(each.person) if each.person else each.name


@dataclass(frozen=True)
class AgencyLine:
    """One agency that must take part, or told us: who was asked for it, and whether anybody took part."""

    agency: str
    must: bool
    asked: int
    took_part: bool

    @property
    def words(self) -> str:
        """Its name."""
        return str(Agency(self.agency).label)


def quorum(discussion: Discussion, people: list[Attendance]) -> list[AgencyLine]:
    """Social care, police and health, which must take part, and the agency that told us, which should."""
    own, chaired = Agency.SOCIAL_CARE.value, discussion.meeting.chair_id is not None
    wanted = [*REQUIRED, *([discussion.referrer] if discussion.referrer not in ("", *REQUIRED) else [])]
    return [
        AgencyLine(
            agency=agency,
            must=agency in REQUIRED,
            asked=sum(1 for each in people if each.agency == agency) + (agency == own and chaired),
            took_part=any(each.agency == agency and each.came == Came.YES for each in people),
        )
        for agency in wanted
    ]


def actions_of(discussion: Discussion) -> list[Action]:
    """Key actions, the first due first."""
    rows = discussion.meeting.actions.select_related("child", "worker")
    return list(rows.order_by("by_when", "pk"))


@dataclass
class Receipt:
    """What one person was given: every time, and whether they have what stands now."""

    attendance: Attendance
    name: str
    times: list[Given] = field(default_factory=list)
    has_latest: bool = False

    @property
    def words(self) -> str:
        """How and when, the last time."""
        if not self.times:
            return "Not yet"
        return str(Gave(self.times[-1].how).label)


def receipts(discussion: Discussion, people: list[Attendance], since: datetime | None) -> list[Receipt]:
    """Who of ``people`` was given the key actions. ``since``: when they last changed; given before that is not what
    stands now."""
    found = {each.pk: Receipt(each, name_of(each)) for each in people}
    for row in discussion.given.select_related("by").order_by("at", "pk"):
        if row.attendance_id in found:
            receipt = found[row.attendance_id]
            receipt.times.append(row)
            receipt.has_latest = since is None or row.at >= since
    return list(found.values())


def actions_changed(rows: list[Concerned], actions: list[Action]) -> datetime | None:
    """When the key actions last changed: the last decision, or the last action agreed."""
    moments = [row.decided for row in rows if row.decided] + [each.agreed for each in actions]
    return max(moments, default=None)


def of_child(child: int) -> tuple[list[Concerned], list[Enquiry]]:
    """Every discussion and every enquiry about a child, the newest first."""
    rows = Concerned.objects.filter(child_id=child).select_related("discussion__meeting__chair", "child")
    enquiries = Enquiry.objects.filter(child_id=child).select_related("worker")
    return list(rows.order_by("-asked", "-pk")), list(enquiries.order_by("-opened", "-pk"))


__all__ = [
    "AgencyLine",
    "Receipt",
    "actions_changed",
    "actions_of",
    "children_of",
    "joint_visits",
    "lately",
    "listed",
    "name_of",
    "of_child",
    "open_enquiries",
    "quorum",
    "receipts",
    "their_records",
    "visible",
    "waiting",
]
