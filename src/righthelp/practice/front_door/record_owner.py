"""The verbs of ownership: taken, handed over, put back, passed to the shift that begins. Somebody always has it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door.models import Call
from righthelp.practice.front_door.queries import leads
from righthelp.practice.front_door.record_base import SENTENCES, locked, team_of, team_on_duty, turned
from righthelp.practice.people.writing import text, writing
from righthelp.practice.workforce import record_rota
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Rota, Team, Worker
from righthelp.practice.workforce.queries import employed


def taken(*, call: int, by: Account, now: datetime) -> Call:
    """The worker takes it. Of two who do at once, the slower is told who has it."""
    worker = worker_of(by)
    if not (leads(by) or colleagues(now).filter(pk=worker.pk).exists()):
        raise Refused("", "Somebody at the front door or on emergency duty takes this.")
    with writing(by, SENTENCES):
        held = locked(call)
        if held.worker_id == worker.pk:
            return held
        if held.worker is not None:
            raise Refused("", f"{held.worker.name} has taken this. Ask them to hand it over if you should have it.")
        return turned(held, team=held.team, worker=worker, by=worker, now=now)


def handed_over(*, call: int, to: int, note: str = "", by: Account, now: datetime) -> Call:
    """Somebody else of the front door or of emergency duty has it from now on."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        held = locked(call)
        other = colleagues(now).filter(pk=to).select_related("team").first()
        if other is None:
            raise Refused("to", "Choose somebody who works at the front door or on emergency duty.")
        if held.worker_id == other.pk:
            return held
        return turned(held, team=other.team, worker=other, by=worker, now=now, note=text("note", note, "", 400))


def put_back(*, call: int, note: str, by: Account, now: datetime) -> Call:
    """Nobody in particular has it any longer: it goes back to the team on duty, with what the next one must know."""
    worker = worker_of(by)
    said = text("note", note, "Write what the next person must know.", 400)
    with writing(by, SENTENCES):
        return turned(locked(call), team=team_on_duty(now), worker=None, by=worker, now=now, note=said)


def shift_passed(*, calls: Collection[int], to: str, note: str, by: Account, now: datetime) -> int:
    """What is not decided passes to the shift that begins (``to``: day or night), with one note for all of it.

    The note goes on that team's rota, where its next shift reads it and says so. Returns how many calls passed; those
    that are there already stay as they are.
    """
    worker = worker_of(by)
    if to not in ("day", "night"):
        raise Refused("to", "Choose who has it from now on.")
    said = text("note", note, "Write what the next shift must know.", 3500)
    if not calls:
        raise Refused("calls", "Tick what is to be handed over.")
    with writing(by, SENTENCES):
        team = team_of(closed=to == "night")
        moved = 0
        for pk in sorted(set(calls)):
            held = locked(pk)
            if held.team_id == team.pk and held.worker_id is None:
                continue
            turned(held, team=team, worker=None, by=worker, now=now, note=said[:400])
            moved += 1
        rota = Rota.objects.filter(team=team).order_by("pk").first()
        if moved and rota is not None:
            many = "1 contact waits" if moved == 1 else f"{moved} contacts wait"
            record_rota.handed_on(rota=rota.pk, text=f"{many} in the front door’s queue. {said}", by=by, now=now)
        return moved


def colleagues(now: datetime) -> QuerySet[Worker]:
    """Those who may have a contact: at work at the front door or on emergency duty, by name."""
    teams = Team.objects.filter(service__in=["front-door", "emergency-duty"]).values("pk")
    ours = Team.objects.filter(code__in=["cass", "mash", "emergency-duty"]).values("pk")
    rows = Worker.objects.filter(employed(local_date(now)))
    return (rows.filter(team_id__in=teams) | rows.filter(team_id__in=ours)).order_by("name")
