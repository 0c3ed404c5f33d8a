"""The verbs of the fostering panel: members, meetings, what is brought, advice with a quorum, and the decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import record_homes
from righthelp.practice.care.codes_homes import HomeKind, Provider
from righthelp.practice.care.dues import visits_heard
from righthelp.practice.care.models import Home
from righthelp.practice.care.record_homes import Offer
from righthelp.practice.fostering import due, journey, law, queries_panel
from righthelp.practice.fostering.acting import serving
from righthelp.practice.fostering.codes import Advice, Business, Contest, Seat, Wish
from righthelp.practice.fostering.models import (
    Application,
    Conflict,
    Household,
    Item,
    KnownCarer,
    LongTerm,
    Meeting,
    Member,
    Sat,
    TakenBack,
)
from righthelp.practice.fostering.record import application_held
from righthelp.practice.people.writing import Sentences, locked, not_later, one_of, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    **record_homes.SENTENCES,
    "panel_member_once": ("name", "Somebody of this name is a member already."),
    "panel_member_ends_after_start": ("ends", "They leave after the day on which they came."),
    "panel_conflict_once": ("member", "This is recorded already."),
    "panel_application_once_a_meeting": ("application", "It is on the agenda of this meeting already."),
    "panel_item_told_after_decision": ("on", "The notice goes out on or after the day of the decision."),
    "panel_item_decided_with_reasons": ("on", "The decision comes on or after the day of the recommendation."),
}
LONGEST_AHEAD: Final = timedelta(days=366)


def member_joined(*, name: str, seat: str, independent: bool, starts: date, by: Account, now: datetime) -> Member:
    """Somebody comes on the central list."""
    serving(by)
    one_of("seat", seat, Seat.values)
    not_later("starts", starts, now, "Members are recorded when they have joined.")
    with writing(by, SENTENCES):
        called = words("name", name, 120, "Enter the member’s name.")
        return Member.objects.create(name=called, seat=seat, independent=independent, starts=starts)


def member_left(*, member: int, ends: date, by: Account, now: datetime) -> Member:
    """They are no longer on the central list."""
    serving(by)
    not_later("ends", ends, now, "It is recorded when it has happened.")
    with writing(by, SENTENCES):
        found = Member.objects.select_for_update().filter(pk=member, ends__isnull=True).first()
        if found is None:
            raise Refused("", "They have left the list already.")
        found.ends = ends
        found.save(update_fields=["ends"])
        return found


def meeting_called(*, on: date, by: Account, now: datetime) -> Meeting:
    """Panel meets on a day."""
    writer = serving(by)
    if abs(on - local_date(now)) > LONGEST_AHEAD:
        raise Refused("on", "This is more than a year away. Check the year.")
    with writing(by, SENTENCES):
        if Meeting.objects.filter(on=on).exists():
            raise Refused("on", f"Panel meets on {say_date(on)} already. Open that meeting.")
        return Meeting.objects.create(on=on, recorded_by=writer)


def meeting_held(meeting: int) -> Meeting:
    """The meeting, locked until the transaction ends; refused when it was cancelled."""
    found = Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting).first()
    if found is None:
        raise Refused("", "This meeting is no longer there. Open the list again.")
    if found.cancelled:
        raise Refused("", f"This meeting was cancelled: {found.cancelled}")
    return found


def meeting_cancelled(*, meeting: int, why: str, by: Account, now: datetime) -> Meeting:
    """Panel does not meet; what was to be brought is put off to another meeting."""
    serving(by)
    with writing(by, SENTENCES):
        held = meeting_held(meeting)
        if held.held:
            raise Refused("", "This meeting was held: who sat is recorded.")
        held.cancelled = words("why", why, 300, "Write why panel does not meet.")
        held.save(update_fields=["cancelled"])
        open_items = list(Item.objects.filter(meeting=held, recommended__isnull=True, put_off__isnull=True))
        for item in open_items:
            item.put_off = local_date(now)
            item.save(update_fields=["put_off"])
        settle(journey.Brought, [item.pk for item in open_items], now)
        return held


def brought(
    *, meeting: int, about: str, asks: str, by: Account, now: datetime, application: int | None = None,
    household: int | None = None, child: int | None = None, home: int | None = None,
) -> Item:  # fmt: skip
    """Something goes on the agenda: an application with its report, or a household. A long-term match names the child;
    with carers of an agency, their ``home`` in place of a household (:func:`record_lasting.brought_to_panel`)."""
    writer = serving(by)
    one_of("about", about, Business.values)
    with writing(by, SENTENCES):
        found = application_held(application) if application is not None else None
        if found is not None and found.reported is None:
            raise Refused("application", "The report is not written. Panel looks at a finished report.")
        if found is not None and Item.objects.filter(application=found, decided__isnull=True, put_off__isnull=True):
            raise Refused("application", "It is before panel, or waits for its decision, already.")
        if (about == Business.APPROVAL) is not (found is not None):
            raise Refused("about", "An approval is about an application; everything else about a household.")
        ours = bool(household and Household.objects.filter(pk=household, left__isnull=True).exists())
        if found is None and not ours and not (about == Business.LONG_TERM and home):
            raise Refused("household", "Choose a household that fosters for the trust.")
        if (about == Business.LONG_TERM) is not (child is not None):
            raise Refused("child", "A long-term match is brought from the child’s page.")
        held = meeting_held(meeting)
        item = Item.objects.create(
            meeting=held, about=about, application=found, household_id=household, home_id=home, child_id=child,
            asks=text("asks", asks, "Write what panel is asked."), recorded_by=writer,
        )  # fmt: skip
        settle(journey.Brought, [item.pk], now)
        return item


def sat(*, meeting: int, members: Sequence[int], by: Account, now: datetime) -> Meeting:
    """Who was at the meeting. It may be put right until panel has made a recommendation."""
    serving(by)
    with writing(by, SENTENCES):
        held = meeting_held(meeting)
        not_later("", held.on, now, "Record who sat when panel has met.")
        if Item.objects.filter(meeting=held, recommended__isnull=False).exists():
            raise Refused("", "Panel has made a recommendation: who sat stands as it is.")
        listed = queries_panel.members(held.on)
        if not members or set(members) - {each.pk for each in listed}:
            raise Refused("members", "Choose those members who were there.")
        Sat.objects.filter(meeting=held).delete()
        Sat.objects.bulk_create(Sat(meeting=held, member_id=each) for each in sorted(set(members)))
        held.held = True
        held.save(update_fields=["held"])
        return held


def conflict_declared(*, item: int, member: int, why: str, by: Account, now: datetime) -> Conflict:
    """A member has an interest in an item: they do not sit for it, and do not count towards its quorum."""
    serving(by)
    with writing(by, SENTENCES):
        found = _item(item)
        if found.recommended:
            raise Refused("", "Panel has made its recommendation on this.")
        if not Member.objects.filter(pk=member).exists():
            raise Refused("member", "Choose a member of the panel.")
        return Conflict.objects.create(
            item=found, member_id=member, why=words("why", why, 300, "Write which interest they have.")
        )


def recommended(
    *, item: int, advice: str, votes_for: int, votes_against: int, reasons: str, by: Account, now: datetime
) -> Item:
    """Panel's recommendation with its reasons; who differed is counted. Refused without a quorum for the item."""
    serving(by)
    one_of("advice", advice, Advice.values)
    with writing(by, SENTENCES):
        found = _item(item)
        if found.recommended or found.put_off:
            raise Refused("", "This is dealt with already. Open the agenda again.")
        seats = queries_panel.seated(found)
        if short := queries_panel.short_of_quorum(seats):
            raise Refused("", short)
        if votes_for < 0 or votes_against < 0 or votes_for + votes_against > len(seats):
            raise Refused("votes_for", f"{len(seats)} members sat for this. Count their votes again.")
        found.advice, found.votes_for, found.votes_against = advice, votes_for, votes_against
        found.reasons = text("reasons", reasons, "Write panel’s reasons.")
        found.recommended = found.meeting.on
        found.put_off = found.meeting.on if advice == Advice.LATER else None
        return _saved(found, now, "advice", "votes_for", "votes_against", "reasons", "recommended", "put_off")


