"""The verbs of a family until the child is grown up: looked for, considered, matched, brought to panel, begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import record as care
from righthelp.practice.care.codes_homes import LONG_TERM, Change, HomeKind
from righthelp.practice.care.models import Home, InCare, Stay
from righthelp.practice.care.models_base import Recorded
from righthelp.practice.care.placing import Where, kept
from righthelp.practice.care.record_back import row_back, standing
from righthelp.practice.care.record_homes import open_home
from righthelp.practice.fostering import journey, queries_lasting, record_panel
from righthelp.practice.fostering.codes import Advice, Business
from righthelp.practice.fostering.codes_lasting import NEEDED, PARTS, PROFILE, Heard
from righthelp.practice.fostering.models import Household, Item
from righthelp.practice.fostering.models_lasting import Family, Finding, LongTerm
from righthelp.practice.people.writing import Sentences, one_of, recent, text, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    **record_panel.SENTENCES,
    **care.SENTENCES,
    "family_finding_one_at_a_time": ("", "A family is looked for already. Go on with that profile."),
    "family_considered_once": ("home", "This family was considered already."),
    "family_heard_says_why": ("on", "Enter a day on or after the one on which they were considered."),
    "long_term_told_before_it_begins": (
        "starts",
        "Until the child, the carers and the parents are told, the placement is not long-term. Enter a later day.",
    ),
    "long_term_once": ("", "The match with this family is recorded already."),
}


def finding_begun(*, care: int, by: Account, now: datetime) -> Finding:
    """A family is looked for until the child is grown up; the profile starts from what the record knows.

    Raises ``Refused`` unless long-term fostering is the plan for permanence (or the one beside it) and the child lives
    in no long-term foster home yet.
    """
    writer = worker_of(by)
    with writing(by, SENTENCES):
        held = _in_care(care)
        if queries_lasting.planned(held.child_id) is None:
            raise Refused("", "Long-term fostering is not the plan for permanence. Record that decision first.")
        stay = kept(held)
        if stay.place in LONG_TERM:
            raise Refused("", f"The child lives in a long-term foster home since {say_date(stay.starts)}.")
        if Finding.objects.filter(care=held, found=None, ended=None, withdrawn=None).exists():
            raise Refused("", "A family is looked for already. Go on with that profile.")
        made = Finding.objects.create(
            child_id=held.child_id, care=held, opened=local_date(now), finder=writer, recorded=now, recorded_by=writer,
            **queries_lasting.begun_from(held.child_id, by, now),
        )  # fmt: skip
        return _settled(made, now)


def _in_care(number: int) -> InCare:
    return care.in_care(number)


def _is_the_plan(child: int) -> None:
    """Refuse a match while foster care is not the plan for permanence (regulation 22A)."""
    found = queries_lasting.planned(child)
    if found is None or not found.main:
        raise Refused("", "Long-term fostering is not the plan for permanence now. Record that decision first.")


def _settled(row: Finding, now: datetime) -> Finding:
    settle(journey.FamilyFinding, [row.pk], now)
    return row


def running(finding: int) -> Finding:
    """A family is still looked for: the child is locked until the transaction ends."""
    found = standing(Finding, finding)
    if not found.runs:
        raise Refused("", "A family is no longer looked for here. Open the child’s page again.")
    return found


def profile_written(*, finding: int, said: Mapping[str, str], finder: int, by: Account, now: datetime) -> Finding:
    """The child's profile, and who looks for a family."""
    worker_of(by)
    if not Worker.objects.filter(pk=finder, ends__isnull=True).exists():
        raise Refused("finder", "Choose somebody who works here.")
    with writing(by, SENTENCES):
        found = running(finding)
        for name in PARTS:
            setattr(found, name, text(name, said[name], ""))
        found.finder_id = finder
        found.save(update_fields=[*PARTS, "finder"])
        return found


def missing_from(row: Finding) -> str:
    """Which needed parts of a profile are not written yet, in words; nothing when it can go out."""
    lacks = [title.lower() for name, title, _ in PROFILE if name in NEEDED and not getattr(row, name)]
    return f"Not written yet: {', '.join(lacks)}." if lacks else ""


def family_considered(*, finding: int, home: int, on: date, why: str, by: Account, now: datetime) -> Family:
    """A family is considered: the one with whom the child lives, first of all, or another of the register."""
    writer = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found, family = running(finding), open_home(home)
        if family.kind not in {HomeKind.FOSTER, HomeKind.CONNECTED}:
            raise Refused("home", "Choose a foster home.")
        return Family.objects.create(
            child_id=found.child_id, finding=found, home=family, on=on, recorded=now, recorded_by=writer,
            why=text("why", why, "Write why this family might be right for the child."),
        )  # fmt: skip


