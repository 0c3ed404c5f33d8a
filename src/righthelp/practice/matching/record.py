"""The verbs of the search for a home: asked for, homes asked, answered, one chosen and the child moved; given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import record as care
from righthelp.practice.care.codes_homes import HomeKind, Skill
from righthelp.practice.care.models import Home, InCare, Stay
from righthelp.practice.care.placing import Where
from righthelp.practice.matching import following, journey
from righthelp.practice.matching.codes import Answer, Ended
from righthelp.practice.matching.models import HomeOffer, Request, Sought
from righthelp.practice.people.models import Area
from righthelp.practice.people.writing import Sentences, locked, one_of, text, words, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    **care.SENTENCES,
    "home_request_says_which_kind": ("kinds", "Choose which kinds of home would do."),
    "home_offer_once": ("homes", "One of these homes has been asked already."),
    "home_offer_answered_by": ("answered_by", "Write who answered for the home."),
    "home_offer_says_why": ("reason", "Write the reason, or the condition."),
    "home_sought_once_in_a_request": ("child", "The child is in this request already."),
    "home_sought_one_at_a_time": ("child", "A home is sought for this child already. Open that request."),
    "home_sought_says_who": ("who", "Write who the child is, and what they need."),
    "home_sought_placed_says_why": ("why", "Write why this home."),
    "home_sought_ended_says_why": ("why", "Write why a home is no longer sought."),
}
LONGEST_AHEAD: Final = timedelta(days=366)


@dataclass(frozen=True)
class Words:
    """Who a child is, for the people who might take them in. ``risks``: what to plan for together."""

    who: str
    needs: str
    likes: str = ""
    worked: str = ""
    contact: str = ""
    school: str = ""
    risks: str = ""


@dataclass(frozen=True)
class Entry:
    """What is asked besides when a child comes into care with this home."""

    law: str
    order: str
    need: str
    why: str


def home_sought(
    *,
    child: int,
    said: Words,
    kinds: Sequence[str],
    by_when: date,
    by: Account,
    now: datetime,
    skills: Sequence[str] = (),
    area: str = "",
    near: str = "",
    owner: int | None = None,
) -> Sought:
    """A home is asked for. Brothers and sisters join with :func:`sibling_joined`."""
    writer = worker_of(by)
    for each in kinds:
        one_of("kinds", each, HomeKind.values)
    for each in skills:
        one_of("skills", each, Skill.values)
    one_of("area", area, ["", *Area.values])
    if not local_date(now) <= by_when <= local_date(now) + LONGEST_AHEAD:
        raise Refused("by_when", "Enter today or a day within a year.")
    if owner is not None and not Worker.objects.filter(pk=owner, ends__isnull=True).exists():
        raise Refused("owner", "Choose somebody who works here.")
    with writing(by, SENTENCES):
        locked(child)
        made = Request.objects.create(
            kinds=list(kinds), skills=list(skills), area=area, near=text("near", near, ""), by_when=by_when,
            owner_id=owner or writer.pk, opened=now, opened_by=writer,
        )  # fmt: skip
        return _joined(made, child, said, writer, now)


def _joined(request: Request, child: int, said: Words, writer: Worker, now: datetime) -> Sought:
    asks = {"who": "Write who the child is.", "needs": "Write what the child needs."}
    kept = {name: text(name, value, asks.get(name, "")) for name, value in asdict(said).items()}
    first = min((each.answered for each in _offered(request) if each.answered), default=None)
    made = Sought.objects.create(
        child_id=child, request=request, opened=now, eve=request.by_when - timedelta(days=1), recorded_by=writer,
        offered=max(first, now) if first else None, **kept,
    )  # fmt: skip
    settle(journey.HomeSought, [made.pk], now)
    return made


def _offered(request: Request) -> list[HomeOffer]:
    return list(HomeOffer.objects.filter(request=request, answer__in=[Answer.YES.value, Answer.CONDITIONS.value]))


def held(request: int) -> tuple[Request, list[Sought]]:
    """A request for which somebody still needs a home: its children first, then the request, locked."""
    for child in Sought.objects.filter(request_id=request).order_by("child_id").values_list("child_id", flat=True):
        locked(child)
    found = Request.objects.select_for_update().filter(pk=request).first()
    rows = list(Sought.objects.select_for_update(of=("self",)).filter(request_id=request).order_by("pk"))
    if found is None or not any(row.runs for row in rows):
        raise Refused("", "No home is sought here any more. Ask anew from the child’s record.")
    return found, rows


def sibling_joined(*, request: int, child: int, said: Words, by: Account, now: datetime) -> Sought:
    """A brother or sister is to live in the same home."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        locked(child)
        found, _ = held(request)
        return _joined(found, child, said, writer, now)


def homes_asked(*, request: int, homes: Sequence[int], by: Account, now: datetime) -> list[HomeOffer]:
    """Homes are asked whether they would take the children; several at once."""
    writer = worker_of(by)
    if not homes:
        raise Refused("homes", "Choose at least one home to ask.")
    with writing(by, SENTENCES):
        found, _ = held(request)
        open_ones = Home.objects.filter(pk__in=homes, ends__isnull=True).count()
        if open_ones != len(set(homes)):
            raise Refused("homes", "One of these homes has closed. Choose again.")
        return [
            HomeOffer.objects.create(request=found, home_id=home, asked=now, asked_by=writer)
            for home in sorted(set(homes))
        ]


