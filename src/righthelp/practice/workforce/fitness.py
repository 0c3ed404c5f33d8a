"""Who may be given a child's work: what forbids it, and what a manager should know before doing it all the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db import connection

from righthelp.foundation.access.models import Conflict, NamedAccess
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import Person, Tier
from righthelp.practice.workforce.caseload_rules import limit_of
from righthelp.practice.workforce.models import Absence, Worker

SOON_GONE: Final = timedelta(days=28)


def given_work(workers: Collection[int]) -> Mapping[int, Worker]:
    """These workers, locked in the order of their numbers until the transaction ends.

    Whoever allocates locks workers first and children after, so that no two of them wait for one another.
    """
    rows = Worker.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=workers).order_by("pk")
    return {each.pk: each for each in rows.select_related("account")}


def at_work(worker: Worker | None, now: datetime) -> Worker:
    """Somebody who may be given work at all: they work here today, can sign in, and are registered if they must be.

    Somebody on leave may: they are covered.
    """
    today = local_date(now)
    if worker is None:
        raise Refused("worker", "This worker is no longer there. Choose again.")
    if worker.starts > today or (worker.ends and worker.ends <= today):
        raise Refused("worker", f"{worker.name} does not work here today. Choose somebody else.")
    if worker.account is not None and not worker.account.is_active:
        raise Refused(
            "worker", f"{worker.name}’s sign-in is closed: they cannot open the record. Choose somebody else."
        )
    lapsed = _registration_lapsed(worker.pk, now)
    if lapsed:
        raise Refused("worker", f"{worker.name} {lapsed}. Choose somebody else, or have the registration recorded.")
    return worker


_REGISTERED: Final = """
select exists (select from workforce_holding h join workforce_post p on p.id = h.post_id
                where h.worker_id = %(worker)s and p.qualified
                  and h.starts <= %(on)s and (h.ends is null or h.ends > %(on)s)),
       exists (select from workforce_registration
                where worker_id = %(worker)s and starts <= %(on)s and ends > %(on)s),
       (select max(ends) from workforce_registration where worker_id = %(worker)s)
"""


def _registration_lapsed(worker: int, now: datetime) -> str:
    """Why somebody who needs to be in the register of social workers is not, in words; nothing when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(_REGISTERED, {"worker": worker, "on": local_date(now)})
        needs, has, ended = cursor.fetchone()
    if has or not (needs or ended):
        return ""
    if ended is None:
        return "holds a social worker’s post, and no registration is recorded"
    return f"is not in the register of social workers: the registration ended on {say_date(ended - timedelta(days=1))}"


def may_take(worker: Worker, child: Person, now: datetime) -> None:
    """Refuse somebody who may not work with this child: a conflict of interest is declared between them.

    The sentence does not say which: that somebody has declared something is theirs.
    """
    if (
        worker.account_id is not None
        and Conflict.objects.filter(account_id=worker.account_id, kind="child", subject_id=child.pk).exists()
    ):
        raise Refused("worker", f"{worker.name} may not work with this child. Choose somebody else.")


_LOAD: Final = """
select (select count(*) from workforce_allocation where worker_id = %(worker)s and "primary" and ends is null),
       (select sum(h.wte) from workforce_holding h
         where h.worker_id = %(worker)s and h.starts <= %(on)s and (h.ends is null or h.ends > %(on)s)),
       (select caseload from workforce_firstyear
         where worker_id = %(worker)s and starts <= %(on)s and ends > %(on)s)
"""


def cautions(worker: Worker, child: Person | None, now: datetime, *, more: int = 1) -> list[str]:
    """What a manager should know before giving ``worker`` this child (or ``more`` children): sentences."""
    today = local_date(now)
    found = []
    away = Absence.objects.filter(worker=worker, starts__lte=today, ends__gt=today).select_related("cover").first()
    if away:
        cover = f"{away.cover.name} covers" if away.cover else "nobody covers"
        found.append(f"{worker.name} is away until {say_date(away.ends)}; {cover}.")
    if worker.ends and worker.ends - today <= SOON_GONE:
        found.append(f"{worker.name}’s last day at work is {say_date(worker.ends - timedelta(days=1))}.")
    with connection.cursor() as cursor:
        cursor.execute(_LOAD, {"worker": worker.pk, "on": today})
        held, wte, first_year = cursor.fetchone()
    limit, _ = limit_of(Decimal(wte or 1), first_year)
    if held + more > limit:
        why = " in the first year after qualifying" if first_year is not None else ""
        found.append(f"{worker.name} holds {held} children already; the limit{why} is {limit}.")
    elif first_year is not None:
        found.append(f"{worker.name} is in the first year after qualifying and may hold at most {limit} children.")
    if child is not None and child.tier == Tier.RESTRICTED and worker.account_id is not None:
        named = NamedAccess.objects.filter(
            account_id=worker.account_id, kind="child", subject_id=child.pk, starts__lte=now, ends__gt=now
        )
        if not named.exists():
            found.append(f"This record is restricted: {worker.name} must be named before they can open it.")
    return found


def warned(worker: Worker, child: Person | None, now: datetime, *, more: int = 1) -> None:
    """Refuse once what :func:`cautions` finds, so that a manager decides it knowingly."""
    found = cautions(worker, child, now, more=more)
    if found:
        raise Refused("despite", " ".join([*found, "Tick the box to allocate all the same, or choose somebody else."]))