def family_heard(*, family: int, heard: str, on: date, why: str, by: Account, now: datetime) -> Family:
    """What came of a family that was considered, and why. Said again, it puts right what was said before a match."""
    worker_of(by)
    one_of("heard", heard, Heard.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        row = standing(Family, family)
        running(row.finding_id)
        if row.matches.filter(withdrawn__isnull=True).exists():
            raise Refused("", "There is a match with this family. Take that back first.")
        row.heard, row.heard_on = heard, on
        row.heard_why = text("why", why, "Write why.")
        row.save(update_fields=["heard", "heard_on", "heard_why"])
        return row


def finding_ended(*, finding: int, on: date, why: str, by: Account, now: datetime) -> Finding:
    """A family is no longer looked for: the plan has changed, say. Raises ``Refused`` while a match is under way."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        row = running(finding)
        if LongTerm.objects.filter(family__finding=row, withdrawn__isnull=True).exists():
            raise Refused("", "There is a match. Take that back first.")
        if on < row.opened:
            raise Refused("on", f"A family is looked for since {say_date(row.opened)}. Enter that day or a later one.")
        row.ended, row.ended_why = on, text("why", why, "Write why a family is no longer looked for.")
        row.save(update_fields=["ended", "ended_why"])
        return _settled(row, now)


def matched(
    *, family: int, on: date, child_says: str, parents_say: str, carers_agreed: date, carers_say: str, support: str,
    delegated: str, by: Account, now: datetime,
) -> LongTerm:  # fmt: skip
    """The child is to stay with a family until grown up: everybody was asked, the carers agree, help and who decides
    are said. Raises ``Refused`` unless long-term fostering is the plan, and while the child lives there without an
    agreed placement plan."""
    writer = worker_of(by)
    recent("on", on, now)
    recent("carers_agreed", carers_agreed, now)
    with writing(by, SENTENCES):
        row = standing(Family, family)
        found = running(row.finding_id)
        _is_the_plan(row.child_id)
        if row.heard != Heard.YES:
            raise Refused("", "Say first that this is the family to match.")
        if lacks := missing_from(found):
            raise Refused("", f"The child’s profile goes to panel with the match. {lacks}")
        if LongTerm.objects.filter(family__finding=found, withdrawn__isnull=True).exists():
            raise Refused("", "There is a match already. Take that back first.")
        if kept(found.care).home_id == row.home_id and queries_lasting.agreed_plan(found.child_id, row.home_id) is None:
            raise Refused("delegated", "Agree the placement plan first: it says who decides what, and who helps.")
        return LongTerm.objects.create(
            child_id=row.child_id, family=row, on=on, carers_agreed=carers_agreed, recorded=now, recorded_by=writer,
            child_says=text("child_says", child_says, "Write what the child says; of a baby, what you see."),
            parents_say=text("parents_say", parents_say, "Write what the parents say, or why they were not asked."),
            carers_say=text("carers_say", carers_say, "Write what the carers say."),
            support=text("support", support, "Write which help the family will have."),
            delegated=text("delegated", delegated, "Write who decides what."),
        )  # fmt: skip


def brought_to_panel(*, match: int, meeting: int, asks: str, by: Account, now: datetime) -> LongTerm:
    """The match goes on the agenda of a panel; again, after panel put it off or the decision was no."""
    worker_of(by)
    with writing(by, SENTENCES):
        row = standing(LongTerm, match)
        if row.item is not None and not (row.item.put_off or row.item.decision == Advice.NO):
            raise Refused("", "It is before panel, or decided, already.")
        home = row.family.home_id
        household = Household.objects.filter(home_id=home, left__isnull=True).values_list("pk", flat=True).first()
        row.item = record_panel.brought(
            meeting=meeting, about=Business.LONG_TERM.value, asks=asks, child=row.child_id, household=household,
            home=None if household else home, by=by, now=now,
        )  # fmt: skip
        row.save(update_fields=["item"])
        return row


def long_term_begun(
    *, match: int, starts: date, child_told: date, parents_told: date | None, carers_told: date, not_told: str,
    by: Account, now: datetime, miles: Decimal | None = None, exemption: str = "",
) -> LongTerm:  # fmt: skip
    """After a yes the placement is long-term from a day on, not before child, parents and carers have been told so:
    care's record says so from then on, as another placement with the same carers or as a move to them. ``miles`` from
    home and ``exemption`` (why the home may take one more) are of a move."""
    worker_of(by)
    for name, told in (("child_told", child_told), ("parents_told", parents_told), ("carers_told", carers_told)):
        if told is not None:
            recent(name, told, now)
    with writing(by, SENTENCES):
        row = standing(LongTerm, match)
        finding = running(row.family.finding_id)
        item = Item.objects.select_for_update(of=("self",)).filter(pk=row.item_id or 0).first()
        if item is None or item.decision != Advice.YES or item.decided is None:
            raise Refused("", "The decision maker has not said yes yet.")
        _is_the_plan(row.child_id)
        days = {"starts": starts, "child_told": child_told, "parents_told": parents_told, "carers_told": carers_told}
        for name, told in days.items():
            if told is not None and told < item.decided:
                raise Refused(name, f"It was decided on {say_date(item.decided)}. Enter that day or a later one.")
        last = max(filter(None, (child_told, carers_told, parents_told)))
        if starts < last:
            raise Refused(
                "starts",
                f"Not everybody was told before {say_date(last)}: until then the placement is not long-term. Enter "
                "that day or a later one.",
            )
        reason = text("not_told", not_told, "" if parents_told else "Write why the parents were not told.")
        now_there = kept(finding.care)
        same = now_there.home_id == row.family.home_id
        if same and now_there.ends is not None:
            raise Refused("", "The child is away for a while. Record the return to the placement first.")
        where = _where(now_there, row.family.home)
        row.stay = care.moved(
            care=finding.care_id, starts=starts, by=by, now=now, change_note="Matched long term.", matched=True,
            where=where if same else replace(where, miles=miles, exemption=exemption),
            change=(Change.STATUS if same else Change.PLANNED).value,
        )  # fmt: skip
        row.begun, row.child_told, row.parents_told, row.carers_told = starts, child_told, parents_told, carers_told
        row.not_told = reason
        row.save()
        finding.found = starts
        finding.save(update_fields=["found"])
        _settled(finding, now)
        return row


def _where(stay: Stay, home: Home) -> Where:
    place = "U1" if home.kind == HomeKind.CONNECTED else "U4"
    if stay.home_id != home.pk:
        return Where(place=place, home=home.pk, why="Matched long term.")
    return Where(
        place=place, home=home.pk, why="Matched long term.", outside=stay.outside, miles=stay.miles,
        exemption=stay.exemption,
    )  # fmt: skip


def taken_back(*, model: type[Recorded], number: int, why: str, by: Account, now: datetime) -> Recorded:
    """A profile, a family or a match was recorded by mistake: it stays readable. Raises ``Refused`` while something
    stands on it; what is on the agenda of a panel is put off."""
    worker_of(by)
    with writing(by, SENTENCES):
        row = row_back(model, number, why, now)
        if isinstance(row, Finding) and row.families.filter(withdrawn__isnull=True).exists():
            raise Refused("", "Families were considered. Take those back first, or say that nobody is looked for now.")
        if isinstance(row, Family) and row.matches.filter(withdrawn__isnull=True).exists():
            raise Refused("", "There is a match with this family. Take that back first.")
        if isinstance(row, Finding):
            _settled(row, now)
        if isinstance(row, LongTerm):
            _match_back(row, now)
        return row


def _match_back(row: LongTerm, now: datetime) -> None:
    if row.begun is not None:
        raise Refused("", "The placement is long-term already. Take that change of placement back first.")
    item = Item.objects.select_for_update(of=("self",)).filter(pk=row.item_id or 0).first()
    if item is not None and item.decided is None and item.put_off is None:
        item.put_off = local_date(now)
        item.save(update_fields=["put_off"])
        settle(journey.Brought, [item.pk], now)


def care_changed(held: InCare, now: datetime) -> None:
    """A time in care has ended, or goes on again: with it ends the looking for a family. Care tells it."""
    for row in Finding.objects.filter(care=held, found=None, ended=None, withdrawn=None).exclude(over=held.ends):
        row.over = held.ends
        row.save(update_fields=["over"])
        _settled(row, now)


def stay_taken_back(newest: Stay, before: Stay, now: datetime) -> None:
    """The change of placement with which a match began was a mistake: the match is decided, and waits to begin.
    Raises ``Refused`` while a family is looked for anew."""
    for row in LongTerm.objects.filter(stay=newest).select_related("family__finding"):
        others = Finding.objects.filter(care=newest.care_id, found=None, ended=None, withdrawn=None)
        if row.family.finding.withdrawn is None and others.exists():
            raise Refused("", "A family is looked for anew. End that first.")
        row.stay = row.begun = row.child_told = row.parents_told = row.carers_told = None
        row.not_told = ""
        row.save()
        finding = row.family.finding
        if finding.withdrawn is None:
            finding.found = None
            finding.save(update_fields=["found"])
            _settled(finding, now)


__all__ = [
    "SENTENCES",
    "brought_to_panel",
    "care_changed",
    "family_considered",
    "family_heard",
    "finding_begun",
    "finding_ended",
    "long_term_begun",
    "matched",
    "missing_from",
    "profile_written",
    "stay_taken_back",
    "taken_back",
]
