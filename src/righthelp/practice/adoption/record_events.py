"""The verbs of exchange events and of groups on therapeutic parenting."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Model

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption.codes import Helped
from righthelp.practice.adoption.models import (
    Adopters,
    Adopting,
    Came,
    Course,
    Exchange,
    Interest,
    Profiled,
    Seat,
)
from righthelp.practice.people.models import Person
from righthelp.practice.people.writing import Sentences, locked, one_of, optional, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "exchange_once_a_day": ("on", "This event is recorded already."),
    "exchange_with_whom": ("partners", "Write with whom it was held."),
    "profiled_once": ("plans", "A child ticked here was profiled there already."),
    "came_once": ("families", "A family ticked here came already."),
    "interest_once": ("family", "They asked about this child already."),
    "interest_says_what": ("words", "Write what they said."),
    "course_once": ("starts", "This group is recorded already."),
    "course_says_what": ("weeks", "A group lasts from 1 to 20 weeks."),
    "seat_once": ("families", "A family ticked here has a place already."),
    "seat_says_how": ("feedback", "Write what they said."),
}
KINDS: Final[dict[str, type[Model]]] = {
    "exchange": Exchange,
    "profile": Profiled,
    "came": Came,
    "interest": Interest,
    "group": Course,
    "place": Seat,
}
"""What is kept of events: the kind as an address names it, and its table."""


def _standing(model: type[Any], number: int) -> Any:
    """A row that is not taken back, locked until the transaction ends."""
    found = model._default_manager.select_for_update(of=("self",)).filter(pk=number, withdrawn__isnull=True).first()
    if found is None:
        raise Refused("", "This was taken back.")
    return found


def _household(number: int, field: str) -> Adopters:
    found = Adopters.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if found is None:
        raise Refused(field, "Choose adopters of the register.")
    return found


def exchange_held(*, on: date, partners: str, by: Account, now: datetime, where: str = "") -> Exchange:
    """An exchange event was held with other agencies."""
    writer = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        return Exchange.objects.create(
            on=on, partners=words("partners", partners, 200, "Write with whom it was held."),
            where=optional("where", where, 120), recorded=now, recorded_by=writer,
        )  # fmt: skip


def profiled(*, exchange: int, plans: Collection[int], by: Account, now: datetime) -> list[Profiled]:
    """Children who wait for a match were profiled there: by the numbers of their plans."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        whose = dict(Adopting.objects.filter(pk__in=list(plans)).values_list("pk", "child_id"))
        for child in sorted({whose.get(plan, 0) for plan in plans}):
            locked(child, "plans")
        held = _standing(Exchange, exchange)
        made = []
        for plan in sorted(plans):
            found = Adopting.objects.get(pk=plan)
            if found.decided is None or found.decided > held.on:
                raise Refused("plans", "Only a child who should be placed for adoption, by a decision, is profiled.")
            if found.ceased or found.withdrawn or (found.matched and found.matched < held.on):
                raise Refused("plans", "A child ticked here was not waiting for a match on that day.")
            made.append(
                Profiled.objects.create(
                    exchange=held, child_id=found.child_id, plan=found, recorded=now, recorded_by=writer
                )
            )
        return made


def adopters_came(*, exchange: int, families: Collection[int], by: Account, now: datetime) -> list[Came]:
    """These adopters came."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        held = _standing(Exchange, exchange)
        who = [_household(each, "families") for each in sorted(families)]
        return [Came.objects.create(exchange=held, adopters=each, recorded=now, recorded_by=writer) for each in who]


def interest_shown(*, profile: int, family: int, said: str, by: Account, now: datetime) -> Interest:
    """Adopters who came asked about a child whom they met there. Whether it becomes a match is read from the plan."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        locked(Profiled.objects.filter(pk=profile).values_list("child_id", flat=True).first() or 0, "")
        held: Profiled = _standing(Profiled, profile)
        _standing(Exchange, held.exchange_id)
        came = Came.objects.select_for_update(of=("self",))
        if not came.filter(exchange=held.exchange_id, adopters=family, withdrawn__isnull=True).first():
            raise Refused("family", "Record first that they came.")
        what = text("words", said, "Write what they said.")
        return Interest.objects.create(profiled=held, adopters_id=family, words=what, recorded=now, recorded_by=writer)


