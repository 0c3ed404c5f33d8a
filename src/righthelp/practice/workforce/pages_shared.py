"""What the workforce's pages share: the day asked for, the worker of an address, and who may record for whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.models import Account
from righthelp.foundation.access.route import PageRequest
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.render import render
from righthelp.practice.workforce.models import Rota, Team, Worker
from righthelp.practice.workforce.queries_rota import teams_on
from righthelp.practice.workforce.queries_standing import led_by

FIRST_DAY = date(2012, 4, 1)


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """The way back: Teams first."""
    return [{"text": "Teams", "href": reverse("teams")}, *({"text": words, "href": href} for words, href in more)]


def day_asked(request: PageRequest, name: str = "on") -> tuple[date, str]:
    """The day in the address (``on=2019-03-31``) and what is wrong with it; today when none is given."""
    today = local_date(request.now)
    text = request.GET.get(name, "").strip()
    if not text:
        return today, ""
    asked = _day(text)
    if asked is None:
        return today, "Enter the day like 31 March 2019. Today is shown."
    if not FIRST_DAY <= asked <= date(today.year + 2, 12, 31):
        return today, "Nothing is recorded for that day. Today is shown."
    return asked, ""


def _day(text: str) -> date | None:
    for pattern in ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d %m %Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def worker_of(worker_id: int) -> Worker:
    """The worker of an address, or 404."""
    held = Worker.objects.select_related("team", "account", "manager").filter(pk=worker_id).first()
    if held is None:
        raise Http404
    return held


def own_worker(account: Account) -> Worker | None:
    """The worker behind an account, if there is one."""
    return Worker.objects.select_related("team__manager", "manager").filter(account=account).first()


def records_for(account: Account, worker: Worker) -> bool:
    """Whether an account may see and record a worker's standing: the workforce team for all, managers for their own."""
    if permits(account, "post.keep"):
        return True
    if not permits(account, "worker.keep"):
        return False
    own = own_worker(account)
    return own is not None and worker.team_id in led_by(own.pk)


def teams_led(account: Account) -> list[int] | None:
    """The teams whose people an account may see in full; None means all."""
    if permits(account, "post.keep"):
        return None
    own = own_worker(account)
    return led_by(own.pk) if own else []


def keeps_rota(account: Account, rota: Rota) -> bool:
    """Whether an account plans a rota and puts people on it: who leads one of its teams, and the workforce team."""
    if not permits(account, "rota.keep"):
        return False
    led = teams_led(account)
    return led is None or Team.objects.filter(teams_on(rota), pk__in=led).exists()


def for_their_manager(request: PageRequest, worker: Worker) -> HttpResponse:
    """The page that says whose it is, for those who may not see it."""
    context: dict[str, Any] = {
        "title": worker.name,
        "caption": worker.title,
        "crumbs": crumbs((worker.team.name, reverse("team", args=[worker.team_id]))),
        "worker": worker,
    }
    return render(request, "workforce/not_yours.html", context)
