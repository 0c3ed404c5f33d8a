"""The verbs of recruitment: vacancies opened and closed, applications received, moved on, passed on, and ended."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, Sum

from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import one_of, optional, recent, text, words, writing
from righthelp.practice.recruitment import journey
from righthelp.practice.recruitment.codes import (
    UNSUCCESSFUL_BECAUSE,
    WITHDRAWN_BECAUSE,
    CheckKind,
    Closed,
    Ending,
    Source,
    Stage,
)
from righthelp.practice.recruitment.models import Application, Candidate, Note, PreCheck, Vacancy
from righthelp.practice.recruitment.record_base import (
    AT_ONCE,
    FAR,
    application_locked,
    to_be_erased,
    vacancy_locked,
)
from righthelp.practice.workforce.models import Basis, Holding, Post, Worker
from righthelp.practice.workforce.record_base import By, account_of

_BY_HAND = (Stage.SHORTLISTED, Stage.INTERVIEWED, Stage.OFFERED)
_BEFORE = {
    Stage.SHORTLISTED: (Stage.APPLIED, "It is shortlisted already."),
    Stage.INTERVIEWED: (Stage.SHORTLISTED, "Shortlist the application first."),
    Stage.OFFERED: (Stage.INTERVIEWED, "Record the interview first."),
}


def vacancy_opened(
    *, post: int, basis: str, lead: int, free_from: date, by: By, now: datetime, apply_by: date | None = None
) -> Vacancy:
    """Recruitment begins to whatever of a post nobody holds on ``free_from``, today or a day to come."""
    today = local_date(now)
    one_of("basis", basis, [value for value in Basis.values if value != Basis.AGENCY])
    if abs(free_from - today) > FAR:
        raise Refused("free_from", "This is more than a year from today. Check the year.")
    if apply_by and apply_by < today:
        raise Refused("apply_by", "This day is over. Leave it empty for recruitment that is always on.")
    with writing(account_of(by), AT_ONCE):
        held = Post.objects.select_for_update().filter(pk=post).first()
        if held is None:
            raise Refused("post", "This post is no longer there. Choose again.")
        taken = Holding.objects.filter(
            Q(ends__isnull=True) | Q(ends__gt=free_from), post=held, starts__lte=free_from
        ).aggregate(wte=Sum("wte"))["wte"] or Decimal(0)
        if taken >= held.wte:
            raise Refused(*AT_ONCE["vacancy_has_room"])
        return Vacancy.objects.create(
            post=held,
            basis=basis,
            wte=held.wte - taken,
            lead=_colleague("lead", lead, today),
            opened=today,
            free_from=free_from,
            apply_by=apply_by,
        )


def vacancy_closed(*, vacancy: int, why: str, by: By, now: datetime) -> Vacancy:
    """Recruitment to a post stops without anybody starting. Candidates still waiting are told no one by one."""
    one_of("why", why, [value for value in Closed.values if value != Closed.FILLED])
    with writing(account_of(by)):
        held = vacancy_locked(vacancy)
        if held.closed:
            raise Refused("why", f"This vacancy is closed since {say_date(held.closed)}.")
        held.closed, held.closed_why = local_date(now), why
        held.save(update_fields=["closed", "closed_why"])
        return held


def applied(
    *, vacancy: int, name: str, email: str, source: str, on: date, by: By, now: datetime, phone: str = "",
    inside: int | None = None,
) -> Application:  # fmt: skip
    """An application comes in. Whoever has applied before is known by their address, and is the same candidate.

    ``inside`` is the worker, for somebody who works or has worked here.
    """
    called = words("name", name, 120, "Enter their name.")
    address = email.strip().lower()
    if "@" not in address or len(address) > 254:
        raise Refused("email", "Enter their e-mail address, like a@b.uk.")
    one_of("source", source, Source.values)
    recent("on", on, now)
    with writing(account_of(by), AT_ONCE):
        held = vacancy_locked(vacancy)
        if held.closed:
            raise Refused("", f"This vacancy is closed since {say_date(held.closed)}. Choose another.")
        if held.apply_by and on > held.apply_by:
            raise Refused("on", f"Applications were to come in by {say_date(held.apply_by)}.")
        candidate = Candidate.objects.select_for_update().filter(email__iexact=address).first()
        if candidate is None:
            candidate = Candidate(email=address, source=source)
        elif candidate.name.casefold() != called.casefold():
            raise Refused("email", "A candidate of another name has this address. Check both.")
        candidate.name, candidate.erase_on = called, None
        candidate.phone = optional("phone", phone, 30) or candidate.phone
        if inside is not None:
            candidate.worker = Worker.objects.filter(pk=inside).first()
        candidate.save()
        made = Application.objects.create(candidate=candidate, vacancy=held, owner=held.lead, applied=on)
        settle(journey.Application, [made.pk], now)
        return made


def moved_on(*, application: int, stage: str, on: date, by: By, now: datetime, note: str = "") -> Application:
    """Shortlisted, interviewed or offered on a day. With the offer, references and checks are to be asked for."""
    one_of("stage", stage, _BY_HAND)
    recent("on", on, now)
    with writing(account_of(by), AT_ONCE):
        held = application_locked(application)
        before, ask = _BEFORE[Stage(stage)]
        if getattr(held, stage):
            raise Refused("", f"This is recorded already, with {say_date(getattr(held, stage))}.")
        earlier = getattr(held, before)
        if earlier is None:
            raise Refused("", ask)
        if on < earlier:
            raise Refused("on", f"This is before {say_date(earlier)}, the day of the stage before. Check both days.")
        setattr(held, stage, on)
        held.save(update_fields=[stage])
        _noted(held, note, by, now)
        if stage == Stage.OFFERED:
            PreCheck.objects.bulk_create(PreCheck(application=held, kind=kind, asked=on) for kind in required(held))
        settle(journey.Application, [held.pk], now)
        return held


def required(application: Application) -> list[CheckKind]:
    """What must be in before this candidate starts: references and checks; for social work posts, registration. Of
    somebody who works here already one reference is asked for."""
    kinds = [CheckKind.REFERENCE_ONE]
    if application.candidate.worker_id is None:
        kinds += [CheckKind.REFERENCE_TWO, CheckKind.RIGHT_TO_WORK, CheckKind.DBS]
    if application.vacancy.post.qualified:
        kinds.append(CheckKind.REGISTRATION)
    return kinds


def ended(*, application: int, ending: str, why: str, on: date, by: By, now: datetime, note: str = "") -> Application:
    """The candidate withdrew, or was told no, and why. Their details are kept for some months, then erased."""
    one_of("ending", ending, Ending.values)
    if why not in (WITHDRAWN_BECAUSE if ending == Ending.WITHDRAWN else UNSUCCESSFUL_BECAUSE):
        raise Refused("why", "Choose a reason that goes with who ended it.")
    recent("on", on, now)
    with writing(account_of(by), AT_ONCE):
        held = application_locked(application)
        last = max(day for day in (getattr(held, stage) for stage in Stage.values) if day)
        if on < last:
            raise Refused("on", f"The last stage is of {say_date(last)}. Enter that day or a later one.")
        held.ended, held.ending, held.why = on, ending, why
        held.save(update_fields=["ended", "ending", "why"])
        _noted(held, note, by, now)
        to_be_erased(held.candidate, on)
        settle(journey.Application, [held.pk], now)
        return held


def passed_on(*, application: int, owner: int, by: By, now: datetime) -> Application:
    """Somebody else owns the next step."""
    with writing(account_of(by)):
        held = application_locked(application)
        held.owner = _colleague("owner", owner, local_date(now))
        held.save(update_fields=["owner"])
        return held


def noted(*, application: int, words: str, by: By, now: datetime) -> Note:
    """Something is written down of an application: of an interview, of a call. It is erased with the candidate."""
    said = text("words", words, "Write the note.", 4000)
    with writing(account_of(by)):
        held = application_locked(application, live=False)
        if held.candidate.erased:
            raise Refused("words", "This candidate’s details are erased. Nothing can be added.")
        return _noted(held, said, by, now)  # type: ignore[return-value]  # something was said


def _noted(application: Application, said: str, by: By, now: datetime) -> Note | None:
    account = account_of(by)
    if not said.strip() or account is None:
        return None
    tidy = text("note", said, "", 4000)
    return Note.objects.create(application=application, words=tidy, written_at=now, written_by=account)


def _colleague(field: str, worker: int, today: date) -> Worker:
    found = Worker.objects.filter(pk=worker).first()
    if found is None or (found.ends and found.ends <= today):
        raise Refused(field, "Choose somebody who works here.")
    return found
