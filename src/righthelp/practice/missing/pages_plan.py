"""Around an episode: who holds it, decisions, actions, children missing together, support, the risk assessment."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpResponse
from django.urls import reverse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import local_date, say_moment
from righthelp.foundation.pages.forms import done, opened
from righthelp.foundation.pages.render import render
from righthelp.practice.missing import record_episode, record_offers, record_work, team
from righthelp.practice.missing.forms import (
    ActionDoneForm,
    ActionForm,
    AssignForm,
    DecisionForm,
    RiskAssessmentForm,
    SupportForm,
    TogetherForm,
)
from righthelp.practice.missing.models import Action, Interview, Offer, RiskAssessment
from righthelp.practice.missing.pages_guidance import MISSING
from righthelp.practice.missing.pages_shared import (
    ask,
    child_of_episode,
    crumbs,
    episode_of,
    name_and_age,
    the_child,
)
from righthelp.practice.missing.pages_together import with_whom
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Allocation, Worker


def _support_choices(child: int, now: datetime) -> list[tuple[str, str]]:
    """The missing support workers, whoever met the child first, those who are away last and saying so."""
    day = local_date(now)
    everyone = list(team.support_workers(day))
    away = team.absent([worker.pk for worker in everyone], day)
    met = dict(Offer.objects.filter(episode__child=child).order_by("at").values_list("worker_id", "at"))
    held = Interview.objects.filter(episode__child=child).order_by("held_at")
    met |= dict(held.values_list("worker_id", "held_at"))

    def words(worker: Worker) -> str:
        parts = [worker.name]
        if worker.pk in met:
            parts.append(f"met the child, last on {say_moment(met[worker.pk])}")
        if worker.pk in away:
            parts.append("away today")
        return " – ".join(parts)

    everyone.sort(key=lambda worker: (worker.pk in away, worker.pk not in met, worker.name))
    return [(str(worker.pk), words(worker)) for worker in everyone]


@route(act="missing.assign", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def assigned(request: PageRequest, episode_id: int) -> HttpResponse:
    """Somebody of the team takes the offers and the interview, or hands them over."""
    episode = episode_of(episode_id)
    holder = episode.support_worker
    workers = _support_choices(episode.child_id, request.now)
    first = next((pk for pk, _ in workers if holder is None or pk != str(holder.pk)), "")
    form = opened(request, AssignForm, initial={"worker": first}, workers=workers)

    def verb(said: dict[str, int]) -> object:
        worker = Worker.objects.get(pk=said["worker"])
        if holder is None:
            return record_offers.support_worker_assigned(
                episode=episode_id, worker=worker, by=request.account, now=request.now
            )
        return record_offers.handed_over(episode=episode_id, to=worker, by=request.account, now=request.now)

    if form.recorded(verb):
        return done(request, "missing:episode", episode_id, say="It is recorded who holds this.")
    title = "Hand over to another worker" if holder else "Who takes this?"
    return ask(request, form, episode, title, "Record")


@route(act="missing.decide", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def decided(request: PageRequest, episode_id: int) -> HttpResponse:
    """One line decided about the child."""
    form = opened(request, DecisionForm)
    if form.recorded(lambda said: record_work.decided(episode=episode_id, by=request.account, now=request.now, **said)):
        return done(request, "missing:episode", episode_id, say="The decision is recorded.")
    return ask(request, form, episode_of(episode_id), "Record a decision", "Record the decision")


def _owner_choices(child: int, now: datetime) -> list[tuple[str, str]]:
    """Who may take an action: the child's own workers first, then the missing team."""
    day = local_date(now)
    own = Worker.objects.filter(
        pk__in=Allocation.objects.filter(child=child, starts__lte=now).exclude(ends__lte=now).values("worker")
    ).order_by("name", "pk")
    found = {worker.pk: f"{worker.name}, {worker.title}" for worker in own}
    for worker in team.support_workers(day):
        found.setdefault(worker.pk, f"{worker.name}, {worker.title}")
    return [(str(pk), words) for pk, words in found.items()]


