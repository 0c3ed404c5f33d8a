"""The verbs of MASH work: begun, rated, its basis and factors recorded, taken, handed over, stopped.

Each is one transaction, takes ``by`` and ``now``, and refuses with a sentence; what was typed is kept by the form.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.reading import load
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door.journey import Referral
from righthelp.practice.mash import law
from righthelp.practice.mash.codes import URGENCY, Agreement, Factor, Ground, Legal, Rating, StepKind
from righthelp.practice.mash.models import Check, Enquiry, Rated, Sharing, Step, Work
from righthelp.practice.mash.queries_roster import colleagues
from righthelp.practice.mash.record_base import SENTENCES, locked, mash_team, settle_checks, settle_enquiries
from righthelp.practice.people.writing import locked as locked_person
from righthelp.practice.people.writing import one_of, take_turns, text, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker


@dataclass(frozen=True)
class Basis:
    """On what basis partners are told and asked."""

    agreement: str
    legal: str
    ground: str = ""
    ground_why: str = ""


def begun(
    *,
    referrals: Sequence[int],
    rating: str,
    rationale: str,
    basis: Basis,
    by: Account,
    now: datetime,
    factors: Collection[str] = (),
) -> Work:
    """MASH begins to ask about the children of some referrals, together: rated, and with the basis of sharing.

    Pressed twice it is begun once. Whoever begins has it.
    """
    worker = worker_of(by)
    one_of("rating", rating, Rating.values)
    why = text("rationale", rationale, "Write what makes you rate it so.", 4000)
    said = _basis(basis)
    chosen = _factors(factors)
    if not referrals:
        raise Refused("children", "Tick at least one child.")
    with writing(by, SENTENCES):
        for number in sorted(set(referrals)):
            take_turns(f"mash referral {number}")
        facts = load(registry.binding(Referral), ids=referrals)
        if {each.id for each in facts} != set(referrals):
            raise Refused("children", "One of these referrals is no longer there. Go back to the queue.")
        begun_before = Enquiry.objects.filter(referral__in=referrals, stopped__isnull=True).select_related("work")
        earlier = list(begun_before)
        if {each.referral for each in earlier} == set(referrals) and {each.work.begun_by_id for each in earlier} == {
            worker.pk
        }:
            return earlier[0].work
        if earlier:
            raise Refused("children", "MASH asks about one of these children already. Open that work instead.")
        work = Work.objects.create(begun=now, begun_by=worker, team=mash_team(), worker=worker)
        made = []
        for each in sorted(facts, key=lambda one: one.id):
            wrong = _wrong(each.facts)
            if wrong:
                raise Refused("children", wrong)
            assert each.subject_id is not None  # noqa: S101  a referral is about a child
            enquiry = Enquiry.objects.create(
                work=work,
                child=locked_person(each.subject_id, "children"),
                referral=each.id,
                begun=now,
                running=now,
                rating=rating,
                factors=chosen,
            )
            Rated.objects.create(enquiry=enquiry, rating=rating, rationale=why, at=now, by=worker)
            Sharing.objects.create(enquiry=enquiry, at=now, by=worker, **said)
            made.append(enquiry)
        settle_enquiries(made, now)
        return work


def _wrong(facts: object) -> str:
    """Why MASH cannot begin on a referral, or nothing."""
    assert isinstance(facts, dict)  # noqa: S101
    if facts["withdrawn"] or facts["closed"]:
        return "One of these referrals is closed or was taken back. Go back to the queue."
    if facts["kind"] != "mash":
        return "One of these referrals is not for MASH. Go back to the queue."
    return ""


def _basis(basis: Basis) -> dict[str, str]:
    one_of("agreement", basis.agreement, Agreement.values)
    one_of("legal", basis.legal, Legal.values)
    if basis.agreement == Agreement.GIVEN:
        return {"agreement": basis.agreement, "ground": "", "why": "", "legal": basis.legal}
    if basis.ground not in Ground.values:
        raise Refused("ground", "Say on which ground partners are asked without agreement.")
    why = text("ground_why", basis.ground_why, "Write why agreement was not asked for, or is overridden.", 400)
    return {"agreement": basis.agreement, "ground": basis.ground, "why": why, "legal": basis.legal}


def _factors(factors: Collection[str]) -> list[str]:
    for each in factors:
        one_of("factors", each, Factor.values)
    return [each for each in Factor.values if each in factors]


def rated(*, enquiries: Collection[int], rating: str, rationale: str, by: Account, now: datetime) -> list[Enquiry]:
    """The risk is judged anew for some children of a family, with the reason.

    The time of a higher rating runs from now, that of a lower one from the beginning. What is unanswered becomes due
    sooner with a higher rating and stays as it was with a lower one. What is late stays late.
    """
    worker = worker_of(by)
    one_of("rating", rating, Rating.values)
    why = text("rationale", rationale, "Write what makes you rate it so.", 4000)
    with writing(by, SENTENCES):
        held = locked(enquiries)
        hastened = []
        for each in held:
            if each.rating == rating and each.ratings.filter(by=worker, rationale=why, rating=rating).exists():
                continue  # the button was pressed twice
            Rated.objects.create(enquiry=each, rating=rating, rationale=why, at=now, by=worker)
            if URGENCY[rating] < URGENCY[each.rating]:
                each.running = law.quickened(each.running, each.rating, rating, now)
            elif rating != each.rating:
                each.running = each.begun  # the longer time counts from the beginning
            each.rating = rating
            each.save(update_fields=["rating", "running"])
            hastened += _hastened(each, rating, worker, now)
        settle_enquiries(held, now)
        settle_checks(hastened, now)
        return held


def _hastened(enquiry: Enquiry, rating: str, worker: Worker, now: datetime) -> list[Check]:
    """Unanswered checks that the rating makes due sooner."""
    rows = Check.objects.select_for_update().filter(enquiry=enquiry, answered__isnull=True, dropped__isnull=True)
    changed = []
    for row in rows:
        if URGENCY[rating] < URGENCY[row.rating]:
            row.running = law.quickened(row.running, row.rating, rating, now)
            row.rating = rating
            row.save(update_fields=["rating", "running"])
            words = f"The child is rated {rating} now. Tell them that the answer is wanted sooner."
            Step.objects.create(about=row, kind=StepKind.SOONER, words=words, at=now, by=worker)
            changed.append(row)
    return changed


def sharing_recorded(*, enquiries: Collection[int], basis: Basis, by: Account, now: datetime) -> list[Enquiry]:
    """The basis on which partners are told and asked has changed: agreement came, was withdrawn or overridden."""
    worker = worker_of(by)
    said = _basis(basis)
    with writing(by, SENTENCES):
        held = locked(enquiries)
        for each in held:
            last = each.sharings.order_by("-at", "-pk").values("agreement", "ground", "why", "legal").first()
            if last != said:
                Sharing.objects.create(enquiry=each, at=now, by=worker, **said)
        return held


def factors_recorded(*, enquiries: Collection[int], factors: Collection[str], by: Account, now: datetime) -> None:
    """What is known of the family’s situation; a factor makes its specialists expected too."""
    worker_of(by)
    chosen = _factors(factors)
    with writing(by, SENTENCES):
        for each in locked(enquiries):
            each.factors = chosen
            each.save(update_fields=["factors"])


def taken(*, work: int, by: Account, now: datetime) -> Work:
    """The worker takes it. Of two who do at once, the slower is told who has it."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        held = _locked_work(work)
        if held.worker_id == worker.pk:
            return held
        if held.worker is not None:
            raise Refused("", f"{held.worker.name} has taken this. Ask them to hand it over if you should have it.")
        held.worker = worker
        held.save(update_fields=["worker"])
        return held