def group_begun(*, starts: date, weeks: int, led_by: str, by: Account, now: datetime, where: str = "") -> Course:
    """A group on therapeutic parenting begins, or will within three months."""
    writer = worker_of(by)
    if starts > local_date(now) + timedelta(days=92):
        raise Refused("starts", "This is more than three months away. Check the date.")
    with writing(by, SENTENCES):
        return Course.objects.create(
            starts=starts, weeks=weeks, led_by=words("led_by", led_by, 160, "Write who leads it."),
            where=optional("where", where, 120), recorded=now, recorded_by=writer,
        )  # fmt: skip


def families_joined(*, group: int, families: Collection[int], by: Account, now: datetime) -> list[Seat]:
    """These families have a place in the group."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        held = _standing(Course, group)
        who = [_household(each, "families") for each in sorted(families)]
        return [Seat.objects.create(course=held, adopters=each, recorded=now, recorded_by=writer) for each in who]


def took_part(
    *, seat: int, came: Collection[int], by: Account, now: datetime, helped: str = "", feedback: str = ""
) -> Seat:
    """In which weeks a family came, and what they say of it. Recorded anew, the later words stand."""
    worker_of(by)
    if helped:
        one_of("helped", helped, Helped.values)
    with writing(by, SENTENCES):
        held: Seat = _standing(Seat, seat)
        weeks = sorted(set(came))
        if weeks and (weeks[0] < 1 or weeks[-1] > held.course.come(local_date(now))):
            raise Refused("came", "A week ticked here has not come yet.")
        said = text("feedback", feedback, "Write what they said." if helped else "")
        held.came, held.helped, held.feedback = weeks, helped, said
        held.save(update_fields=["came", "helped", "feedback"])
        return held


def event_row_back(*, kind: str, number: int, why: str, by: Account, now: datetime) -> Any:
    """Something was recorded by mistake: it no longer counts, and stays readable with the reason. What families asked
    about a child is taken back before the event, the child's profile, or their coming, on which it stands; who was
    profiled at an event and who came to it is taken back with the event."""
    worker_of(by)
    one_of("kind", kind, KINDS)
    reason = words("why", why, 300, "Write why it was a mistake.")
    with writing(by, SENTENCES):
        if KINDS[kind] is Exchange:
            return _exchange_back(number, reason, now)
        found = _standing(KINDS[kind], number)
        asked = Interest.objects.filter(withdrawn__isnull=True)
        if isinstance(found, Profiled) and asked.filter(profiled=found).exists():
            raise Refused("", "Take back first what families asked about this child.")
        if (
            isinstance(found, Came)
            and asked.filter(adopters=found.adopters_id, profiled__exchange=found.exchange_id).exists()
        ):
            raise Refused("", "Take back first what they asked about a child there.")
        return _taken_back(found, reason, now)


def _taken_back(row: Any, why: str, now: datetime) -> Any:
    row.withdrawn, row.withdrawn_why = now, why
    row.save(update_fields=["withdrawn", "withdrawn_why"])
    return row


def _exchange_back(number: int, why: str, now: datetime) -> Exchange:
    """An event, with the children profiled and the families who came: the children first, in turn."""
    there = Profiled.objects.filter(exchange=number, withdrawn__isnull=True)
    children = set(there.values_list("child_id", flat=True))
    list(Person.objects.select_for_update().filter(pk__in=children).order_by("pk"))
    held: Exchange = _standing(Exchange, number)
    rows = [*there.select_for_update(of=("self",)).order_by("pk")]
    if {row.child_id for row in rows} != children:
        raise Refused("", "Somebody recorded more of this event just now. Look at it again.")
    asked = Interest.objects.filter(profiled__in=rows, withdrawn__isnull=True).count()
    if asked:
        raise Refused(
            "", f"Take back first what families asked about children there: {asked} on the page of the event."
        )
    came = Came.objects.select_for_update(of=("self",)).filter(exchange=held, withdrawn__isnull=True).order_by("pk")
    for row in (*rows, *came):
        _taken_back(row, why, now)
    _taken_back(held, why, now)
    return held


__all__ = [
    "KINDS",
    "SENTENCES",
    "adopters_came",
    "event_row_back",
    "exchange_held",
    "families_joined",
    "group_begun",
    "interest_shown",
    "profiled",
    "took_part",
]