def answered(*, offer: int, answer: str, answered_by: str, by: Account, now: datetime, reason: str = "") -> HomeOffer:
    """A home answers; another answer may follow as long as a home is sought."""
    worker_of(by)
    one_of("answer", answer, Answer.values)
    with writing(by, SENTENCES):
        row = HomeOffer.objects.filter(pk=offer).first()
        _, children = held(row.request_id if row else 0)
        kept = HomeOffer.objects.select_for_update(of=("self",)).get(pk=offer)
        kept.answer, kept.answered = answer, now
        kept.answered_by = words("answered_by", answered_by, 120, "Write who answered for the home.")
        ask = "" if answer == Answer.YES else "Write the reason, or the condition."
        kept.reason = text("reason", reason, ask)
        kept.save(update_fields=["answer", "answered", "answered_by", "reason"])
        if answer != Answer.NO:
            for child in children:
                if child.runs and child.offered is None:
                    child.offered = now
                    child.save(update_fields=["offered"])
            settle(journey.HomeSought, [child.pk for child in children], now)
        return kept


def matched(
    *,
    offer: int,
    children: Sequence[int],
    place: str,
    starts: date,
    why: str,
    by: Account,
    now: datetime,
    others: str = "",
    change: str = "",
    change_note: str = "",
    entry: Entry | None = None,
    exemption: str = "",
) -> list[Sought]:
    """A home is chosen for some or all of the children, and they move in: the stays begin in the same transaction.

    ``others``: why not the homes that had said yes as well. ``change``: why the stay before it ended, for a child in
    care; ``entry``: by which law and why, for a child who comes into care with this move. Raises ``Refused`` as
    :func:`care.moved` and :func:`care.came_into_care` do: a full home stays full.
    """
    worker_of(by)
    with writing(by, SENTENCES):
        row = HomeOffer.objects.filter(pk=offer).first()
        found, rows = held(row.request_id if row else 0)
        chosen = HomeOffer.objects.get(pk=offer)
        moving = [each for each in rows if each.child_id in set(children) and each.runs]
        if not moving or len(moving) != len(set(children)):
            raise Refused("children", "Choose the children who move in, among those for whom a home is sought.")
        if chosen.answer not in {Answer.YES.value, Answer.CONDITIONS.value}:
            raise Refused("", "This home has not said yes. Record its answer first.")
        reason = text("why", why, "Write why this home.")
        rest = [each for each in _offered(found) if each.pk != offer and not each.chosen_for.exists()]
        against = text("others", others, "Write why not the other homes that said yes." if rest else "")
        where = Where(place=place, home=chosen.home_id, why=reason, exemption=exemption)
        for each in moving:
            stay = _moved(each.child_id, where, starts, change, change_note, entry, by, now)
            each.offer, each.stay, each.placed, each.why, each.others = chosen, stay, starts, reason, against
            each.save(update_fields=["offer", "stay", "placed", "why", "others"])
        settle(journey.HomeSought, [each.pk for each in moving], now)
        following.steps_follow(moving, now)
        return moving


def _moved(
    child: int, where: Where, starts: date, change: str, note: str, entry: Entry | None, by: Account, now: datetime
) -> Stay:
    runs = InCare.objects.filter(child_id=child, ends__isnull=True).first()
    if runs is not None:
        return care.moved(care=runs.pk, where=where, starts=starts, change=change, change_note=note, by=by, now=now)
    if entry is None:
        raise Refused("law", "The child is not in care yet. Say by which law, and why, they come into care.")
    begun = care.came_into_care(
        child=child, starts=starts, need=entry.need, why=entry.why, law=entry.law, order=entry.order, where=where,
        by=by, now=now,
    )  # fmt: skip
    return Stay.objects.get(care=begun)


def given_up(*, request: int, ended: str, why: str, by: Account, now: datetime) -> list[Sought]:
    """A home is no longer sought for those who are without one."""
    worker_of(by)
    one_of("ended", ended, Ended.values)
    with writing(by, SENTENCES):
        _, rows = held(request)
        reason = text("why", why, "Write why a home is no longer sought.")
        left = [each for each in rows if each.runs]
        for each in left:
            each.withdrawn, each.ended, each.ended_why = now, ended, reason
            each.save(update_fields=["withdrawn", "ended", "ended_why"])
        settle(journey.HomeSought, [each.pk for each in left], now)
        following.search_ended(left)
        return left


def stay_taken_back(newest: Stay, before: Stay, now: datetime) -> None:
    """A move was recorded by mistake: whoever moved needs a home again, unless one is sought already."""
    rows = list(Sought.objects.select_for_update(of=("self",)).filter(stay=newest))
    for row in rows:
        if Sought.objects.filter(child_id=row.child_id, placed__isnull=True, withdrawn__isnull=True).exists():
            raise Refused("", "Another home is sought for the child. End that request first.")
        row.offer, row.stay, row.placed, row.why, row.others = None, None, None, "", ""
        row.save(update_fields=["offer", "stay", "placed", "why", "others"])
    settle(journey.HomeSought, [row.pk for row in rows], now)
    following.steps_follow(rows, now)


__all__ = [
    "SENTENCES",
    "Entry",
    "Words",
    "answered",
    "given_up",
    "home_sought",
    "homes_asked",
    "matched",
    "sibling_joined",
    "stay_taken_back",
]
