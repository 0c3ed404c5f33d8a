"""The verbs of the panels that review placements: called, children put on, looked at, followed until it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import Stay
from righthelp.practice.care.record_back import row_back, standing
from righthelp.practice.matching import journey, offered, record
from righthelp.practice.matching.codes_cost import SOUGHT_AS, Next, PanelKind
from righthelp.practice.matching.models import Sought
from righthelp.practice.matching.models_cost import Cost, PanelItem, ReviewPanel
from righthelp.practice.matching.record import Words
from righthelp.practice.matching.record_placed import placement_of
from righthelp.practice.people.models import Area
from righthelp.practice.people.writing import Sentences, one_of, optional, recent, text, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker

SENTENCES: Final[Sentences] = {
    **record.SENTENCES,
    "review_panel_once_a_day": ("on", "This panel meets on that day already. Open it."),
    "review_panel_cancelled_says_why": ("why", "Write why the panel does not meet."),
    "panel_item_once": ("children", "One of these children is on this panel already."),
    "panel_item_considered_says_what": ("achieved", "Write what was achieved, what comes next, and why."),
    "panel_item_next_has_its_day": ("by_when", "Enter by when the next step is taken."),
    "panel_item_done_says_what": ("note", "Write what was done."),
}
AHEAD: Final = timedelta(days=366)


def panel_called(
    *, kind: str, area: str, on: date, chair: int, by: Account, now: datetime, who: str = ""
) -> ReviewPanel:
    """A panel is to meet, or met, on a day."""
    writer = worker_of(by)
    one_of("kind", kind, PanelKind.values)
    one_of("area", area, Area.values)
    if not local_date(now) - AHEAD <= on <= local_date(now) + AHEAD:
        raise Refused("on", "Enter a day within a year.")
    if not Worker.objects.filter(pk=chair).exists():
        raise Refused("chair", "Choose who chairs it.")
    with writing(by, SENTENCES):
        return ReviewPanel.objects.create(
            kind=kind, area=area, on=on, chair_id=chair, who=optional("who", who, 300), recorded=now,
            recorded_by=writer,
        )  # fmt: skip


def panel_locked(panel: int) -> ReviewPanel:
    """A panel that meets, locked until the transaction ends."""
    found = ReviewPanel.objects.select_for_update(of=("self",)).filter(pk=panel).first()
    if found is None or found.cancelled is not None:
        raise Refused("", "This panel does not meet. Open the list again.")
    return found


def panel_cancelled(*, panel: int, why: str, by: Account, now: datetime) -> ReviewPanel:
    """It does not meet. Raises ``Refused`` when it has looked at somebody."""
    worker_of(by)
    with writing(by, SENTENCES):
        held = panel_locked(panel)
        if held.items.filter(considered__isnull=False, withdrawn__isnull=True).exists():
            raise Refused("", "It has looked at a placement already. Take that back first.")
        held.cancelled, held.cancelled_why = now, text("why", why, "Write why the panel does not meet.", 300)
        held.save(update_fields=["cancelled", "cancelled_why"])
        return held


def put_on(*, panel: int, children: Sequence[int], by: Account, now: datetime) -> list[PanelItem]:
    """Children are put on a panel's agenda, each with what the placement costs on that day."""
    writer = worker_of(by)
    if not children:
        raise Refused("children", "Choose at least one child.")
    made = []
    with writing(by, SENTENCES):
        for child in sorted(set(children)):
            stay = Stay.objects.filter(child_id=child, ends__isnull=True).values_list("pk", flat=True).first()
            placement = placement_of(stay or 0)
            held = panel_locked(panel)
            made.append(
                PanelItem.objects.create(
                    child_id=child, panel=held, stay=placement.first, weekly=weekly(placement.first.pk, held.on),
                    recorded=now, recorded_by=writer,
                )
            )  # fmt: skip
        settle(journey.HomeStep, [each.pk for each in made], now)
    return made


def weekly(stay: int, on: date) -> int | None:
    """What a placement costs a week on a day, in pence, if anybody has said so."""
    rows = Cost.objects.filter(stay_id=stay, withdrawn__isnull=True, starts__lte=on).exclude(ends__lte=on)
    found = rows.order_by("-starts").first()
    return found.weekly if found else None