def advice_back(*, item: int, why: str, by: Account, now: datetime) -> Item:
    """Panel's recommendation was written down wrongly: it is taken back, until it is decided on, and kept with why."""
    writer = serving(by)
    with writing(by, SENTENCES):
        found = _item(item)
        _holds_a_match(found)
        if found.advice is None or found.decided:
            raise Refused("", "There is no recommendation to take back, or it is decided on already.")
        said = f"Panel of {say_date(found.meeting.on)}: {Advice(found.advice).label}. {found.reasons}"
        _taken_back(found, said, why, writer, now)
        found.advice = found.votes_for = found.votes_against = found.recommended = found.put_off = None
        found.reasons = ""
        return _saved(found, now, "advice", "votes_for", "votes_against", "recommended", "put_off", "reasons")


def _taken_back(item: Item, said: str, why: str, writer: Worker, now: datetime) -> None:
    TakenBack.objects.create(
        application=item.application, household=item.household, item=item, what=said[:400], at=now, by=writer,
        why=text("why", why, "Write why it is taken back."),
    )  # fmt: skip


def _holds_a_match(item: Item) -> None:
    """Refuse an item about a long-term match that was taken back, or went to panel again, since."""
    stands = LongTerm.objects.filter(item=item, withdrawn__isnull=True).exists()
    if item.about == Business.LONG_TERM and not stands:
        raise Refused("", "The match was taken back, or went to panel again. This stays as it is, on the record.")


