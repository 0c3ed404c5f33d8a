"""The verbs of permanence: how the child is to have a home for good is decided; and what is due of it, drawn anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import CareReview, InCare
from righthelp.practice.care.record import in_care
from righthelp.practice.care_plan import journey
from righthelp.practice.care_plan.codes import Lasting
from righthelp.practice.care_plan.models import Permanence, PermanenceDue
from righthelp.practice.care_plan.record_lasting import asked_redrawn
from righthelp.practice.casework.redrawing import redrawn
from righthelp.practice.people.writing import Sentences, one_of, recent, text, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "care_permanence_once_a_day": ("decided", "A plan for permanence of this day is recorded already."),
    "care_permanence_parallel_differs": ("parallel", "The plan beside it is another kind."),
    "care_permanence_says_why": ("reasons", "Write why this is right for the child."),
}


def permanence_decided(
    *,
    care: int,
    decided: date,
    kind: str,
    parallel: str,
    reasons: str,
    options: Mapping[str, str],
    by: Account,
    now: datetime,
    review: int | None = None,
) -> Permanence:
    """A manager decides how the child is to have a home for good. ``options``: for each kind that was considered, why
    it was chosen or not; the one chosen and the one beside it are among them, and at least one other."""
    manager = worker_of(by)
    one_of("kind", kind, Lasting.values)
    recent("decided", decided, now)
    if parallel:
        one_of("parallel", parallel, Lasting.values)
        if parallel == kind:
            raise Refused("parallel", "The plan beside it is another kind.")
    weighed = {name: text(f"why_{name}", options.get(name, ""), "") for name in Lasting.values}
    for name in filter(None, (kind, parallel)):
        if not weighed[name]:
            raise Refused(f"why_{name}", f"Write what was weighed up about: {Lasting(name).label.lower()}.")
    if not any(words for name, words in weighed.items() if name != kind):
        raise Refused("", "Weigh up at least one other kind: the options stand side by side.")
    with writing(by, SENTENCES):
        held = in_care(care)
        if decided < held.starts:
            raise Refused("decided", f"The child came into care on {say_date(held.starts)}. Check the date.")
        found = CareReview.objects.filter(pk=review, care=held, withdrawn__isnull=True).first() if review else None
        if review and found is None:
            raise Refused("review", "Choose a review of this child.")
        made = Permanence.objects.create(
            child_id=held.child_id, care=held, review=found, decided=decided, decided_by=manager, kind=kind,
            parallel=parallel, reasons=text("reasons", reasons, "Write why this is right for the child."),
            recorded=now, recorded_by=manager, **{f"why_{name}": words for name, words in weighed.items()},
        )  # fmt: skip
        care_redrawn(held, now)
        return made


def care_redrawn(care: InCare, now: datetime) -> None:
    """What is due of permanence in one time in care, worked out anew. Whoever calls this holds the child's lock."""
    reviews = CareReview.objects.filter(care=care, withdrawn__isnull=True).order_by("held")
    held = list(reviews.values_list("held", flat=True)[:2])
    rows = Permanence.objects.filter(care=care)
    standing = rows.filter(withdrawn__isnull=True)
    wanted = {
        "first": held[0] if held else None,
        "second": held[1] if len(held) > 1 else None,
        "decided": standing.order_by("decided").values_list("decided", flat=True).first(),
        "ended": care.ends,
    }
    redrawn(PermanenceDue, journey.PermanenceDue, {"care": care, "child_id": care.child_id}, [wanted], now)
    asked_redrawn(care, now)
    settle(journey.Permanence, list(rows.values_list("pk", flat=True)), now)


def all_redrawn(child: int, now: datetime) -> None:
    """As :func:`care_redrawn`, for every time in care of a child."""
    for care in InCare.objects.filter(child_id=child).order_by("starts"):
        care_redrawn(care, now)


__all__ = ["SENTENCES", "all_redrawn", "care_redrawn", "permanence_decided"]
