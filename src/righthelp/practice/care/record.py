"""The verbs of care: a child comes into care, the law changes, the child moves, leaves; a reviewing officer is
named."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import dues, hearing, journey, placing
from righthelp.practice.care.codes import ADOPTED, LAW_ENDED, STAYS, Law, Left, Need
from righthelp.practice.care.codes_homes import ADOPTIVE, LONG_TERM, TEMPORARY
from righthelp.practice.care.models import CareReview, CareVisitDue, ChangeBack, InCare, LegalStatus, Stay
from righthelp.practice.care.placing import Where
from righthelp.practice.care.record_homes import SENTENCES as HOMES
from righthelp.practice.people.models import InvolvementKind, Placement, Residence
from righthelp.practice.people.record import home_goes_on, home_left, involved, involvement_ended, involvement_goes_on
from righthelp.practice.people.writing import Sentences, locked, not_later, one_of, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    **HOMES,
    "in_care_one_at_a_time": ("starts", "The child is in care on that day already."),
    "involvement_one_of_a_kind": ("starts", "The child is in care on that day already."),
    "in_care_ends_after_start": ("ends", "Care ends after the day on which it began."),
    "in_care_leaving_says_why": ("left_why", "Write why the child left care."),
    "in_care_says_why": ("why", "Write why the child came into care."),
    "legal_status_one_at_a_time": ("starts", "Another legal status holds on that day. Enter a later day."),
    "legal_status_ends_after_start": ("starts", "A legal status holds for at least a day. Enter a later day."),
    "stay_one_at_a_time": ("starts", "The child lives elsewhere on that day. Enter a later day."),
    "stay_ends_after_start": ("starts", "The child was where they are for at least a day. Enter a later day."),
    "stay_provider_suits": ("provider", "Who provides it does not suit this kind of placement."),
    "stay_is_somewhere": ("elsewhere", "Choose a home of the register, or say what this place is."),
    "stay_fostered_in_a_home": ("home", "A foster home is on the register. Choose it there."),
    "care_review_once_a_day": ("held", "A review on this day is recorded already."),
    "care_review_once_of_a_meeting": ("", "This meeting’s review of the child is recorded already."),
    "care_review_says_what": ("decisions", "Write how things are going, and what was decided."),
    "care_review_sent_after": ("decisions_sent", "Decisions are sent on or after the day of the review."),
    "care_review_withdrawn_says_why": ("why", "Write why it no longer counts."),
}


def _lawful(law: str, day: date) -> None:
    one_of("law", law, Law.values)
    if day.year > LAW_ENDED.get(law, day.year):
        raise Refused("law", "No court has made such an order for many years. Choose another.")


def came_into_care(
    *,
    child: int,
    starts: date,
    need: str,
    why: str,
    law: str,
    where: Where,
    by: Account,
    now: datetime,
    order: str = "",
) -> InCare:
    """A child comes into care: by which law, why, and where they sleep that night; all of it or nothing.

    Raises ``Refused`` for a child who is in care already, grown up, or has died, and as :func:`placing.stayed`.
    """
    writer = worker_of(by)
    one_of("need", need, Need.values)
    recent("starts", starts, now)
    _lawful(law, starts)
    if where.place in TEMPORARY:
        raise Refused("place", "A child cannot come into care by being away for a while. Choose where they live.")
    with writing(by, SENTENCES):
        person = locked(child)
        if person.died_on is not None:
            raise Refused("child", f"The child died on {say_date(person.died_on)}.")
        if person.birth_date is not None and add_months(person.birth_date, 18 * 12) <= starts:
            raise Refused("starts", "The young person was 18 by that day. Check the date, or the birth date.")
        running = InCare.objects.filter(child_id=child, ends__isnull=True).first()
        if running is not None:
            raise Refused("starts", f"The child is in care since {say_date(running.starts)} already.")
        held = involved(child=child, kind=InvolvementKind.CARE, starts=starts, by=by, now=now)
        care = InCare.objects.create(
            child_id=child,
            involvement=held,
            starts=starts,
            need=need,
            why=text("why", why, "Write why the child came into care."),
            recorded=now,
            recorded_by=writer,
        )
        _law(care, law, order, starts, writer, now)
        placing.stayed(care=care, where=where, starts=starts, by=by, now=now)
        _settled(care, now)
        return care


def _law(care: InCare, law: str, order: str, starts: date, writer: Worker, now: datetime) -> LegalStatus:
    return LegalStatus.objects.create(
        child_id=care.child_id,
        care=care,
        law=law,
        order=words("order", order, 300, "Write the court, the day and the number, or who agreed and when."),
        starts=starts,
        recorded=now,
        recorded_by=writer,
    )


def _settled(care: InCare, now: datetime) -> None:
    settle(journey.InCare, [care.pk], now)
    settle(journey.LegalStatus, list(care.statuses.values_list("pk", flat=True)), now)
    settle(journey.Stay, list(care.stays.values_list("pk", flat=True)), now)
    dues.reviews_redrawn(care, now)
    hearing.told_of_stays(care, now)


def in_care(care: int) -> InCare:
    """A time in care that still runs: the child first, then the row, locked until the transaction ends."""
    child = InCare.objects.filter(pk=care).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)
    found = InCare.objects.select_for_update(of=("self",)).filter(pk=care).first()
    if found is None:
        raise Refused("", "This time in care is no longer there. Open the child’s record again.")
    if found.ends is not None:
        raise Refused("", f"The child left care on {say_date(found.ends)}. Nothing can be added to it.")
    return found


def law_changed(*, care: int, law: str, order: str, starts: date, by: Account, now: datetime) -> LegalStatus:
    """From a day on the child is looked after by another law."""
    writer = worker_of(by)
    recent("starts", starts, now)
    _lawful(law, starts)
    with writing(by, SENTENCES):
        held = in_care(care)
        last = LegalStatus.objects.select_for_update().get(care=held, ends__isnull=True)
        if starts <= last.starts:
            raise Refused("starts", f"{last.get_law_display()} holds since {say_date(last.starts)}. Enter a later day.")
        if law == last.law:
            raise Refused("law", f"{last.get_law_display()} holds already. A renewal changes nothing here.")
        last.ends = starts
        last.save(update_fields=["ends"])
        made = _law(held, law, order, starts, writer, now)
        _settled(held, now)
        return made


def moved(
    *, care: int, where: Where, starts: date, change: str, by: Account, now: datetime, change_note: str = "",
    matched: bool = False,
) -> Stay:  # fmt: skip
    """The child lives somewhere else from a day on, or with the same carers as something else; why is kept with the
    stay that ended. ``matched``: the room that keeps long-term matches says that one was agreed and begins now;
    without it, nobody moves to live anywhere long term. Whoever comes into care to carers with whom that was agreed
    before is recorded as they come."""
    worker_of(by)
    recent("starts", starts, now)
    with writing(by, SENTENCES):
        held = in_care(care)
        law = LegalStatus.objects.filter(care=held, starts__lte=starts).order_by("-starts").first()
        if where.place in {"A5", "A6"} and (law is None or law.law != "E1"):
            raise Refused("place", "The child is not under a placement order. Record the order first.")
        _new(held, where, matched)
        made = placing.stayed(
            care=held, where=where, starts=starts, by=by, now=now, change=change, change_note=change_note
        )
        _settled(held, now)
        return made


def _new(care: InCare, where: Where, matched: bool) -> None:
    """Refuse a stay that says what the one before said, and a long-term placement that nobody has agreed."""
    before = Stay.objects.filter(care=care, ends__isnull=True).get()
    if where.home and (before.home_id, before.place) == (where.home, where.place):
        raise Refused(
            "place", f"The child lives there, “{before.get_place_display()}”, since {say_date(before.starts)}."
        )
    kept = placing.kept(care)
    goes_back = (kept.home_id, kept.place) == (where.home, where.place)
    if where.place in LONG_TERM and not matched and not goes_back:
        raise Refused(
            "place",
            "A placement is long-term when a match was agreed and everybody was told. Record it on the child’s page "
            "for fostering; until then, choose what the placement is now.",
        )


def left_care(*, care: int, ends: date, left: str, why: str, by: Account, now: datetime) -> InCare:
    """The child is no longer looked after from a day on, nor lives there any more, unless they stay: with their
    parents, or because the reason for leaving says so (:data:`STAYS`). Where they live then is recorded as a move."""
    worker_of(by)
    one_of("left", left, Left.values)
    recent("ends", ends, now)
    with writing(by, SENTENCES):
        held = in_care(care)
        stay = Stay.objects.select_for_update(of=("self",)).get(care=held, ends__isnull=True)
        law = LegalStatus.objects.select_for_update().get(care=held, ends__isnull=True)
        _possible(held, stay, law, ends, left)
        stay.ends = law.ends = held.ends = ends
        held.left, held.left_why = left, text("left_why", why, "Write why the child left care.")
        stay.save(update_fields=["ends"])
        law.save(update_fields=["ends"])
        held.save(update_fields=["ends", "left", "left_why"])
        involvement_ended(child=held.child_id, kind=InvolvementKind.CARE, ends=ends, by=by, now=now)
        if _goes(stay, left):
            home_left(person=held.child_id, address=stay.placement.address_id, on=ends, by=by)
        _settled(held, now)
        return held


def leaving_taken_back(*, care: int, why: str, by: Account, now: datetime) -> ChangeBack:
    """That the child left care was recorded by mistake: the law, the stay and care itself go on as if they had not
    ended. What it said stays on the record with the reason; the room that recorded the leaving calls this.

    Raises ``Refused`` when the child has come into care anew, or moved since.
    """
    worker = worker_of(by)
    reason = text("why", why, "Write why it was a mistake.")
    with writing(by, SENTENCES):
        child = InCare.objects.filter(pk=care).values_list("child_id", flat=True).first()
        locked(child or 0)
        held = InCare.objects.select_for_update(of=("self",)).get(pk=care)
        if held.ends is None:
            raise Refused("", "The child is in care.")
        if InCare.objects.filter(child_id=held.child_id, starts__gte=held.ends).exists():
            raise Refused("", "The child came into care again since. Nothing before that can be taken back.")
        ends, what = held.ends, f"Left care on {say_date(held.ends)}: {held.left_why}"[:300]
        stay = Stay.objects.select_for_update(of=("self",)).get(care=held, ends=ends)
        law = LegalStatus.objects.select_for_update().get(care=held, ends=ends)
        if _goes(stay, held.left or ""):
            home_goes_on(person=held.child_id, address=stay.placement.address_id, left=ends, by=by)
        stay.ends = law.ends = None
        stay.save(update_fields=["ends"])
        law.save(update_fields=["ends"])
        held.ends, held.left, held.left_why = None, None, ""
        held.save(update_fields=["ends", "left", "left_why"])
        involvement_goes_on(child=held.child_id, kind=InvolvementKind.CARE, ended=ends, by=by)
        made = ChangeBack.objects.create(child_id=held.child_id, care=held, what=what, why=reason, at=now, by=worker)
        _settled(held, now)
        return made


def _goes(stay: Stay, left: str) -> bool:
    """Whether a child who leaves care leaves the place where they lived."""
    return stay.place != "P1" and left not in STAYS


def _possible(care: InCare, stay: Stay, law: LegalStatus, ends: date, left: str) -> None:
    newest = max(care.starts, stay.starts, law.starts)
    if ends <= newest:
        raise Refused("ends", f"Something changed on {say_date(newest)}. Care ends after that day.")
    if stay.place in TEMPORARY:
        raise Refused("ends", "The child is away for a while. Record the return to the placement first.")
    if left in ADOPTED and stay.place not in ADOPTIVE:
        raise Refused("left", "The child is not placed for adoption. Record the placement, or choose another reason.")
    reviewed = CareReview.objects.filter(care=care, withdrawn__isnull=True, held__gte=ends).order_by("held").first()
    if reviewed is not None:
        raise Refused("ends", f"A review was held on {say_date(reviewed.held)}. Care ends after that day.")


def officer_named(*, care: int, officer: int, by: Account, now: datetime) -> InCare:
    """An independent reviewing officer is named for the child; another one may follow."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = in_care(care)
        worker = Worker.objects.filter(pk=officer, ends__isnull=True).select_related("account").first()
        if worker is None or worker.account is None or "reviewing_officer" not in worker.account.roles:
            raise Refused("officer", "Choose an independent reviewing officer who works here.")
        held.officer = worker
        held.officer_named = held.officer_named or local_date(now)
        held.save(update_fields=["officer", "officer_named"])
        settle(journey.InCare, [held.pk], now)
        return held