def looked_at(
    *, item: int, achieved: str, comes: str, why: str, by: Account, now: datetime, by_when: date | None = None,
    child_says: str = "",
) -> PanelItem:  # fmt: skip
    """The panel has looked at a placement: what was achieved for the cost, what comes next and why, by when."""
    worker_of(by)
    one_of("comes", comes, Next.values)
    with writing(by, SENTENCES):
        found = standing(PanelItem, item)
        held = panel_locked(found.panel_id)
        if held.on > local_date(now):
            raise Refused("", f"The panel meets on {say_date(held.on)}. Record it then.")
        if found.sought_id is not None or found.done is not None:
            raise Refused("", "What was decided is under way. Put the child on the next panel.")
        if comes != Next.STAYS and by_when is None:
            raise Refused("by_when", "Enter by when the next step is taken.")
        if comes == Next.STAYS:
            by_when = None
        if by_when is not None and not held.on < by_when <= held.on + AHEAD:
            raise Refused("by_when", "Enter a day within a year of the panel.")
        found.considered, found.next, found.by_when = held.on, comes, by_when
        found.eve = by_when - timedelta(days=1) if by_when else None
        found.achieved = text("achieved", achieved, "Write what was achieved for the child.")
        found.why = text("why", why, "Write why.")
        found.child_says = text("child_says", child_says, "")
        found.save()
        settle(journey.HomeStep, [found.pk], now)
        return found


def home_sought_for(*, item: int, by: Account, now: datetime) -> Sought:
    """A panel's step down becomes a search for a home: the words are carried over from the child's last search or
    placement plan, and from what the panel wrote.

    Raises ``Refused`` where no home follows from the next step, and as :func:`record.home_sought`.
    """
    with writing(by, SENTENCES):
        found = standing(PanelItem, item)
        if found.next not in SOUGHT_AS or found.by_when is None:
            raise Refused("", "No home is to be sought for this next step.")
        if found.sought_id is not None or found.done is not None:
            raise Refused("", "A home is sought already, or the step was taken.")
        made = record.home_sought(
            child=found.child_id, said=_words(found), kinds=SOUGHT_AS[found.next],
            by_when=max(found.by_when, local_date(now)), by=by, now=now,
        )  # fmt: skip
        found.sought = made
        found.save(update_fields=["sought"])
        return made


def _words(item: PanelItem) -> Words:
    before = Sought.objects.filter(child_id=item.child_id).order_by("-opened").first()
    plan = offered.last_agreed(item.child_id)
    panel = f"The panel of {say_date(item.panel.on)}: {item.why}"
    worked = "\n".join(filter(None, (before.worked if before else "", item.achieved)))
    return Words(
        who=before.who if before else plan.daily if plan else item.achieved,
        likes=before.likes if before else "",
        needs="\n".join(filter(None, (before.needs if before else "", panel, item.child_says))),
        worked=worked,
        contact=plan.contact if plan else before.contact if before else "",
        school=plan.school if plan else before.school if before else "",
        risks=plan.safety if plan else before.risks if before else "",
    )


def step_done(*, item: int, on: date, note: str, by: Account, now: datetime) -> PanelItem:
    """What the panel decided was done on a day."""
    worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = standing(PanelItem, item)
        if found.considered is None or found.next == Next.STAYS:
            raise Refused("", "There is no next step to take.")
        if found.done is not None:
            raise Refused("", f"It was done on {say_date(found.done)}.")
        if on < found.considered:
            raise Refused("on", f"The panel met on {say_date(found.considered)}. Check the date.")
        found.done, found.done_note = on, text("note", note, "Write what was done.")
        found.save(update_fields=["done", "done_note"])
        settle(journey.HomeStep, [found.pk], now)
        return found


def item_taken_back(item: int, why: str, now: datetime) -> PanelItem:
    """A child was put on a panel, or looked at, by mistake. In the caller's transaction."""
    found = row_back(PanelItem, item, why, now)
    found.ended = local_date(now)
    found.save(update_fields=["ended"])
    settle(journey.HomeStep, [found.pk], now)
    return found


__all__ = [
    "SENTENCES",
    "home_sought_for",
    "item_taken_back",
    "looked_at",
    "panel_called",
    "panel_cancelled",
    "put_on",
    "step_done",
    "weekly",
]
