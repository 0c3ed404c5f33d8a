"""The verbs of claims on the adoption support fund: asked for, granted or refused, withdrawn."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption.codes import Therapy
from righthelp.practice.adoption.models_support import Claim
from righthelp.practice.people.writing import Sentences, locked, one_of, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "claim_says_what": ("pence", "Enter what is asked for, more than nothing."),
    "claim_granted_at_most": ("on", "The decision follows the claim, and grants at most what was asked for."),
    "claim_refused_says_why": ("why", "Write why it was refused."),
    "claim_withdrawn_says_why": ("why", "Write why it is withdrawn."),
}


def claimed(
    *, child: int, therapy: str, provider: str, need: str, asked: date, pence: int, by: Account, now: datetime
) -> Claim:
    """Help is asked for from the fund. ``pence``: its whole cost."""
    writer = worker_of(by)
    one_of("therapy", therapy, Therapy.values)
    recent("asked", asked, now)
    if not 0 < pence <= 10_000_000:
        raise Refused("pounds", "Enter an amount up to £100,000.")
    with writing(by, SENTENCES):
        locked(child)
        return Claim.objects.create(
            child_id=child, therapy=therapy, provider=words("provider", provider, 160, "Write who provides it."),
            need=text("need", need, "Write what the child needs."), asked=asked, pence=pence, recorded=now,
            recorded_by=writer,
        )  # fmt: skip


def _claim(claim: int) -> Claim:
    child = Claim.objects.filter(pk=claim).values_list("child_id", flat=True).first()
    locked(child or 0)
    found = Claim.objects.select_for_update(of=("self",)).get(pk=claim)
    if found.withdrawn is not None:
        raise Refused("", f"This claim was withdrawn on {say_date(found.withdrawn)}.")
    return found


def decided(*, claim: int, on: date, pence: int, why: str, by: Account, now: datetime) -> Claim:
    """The fund granted ``pence``, or refused (0). Recorded anew, it puts right what was recorded before."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = _claim(claim)
        if pence > held.pence:
            raise Refused("pounds", "More was granted than was asked for. Check the amounts.")
        held.decided, held.granted = on, pence
        held.decided_why = text("why", why, "" if pence else "Write why it was refused.")
        held.save(update_fields=["decided", "granted", "decided_why"])
        return held


def withdrawn(*, claim: int, on: date, why: str, by: Account, now: datetime) -> Claim:
    """The claim is withdrawn, or was made by mistake, before it was decided."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        held = _claim(claim)
        if held.decided is not None:
            raise Refused("", f"It was decided on {say_date(held.decided)}. Record another decision instead.")
        held.withdrawn, held.withdrawn_why = on, text("why", why, "Write why it is withdrawn.")
        held.save(update_fields=["withdrawn", "withdrawn_why"])
        return held


__all__ = ["SENTENCES", "claimed", "decided", "withdrawn"]
