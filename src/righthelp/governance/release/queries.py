"""Named reads of the release room."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.documents.gate import kinds
from righthelp.governance.release.models import (
    Astray,
    Copy,
    CopyFile,
    FileFrom,
    Letter,
    LetterFile,
    Packet,
    PacketAbout,
    State,
)
from righthelp.practice.casework.models import Meeting, Plan, WorkFile
from righthelp.practice.people.models import Organisation, Person, Relationship
from righthelp.practice.people.standing import known_to
from righthelp.practice.protection.models import Report


@dataclass(frozen=True)
class Line:
    """A packet in a list: its children's names, where it stands, how much is open."""

    packet: Packet
    children: str
    state: State
    open: int
    left: int
    copies: int


def state_of(packet: Packet, open_findings: int) -> State:
    """Where a packet stands."""
    if packet.withdrawn:
        return State.WITHDRAWN
    if packet.given_out:
        return State.GIVEN
    if packet.released:
        return State.RELEASED
    return State.CHECK if open_findings else State.READ


def _counted(rows: QuerySet[Packet]) -> QuerySet[Packet]:
    return rows.select_related("prepared_by", "released_by").annotate(
        open_findings=Count("copies__findings", filter=Q(copies__findings__waived__isnull=True), distinct=True),
        copies_left=Count(
            "copies", filter=Q(copies__given__isnull=True, copies__kept_back__isnull=True), distinct=True
        ),
        copies_all=Count("copies", distinct=True),
    )


def within(rows: QuerySet[Packet], account: Account, act: str, now: datetime, *, most: int = 400) -> list[Line]:
    """The packets of which the account may see every child, as lines, the latest first. Four queries."""
    packets = list(_counted(rows).order_by("-prepared", "-pk")[:most])
    about: dict[int, set[int]] = {}
    for packet, child in PacketAbout.objects.filter(packet__in=packets).values_list("packet_id", "child_id"):
        about.setdefault(packet, set()).add(child)
    children = {child for some in about.values() for child in some}
    reached = within_reach(Person.objects.filter(pk__in=children), account, act, kind="child", field="pk", now=now)
    names = {person.pk: str(person) for person in reached}
    return [
        _line(packet, [names[child] for child in sorted(about[packet.pk])])
        for packet in packets
        if about.get(packet.pk) and about[packet.pk] <= set(names)
    ]


def _line(packet: Packet, names: Sequence[str]) -> Line:
    found, left, copies = (getattr(packet, key) for key in ("open_findings", "copies_left", "copies_all"))
    return Line(packet, ", ".join(names), state_of(packet, found), found, left, copies)


def on_their_way(account: Account, now: datetime) -> list[Line]:
    """Every packet not yet given out or withdrawn that the account may see."""
    rows = Packet.objects.filter(withdrawn__isnull=True, given_out__isnull=True)
    return within(rows, account, "document.see", now)


def of_child(child: int, account: Account, now: datetime) -> list[Line]:
    """Every packet about a child."""
    return within(Packet.objects.filter(about__child_id=child), account, "document.see", now)


def children_of(packet: int) -> list[int]:
    """The children whom a packet is about."""
    return list(PacketAbout.objects.filter(packet_id=packet).order_by("child_id").values_list("child_id", flat=True))


def copies_of(packet: int) -> list[Copy]:
    """The copies of a packet with what was found in each, who read it and where it went astray. Five queries."""
    rows = Copy.objects.filter(packet_id=packet).select_related("given_by").order_by("number")
    files = Prefetch("files", CopyFile.objects.defer("body").order_by("place", "format"))
    return list(rows.prefetch_related("findings__waived_by", "reads", "astray", files))


@dataclass(frozen=True)
class Possible:
    """Something of which a document can be made."""

    kind: str
    source: int
    words: str


def possible(child: int) -> list[Possible]:
    """What may be prepared about a child: minutes of meetings that were held, the plan, letters."""
    meetings = Meeting.objects.filter(about__child_id=child, held__isnull=False, parts__isnull=False).distinct()
    found = [
        Possible("minutes", each.pk, f"Minutes: {each.get_kind_display()}, {say_date(each.held.date())}")
        for each in meetings.order_by("-held")[:20]
        if each.held
    ]
    reports = Report.objects.filter(
        meeting__about__child_id=child, meeting__cancelled__isnull=True, ready__isnull=False
    )
    found += [
        Possible(
            "report", each.pk, f"Report to the conference planned for {say_date(local_date(each.meeting.planned))}"
        )
        for each in reports.select_related("meeting").order_by("-meeting__planned")[:10]
    ]
    plans = Plan.objects.filter(child_id=child, ends__isnull=True)
    found += [Possible("plan", each.pk, f"{each.get_kind_display()} from {say_date(each.starts)}") for each in plans]
    return found