def plan_made(*, care: int, on: date, by: Account, now: datetime) -> InCare:
    """The first care plan was made on a day. Called by the room that keeps care plans, in its transaction."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = in_care(care)
        if held.plan_made is None or on < held.plan_made:
            _plan_dated(held, on, now)
        return held


def plan_unmade(*, care: int, on: date | None, by: Account, now: datetime) -> InCare:
    """A care plan was taken back: ``on`` is the day of the first that still stands, if one does."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = in_care(care)
        _plan_dated(held, on, now)
        return held


def _plan_dated(held: InCare, on: date | None, now: datetime) -> None:
    held.plan_made = max(on, held.starts) if on is not None else None
    held.save(update_fields=["plan_made"])
    settle(journey.InCare, [held.pk], now)


def visited_less(*, stay: int, on: date | None, by: Account, now: datetime) -> Stay:
    """The child agrees (``on``), or no longer agrees (None), to be visited less often in a long-term foster home."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = Stay.objects.filter(pk=stay).values_list("care_id", flat=True).first()
        in_care(found or 0)
        held = Stay.objects.select_for_update(of=("self",)).get(pk=stay)
        if on is not None:
            not_later("on", on, now, "It is recorded when the child has agreed.")
            if held.place not in LONG_TERM or on < add_months(dues.came_to(held), 12):
                raise Refused("on", "This can be agreed in a long-term foster home, after a year with these carers.")
        held.long_visits = on
        held.save(update_fields=["long_visits"])
        dues.visits_redrawn(held.care, now)
        return held


def change_taken_back(*, care: int, why: str, by: Account, now: datetime) -> ChangeBack:
    """The newest change of law or place was recorded by mistake: what was before it goes on as if it had not been. What
    it said, and why it was taken back, stays on the record; the rows stay in the history.

    Raises ``Refused`` when nothing has changed since the child came into care, or another room cannot follow.
    """
    worker = worker_of(by)
    reason = text("why", why, "Write why it was a mistake.")
    with writing(by, SENTENCES):
        held = in_care(care)
        laws = list(LegalStatus.objects.select_for_update().filter(care=held).order_by("starts"))
        stays = list(Stay.objects.select_for_update(of=("self",)).filter(care=held).order_by("starts"))
        if len(laws) == 1 and len(stays) == 1:
            raise Refused("", "Nothing has changed since the child came into care.")
        if len(laws) > 1 and (len(stays) == 1 or laws[-1].recorded >= stays[-1].recorded):
            what = f"{laws[-1].get_law_display()} from {say_date(laws[-1].starts)}"
            laws[-1].delete()
            laws[-2].ends = None
            laws[-2].save(update_fields=["ends"])
        else:
            what = f"{stays[-1].get_place_display()} from {say_date(stays[-1].starts)}"
            _stay_back(stays[-1], stays[-2], now)
        made = ChangeBack.objects.create(child_id=held.child_id, care=held, what=what, why=reason, at=now, by=worker)
        _settled(held, now)
        return made


def _stay_back(newest: Stay, before: Stay, now: datetime) -> None:
    hearing.told_of_taking_back(newest, before, now)
    due = CareVisitDue.objects.filter(stay=newest)
    gone = list(due.values_list("pk", flat=True))
    due.delete()
    placement, address = newest.placement, before.placement.address_id
    newest.delete()
    placement.delete()
    Placement.objects.filter(pk=before.placement_id).update(ends=None)
    before.ends, before.change, before.change_note = None, None, ""
    before.save(update_fields=["ends", "change", "change_note"])
    lived = Residence.objects.filter(person_id=before.child_id).order_by("-starts").first()
    came = lived is not None and (lived.address_id, lived.starts) == (placement.address_id, placement.starts)
    if lived is not None and came and placement.address_id != address:
        lived.delete()
        Residence.objects.filter(person_id=before.child_id, ends=placement.starts).update(ends=None)
    settle(journey.CareVisitDue, gone, now)


__all__ = [
    "SENTENCES",
    "came_into_care",
    "change_taken_back",
    "in_care",
    "law_changed",
    "leaving_taken_back",
    "left_care",
    "moved",
    "officer_named",
    "plan_made",
    "plan_unmade",
    "visited_less",
]