def handed_over(*, work: int, to: int, by: Account, now: datetime) -> Work:
    """Somebody else of MASH has it from now on, and chases what is unanswered."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = _locked_work(work)
        other = colleagues(now).filter(pk=to).first()
        if other is None:
            raise Refused("to", "Choose somebody who works in MASH or at the front door.")
        before, held.worker = held.worker_id, other
        held.save(update_fields=["worker"])
        Check.objects.filter(enquiry__work=held, owner_id=before, answered__isnull=True, dropped__isnull=True).update(
            owner=other
        )
        return held


def _locked_work(work: int) -> Work:
    found = Work.objects.select_for_update().filter(pk=work).first()  # who has it is read after the wait
    if found is None:
        raise Refused("", "This work is no longer there. Go back to the queue.")
    return found


def stopped(*, enquiries: Collection[int], why: str, by: Account, now: datetime) -> list[Enquiry]:
    """The enquiries should not have begun, or the referral was taken back. Unanswered questions go with them."""
    worker_of(by)
    reason = text("why", why, "Write why the enquiries stop.", 300)
    with writing(by, SENTENCES):
        held = locked(enquiries)
        waiting = list(
            Check.objects.select_for_update().filter(enquiry__in=held, answered__isnull=True, dropped__isnull=True)
        )
        for check in waiting:
            check.dropped, check.dropped_why = now, f"The enquiries were stopped: {reason}"[:300]
            check.save(update_fields=["dropped", "dropped_why"])
        for each in held:
            each.stopped, each.stopped_why = now, reason
            each.save(update_fields=["stopped", "stopped_why"])
        settle_enquiries(held, now)
        settle_checks(waiting, now)
        return held


__all__ = [
    "Basis",
    "begun",
    "factors_recorded",
    "handed_over",
    "rated",
    "sharing_recorded",
    "stopped",
    "taken",
]