def decision_back(*, item: int, why: str, by: Account, now: datetime) -> Item:
    """A decision was written down wrongly: it is taken back, kept with why, and is to be taken anew. Refused where
    something stands on it: an approval, other terms, a long-term placement."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        found = _item(item)
        if found.decision is None or found.contested:
            raise Refused("", "There is no decision to take back, or they have contested it.")
        _holds_a_match(found)
        if found.decision == Advice.YES and found.about in {Business.APPROVAL, Business.TERMS}:
            raise Refused("", "Homes and terms on the register stand on this decision. Change those instead.")
        if LongTerm.objects.filter(item=found, begun__isnull=False).exists():
            raise Refused("", "The long-term placement has begun on it. Take that change of placement back first.")
        said = f"Decided {say_date(found.decided or found.meeting.on)}: {Advice(found.decision).label}."
        _taken_back(found, f"{said} {found.decision_why}", why, writer, now)
        found.decided = found.decision = found.decided_by = found.told = None
        found.decision_why = ""
        return _saved(found, now, "decided", "decision", "decided_by", "decision_why", "told")


def decided(
    *, item: int, decision: str, why: str, on: date, by: Account, now: datetime, terms: Offer | None = None
) -> Item:
    """The decision maker decides, whatever panel recommended, and says why.

    A yes to an approval makes the home, its carers and its first terms on care's register, and the household, in this
    transaction; a yes to other terms makes those hold from that day.
    """
    writer = worker_of(by)
    one_of("decision", decision, [Advice.YES.value, Advice.NO.value])
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = _item(item)
        if found.recommended is None or found.put_off is not None:
            raise Refused("", "Panel has not made a recommendation on this yet.")
        _holds_a_match(found)
        if found.decided:
            raise Refused("", f"This was decided on {say_date(found.decided)}.")
        if on < found.recommended:
            raise Refused("on", f"Panel met on {say_date(found.recommended)}. Enter that day or a later one.")
        found.decided, found.decision, found.decided_by = on, decision, writer
        found.decision_why = text("why", why, "Write the reasons for the decision.")
        if decision == Advice.YES and found.about in {Business.APPROVAL, Business.TERMS}:
            if terms is None:
                raise Refused("places", "Say for how many children, of which ages.")
            _holds(found, terms, on, by, now)
        return _saved(found, now, "decided", "decision", "decided_by", "decision_why")


def _holds(item: Item, terms: Offer, on: date, by: Account, now: datetime) -> None:
    if item.household is not None:
        record_homes.terms_changed(home=item.household.home_id, terms=terms, starts=on, by=by, now=now)
    if item.application is not None:
        approved(item.application, terms, on, by, now)


def approved(application: Application, terms: Offer, on: date, by: Account, now: datetime) -> Household:
    """An application becomes a household: its home, carers and terms through care's own verbs. Called by
    :func:`decided` in its transaction."""
    connected = application.wishes == [Wish.KNOWN.value]
    known = KnownCarer.objects.select_related("home").filter(application=application).first()
    if known is not None and known.runs:
        home = known.home  # on the register since they were approved for a time
        record_homes.terms_changed(home=home.pk, terms=terms, starts=on, by=by, now=now)
        known.settled = on
        known.save(update_fields=["settled"])
        settle(journey.KnownCarer, [known.pk], now)
        visits_heard(known.child_id, now)
    else:
        home = _on_the_register(application, connected, terms, on, by, now)
    made = Household.objects.create(home=home, connected=connected, approved=on, recorded_by=worker_of(by))
    application.approved = on
    application.save(update_fields=["approved"])
    settle(journey.Fostering, [application.pk], now)
    due.redrawn(made, now)
    return made


def _on_the_register(
    application: Application, connected: bool, terms: Offer, on: date, by: Account, now: datetime
) -> Home:
    assert application.address_id is not None  # noqa: S101  a registered application has one; the order is a constraint
    home = record_homes.home_registered(
        kind=HomeKind.CONNECTED if connected else HomeKind.FOSTER, name=application.name, at=application.address_id,
        provider=Provider.OURS, starts=on, terms=terms, by=by, now=now, worker=application.worker_id,
    )  # fmt: skip
    for applicant in application.applicants.order_by("pk"):
        record_homes.carer_joined(home=home.pk, person=applicant.person_id, starts=on, by=by, now=now)
    return home


def told(*, item: int, on: date, by: Account, now: datetime) -> Item:
    """The decision went out in writing, with the reasons and, if it is a no, with what they can do within 28 days."""
    serving(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = _item(item)
        if found.decided is None or found.told is not None:
            raise Refused("", "There is no decision to send, or it has been sent.")
        found.told = on
        return _saved(found, now, "told")


def contested(*, item: int, how: str, on: date, by: Account, now: datetime) -> Item:
    """They do not agree with a no, and ask our panel or the independent review mechanism within 28 days."""
    serving(by)
    one_of("how", how, [Contest.PANEL.value, Contest.REVIEW.value])
    not_later("on", on, now, "Record it when it has happened.")
    with writing(by, SENTENCES):
        found = _item(item)
        if found.decision != Advice.NO or found.told is None:
            raise Refused("", "Only a no that they were told of in writing can be contested.")
        if found.contested:
            raise Refused("", f"They did so on {say_date(found.contested)}.")
        last = found.told + timedelta(days=law.CONTEST_DAYS)
        if not found.told <= on <= last:
            raise Refused("on", f"They were told on {say_date(found.told)} and could ask until {say_date(last)}.")
        found.contest, found.contested = how, on
        return _saved(found, now, "contest", "contested")


def _item(item: int) -> Item:
    """The item, locked after its application; first the child of a match, or the one whom applicants know."""
    child = Item.objects.filter(pk=item).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)
    owner = Item.objects.filter(pk=item).values_list("application_id", flat=True).first()
    if owner is not None:
        for known in KnownCarer.objects.filter(application_id=owner).values_list("child_id", flat=True):
            locked(known)
        application_held(owner, running=False)
    found = Item.objects.select_for_update(of=("self",)).filter(pk=item).first()
    if found is None:
        raise Refused("", "This is no longer on the agenda. Open the meeting again.")
    return found


def _saved(item: Item, now: datetime, *names: str) -> Item:
    item.save(update_fields=names)
    settle(journey.Brought, [item.pk], now)
    return item
