"""What a movement does on its day: to the worker, the account, the children they held and the duties they had."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.sessions import end_sessions_of
from righthelp.foundation.calendar import local_date
from righthelp.foundation.sign_in.record import begun_again, shut
from righthelp.practice.workforce.models import (
    Absence,
    Allocation,
    Movement,
    MovementKind,
    Shift,
    Team,
    TeamStanding,
    Worker,
)
from righthelp.practice.workforce.record_posts import stands

LEFT_BEHIND: Final = "The worker left, and nobody had taken over."


def apply_movement(movement: Movement, now: datetime) -> None:
    """Carry out a movement whose day has come, in the caller's transaction. Twice is the same as once."""
    movement = Movement.objects.select_for_update(of=("self",)).get(pk=movement.pk)
    if movement.applied or movement.withdrawn or movement.effective > local_date(now):
        return
    worker = Worker.objects.select_for_update(of=("self",)).get(pk=movement.worker_id)
    if movement.kind == MovementKind.LEFT:
        _gone(worker, movement, now)
    else:
        _here(worker, movement, now)
    movement.applied = now
    movement.save(update_fields=["applied"])


def _here(worker: Worker, movement: Movement, now: datetime) -> None:
    former = worker.team_id
    if movement.team_id:
        worker.team_id = movement.team_id
    worker.title, worker.manager_id = movement.title or worker.title, movement.manager_id
    if movement.kind == MovementKind.RETURNED:
        worker.starts, worker.ends = movement.effective, None
    worker.save(update_fields=["team", "title", "manager", "starts", "ends"])
    if movement.kind == MovementKind.MOVED and former != movement.team_id:
        _no_longer_leads(worker, _above(former), only=former)
        _off_the_rota(worker, movement, former)
    if movement.holding and movement.holding.post.leads:
        _leads(worker, movement)
    if worker.account_id:
        account = Account.objects.select_for_update().get(pk=worker.account_id)
        if movement.kind == MovementKind.RETURNED:
            begun_again(account, now)
        if account.roles != movement.roles or not account.is_active:
            account.roles, account.is_active = movement.roles, True
            account.save(update_fields=["roles", "is_active"])
            end_sessions_of(account)


def _leads(worker: Worker, movement: Movement) -> None:
    """Whoever takes up a leading post leads the team, and its people answer to them."""
    assert movement.team_id  # noqa: S101  a movement with a holding has its post's team
    standing = TeamStanding.objects.filter(team_id=movement.team_id, ends__isnull=True).first()
    if standing and standing.starts <= movement.effective:
        standing.manager = worker
        standing.save(update_fields=["manager"])
        stands(standing)
    else:
        Team.objects.filter(pk=movement.team_id).update(manager=worker)
    answers = Q(manager__isnull=True) | Q(manager_id=movement.manager_id)
    Worker.objects.filter(answers, team_id=movement.team_id).exclude(pk=worker.pk).update(manager=worker)


def _gone(worker: Worker, movement: Movement, now: datetime) -> None:
    above = worker.manager_id
    if worker.account_id:
        account = Account.objects.select_for_update().get(pk=worker.account_id)
        shut(account, now)
    running = Allocation.objects.filter(worker=worker, ends__isnull=True)
    running.filter(starts__gte=now).update(ends=F("starts") + timedelta(seconds=1), reason=LEFT_BEHIND)
    running.filter(starts__lt=now).update(ends=now, reason=LEFT_BEHIND)
    _no_longer_leads(worker, above)
    Worker.objects.filter(manager=worker).update(manager_id=above)
    Absence.objects.filter(cover=worker, ends__gt=movement.effective).update(cover=None)
    _off_the_rota(worker, movement, None)


def _no_longer_leads(worker: Worker, successor: int | None, *, only: int | None = None) -> None:
    """The teams they led are led by whoever they answered to, until somebody is appointed."""
    standings = TeamStanding.objects.filter(manager=worker, ends__isnull=True)
    teams = Team.objects.filter(manager=worker)
    if only is not None:
        standings, teams = standings.filter(team_id=only), teams.filter(pk=only)
        Worker.objects.filter(manager=worker, team_id=only).exclude(pk=worker.pk).update(manager_id=successor)
    standings.update(manager_id=successor)
    teams.update(manager_id=successor)


def _above(team: int) -> int | None:
    """Who leads the unit above a team."""
    return Team.objects.filter(pk=team).values_list("under__manager_id", flat=True).first()


def _off_the_rota(worker: Worker, movement: Movement, team: int | None) -> None:
    """Shifts from that day on become gaps that somebody must fill; after a move only those of the former team."""
    shifts = Shift.objects.filter(worker=worker, starts__date__gte=movement.effective)
    if team is not None:
        shifts = shifts.filter(Q(rota__team_id=team) | Q(rota__team__isnull=True))
    shifts.update(worker=None)
