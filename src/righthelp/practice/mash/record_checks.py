"""The verbs of a check: asked, answered, chased, passed on, dropped, its answer taken back; an agency left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_moment
from righthelp.foundation.refusals import Refused
from righthelp.practice.mash import law
from righthelp.practice.mash.codes import Agency, Result, StepKind
from righthelp.practice.mash.models import Check, Enquiry, LeftOut, Partner, Step
from righthelp.practice.mash.protocols import EDITION
from righthelp.practice.mash.queries_roster import colleagues, on_roster, roster, routed
from righthelp.practice.mash.record_base import SENTENCES, locked, locked_check, settle_checks
from righthelp.practice.people.writing import one_of, optional, text, writing
from righthelp.practice.workforce.acting import worker_of


def asked(
    *,
    enquiries: Collection[int],
    questions: Mapping[str, str],
    told: str,
    by: Account,
    now: datetime,
    service: str = "",
    partners: Mapping[str, int] | None = None,
) -> list[Check]:
    """Agencies are asked about some children of a family: ``questions`` by agency, and what they are told.

    Each question goes to the partner named, or to whoever of the agency is in or comes next. One that is asked and not
    answered is not asked again.
    """
    worker = worker_of(by)
    if not questions:
        raise Refused("agencies", "Tick at least one agency to ask.")
    said = text("told", told, "Write what the agencies are told. Only what they need to answer.", 4000)
    wanted: dict[str, str] = {}
    for agency, question in questions.items():
        one_of("agencies", agency, Agency.values)
        wanted[agency] = text(f"question_{agency}", question, "Write what you ask them.", 4000)
    other = optional("service", service, 120)
    if Agency.OTHER in wanted and not other:
        raise Refused("service", "Name the service that is asked.")
    seats = roster(now)
    given = partners or {}
    with writing(by, SENTENCES):
        held = locked(enquiries, undecided=False)
        waiting = set(
            Check.objects.filter(enquiry__in=held, answered__isnull=True, dropped__isnull=True).values_list(
                "enquiry_id", "agency", "service"
            )
        )
        made = []
        for each in held:
            basis = each.sharings.order_by("-at", "-pk").first()
            if basis is None:
                raise Refused("", "Record first on what basis partners are asked.")
            for agency, question in wanted.items():
                name = other if agency == Agency.OTHER else ""
                if (each.pk, agency, name) in waiting:
                    continue
                seat = routed(agency, seats)
                partner = (
                    _partner(given.get(agency), agency, now) if agency in given else (seat.partner if seat else None)
                )
                made.append(
                    Check.objects.create(
                        enquiry=each,
                        child_id=each.child_id,
                        agency=agency,
                        service=name,
                        question=question,
                        told=said,
                        sharing=basis,
                        edition=EDITION,
                        partner=partner,
                        asked=now,
                        asked_by=worker,
                        owner=each.work.worker or worker,
                        running=now,
                        rating=each.rating,
                    )
                )
        if not made:
            raise Refused("agencies", "These have been asked already and have not answered. Chase them instead.")
        LeftOut.objects.filter(enquiry__in=held, agency__in=list(wanted)).delete()
        settle_checks(made, now)
        return made


def _partner(partner: int | None, agency: str, now: datetime) -> Partner | None:
    if not partner:
        return None
    found = on_roster(local_date(now)).filter(pk=partner, agency=agency).first()
    if found is None:
        raise Refused(f"partner_{agency}", "This partner is no longer on the roster. Choose again.")
    return found


def answered(
    *,
    checks: Collection[int],
    result: str,
    given_by: str,
    by: Account,
    now: datetime,
    answer: str = "",
    at: datetime | None = None,
) -> list[Check]:
    """An agency has answered, about one child or with the same words about several: what it said, who said it, when."""
    worker = worker_of(by)
    one_of("result", result, Result.values)
    ask = "" if result == Result.NOTHING else "Write what they said. If they know nothing, choose that."
    said = text("answer", answer, ask)
    who = text("given_by", given_by, "Write who answered.", 120)
    when = at or now
    if when > now + law.FUTURE_TOLERANCE:
        raise Refused("at", f"{say_moment(when)} is in the future. Record the answer when it has come.")
    if when < now - law.OLDEST:
        raise Refused("at", "This is more than two months ago. Check the date.")
    with writing(by, SENTENCES):
        held = waiting(checks)
        for each in held:
            if when < each.asked:
                raise Refused("at", f"They were asked {say_moment(each.asked)}: the answer came after that.")
            each.answered, each.result, each.answer = min(when, now), result, said
            each.given_by, each.recorded_by = who, worker
            each.save(update_fields=["answered", "result", "answer", "given_by", "recorded_by"])
        settle_checks(held, now)
        return held


def waiting(checks: Collection[int]) -> list[Check]:
    """Questions to one agency about one family that are not answered yet, locked. Refused otherwise."""
    held = [locked_check(each) for each in sorted(set(checks))]
    if not held:
        raise Refused("checks", "Tick at least one child.")
    for each in held:
        if each.answered:
            raise Refused("", "Somebody has just recorded an answer. Open the child again to read it.")
    if len({(each.enquiry.work_id, each.agency, each.service) for each in held}) > 1:
        raise Refused("checks", "These are questions to different agencies. Record each answer on its own.")
    return held


def chased(*, check: int, words: str, by: Account, now: datetime) -> Check:
    """An answer that has not come was asked for again: whom, how, and what they said. Its time runs on."""
    worker = worker_of(by)
    said = text("words", words, "Write whom you reached and what they said.", 400)
    with writing(by, SENTENCES):
        (held,) = waiting([check])
        if not held.steps.filter(kind=StepKind.CHASED, words=said, by=worker, at=now).exists():
            Step.objects.create(about=held, kind=StepKind.CHASED, words=said, at=now, by=worker)
        return held


def passed_on(*, check: int, by: Account, now: datetime, partner: int | None = None, owner: int | None = None) -> Check:
    """Another partner of the agency answers, or another colleague chases, from now on."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        (held,) = waiting([check])
        words = []
        if partner and partner != held.partner_id:
            held.partner = _partner(partner, held.agency, now)
            words.append(f"{held.partner} is asked to answer.")
        if owner and owner != held.owner_id:
            found = colleagues(now).filter(pk=owner).first()
            if found is None:
                raise Refused("owner", "Choose somebody who works in MASH or at the front door.")
            held.owner = found
            words.append(f"{found.name} chases the answer.")
        if not words:
            raise Refused("partner", "Choose who answers or who chases from now on.")
        held.save(update_fields=["partner", "owner"])
        Step.objects.create(about=held, kind=StepKind.PASSED, words=" ".join(words), at=now, by=worker)
        return held


