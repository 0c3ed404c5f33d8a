"""The verbs of what follows a placement: its plan begun, written and agreed; people told; the decision to place outside
the city; and what was recorded by mistake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import InCare, Stay
from righthelp.practice.care.models_base import Recorded
from righthelp.practice.care.placements import Placement
from righthelp.practice.care.record_back import row_back, standing
from righthelp.practice.matching import journey, offered, placed, record, record_after
from righthelp.practice.matching.codes_placed import BODIES, NEEDED, SECTIONS, TEXTS, Decides, Far, How, Matter
from righthelp.practice.matching.models_cost import Cost, PanelItem
from righthelp.practice.matching.models_placed import Delegated, Notice, Outside, PlacedDue, PlacementPlan
from righthelp.practice.people.writing import Sentences, locked, one_of, optional, recent, text, words, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "placement_plan_number_once": ("", "Somebody has begun this version already. Open the page again."),
    "placement_plan_one_draft": ("", "A draft is being written already. Go on with that one."),
    "placement_plan_agreed_whole": ("", "Write every section before the plan is agreed."),
    "delegated_says_why": ("", "Write why it is not the carer who decides."),
    "notice_once": ("who", "This is recorded already."),
    "notice_says_whom_or_why": ("who", "Write who was told; or, if they are not to be told, why."),
    "outside_decided_once": ("", "It is decided already. Take that back first if it was a mistake."),
    "outside_asked_before": ("asked", "The council there is asked before it is decided."),
    "outside_says_why": ("why", "Write why the child is placed outside the city."),
}


def placement_of(stay: int) -> Placement:
    """The placement to which a stay belongs: the child is locked until the transaction ends."""
    row = Stay.objects.filter(pk=stay).values_list("child_id", "care_id").first()
    if row is None:
        raise Refused("", "This placement is no longer there. Open the child’s record again.")
    locked(row[0])
    found = placed.of_care(InCare.objects.get(pk=row[1]))
    return next(each for each in found if any(one.pk == stay for one in each.stays))


def _redrawn(stay: Stay, now: datetime) -> None:
    placed.care_redrawn(InCare.objects.get(pk=stay.care_id), now)


def plan_begun(*, stay: int, by: Account, now: datetime) -> PlacementPlan:
    """A version is begun, from the child's last one or from what the record knows. Raises ``Refused`` while a draft is
    being written, or when the child has left."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        held = placement_of(stay)
        if held.ends is not None:
            raise Refused("", f"The child left on {say_date(held.ends)}. Nothing is planned there any more.")
        rows = PlacementPlan.objects.filter(stay=held.first)
        if rows.filter(agreed__isnull=True, withdrawn__isnull=True).exists():
            raise Refused("", "A draft is being written already. Go on with that one.")
        last = rows.order_by("-number").values_list("number", flat=True).first()
        texts, decides = offered.begun_from(held.first, by, now)
        made = PlacementPlan.objects.create(
            child_id=held.first.child_id, stay=held.first, number=(last or 0) + 1, recorded=now, recorded_by=writer,
            **texts,
        )  # fmt: skip
        Delegated.objects.bulk_create(
            Delegated(child_id=made.child_id, plan=made, matter=matter, who=who, why=why)
            for matter, (who, why) in decides.items()
        )
        return made


def _draft(plan: int) -> PlacementPlan:
    found = standing(PlacementPlan, plan)
    if found.agreed is not None:
        raise Refused("", "An agreed plan is not edited. Begin the next one: it starts with these words.")
    return found


def plan_written(*, plan: int, said: Mapping[str, str], by: Account, now: datetime) -> PlacementPlan:
    """The sections of a draft, as far as they are written."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = _draft(plan)
        for name in TEXTS:
            setattr(found, name, text(name, said[name], ""))
        found.save(update_fields=TEXTS)
        return found


def authority_given(
    *, plan: int, decides: Mapping[str, tuple[str, str]], by: Account, now: datetime
) -> list[Delegated]:
    """Who decides what, (who, why) by matter. A reason is asked wherever it is not the carer."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = _draft(plan)
        rows = {each.matter: each for each in Delegated.objects.select_for_update(of=("self",)).filter(plan=found)}
        for matter, (who, why) in decides.items():
            one_of(f"who_{matter}", matter, Matter.values)
            one_of(f"who_{matter}", who, Decides.values)
            reason = optional(f"why_{matter}", why, 300)
            if who != Decides.CARER and not reason:
                raise Refused(f"why_{matter}", f"{Matter(matter).label}: write why it is not the carer.")
            row = rows.get(matter) or Delegated(child_id=found.child_id, plan=found, matter=matter)
            row.who, row.why = who, reason
            row.save()
        return list(Delegated.objects.filter(plan=found))


