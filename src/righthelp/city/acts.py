"""What people did by hand: conflicts declared, records restricted, one opened in an emergency, doubles merged and one
merge undone, deaths. Each through the verb that the pages use, so that it is as whole as if somebody had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import connection

from righthelp.city.dice import Dice, at
from righthelp.city.known import Known
from righthelp.city.staff import TODAY
from righthelp.foundation.access.models import Account
from righthelp.governance.privacy import record as privacy
from righthelp.governance.privacy import record_emergency
from righthelp.practice.duplicates import merging, scoring
from righthelp.practice.duplicates import record as doubles
from righthelp.practice.duplicates.models import Pair
from righthelp.practice.people import record_death
from righthelp.practice.workforce import demo


def _account(role: str) -> Account:
    return Account.objects.get(email=next(each.email for each in demo.PEOPLE if each.role == role))


def pairs_scored(pairs: Sequence[tuple[int, int]], apart: Sequence[tuple[int, int]]) -> None:
    """Score the planted doubles and those alike, so that the list of pairs is not empty before the nightly job."""
    now = at(TODAY - timedelta(days=1), 2)
    people = sorted({person for pair in (*pairs, *apart) for person in pair})
    found, _ = scoring.scored(only=people)
    Pair.objects.bulk_create(
        (
            Pair(
                first_id=each.first,
                second_id=each.second,
                weight=each.weight,
                reasons=[str(reason) for reason in each.reasons],
                scored_at=now,
            )
            for each in found
        ),
        batch_size=5_000,
    )


def pairs_decided(pairs: Sequence[tuple[int, int]], apart: Sequence[tuple[int, int]]) -> None:
    """Three proposals that wait, two merges made and one undone, a few pairs known to be two people."""
    karen, marcia = _account("front_door_officer"), _account("head_of_service")
    for number, (one, other) in enumerate(apart[:6]):
        when = at(TODAY - timedelta(days=9 + number), 14)
        doubles.known_not_same(first=one, second=other, reason="Two people: different mothers.", by=karen, now=when)
    for number, (one, other) in enumerate(pairs[3:6]):
        when = at(TODAY - timedelta(days=1 + number), 15)
        why = "Same mother and home; the school has one child of this name."
        doubles.merge_proposed(kept=one, other=other, reason=why, by=karen, now=when)
    for number, (one, other) in enumerate(pairs[8:11]):
        when = at(TODAY - timedelta(days=20 + number), 11)
        why = "Grandmother was rung: there is one child. Entered twice at the front door."
        merge = doubles.merge_proposed(kept=one, other=other, reason=why, by=karen, now=when)
        later = when + timedelta(hours=26)
        seen = merging.previewed(one, other, [], now=later).fingerprint
        doubles.merge_approved(merge=merge.pk, seen=seen, by=marcia, now=later)
        if number == 2:
            why = "School rang: they are cousins of one name."
            doubles.merge_undone(merge=merge.pk, reason=why, by=marcia, now=later + timedelta(days=3))


def privacy_kept(children: Sequence[Known]) -> None:
    """Conflicts declared, records restricted with a review due, an emergency opening that waits for its review."""
    marcia, privacy_officer, hannah = (
        _account(each) for each in ("head_of_service", "privacy_officer", "social_worker")
    )
    quiet = [each for each in children if each.kind == "cin" and not each.protected]
    declared = (
        ("social_worker", "friend", "Her mother and mine are neighbours."),
        ("team_manager", "family", "My cousin’s son."),
        ("front_door_officer", "household", "We rent to the family."),
        ("reviewing_officer", "past", "I was the child’s foster carer’s link worker."),
        ("missing_coordinator", "friend", "My daughter is in her class."),
    )
    for number, (role, tie, reason) in enumerate(declared):
        when = at(TODAY - timedelta(days=12 + 9 * number), 12)
        privacy.declared(child=quiet[number].id, tie=tie, reason=reason, by=_account(role), now=when)
    named = [_account("director").pk, marcia.pk, _account("reviewing_officer").pk]
    for number, reason in enumerate((
        "The child of somebody who works here.",
        "The family is known from the news; held closely while the trial runs.",
        "A witness whose whereabouts are under police protection.",
    )):  # fmt: skip
        when = at(TODAY - timedelta(days=(80, 40, 11)[number]), 16)
        privacy.restricted(child=quiet[10 + number].id, reason=reason, people=named, days=90, by=marcia, now=when)
    for number, (forename, surnames) in enumerate((("Hannah", "Oakstead, Lindley"), ("Gurdeep", "Sandgal"))):
        who = _account(("social_worker", "team_manager")[number])
        privacy.own_details_kept(
            account=who.pk,
            forename=forename,
            surnames=surnames,
            by=privacy_officer,
            now=at(TODAY - timedelta(days=30), 9),
        )
    reason = "Ambulance service rang: the child is at the hospital after a fall and nobody can be reached."
    record_emergency.opened(
        child=quiet[20].id, category=_category(), reason=reason, by=hannah, now=at(TODAY - timedelta(days=1), 22)
    )


def _category() -> str:
    from righthelp.foundation.access.models import EmergencyCategory

    return str(EmergencyCategory.values[0])


def deaths_told(children: Sequence[Known]) -> None:
    """Two children who have died, some time ago, and what was done after."""
    marcia = _account("head_of_service")
    dice = Dice("deaths")
    gone = [each for each in children if not each.open and each.age > 1 and each.lives_since]
    for number, child in enumerate(gone[40:42]):
        on = TODAY - timedelta(days=200 + 130 * number)
        told = at(on, 20)
        record_death.died(
            person=child.id, on=on, how_known="hospital", told_by="Ward sister, children’s hospital", told_at=told,
            by=marcia, now=told + timedelta(hours=1),
        )  # fmt: skip
        for step in ("workers", "letters", "review", "school", "siblings", "family"):
            day = on + timedelta(days=dice.whole(1, 6))
            record_death.step_taken(
                person=child.id, step=step, done_on=day, who="Marcia Leverrose", by=marcia, now=at(day, 17)
            )


def some_unallocated(children: Sequence[Known]) -> None:
    """A few children whose worker left this week and who wait to be allocated."""
    waiting = [each.id for each in children if each.kind == "cin" and each.worker][-9:]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE workforce_allocation SET ends = %s, ended_reason = %s "
            'WHERE child_id = ANY(%s) AND ends IS NULL AND "primary"',
            [at(TODAY - timedelta(days=3), 12), "The worker has left", waiting],
        )