def letters_of(child: int) -> list[Letter]:
    """Letters about a child that were not thrown away, the latest first."""
    rows = Letter.objects.filter(child_id=child, withdrawn__isnull=True)
    rows = rows.annotate(enclosed=Count("attachments", filter=Q(attachments__removed__isnull=True)))
    return list(rows.select_related("person", "organisation", "written_by").order_by("-written")[:50])


def files_of(letter: Letter) -> list[LetterFile]:
    """What goes with a letter, in order, without the bytes."""
    return list(LetterFile.objects.filter(letter=letter, removed__isnull=True).defer("body").order_by("pk"))


def may_go_with(letter: Letter, account: Account, now: datetime) -> list[tuple[str, str]]:
    """Files that could go with a letter: direct work with the child, and released documents made for the same
    recipient, where the account may open them. Two queries."""
    found: list[tuple[str, str]] = []
    if reaches_all([letter.child_id], account, "casework.see", now):
        files = WorkFile.objects.filter(
            work__child_id=letter.child_id, work__withdrawn__isnull=True, removed__isnull=True
        ).select_related("work")
        found += [
            (f"{FileFrom.WORK}-{each.pk}", f"{each.name}, {each.work.tool_said}, {say_date(local_date(each.work.at))}")
            for each in files.order_by("-work__at", "pk")[:40]
        ]
    copies = CopyFile.objects.filter(
        Q(copy__person__isnull=False, copy__person=letter.person_id) | Q(copy__name=recipient_name(letter)),
        place=0,
        copy__packet__about__child_id=letter.child_id,
        copy__packet__released__isnull=False,
        copy__packet__withdrawn__isnull=True,
    ).exclude(copy__packet__kind="letter", copy__packet__source=letter.pk)
    for each in copies.select_related("copy__packet").defer("body").order_by("-copy__packet__released", "pk")[:40]:
        kind = kinds().get(each.copy.packet.kind)
        if kind and kind.may_open(each.copy.packet.source, account, confidential=each.copy.confidential):
            found.append((f"{FileFrom.COPY}-{each.pk}", f"{each.copy.packet.title} ({each.format})"))
    return found


def recipient_name(letter: Letter) -> str:
    """To whom a letter goes, as a copy names them."""
    if letter.person_id:
        return str(letter.person)
    return letter.name or (letter.organisation.name if letter.organisation else "")


def family_choices(child: int, account: Account, now: datetime) -> list[tuple[str, str]]:
    """The child and those related to them of whom the account may know, to write to."""
    ids = {child}
    for one, other in Relationship.objects.filter(
        Q(person_id=child) | Q(other_id=child), ends__isnull=True
    ).values_list("person_id", "other_id"):
        ids |= {one, other}
    known = known_to(account, ids, now)
    rows = Person.objects.filter(pk__in=known, died_on__isnull=True, merged_into__isnull=True)
    return [(str(person.pk), str(person)) for person in rows.order_by("forename", "surname", "pk")]


def organisation_choices(child: int) -> list[tuple[str, str]]:
    """The organisations around a child: school, health, and whoever told us, to write to."""
    rows = Organisation.objects.filter(
        Q(pupils__person_id=child, pupils__ends__isnull=True)
        | Q(registered__person_id=child, registered__ends__isnull=True)
        | Q(pk__in=_told_by(child)),
        closed_on__isnull=True,
    ).distinct()
    return [(str(each.pk), each.name) for each in rows.order_by("name")]


def _told_by(child: int) -> Iterable[int]:
    from righthelp.practice.front_door.models import Contact

    rows = Contact.objects.filter(child_id=child, call__organisation__isnull=False)
    return list(rows.values_list("call__organisation_id", flat=True).distinct())


def given_about(child: int) -> QuerySet[Copy]:
    """The sharing log of a child: every copy that went out, the latest first."""
    rows = Copy.objects.filter(packet__about__child_id=child, given__isnull=False)
    return rows.select_related("packet", "given_by").prefetch_related("files").order_by("-given", "-pk")


def unweighed() -> QuerySet[Astray]:
    """Copies that went astray, those not yet weighed first, the longest known at the top."""
    return Astray.objects.select_related("copy__packet", "recorded_by", "weighed_by").order_by("weighed", "aware", "pk")


def reaches_all(children: Collection[int], account: Account, act: str, now: datetime) -> bool:
    """Whether the account may do ``act`` to every one of the children."""
    rows = within_reach(Person.objects.filter(pk__in=children), account, act, kind="child", field="pk", now=now)
    return bool(children) and rows.count() == len(set(children))


__all__ = [
    "Line",
    "Possible",
    "children_of",
    "copies_of",
    "family_choices",
    "files_of",
    "given_about",
    "letters_of",
    "may_go_with",
    "of_child",
    "on_their_way",
    "organisation_choices",
    "possible",
    "reaches_all",
    "recipient_name",
    "state_of",
    "unweighed",
    "within",
]
