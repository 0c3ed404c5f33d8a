"""Named reads of MASH: what waits to begin, the queue, one child’s enquiry, a child’s history."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import Prefetch, Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.reading import load
from righthelp.practice.front_door.journey import Referral
from righthelp.practice.mash import law
from righthelp.practice.mash.codes import SHORT, URGENCY, Agency, expected
from righthelp.practice.mash.models import Check, Enquiry, Shared
from righthelp.practice.people.models import Person, Relationship, RelationshipKind
from righthelp.practice.people.standing import may
from righthelp.practice.workforce.models import Service, Team

SEE: Final = "mash.see"
_PARENTS: Final = (
    RelationshipKind.MOTHER,
    RelationshipKind.FATHER,
    RelationshipKind.PARENT,
    RelationshipKind.ADOPTER,
)
_SIBLINGS: Final = (RelationshipKind.SIBLING, RelationshipKind.HALF_SIBLING, RelationshipKind.STEP_SIBLING)


def leads(account: Account) -> bool:
    """Whether the account manages MASH or a team of the front door: who decides."""
    ours = Q(service=Service.FRONT_DOOR) | Q(code__in=[law.DAY_TEAM, law.MASH_TEAM])
    return Team.objects.filter(ours, manager__account=account, closed__isnull=True).exists()


@dataclass(frozen=True)
class Waiting:
    """A referral for MASH on which nobody has begun."""

    referral: int
    child_id: int
    child: str
    made: datetime
    accepted: bool


def waiting(account: Account, now: datetime) -> list[Waiting]:
    """Referrals for MASH that nobody has begun on, within reach, the oldest first. Three queries."""
    model = registry.binding(Referral).model
    fields = registry.binding(Referral).fields
    given = {fields["kind"]: "mash", f"{fields['closed']}__isnull": True, f"{fields['withdrawn']}__isnull": True}
    begun = Enquiry.objects.filter(stopped__isnull=True).values("referral")
    ids = list(model._base_manager.filter(**given).exclude(pk__in=begun).values_list("pk", flat=True))
    facts = load(registry.binding(Referral), ids=ids) if ids else []
    children = {each.subject_id for each in facts if each.subject_id is not None}
    seen = may(account, SEE, children, now) if children else set()
    names = {each.pk: str(each) for each in Person.objects.filter(pk__in=seen)}
    found = [
        Waiting(
            each.id, each.subject_id, names[each.subject_id], _moment(each.facts["made"]), bool(each.facts["accepted"])
        )
        for each in facts
        if each.subject_id in names
    ]
    return sorted(found, key=lambda each: (each.made, each.referral))


def _moment(value: object) -> datetime:
    assert isinstance(value, datetime)  # noqa: S101  a fact that is always known
    return value


def family_of(child: int, others: Collection[int]) -> set[int]:
    """Those of ``others`` who are recorded as a brother or sister of the child, or share a parent. Two queries."""
    pairs = Relationship.objects.filter(kind__in=_SIBLINGS)
    near = set(pairs.filter(person_id=child, other_id__in=others).values_list("other_id", flat=True))
    near |= set(pairs.filter(other_id=child, person_id__in=others).values_list("person_id", flat=True))
    parents = Relationship.objects.filter(kind__in=_PARENTS, person_id=child).values("other_id")
    through = Relationship.objects.filter(kind__in=_PARENTS, other_id__in=parents, person_id__in=others)
    return (near | set(through.values_list("person_id", flat=True))) - {child}


@dataclass
class Item:
    """One family in the queue: its children with their enquiries, how urgent, what is unanswered, who has it."""

    work: int
    worker: str
    team: str
    mine: bool
    enquiries: list[Enquiry] = field(default_factory=list)
    now: datetime | None = None

    @property
    def first(self) -> Enquiry:
        """The most urgent of its children."""
        return min(self.enquiries, key=lambda each: (URGENCY[each.rating], law.due(each.running, each.rating)))

    @property
    def rating(self) -> str:
        return self.first.rating

    @property
    def due(self) -> datetime:
        """When the first decision falls due."""
        return min(law.due(each.running, each.rating) for each in self.enquiries)

    @property
    def children(self) -> str:
        return ", ".join(str(each.child) for each in self.enquiries)

    @property
    def checks(self) -> list[Check]:
        return [check for each in self.enquiries for check in each.checks.all() if check.dropped is None]

    @property
    def answered(self) -> int:
        return sum(1 for check in self.checks if check.answered)

    @property
    def late(self) -> list[str]:
        """Agencies whose answer is overdue."""
        assert self.now is not None  # noqa: S101
        over = [c for c in self.checks if c.answered is None and law.due(c.running, c.rating) < self.now]
        return list(dict.fromkeys(name_of(check) for check in over))

    @property
    def not_asked(self) -> list[str]:
        """Agencies usually asked that have not been, and nobody said why."""
        return list(dict.fromkeys(name for each in self.enquiries for name in not_asked(each)))

    @property
    def part(self) -> str:
        """late, silent (an answer is), ready (everything answered), time."""
        assert self.now is not None  # noqa: S101
        if self.due < self.now:
            return "late"
        if self.late:
            return "silent"
        if self.checks and self.answered == len(self.checks) and not self.not_asked:
            return "ready"
        return "time"


def name_of(check: Check) -> str:
    """The agency or service, as people say it."""
    return check.service or str(Agency(check.agency).label)


def not_asked(enquiry: Enquiry) -> list[str]:
    """Agencies expected for a child that were neither asked nor left out for a reason."""
    had = {check.agency for check in enquiry.checks.all() if check.dropped is None}
    had |= {each.agency for each in enquiry.left_out.all()}
    return [str(Agency(agency).label) for agency in expected(enquiry.factors) if agency not in had]


def queue(account: Account, now: datetime) -> list[Item]:
    """Families about whom MASH asks, the most urgent and then the first due first; only children within reach."""
    rows = Enquiry.objects.filter(decided__isnull=True, stopped__isnull=True)
    near = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    near = near.select_related("child", "work__worker", "work__team").prefetch_related("checks", "left_out")
    items: dict[int, Item] = {}
    for each in near.order_by("begun", "pk"):
        worker = each.work.worker
        item = items.setdefault(
            each.work_id,
            Item(
                each.work_id,
                worker.name if worker else "",
                each.work.team.name,
                worker is not None and worker.account_id == account.pk,
                now=now,
            ),
        )
        item.enquiries.append(each)
    return sorted(items.values(), key=lambda item: (URGENCY[item.rating], item.due, item.work))


def silent(account: Account, now: datetime) -> list[Check]:
    """Unanswered questions of families already decided, within reach: an answer may still matter."""
    rows = Check.objects.filter(answered__isnull=True, dropped__isnull=True, enquiry__decided__isnull=False)
    near = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return list(near.select_related("child", "enquiry", "owner", "partner").order_by("running", "pk"))


def enquiry_in_full(enquiry: int) -> Enquiry | None:
    """One child’s enquiry with everything about it."""
    checks = Check.objects.select_related(
        "partner", "owner", "asked_by", "recorded_by", "answered_by", "sharing"
    ).prefetch_related(
        "steps__by",
        Prefetch(
            "shared", queryset=Shared.objects.filter(ended__isnull=True).select_related("to", "by").order_by("at", "pk")
        ),
    )
    rows = Enquiry.objects.select_related("child", "decided_by", "work__worker", "work__team", "work__begun_by")
    rows = rows.prefetch_related(
        Prefetch("checks", queryset=checks.order_by("asked", "pk")),
        "ratings__by",
        "sharings__by",
        "left_out__by",
        "undone__by",
        "undone__decided_by",
    )
    return rows.filter(pk=enquiry).first()


def together(enquiry: Enquiry, account: Account, now: datetime) -> list[Enquiry]:
    """The children asked about together with this one, itself among them, as far as the account may see them."""
    rows = Enquiry.objects.filter(work_id=enquiry.work_id, stopped__isnull=True).select_related("child")
    rows = rows.prefetch_related("checks", "left_out").order_by("pk")
    near = within_reach(rows, account, SEE, kind="child", field="child_id", now=now)
    return list(near)


def of_child(child: int) -> list[Enquiry]:
    """Every time MASH asked about a child, the newest first."""
    rows = Enquiry.objects.filter(child_id=child).select_related("decided_by").prefetch_related("checks")
    return list(rows.order_by("-begun", "-pk"))


def words_for(rating: str) -> str:
    """Red, Amber or Green."""
    return SHORT[rating]


def with_missing(checks: Iterable[Check]) -> list[Check]:
    """Those still unanswered."""
    return [check for check in checks if check.answered is None and check.dropped is None]


__all__ = ["Item", "Waiting", "enquiry_in_full", "leads", "of_child", "queue", "silent", "together", "waiting"]
