"""What the pages of learning share: crumbs, who may be booked, and a form on a page of its own."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import permits
from righthelp.foundation.access.route import PageRequest
from righthelp.foundation.calendar import local_date
from righthelp.foundation.pages.forms import Form
from righthelp.foundation.pages.render import render
from righthelp.practice.learning.models import Cohort, Course
from righthelp.practice.learning.queries import workers_for
from righthelp.practice.learning.queries_mine import teams_seen
from righthelp.practice.workforce.forms import Choices
from righthelp.practice.workforce.pages_shared import own_worker


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """The way back: the catalogue first."""
    first = {"text": "Learning", "href": reverse("learning:catalogue")}
    return [first, *({"text": words, "href": href} for words, href in more)]


def people(request: PageRequest) -> Choices:
    """Whom the reader may book: themselves first, then those whose team they lead, or everybody."""
    own = own_worker(request.account)
    found = [(str(own.pk), f"{own.name} (you)")] if own else []
    if permits(request.account, "learning.team"):
        rows = workers_for(teams_seen(request.account), local_date(request.now)).select_related("team")
        found += [(str(row.pk), f"{row.name}, {row.team.name}") for row in rows if own is None or row.pk != own.pk]
    return found


def courses(*, e_learning: bool = False) -> Choices:
    """The catalogue to choose from."""
    rows = Course.objects.filter(closed__isnull=True).order_by("title")
    if e_learning:
        rows = rows.filter(kind="e-learning")
    return [(str(pk), title) for pk, title in rows.values_list("pk", "title")]


def running_cohorts(request: PageRequest) -> Choices:
    """Cohorts that are not over."""
    rows = Cohort.objects.filter(ends__gte=local_date(request.now)).order_by("programme", "number")
    return [(str(row.pk), str(row)) for row in rows]


def ask(
    request: PageRequest, form: Form, *, title: str, button: str, said: str = "", caption: str = "",
    back: tuple[str, str] | None = None, warn: bool = False,
) -> HttpResponse:  # fmt: skip
    """A page that is one form."""
    context = {
        "title": title,
        "caption": caption,
        "crumbs": crumbs(back) if back else crumbs(),
        "form": form,
        "button": button,
        "said": said,
        "warn": warn,
    }
    return render(request, "learning/form.html", context)
