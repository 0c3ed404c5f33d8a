"""The verbs of decision: decided by a manager who collected nothing, and taken back with the reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.reading import load
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door.journey import Level, Referral
from righthelp.practice.mash.codes import Agency, Agreement, Decision, expected
from righthelp.practice.mash.models import Check, Enquiry, Undone
from righthelp.practice.mash.queries import leads
from righthelp.practice.mash.record_base import SENTENCES, locked, settle_enquiries
from righthelp.practice.people.writing import one_of, text, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker


def decided(
    *,
    enquiries: Collection[int],
    decision: str,
    level: str,
    reason: str,
    by: Account,
    now: datetime,
    missing_why: str = "",
) -> list[Enquiry]:
    """A manager decides what the enquiries come to, with the level of need and the reason, for some children together.

    Whoever collected an answer does not decide on it. A decision does not wait for the last answer, but says why it did
    not; an answer that comes afterwards is recorded all the same.
    """
    worker = worker_of(by)
    one_of("decision", decision, Decision.values)
    one_of("level", level, Level.values)
    why = text("reason", reason, "Write why. Nothing is decided without a reason.")
    if not (leads(by) or "head_of_service" in by.roles):
        raise Refused("", "A manager of MASH or of the front door decides.")
    if decision in (Decision.STRATEGY, Decision.ASSESSMENT) and level == Level.UNIVERSAL:
        raise Refused(*SENTENCES["mash_enquiry_level_bears_decision"])
    if decision == Decision.STRATEGY and level != Level.COMPLEX:
        raise Refused("level", "A strategy discussion is for complex and significant needs. Check the level.")
    with writing(by, SENTENCES):
        held = locked(enquiries)
        _others(held, worker)
        missing = missing_of(held)
        said = text("missing_why", missing_why, "", 400)
        if missing and not said:
            names = ", ".join(missing)
            raise Refused("missing_why", f"Write why this does not wait. Missing: {names}.")
        for each in held:
            if decision == Decision.EARLY_HELP:
                basis = each.sharings.order_by("-at", "-pk").first()
                if basis is None or basis.agreement != Agreement.GIVEN:
                    raise Refused("decision", "Early help needs the family’s agreement. Ask them first, then decide.")
            each.decided, each.decided_by, each.decision = now, worker, decision
            each.level, each.reason = level, why
            each.missing_why = said if missing else ""
            each.save()
        settle_enquiries(held, now)
        return held


def _others(held: list[Enquiry], worker: Worker) -> None:
    mine = Check.objects.filter(Q(asked_by=worker) | Q(recorded_by=worker), enquiry__in=held)
    if mine.exists():
        raise Refused("", "You asked or recorded an answer here yourself. Another manager decides.")


def missing_of(enquiries: Collection[Enquiry]) -> list[str]:
    """Agencies whose answer is missing for any of these children: asked and silent, or expected and never asked."""
    found: set[str] = set()
    checks = list(Check.objects.filter(enquiry__in=enquiries, dropped__isnull=True))
    for each in enquiries:
        ours = [check for check in checks if check.enquiry_id == each.pk]
        found |= {check.service or str(Agency(check.agency).label) for check in ours if check.answered is None}
        had = {check.agency for check in ours} | set(each.left_out.values_list("agency", flat=True))
        found |= {str(Agency(agency).label) for agency in expected(each.factors) if agency not in had}
    return sorted(found)


def decision_undone(*, enquiry: int, why: str, by: Account, now: datetime) -> Enquiry:
    """A decision is taken back, with the reason: the clock runs again. Not once the referral is closed."""
    worker = worker_of(by)
    reason = text("why", why, "Write why the decision is taken back.", 300)
    if not (leads(by) or "head_of_service" in by.roles):
        raise Refused("", "A manager of MASH or of the front door takes a decision back.")
    with writing(by, SENTENCES):
        (held,) = locked([enquiry], undecided=False)
        if held.decided is None or held.decided_by is None or held.decision is None or held.level is None:
            raise Refused("why", "There is no decision to take back. Open the child again.")
        facts = load(registry.binding(Referral), ids=[held.referral])
        if facts and facts[0].facts["closed"]:
            raise Refused("why", "The referral is closed. If the worry is new, it comes as a new contact.")
        Undone.objects.create(
            enquiry=held,
            decision=held.decision,
            level=held.level,
            reason=held.reason,
            decided=held.decided,
            decided_by=held.decided_by,
            at=now,
            by=worker,
            why=reason,
        )
        held.decided = held.decided_by = held.decision = held.level = None
        held.reason = held.missing_why = ""
        held.save()
        settle_enquiries([held], now)
        return held


__all__ = ["decided", "decision_undone", "missing_of"]
