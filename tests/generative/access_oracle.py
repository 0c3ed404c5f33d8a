"""Access worked out a second time, the slow way, in plain Python over the rows: the judge of the house's SQL.

Nothing here is shared with what it judges but the matrix and the tables. It is written from the trust's rules:

* the role permits the act, for any record or for related ones;
* a conflict closes, whatever else is so; a sealed record opens to nobody; a restricted one to those named on it now, or
  in an emergency to duty and senior roles;
* a tie is: holding the work now or until 14 days ago, managing whoever does (two managers up, or their team), covering
  for them today, holding a role that does duty and being on a shift now whose rota is the whole city's, their
  team's, or that of their team's service in its area, being of the missing team while the child has ever been missing,
  being of the front door or the night while the child is missing now;
* an emergency runs for its time, gives reading, and to emergency duty what its own role permits.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from righthelp.foundation.access.models import TRUST, Account, Conflict, EmergencyAccess, NamedAccess
from righthelp.practice.missing.models import Episode
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Absence, Allocation, Shift, Worker
from righthelp.site.matrix import MATRIX

MISSING_TEAM = {"missing_support_worker", "missing_coordinator", "missing_manager"}
NIGHT_AND_DOOR = {"front_door_officer", "emergency_duty"}
MANAGERS = {"team_manager", "missing_manager", "head_of_service", "director"}
DUTY = MISSING_TEAM | NIGHT_AND_DOOR | {"social_worker", "team_manager"}
READING = {"child.see", "missing.episode"}


class Oracle:
    """The facts of one small trust, read once."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.today = now.date()  # noon in London: the same day either way
        self.conflicts = {(row.account_id, row.subject_id) for row in Conflict.objects.filter(kind="child")}
        self.named = list(NamedAccess.objects.filter(kind="child"))
        self.emergencies = list(EmergencyAccess.objects.filter(kind="child"))
        self.workers = {row.pk: row for row in Worker.objects.select_related("team")}
        self.allocations = list(Allocation.objects.all())
        self.absences = list(Absence.objects.all())
        self.episodes = list(Episode.objects.all())
        self.shifts = list(Shift.objects.select_related("rota"))

    def opens(self, account: Account, act: str, child: Person) -> bool:
        """Whether the account may do the act to the child, a purpose being set."""
        reaches = {str(MATRIX[act][role]) for role in account.roles} - {"no"}
        if not account.is_active or not reaches or child.tier == 3:
            return False
        if (account.pk, child.pk) in self.conflicts:
            return False
        emergency = self._emergency(account, act, child)
        if child.tier == 2 and not self._named(account, child):
            senior = any(str(MATRIX["record.past_restriction"][role]) != "no" for role in account.roles)
            return emergency and senior
        return "any" in reaches or emergency or self._tied(account, child)

    def _named(self, account: Account, child: Person) -> bool:
        return any(
            row.account_id == account.pk and row.subject_id == child.pk and row.starts <= self.now < row.ends
            for row in self.named
        )

    def _emergency(self, account: Account, act: str, child: Person) -> bool:
        if account.organisation != TRUST or not (act in READING or "emergency_duty" in account.roles):
            return False
        return any(
            row.account_id == account.pk and row.subject_id == child.pk and row.opened_at <= self.now < row.ends_at
            for row in self.emergencies
        )

    def _tied(self, account: Account, child: Person) -> bool:
        roles = set(account.roles)
        episodes = [row for row in self.episodes if row.child_id == child.pk]
        if roles & MISSING_TEAM and episodes:
            return True
        if roles & NIGHT_AND_DOOR and any(row.returned is None and row.cancelled is None for row in episodes):
            return True
        holders = [
            self.workers[row.worker_id]
            for row in self.allocations
            if row.child_id == child.pk
            and row.starts <= self.now
            and (row.ends is None or row.ends > self.now - timedelta(days=14))
        ]
        mine = [row for row in self.workers.values() if row.account_id == account.pk and self._at_work(row)]
        for me in mine:
            if any(holder.pk == me.pk for holder in holders):
                return True
            if roles & MANAGERS and any(me.pk in self._line(holder) for holder in holders):
                return True
            if any(self._covers(me, holder) for holder in holders):
                return True
            if roles & DUTY and any(self._on_duty_for(me, holder) for holder in holders):
                return True
        return False

    def _at_work(self, worker: Worker) -> bool:
        return worker.starts <= self.today and (worker.ends is None or worker.ends > self.today)

    def _line(self, holder: Worker) -> set[int | None]:
        above = self.workers.get(holder.manager_id or 0)
        return {holder.manager_id, above.manager_id if above else None, holder.team.manager_id} - {None}

    def _covers(self, me: Worker, holder: Worker) -> bool:
        return any(
            row.cover_id == me.pk and row.worker_id == holder.pk and row.starts <= self.today < row.ends
            for row in self.absences
        )

    def _on_duty_for(self, me: Worker, holder: Worker) -> bool:
        team = holder.team
        return any(
            shift.worker_id == me.pk
            and shift.starts <= self.now < shift.ends
            and (
                shift.rota.everywhere
                or shift.rota.team_id == team.pk
                or (shift.rota.service and (shift.rota.service, shift.rota.area) == (team.service, team.area))
            )
            for shift in self.shifts
        )