def dropped(*, check: int, why: str, by: Account, now: datetime) -> Check:
    """The question is not wanted any longer. It stays readable, and nothing more is due."""
    worker_of(by)
    reason = text("why", why, "Write why the question is not wanted any longer.", 300)
    with writing(by, SENTENCES):
        (held,) = waiting([check])
        held.dropped, held.dropped_why = now, reason
        held.save(update_fields=["dropped", "dropped_why"])
        settle_checks([held], now)
        return held


def answer_taken_back(*, check: int, why: str, by: Account, now: datetime) -> Check:
    """An answer was recorded wrongly: what it was stays in the history, and the question waits again."""
    worker = worker_of(by)
    reason = text("why", why, "Write what is wrong with it.", 300)
    with writing(by, SENTENCES):
        held = locked_check(check)
        if held.answered is None:
            raise Refused("why", "There is no answer to take back. Open the child again.")
        if Check.objects.filter(
            enquiry=held.enquiry_id,
            agency=held.agency,
            service=held.service,
            answered__isnull=True,
            dropped__isnull=True,
        ).exists():
            raise Refused("why", "This agency has been asked again since. Record the right answer there.")
        before = f"It had been: {held.get_result_display()}, {held.given_by}. {held.answer}"
        words = f"{reason} {before}"[:400]
        held.answered = held.result = held.recorded_by = held.answered_by = None
        held.answer = held.given_by = ""
        held.save(update_fields=["answered", "result", "answer", "given_by", "recorded_by", "answered_by"])
        held.shared.filter(ended__isnull=True).update(ended=now, ended_by=worker)
        Step.objects.create(about=held, kind=StepKind.TAKEN_BACK, words=words, at=now, by=worker)
        settle_checks([held], now)
        return held


def left_out(*, enquiries: Collection[int], agency: str, why: str, by: Account, now: datetime) -> list[Enquiry]:
    """An agency that is usually asked is not, and why: what is asked stays in proportion to the worry."""
    worker = worker_of(by)
    one_of("agency", agency, Agency.values)
    reason = text("why", why, "Write why this agency is not asked.", 300)
    with writing(by, SENTENCES):
        held = locked(enquiries)
        for each in held:
            if each.checks.filter(agency=agency, dropped__isnull=True).exists():
                raise Refused("agency", "This agency has been asked. Take the question back first.")
            LeftOut.objects.get_or_create(
                enquiry=each, agency=agency, defaults={"why": reason, "at": now, "by": worker}
            )
        return held


__all__ = ["answer_taken_back", "answered", "asked", "chased", "dropped", "left_out", "passed_on", "waiting"]