@route(act="missing.safeguard", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def action_agreed(request: PageRequest, episode_id: int) -> HttpResponse:
    """Somebody will do something for the child by a time."""
    episode = episode_of(episode_id)
    workers = _owner_choices(episode.child_id, request.now)
    own = getattr(request.account, "worker", None)
    if own is not None and str(own.pk) not in dict(workers):
        workers.append((str(own.pk), f"{own.name}, {own.title}"))
    form = opened(request, ActionForm, workers=workers)
    if form.recorded(
        lambda said: record_work.action_agreed(
            episode=episode_id,
            by=request.account,
            now=request.now,
            text=said["text"],
            owner=Worker.objects.get(pk=said["owner"]),
            due_at=said["due_at"],
        )
    ):
        return done(request, "missing:episode", episode_id, say="The action is recorded.")
    return ask(request, form, episode, "Agree an action", "Record the action", guide=MISSING)


@route(act="missing.safeguard", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def action_done(request: PageRequest, episode_id: int, action_id: int) -> HttpResponse:
    """An agreed action was done."""
    action = Action.objects.select_related("owner").filter(pk=action_id, episode=episode_id).first()
    if action is None:
        raise Http404
    form = opened(request, ActionDoneForm, initial={"done_at": request.now})
    if form.recorded(
        lambda said: record_work.action_done(action=action_id, by=request.account, now=request.now, **said)
    ):
        return done(request, "missing:episode", episode_id, say="The action is recorded as done.")
    lines = [action.text, f"{action.owner.name}, by {say_moment(action.due_at)}"]
    return ask(
        request,
        form,
        episode_of(episode_id),
        "The action was done",
        "Record it as done",
        beside=[("The action", lines)],
    )


@route(act="missing.safeguard", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def together(request: PageRequest, episode_id: int) -> HttpResponse:
    """Two children were missing together."""
    episode = episode_of(episode_id)
    others = with_whom(episode, request.account, request.now)
    form = opened(request, TogetherForm, others=[(str(other.episode_id), other.words) for other in others])
    if form.recorded(
        lambda said: record_episode.linked_together(episode=episode_id, by=request.account, now=request.now, **said)
    ):
        return done(request, "missing:episode", episode_id, say="The two are linked.")
    notes = () if others else ("No other child was missing at the same time, so there is nobody to link.",)
    return ask(request, form, episode, "Missing together", "Link the two", notes=notes)


@route(act="missing.record", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def supported(request: PageRequest, episode_id: int) -> HttpResponse:
    """Help given to the child beyond the interview."""
    form = opened(request, SupportForm, initial={"at": request.now})
    if form.recorded(
        lambda said: record_work.support_given(episode=episode_id, by=request.account, now=request.now, **said)
    ):
        return done(request, "missing:episode", episode_id, say="The support is recorded.")
    return ask(request, form, episode_of(episode_id), "Support given", "Record the support")


@route(act="missing.episode", writes="missing.safeguard", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=the_child)
def risk_assessment(request: PageRequest, child_id: int) -> HttpResponse:
    """The missing risk assessment, made before an episode; a new one replaces the last."""
    child = Person.objects.get(pk=child_id)
    kept = RiskAssessment.objects.filter(child=child_id, superseded__isnull=True).select_related("by").first()
    names = ("description", "contacts", "likely_places", "risks", "what_helps")
    start = {name: getattr(kept, name) for name in names} if kept else {}
    form = opened(request, RiskAssessmentForm, initial=start)

    def verb(said: dict[str, object]) -> object:
        made = record_episode.risk_assessed(
            child=child_id, by=request.account, now=request.now, **{name: str(said[name]) for name in names}
        )
        if said["given_to_carers"]:
            record_episode.risk_assessment_given(
                assessment=made.pk, given_at=request.now, by=request.account, now=request.now
            )
        return made

    if form.recorded(verb):
        return done(
            request,
            "missing:risk-assessment-print",
            child_id,
            say="The assessment is recorded. Print it and give it to the carers.",
        )
    return render(
        request,
        "missing/risk_assessment.html",
        {
            "title": "Missing risk assessment",
            "caption": name_and_age(child, request.now),
            "crumbs": crumbs(request, (str(child), reverse("child", args=[child_id]))),
            "form": form,
            "kept": kept,
            "child": child,
            "guide": MISSING,
        },
        status=400 if form.sent and form.errors else 200,
    )


@route(act="missing.episode", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=the_child)
def risk_assessment_print(request: PageRequest, child_id: int) -> HttpResponse:
    """The current risk assessment as one sheet, for carers to hold and to hand to the police."""
    kept = RiskAssessment.objects.filter(child=child_id, superseded__isnull=True).select_related("by", "child").first()
    if kept is None:
        raise Http404
    return render(
        request,
        "missing/risk_assessment_print.html",
        {
            "title": "If this child goes missing",
            "caption": str(kept.child),
            "kept": kept,
            "crumbs": crumbs(request, (str(kept.child), reverse("child", args=[child_id]))),
        },
    )
