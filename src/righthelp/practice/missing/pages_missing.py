"""While the child is missing: sightings, the return, a report taken back, risk, strategy discussion, checks."""

from __future__ import annotations

from django.http import HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import say_moment
from righthelp.foundation.pages.forms import done, opened
from righthelp.practice.missing import record_episode as record
from righthelp.practice.missing.forms import CancelledForm, CheckForm, FoundForm, RiskForm, SightedForm, StrategyForm
from righthelp.practice.missing.journey import STRATEGY_DISCUSSION
from righthelp.practice.missing.pages_guidance import FOUND, MISSING
from righthelp.practice.missing.pages_shared import ask, child_of_episode, episode_of, reason


@route(
    act="missing.episode",
    writes="missing.phoned",
    audit=Kind.RECORD,
    purpose=Purpose.MISSING,
    subject=child_of_episode,
)
def sighted(request: PageRequest, episode_id: int) -> HttpResponse:
    """The child was seen and is still missing."""
    form = opened(request, SightedForm)
    if form.recorded(lambda said: record.sighted(episode=episode_id, by=request.account, now=request.now, **said)):
        return done(request, "missing:episode", episode_id, say="The sighting is recorded.")
    episode = episode_of(episode_id)
    return ask(request, form, episode, "The child was seen", "Record the sighting", guide=MISSING)


@route(
    act="missing.episode",
    writes="missing.phoned",
    audit=Kind.RECORD,
    purpose=Purpose.MISSING,
    subject=child_of_episode,
)
def found(request: PageRequest, episode_id: int) -> HttpResponse:
    """The child was found or came home."""
    episode = episode_of(episode_id)
    start = {"returned": episode.returned, "found_where": episode.found_where, "found_how": episode.found_how}
    form = opened(request, FoundForm, initial=start)
    if form.recorded(lambda said: record.found(episode=episode_id, by=request.account, now=request.now, **said)):
        return done(
            request,
            "missing:episode",
            episode_id,
            say="The return is recorded. The return home interview is now to be offered.",
        )
    title = "Correct the return" if episode.returned else "The child was found or came home"
    return ask(request, form, episode, title, "Record the return", guide=FOUND)


@route(
    act="missing.episode",
    writes="missing.phoned",
    audit=Kind.RECORD,
    purpose=Purpose.MISSING,
    subject=child_of_episode,
)
def cancelled(request: PageRequest, episode_id: int) -> HttpResponse:
    """The child had not been missing."""
    form = opened(request, CancelledForm, initial={"at": request.now})
    if form.recorded(lambda said: record.cancelled(episode=episode_id, by=request.account, now=request.now, **said)):
        return done(request, "missing:episode", episode_id, say="The report is cancelled. It stays on the record.")
    episode = episode_of(episode_id)
    notes = ("A cancelled report counts nowhere and no interview is offered. It stays on the record with your reason.",)
    return ask(request, form, episode, "Cancel the report", "Cancel the report", notes=notes, warn=True)


@route(act="missing.safeguard", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def risk_graded(request: PageRequest, episode_id: int) -> HttpResponse:
    """The risk was graded, or graded anew."""
    episode = episode_of(episode_id)
    form = opened(request, RiskForm, initial={"risk": episode.risk})
    if form.recorded(lambda said: record.risk_graded(episode=episode_id, by=request.account, now=request.now, **said)):
        return done(request, "missing:episode", episode_id, say="The risk is recorded.")
    return ask(request, form, episode, "Risk while missing", "Record the risk", guide=MISSING)


@route(act="missing.safeguard", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def strategy(request: PageRequest, episode_id: int) -> HttpResponse:
    """A strategy discussion with the police was held."""
    form = opened(request, StrategyForm, initial={"held_at": request.now})
    if form.recorded(
        lambda said: record.strategy_discussed(episode=episode_id, by=request.account, now=request.now, **said)
    ):
        return done(request, "missing:episode", episode_id, say="The strategy discussion is recorded.")
    episode = episode_of(episode_id)
    why = reason(STRATEGY_DISCUSSION, episode, request.now)
    return ask(
        request,
        form,
        episode,
        "Strategy discussion",
        "Record the discussion",
        beside=[("Why it is due", [why])],
        guide=MISSING,
    )


@route(act="missing.safeguard", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def checked(request: PageRequest, episode_id: int) -> HttpResponse:
    """News of an unaccompanied child was asked of the police or the Home Office."""
    form = opened(request, CheckForm, initial={"at": request.now})
    if form.recorded(lambda said: record.checked(episode=episode_id, by=request.account, now=request.now, **said)):
        return done(request, "missing:episode", episode_id, say="The check is recorded.")
    episode = episode_of(episode_id)
    earlier = [
        f"{say_moment(check.at)}, {check.get_with_whom_display()}: {check.outcome}"
        for check in episode.checks.order_by("-at")[:5]
    ]
    beside = [("Earlier checks", earlier)] if earlier else []
    return ask(request, form, episode, "Ask for news", "Record the check", beside=beside, guide=MISSING)
