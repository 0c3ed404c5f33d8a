"""The verbs of a young person's way: chances of work, who helps beside the adviser, custody, plans looked over."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import add_months, local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.record_back import standing
from righthelp.practice.leaving_care.codes import GOOD, Beside, Chances, Grade
from righthelp.practice.leaving_care.models import Chance, Custody, Helps, PathwayPlan, PlanSeen
from righthelp.practice.people.writing import Sentences, locked, one_of, optional, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "leaving_chance_answered_after": ("on", "They answered on or after the day on which it was offered."),
    "leaving_chance_over_says_what_came": ("on", "It is over on or after the day on which they took it."),
    "leaving_helps_end_says_what_came": ("on", "It ended on or after the day on which it began."),
    "leaving_custody_due_after": ("due", "Release is due on or after the first day."),
    "leaving_custody_went_somewhere": ("on", "Released on or after the first day."),
    "leaving_custody_one_at_a_time": ("starts", "They are in prison already, as recorded here."),
    "leaving_plan_seen_says_what_is_to_be_better": ("better", "Write what is to be better."),
}


def chance_offered(*, child: int, kind: str, where: str, on: date, by: Account, now: datetime) -> Chance:
    """Something towards work was offered."""
    writer = worker_of(by)
    one_of("kind", kind, Chances.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        locked(child)
        return Chance.objects.create(
            child_id=child, kind=kind, where=words("where", where, 160, "Write with whom, or where."), on=on,
            recorded=now, recorded_by=writer,
        )  # fmt: skip


def chance_answered(*, chance: int, on: date, taken: bool, came: str, by: Account, now: datetime) -> Chance:
    """The young person takes it, or does not and why."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = standing(Chance, chance)
        if found.answered is not None:
            raise Refused("", f"They answered on {say_date(found.answered)}.")
        found.answered, found.taken = on, taken
        found.came = text("came", came, "" if taken else "Write why not, in their words.")
        found.save(update_fields=["answered", "taken", "came"])
        return found


def chance_over(*, chance: int, on: date, came: str, by: Account, now: datetime) -> Chance:
    """It is over: what came of it."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = standing(Chance, chance)
        if not found.taken or found.over is not None:
            raise Refused("", "It is not going on.")
        found.over, found.came = on, text("came", came, "Write what came of it.")
        found.save(update_fields=["over", "came"])
        return found


def helped_beside(*, child: int, kind: str, who: str, about: str, starts: date, by: Account, now: datetime) -> Helps:
    """Somebody helps beside the adviser, from a day on; a consultation is of one day."""
    writer = worker_of(by)
    one_of("kind", kind, Beside.values)
    recent("starts", starts, now)
    with writing(by, SENTENCES):
        locked(child)
        about = text("about", about, "Write what was advised, or what the plan is.")
        once = kind == Beside.CONSULT
        return Helps.objects.create(
            child_id=child, kind=kind, who=words("who", who, 160, "Write who."), about=about, starts=starts,
            ends=starts if once else None, came=about if once else "", recorded=now, recorded_by=writer,
        )  # fmt: skip


def help_beside_ended(*, helps: int, on: date, came: str, by: Account, now: datetime) -> Helps:
    """They help no longer: what came of it."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = standing(Helps, helps)
        if found.ends is not None:
            raise Refused("", f"It ended on {say_date(found.ends)}.")
        found.ends, found.came = on, text("came", came, "Write what came of it.")
        found.save(update_fields=["ends", "came"])
        return found


def imprisoned(
    *, child: int, prison: str, starts: date, by: Account, now: datetime, due: date | None = None
) -> Custody:
    """The young person is in prison; ``due`` is the day of release, where it is known."""
    writer = worker_of(by)
    recent("starts", starts, now)
    _soon_enough(due, now)
    with writing(by, SENTENCES):
        locked(child)
        return Custody.objects.create(
            child_id=child, prison=words("prison", prison, 120, "Write which prison."), starts=starts, due=due,
            recorded=now, recorded_by=writer,
        )  # fmt: skip


def _soon_enough(due: date | None, now: datetime) -> None:
    if due is not None and due > add_months(local_date(now), 240):
        raise Refused("due", "Check the year.")


def _inside(custody: int) -> Custody:
    found = standing(Custody, custody)
    if found.released is not None:
        raise Refused("", f"Released on {say_date(found.released)}.")
    return found


def release_planned(
    *, custody: int, on: date, plan: str, by: Account, now: datetime, due: date | None = None
) -> Custody:
    """What happens on the day of release and after it, planned with the young person. ``due``: the day of release, or
    None where it is not known any more."""
    worker_of(by)
    recent("on", on, now)
    _soon_enough(due, now)
    with writing(by, SENTENCES):
        found = _inside(custody)
        found.planned, found.plan = on, text("plan", plan, "Write what happens on the day, and after it.")
        found.due = due
        found.save(update_fields=["planned", "plan", "due"])
        return found


def released(*, custody: int, on: date, went: str, by: Account, now: datetime, met: str = "") -> Custody:
    """The young person was released: where to, and who met them at the gate."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = _inside(custody)
        found.released, found.met = on, optional("met", met, 160)
        found.went = words("went", went, 160, "Write where they went.")
        found.save(update_fields=["released", "met", "went"])
        return found


def plan_looked_over(
    *, plan: int, on: date, grade: str, good: str, better: str, by: Account, now: datetime
) -> PlanSeen:
    """A manager looked over a pathway plan. Nobody looks over a plan that they wrote."""
    writer = worker_of(by)
    one_of("grade", grade, Grade.values)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = PathwayPlan.objects.filter(pk=plan).first()
        if found is None:
            raise Refused("", "This plan is no longer there. Open the page again.")
        locked(found.child_id)
        if found.recorded_by_id == writer.pk:
            raise Refused("", "You wrote this plan. Somebody else looks it over.")
        if on < found.made:
            raise Refused("on", f"It was made on {say_date(found.made)}. Check the date.")
        return PlanSeen.objects.create(
            child_id=found.child_id, plan=found, on=on, grade=grade, recorded=now, recorded_by=writer,
            good=text("good", good, "Write what is good in it."),
            better=text("better", better, "" if grade in GOOD else "Write what is to be better."),
        )  # fmt: skip


__all__ = [
    "SENTENCES",
    "chance_answered",
    "chance_offered",
    "chance_over",
    "help_beside_ended",
    "helped_beside",
    "imprisoned",
    "plan_looked_over",
    "release_planned",
    "released",
]
