"""Once the child is found: offers, the answer, the interview, putting it right, sharing it with the police."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse

from righthelp.foundation.access.decision import Purpose
from righthelp.foundation.access.route import Kind, PageRequest, route
from righthelp.foundation.calendar import say_moment
from righthelp.foundation.pages.forms import done, opened
from righthelp.practice.missing import record_interview, record_offers
from righthelp.practice.missing.forms import AcceptedForm, DeclinedForm, OfferForm, ShareForm
from righthelp.practice.missing.forms_interview import InterviewForm, initial_of
from righthelp.practice.missing.journey import INTERVIEW_OFFER, RETURN_INTERVIEW
from righthelp.practice.missing.models import Episode, Interview
from righthelp.practice.missing.pages_guidance import FOUND
from righthelp.practice.missing.pages_shared import ask, child_of_episode, episode_of, reason


def _attempts(episode: Episode) -> Sequence[tuple[str, Sequence[str]]]:
    """What was tried before, the newest first."""
    tried = [
        f"{say_moment(offer.at)}, {offer.get_how_display().lower()}, {offer.worker.name}: "
        f"{offer.get_answer_display().lower()}{f'. {offer.note}' if offer.note else ''}"
        for offer in episode.offers.select_related("worker").order_by("-at")[:8]
    ]
    return [("Tried before", tried)] if tried else []


@route(act="missing.record", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def offered(request: PageRequest, episode_id: int) -> HttpResponse:
    """One attempt to offer the interview, and its answer."""
    form = opened(request, OfferForm, initial={"at": request.now})
    if form.recorded(
        lambda said: record_offers.interview_offered(episode=episode_id, by=request.account, now=request.now, **said)
    ):
        return done(request, "missing:episode", episode_id, say="The offer is recorded.")
    episode = episode_of(episode_id)
    why = reason(INTERVIEW_OFFER, episode, request.now)
    return ask(
        request,
        form,
        episode,
        "Offer a return home interview",
        "Record the offer",
        lead="Every attempt counts. If nobody answers, record that too and try again.",
        beside=[*_attempts(episode), ("The offer", [why])],
        guide=FOUND,
    )


@route(act="missing.record", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def accepted(request: PageRequest, episode_id: int) -> HttpResponse:
    """The offer was accepted."""
    form = opened(request, AcceptedForm, initial={"at": request.now})
    if form.recorded(
        lambda said: record_offers.offer_accepted(episode=episode_id, by=request.account, now=request.now, **said)
    ):
        return done(request, "missing:episode", episode_id, say="It is recorded that the offer was accepted.")
    episode = episode_of(episode_id)
    return ask(request, form, episode, "The offer was accepted", "Record", beside=_attempts(episode), guide=FOUND)


@route(act="missing.record", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def declined(request: PageRequest, episode_id: int) -> HttpResponse:
    """The offer was declined, by whom and why."""
    form = opened(request, DeclinedForm, initial={"at": request.now})
    if form.recorded(
        lambda said: record_offers.offer_declined(episode=episode_id, by=request.account, now=request.now, **said)
    ):
        return done(
            request,
            "missing:episode",
            episode_id,
            say="The decline is recorded. You can offer again when the time seems right.",
        )
    episode = episode_of(episode_id)
    return ask(
        request,
        form,
        episode,
        "The offer was declined",
        "Record the decline",
        notes=("A parent’s no is the parent’s. If the child has not been asked, ask the child.",),
        beside=_attempts(episode),
        guide=FOUND,
    )


@route(act="missing.record", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def interview(request: PageRequest, episode_id: int) -> HttpResponse:
    """The interview was held: what the child said, and what was learned."""
    form = opened(request, InterviewForm)
    if form.recorded(
        lambda said: record_interview.interview_held(episode=episode_id, by=request.account, now=request.now, **said)
    ):
        return done(request, "missing:episode", episode_id, say=_sent(episode_id))
    episode = episode_of(episode_id)
    why = reason(RETURN_INTERVIEW, episode, request.now)
    return ask(
        request,
        form,
        episode,
        "Return home interview",
        "Record the interview",
        beside=[*_attempts(episode), ("The interview", [why])],
        guide=FOUND,
        template="missing/interview.html",
    )


def _sent(episode_id: int) -> str:
    """To whom the interview went, without names: this is shown at the top of a page."""
    sent = Interview.objects.filter(episode=episode_id, sent_to__isnull=False).exists()
    if sent:
        return "The interview is recorded and has gone to the child’s social worker."
    return "The interview is recorded. The child has no social worker it could go to: say so at the next meeting."


@route(act="missing.record", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def corrected(request: PageRequest, episode_id: int) -> HttpResponse:
    """The record of the interview is put right."""
    kept = _interview(episode_id)
    form = opened(request, InterviewForm, initial=initial_of(kept))
    if form.recorded(
        lambda said: record_interview.interview_corrected(
            interview=kept.pk, by=request.account, now=request.now, **said
        )
    ):
        return done(
            request,
            "missing:episode",
            episode_id,
            say="The interview is corrected and has gone to the child’s social worker again, if there is one.",
        )
    episode = episode_of(episode_id)
    more: dict[str, Any] = {"template": "missing/interview.html", "guide": FOUND}
    beside = [("Put it right", ["What the record said before stays in its history, with who changed it and when."])]
    return ask(request, form, episode, "Correct the interview", "Record the correction", beside=beside, **more)


@route(act="missing.record", audit=Kind.RECORD, purpose=Purpose.MISSING, subject=child_of_episode)
def shared(request: PageRequest, episode_id: int) -> HttpResponse:
    """The interview was shared with the police's partnership team."""
    kept = _interview(episode_id)
    form = opened(request, ShareForm, initial={"at": request.now})
    if form.recorded(
        lambda said: record_interview.shared_with_police(interview=kept.pk, by=request.account, now=request.now, **said)
    ):
        return done(request, "missing:episode", episode_id, say="It is recorded that the police have the interview.")
    episode = episode_of(episode_id)
    notes = ("Share what helps police to find and stop those who harm children. Tell the child that you do.",)
    return ask(request, form, episode, "Shared with the police", "Record the sharing", notes=notes)


def _interview(episode_id: int) -> Interview:
    found = Interview.objects.filter(episode=episode_id).prefetch_related("places", "people").first()
    if found is None:
        raise Http404
    return found
