"""What the pages of an episode share: finding it, saying whose it is, and asking for one thing on a form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Subject, permits
from righthelp.foundation.access.route import PageRequest
from righthelp.foundation.calendar import local_date, say_duration, say_moment
from righthelp.foundation.journey import Clock, State, explain
from righthelp.foundation.pages.forms import Form
from righthelp.foundation.pages.render import render
from righthelp.practice.missing.journey import INTERVIEW_OFFER, RETURN_INTERVIEW
from righthelp.practice.missing.models import Episode
from righthelp.practice.missing.pages_guidance import Guide
from righthelp.practice.people.models import Person

Beside = Sequence[tuple[str, Sequence[str]]]

OPEN_STATES = frozenset({State.RUNNING, State.OVERDUE})


def child_of_episode(episode_id: int, **others: object) -> Subject:
    """Whom an episode's page is about; 404 when there is no such episode."""
    child = Episode.objects.filter(pk=episode_id).values_list("child_id", flat=True).first()
    if child is None:
        raise Http404
    return Subject("child", child)


def the_child(child_id: int, **others: object) -> Subject:
    """The child that a page of a child is about; 404 when there is none."""
    if not Person.objects.filter(pk=child_id).exists():
        raise Http404
    return Subject("child", child_id)


def episode_of(episode_id: int) -> Episode:
    """The episode with its child and holder; the route has already made sure that it is there."""
    found = Episode.objects.select_related("child", "address", "team", "support_worker", "interview__worker")
    return found.get(pk=episode_id)


def age_on(birth_date: date | None, day: date) -> int | None:
    """Whole years."""
    if birth_date is None:
        return None
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def name_and_age(child: Person, now: datetime) -> str:
    """``Amina Rafiq, 14``."""
    age = age_on(child.birth_date, local_date(now))
    return f"{child}, {age}" if age is not None else f"{child}, age not known"


def crumbs(request: PageRequest, *more: tuple[str, str]) -> list[dict[str, str]]:
    """The way here: the board (home, for those who have no board), then (words, address) each."""
    board = permits(request.account, "missing.board")
    found = [
        {"text": "Missing", "href": reverse("missing:board")} if board else {"text": "Home", "href": reverse("home")}
    ]
    return found + [{"text": words, "href": href} for words, href in more]


def about(episode: Episode, now: datetime) -> Beside:
    """What a person needs beside a form: when, how long, what is due and who holds it."""
    lines = [f"Went missing {say_moment(episode.missing_from)}"]
    if episode.cancelled:
        lines.append("The report was cancelled.")
    elif episode.returned:
        lines.append(
            f"Came home {say_moment(episode.returned)}, after {say_duration(episode.returned - episode.missing_from)}"
        )
        for clock, words in ((INTERVIEW_OFFER, "Offer"), (RETURN_INTERVIEW, "Interview")):
            due = explain(clock, episode, now=now)
            if due.state in OPEN_STATES and due.due_at:
                late = "was due" if due.state is State.OVERDUE else "due"
                lines.append(f"{words} {late} {say_moment(due.due_at)}")
    else:
        lines.append(f"Still missing: {say_duration(now - episode.missing_from)}")
    lines.append(f"Held by {episode.support_worker.name}" if episode.support_worker else "No support worker yet")
    return [(name_and_age(episode.child, now), lines)]


def reason(clock: Clock, episode: Episode, now: datetime) -> str:
    """Where a clock of the episode stands and why, as a sentence."""
    words = explain(clock, episode, now=now).sentence
    return f"{words[:1].upper()}{words[1:]}."


def ask(
    request: PageRequest,
    form: Form,
    episode: Episode,
    title: str,
    button: str,
    *,
    lead: str = "",
    notes: Sequence[str] = (),
    beside: Beside = (),
    guide: Guide | None = None,
    warn: bool = False,
    template: str = "missing/form.html",
) -> HttpResponse:
    """The page of one form about an episode."""
    back = reverse("missing:episode", args=[episode.pk])
    name = str(episode.child)
    return render(
        request,
        template,
        {
            "title": title,
            "caption": name_and_age(episode.child, request.now),
            "crumbs": crumbs(request, (name, back)),
            "form": form,
            "button": button,
            "lead": lead,
            "notes": notes,
            "beside": [*about(episode, request.now), *beside],
            "guide": guide,
            "warn": warn,
            "back": back,
        },
        status=400 if form.sent and form.errors else 200,
    )