def plan_agreed(
    *, plan: int, on: date, carer: str, child_said: str, by: Account, now: datetime, parents: str = ""
) -> PlacementPlan:
    """Carer and child have agreed the plan, on a day. From now on its words do not change."""
    writer = worker_of(by)
    recent("on", on, now)
    with writing(by, SENTENCES):
        found = _draft(plan)
        missing = [title for name, title, _ in SECTIONS if name in NEEDED and not getattr(found, name)]
        if missing:
            raise Refused("", f"Not written yet: {', '.join(missing)}.")
        found.agreed, found.agreed_by = on, writer
        found.agreed_carer = words("carer", carer, 160, "Write who agreed for the home.")
        found.agreed_child = text("child_said", child_said, "Write how the child took part, and what they said.")
        found.agreed_parents = text("parents", parents, "")
        found.save(update_fields=["agreed", "agreed_by", "agreed_carer", "agreed_child", "agreed_parents"])
        _redrawn(found.stay, now)
        return found


def told(
    *, stay: int, to: Sequence[str], on: date, how: str, by: Account, now: datetime, who: str = "", note: str = ""
) -> list[Notice]:
    """Some of those concerned were told of the placement on a day; or are not to be told, with the reason."""
    writer = worker_of(by)
    one_of("how", how, How.values)
    recent("on", on, now)
    if not to:
        raise Refused("to", "Choose who was told.")
    for each in to:
        one_of("to", each, [value for value, _ in BODIES])
    spared = how == How.NOT
    whom = "" if spared else words("who", who, 160, "Write who was told: a name, or an office.")
    reason = text("note", note, "Write why they are not to be told, and who decided it." if spared else "")
    with writing(by, SENTENCES):
        held = placement_of(stay)
        made = [
            Notice.objects.create(
                child_id=held.first.child_id, stay=held.first, to=each, on=on, how=how, who=whom, note=reason,
                recorded=now, recorded_by=writer,
            )
            for each in dict.fromkeys(to)
        ]  # fmt: skip
        _redrawn(held.first, now)
        return made


def outside_decided(
    *, stay: int, far: str, council: str, asked: date, said: str, why: str, decided: date, by: Account, now: datetime
) -> Outside:
    """It is decided that a child is placed outside the city, after the council there was asked (regulation 11).

    Raises ``Refused`` for a placement inside it, and when somebody else than the director approves one further away.
    """
    manager = worker_of(by)
    one_of("far", far, Far.values)
    recent("asked", asked, now)
    recent("decided", decided, now)
    if far == Far.DISTANT and "director" not in by.roles:
        raise Refused("far", "The director approves a placement further away. Ask them to record it.")
    with writing(by, SENTENCES):
        held = placement_of(stay)
        if not held.outside:
            raise Refused("", "This placement is in the city.")
        return Outside.objects.create(
            child_id=held.first.child_id, stay=held.first, far=far,
            council=words("council", council, 120, "Write which council it is."), asked=asked,
            said=text("said", said, "Write what the council there said."),
            why=text("why", why, "Write why the child is placed there."), decided=decided, decided_by=manager,
            recorded=now, recorded_by=manager,
        )  # fmt: skip


def taken_back(*, model: type[Recorded], number: int, why: str, by: Account, now: datetime) -> Recorded:
    """A plan, a notice or a decision was recorded by mistake: it stays readable, and what was owed is owed again."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = row_back(model, number, why, now)
        if isinstance(found, PlacementPlan | Notice):
            _redrawn(found.stay, now)
        return found


def stay_taken_back(newest: Stay, before: Stay, now: datetime) -> None:
    """A move was recorded by mistake: what was kept for it stays readable with the placement that goes on, and no
    longer counts."""
    PlacedDue.objects.filter(stay=newest).delete()
    for model in (Cost, Notice, Outside, PanelItem, PlacementPlan):
        for row in model._default_manager.select_for_update(of=("self",)).filter(stay=newest).order_by("pk"):
            row.stay = before
            if row.withdrawn is None:
                row.withdrawn, row.withdrawn_why = now, "The move was recorded by mistake."
            if isinstance(row, PlacementPlan):
                last = PlacementPlan.objects.filter(stay=before).order_by("-number").values_list("number", flat=True)
                row.number = (last.first() or 0) + 1
            if isinstance(row, PanelItem):
                row.ended = row.ended or local_date(now)
            row.save()
    settle(journey.HomeStep, PanelItem.objects.filter(stay=before).values_list("pk", flat=True), now)
    record_after.goes_on(before, now)
    record.stay_taken_back(newest, before, now)


__all__ = [
    "SENTENCES",
    "authority_given",
    "outside_decided",
    "placement_of",
    "plan_agreed",
    "plan_begun",
    "plan_written",
    "stay_taken_back",
    "taken_back",
    "told",
]
