"""The verb that undoes a seal: the order was recorded by mistake, and the two records become one again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.adoption import vault
from righthelp.practice.adoption.codes import Back
from righthelp.practice.adoption.models import AdoptedAway, Adopting, Opening, TakingBack
from righthelp.practice.adoption.record_back import SENTENCES, order_undone
from righthelp.practice.adoption.record_seal import ENDED, kin_of
from righthelp.practice.people import joining
from righthelp.practice.people.kinds import RelationshipKind
from righthelp.practice.people.models import KeptApart, Person, Relationship, Residence, Tier
from righthelp.practice.people.writing import locked, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Allocation


def joined_again(*, opening: int, by: Account, now: datetime) -> None:
    """Two people agreed that the order was none. All of it or nothing: the pair leaves the vault, the record before the
    order opens as it was, what the seal made goes, what was recorded since moves to it, and the child is in care again.

    Whoever asked does it, while the opening runs. Returns nothing: the vault leads to no record. Raises ``Refused``
    when nobody agreed, or what was recorded since stands in the way.
    """
    writer = worker_of(by)
    with writing(by, SENTENCES):
        held = _agreed(opening, by, now)
        pair = vault.taken_out(held.pk, int(vault.unsealed(held.about)), now)
        if pair is None or held.answered_by is None:
            raise Refused("", "Nothing is sealed behind this number.")
        old, new = (Person.objects.select_for_update().get(pk=pk) for pk in (pair.before, pair.after))
        if new.merged_into_id is not None:
            raise Refused("", "The record since the order was merged into another. Undo that merge first.")
        plan = Adopting.objects.select_for_update(of=("self",)).get(child_id=old.pk, adopted__isnull=False)
        on = plan.adopted or now.date()
        for each in (old, *old.merged_from.filter(tier=Tier.SEALED)):
            each.tier = _tier_before(each)
            each.save(update_fields=["tier"])
        locked(old.pk)
        _forgotten(old, on)
        _made_undone(old, new, on)
        _held_again(old, now)
        said = f"Adoption order, {say_date(on)}, after which the record was sealed"
        order_undone(plan, held.why, by, now)
        joining.joined(kept=old.pk, other=new.pk, reason=held.why, asked_by=by, agreed_by=held.answered_by, now=now)
        TakingBack.objects.create(
            child_id=old.pk, plan=plan, what=Back.ORDER, said=said, why=held.why, asked=held.asked, asked_by=writer,
            answered=now, answered_by=worker_of(held.answered_by),
        )  # fmt: skip
        held.joined = now
        held.save(update_fields=["joined"])


def _agreed(opening: int, by: Account, now: datetime) -> Opening:
    rows = Opening.objects.select_for_update(of=("self",)).select_related("answered_by")
    found = rows.filter(pk=opening, asked_by=by, undoes=True, joined__isnull=True).first()
    if found is None or found.ends is None or not now < found.ends:
        raise Refused("", "This opening has ended, or nobody has agreed to undo the order.")
    return found


def _tier_before(old: Person) -> int:
    """How closely the record was held before the seal."""
    events: Any = Person.pgh_event_model  # type: ignore[attr-defined]  # put there by pghistory
    rows = events.objects.filter(pgh_obj_id=old.pk).exclude(tier=Tier.SEALED).order_by("-pgh_id")
    return int(rows.values_list("tier", flat=True).first() or Tier.CASE)


def _forgotten(old: Person, on: date) -> None:
    """Birth relatives' records no longer say that this child was adopted; of another child of theirs they still do."""
    for person, sibling in sorted(kin_of(old).items()):
        row = AdoptedAway.objects.filter(person_id=person, year=on.year, sibling=sibling).order_by("pk").first()
        if row is not None:
            row.delete()


def _made_undone(old: Person, new: Person, on: date) -> None:
    """What the seal itself made goes; the histories keep it. The name goes too: the merge would lead from it."""
    KeptApart.objects.filter(person=new, since=on).delete()
    Relationship.objects.filter(person=new, kind=RelationshipKind.ADOPTER, starts=on).delete()
    first = Residence.objects.filter(person=new, starts=on).order_by("pk").first()
    if first is not None:
        first.delete()
    new.forename, new.surname, new.preferred_name = old.forename, old.surname, old.preferred_name
    new.save(update_fields=["forename", "surname", "preferred_name"])


def _held_again(old: Person, now: datetime) -> None:
    """Whoever worked with the child when it was sealed does so again, if they still work here."""
    ended = Allocation.objects.filter(child=old, ended_reason=ENDED)
    last = ended.aggregate(last=Max("ends"))["last"]
    works = Q(worker__ends__isnull=True) | Q(worker__ends__gt=local_date(now))
    for row in ended.filter(works, ends=last) if last else ():
        row.ends, row.ended_reason = None, ""
        row.save(update_fields=["ends", "ended_reason"])


__all__ = ["joined_again"]
