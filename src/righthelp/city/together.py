"""What a team did by the verbs: leave that waits for an answer, and group supervisions with what they decided."""

from __future__ import annotations

from datetime import timedelta

from righthelp.city.dice import Dice, at
from righthelp.city.staff import TODAY
from righthelp.foundation.access.models import Account
from righthelp.practice.supervision import record_group
from righthelp.practice.supervision.record_children import Said
from righthelp.practice.workforce import demo, record_leave
from righthelp.practice.workforce.models import Absence, Allocation, Worker

_THOUGHT = (
    (
        "When things get better, somebody in the family gets ill. What would be lost if the child were well?",
        "The group heard three voices in the family and none of the father’s. Nobody had asked him.",
        "Ask the father, at the office, what he is proud of in his child",
    ),
    (
        "The child may be holding the adults together by being the one who is worried about.",
        "We noticed that all of us wanted to rescue. That may be what school feels too.",
        "Ask school what a good day looks like, and bring it to the next visit",
    ),
)


def leave_waiting() -> None:
    """Four of the demonstration manager’s team have asked, and wait."""
    manager = _worker("team_manager")
    team = Worker.objects.filter(manager=manager, ends__isnull=True, account__isnull=False).order_by("pk")
    dice = Dice("leave waiting")
    for number, worker in enumerate(team[:4]):
        starts = TODAY + timedelta(days=26 + 7 * number)
        last_day = starts + timedelta(days=dice.pick((2, 4, 9)))
        away = Absence.objects.filter(worker=worker, starts__lte=last_day, ends__gt=starts).exists()
        if worker.account is not None and not away:
            record_leave.asked(
                kind="leave", starts=starts, last_day=last_day, by=worker.account,
                now=at(TODAY - timedelta(days=1 + number), 11), note=("", "Already talked about.")[number % 2],
            )  # fmt: skip


def groups_held() -> None:
    """The demonstration manager leads a group each month of the summer."""
    manager = _worker("team_manager")
    team = list(Worker.objects.filter(manager=manager, ends__isnull=True).order_by("pk")[:5])
    for back, (hypothesis, note, what) in zip((3, 2), (_THOUGHT[0], _THOUGHT[1]), strict=True):
        held = at(TODAY - timedelta(days=14 * back - 3), 10)
        rows = Allocation.objects.filter(
            worker__in=team,
            primary=True,
            ends__isnull=True,
            starts__lt=held,
            child__tier=1,
            child__died_on__isnull=True,
        )
        row = rows.order_by("pk").exclude(child__surname="Riddcombe").first()
        if row is None or len(team) < record_group.FEWEST:
            continue
        later = held + timedelta(hours=3)
        group = record_group.group_held(
            title="Systemic group", held_at=held, present=[each.pk for each in team], by=manager, now=later
        )
        record_group.group_discussed(
            group=group.pk, child=row.child_id, hypothesis=hypothesis, note=note,
            decisions=[Said(what, row.worker_id, held.date() + timedelta(days=21), "1")], by=manager, now=later,
        )  # fmt: skip
        record_group.group_written(
            group=group.pk, title="Systemic group", held_at=held, present=[each.pk for each in team], version=0,
            by=manager, now=later, reflection="We are quick with advice. Next time: two rounds of questions first.",
        )  # fmt: skip
        record_group.group_signed(group=group.pk, by=manager, now=later + timedelta(days=1))


def _worker(role: str) -> Worker:
    email = next(each.email for each in demo.PEOPLE if each.role == role)
    return Account.objects.get(email=email).worker
