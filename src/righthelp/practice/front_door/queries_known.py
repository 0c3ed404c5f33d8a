"""What is known already of the children somebody tells us about: shown while the call is being written down."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date, say_deadline
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.front_door.authorities import OURS, council
from righthelp.practice.front_door.models import Contact, Referral
from righthelp.practice.front_door.record_decision import earlier_referral
from righthelp.practice.people.models import Person, Worry
from righthelp.practice.people.queries import Relative, header
from righthelp.practice.people.search import Found
from righthelp.practice.people.standing import standing
from righthelp.practice.workforce.models import Allocation

LATELY: Final = timedelta(days=730)
"""Contacts longer ago are on the child's own page."""
_MINOR: Final = timedelta(days=18 * 365 + 5)


@dataclass(frozen=True)
class Known:
    """One child: who they are, what must be known at once, what came before, what is being done."""

    id: int
    name: str
    age: str
    born: str
    address: str
    status: str
    worker: str
    warnings: list[str]
    worries: list[str]
    contacts: list[Contact]
    referral: Referral | None
    earlier: Referral | None
    due: list[str]
    family: list[Relative]
    minors: list[Relative] = field(default_factory=list)

    @property
    def open_work(self) -> bool:
        """Whether anything is being done now."""
        return bool(self.referral or self.worker or self.due or self.status != "No current open plan")


def known(children: Collection[int], account: Account, now: datetime) -> list[Known]:
    """What is known of each child the account may open, in the order given. About seven queries, and two a child."""
    stands = standing(account, children, now)
    mine = [child for child in dict.fromkeys(children) if child in stands and stands[child].opens]
    if not mine:
        return []
    today = local_date(now)
    heads = {child: head for child in mine if (head := header(child, today, shows_protected=False))}
    relatives = {each.id for head in heads.values() for each in head.family}
    knows = {person for person, each in standing(account, relatives, now).items() if each.knows}
    born = dict(Person.objects.filter(pk__in=knows, died_on__isnull=True).values_list("pk", "birth_date"))
    workers = {
        row.child_id: f"{row.worker.name}, {row.worker.team.name}"
        for row in Allocation.objects.filter(child_id__in=mine, primary=True, ends__isnull=True).select_related(
            "worker__team"
        )
    }
    worries: dict[int, list[str]] = {}
    for person, words in Worry.objects.filter(person_id__in=mine, ends__isnull=True).values_list("person_id", "words"):
        worries.setdefault(person, []).append(words)
    contacts: dict[int, list[Contact]] = {}
    before = Contact.objects.filter(child_id__in=mine, withdrawn__isnull=True, received__gte=now - LATELY)
    for contact in before.select_related("call").order_by("-received", "-pk"):
        contacts.setdefault(contact.child_id or 0, []).append(contact)
    going_on = Referral.objects.filter(child_id__in=mine, closed__isnull=True, withdrawn__isnull=True)
    open_ones = {row.child_id: row for row in going_on.select_related("team")}
    due: dict[int, list[str]] = {}
    names = {clock.code: clock.name for clock in registry.clocks()}
    moments = DueMoment.objects.filter(journey__in=registry.about("child"), subject_id__in=mine)
    for moment in moments.exclude(journey__in=["contact", "referral"]).order_by("due_at"):
        words = f"{names.get(moment.clock, moment.clock)}: due {say_deadline(moment.due_at)}"
        due.setdefault(moment.subject_id or 0, []).append(words[:1].upper() + words[1:])
    found: list[Known] = []
    for child, head in heads.items():
        family = [each for each in head.family if each.id in knows]
        found.append(
            Known(
                id=child,
                name=head.name,
                age=head.age,
                born=head.born,
                address=head.address,
                status=head.status,
                worker=workers.get(child, ""),
                warnings=_warnings(head.address_protected, head.died_on, head.authority, head.needs_interpreter)
                + (["Came to this country alone"] if head.unaccompanied else []),
                worries=worries.get(child, [])[:4],
                contacts=contacts.get(child, [])[:6],
                referral=open_ones.get(child),
                earlier=earlier_referral(child, now),
                due=due.get(child, [])[:4],
                family=family,
                minors=[each for each in family if _minor(born.get(each.id), today)],
            )
        )
    return found


def _warnings(protected: bool, died: date | None, authority: str, interpreter: bool) -> list[str]:
    said = []
    if died:
        said.append(f"Died on {say_date(died)}")
    if protected:
        said.append("Protected address: never tell a caller where the child lives")
    if authority != OURS:
        said.append(f"Another council answers for this child: {council(authority)}")
    if interpreter:
        said.append("Needs an interpreter")
    return said


def _minor(born: date | None, today: date) -> bool:
    return born is not None and today - born < _MINOR


@dataclass(frozen=True)
class Candidate:
    """Somebody on the register who may be the child meant."""

    id: int
    name: str
    age: str
    born: str
    address: str
    status: str
    why: str


def candidates(found: list[Found], today: date) -> list[Candidate]:
    """Search results with where they live and what they have with us. One query."""
    from righthelp.practice.people.ages import say_age, say_birth
    from righthelp.practice.people.queries import briefs

    about = briefs([each.id for each in found], today) if found else {}
    return [
        Candidate(
            each.id,
            each.name,
            say_age(each.birth_date, today, each.birth_date_kind),
            say_birth(each.birth_date, each.birth_date_kind),
            about[each.id].address,
            about[each.id].status,
            each.why,
        )
        for each in found
    ]
