"""The verbs of emergency access (break-glass): opened, ended, reviewed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from righthelp.foundation.access.decision import Purpose, Subject, decide, permits
from righthelp.foundation.access.emergency import LASTS, PAST_RESTRICTION, covers, running
from righthelp.foundation.access.models import (
    TRUST,
    Account,
    Conflict,
    EmergencyAccess,
    EmergencyCategory,
    EmergencyOutcome,
)
from righthelp.foundation.calendar import add_working_days, end_of_day, local_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.models import Person, Tier
from righthelp.practice.people.writing import take_turns, words, writing

ACT: Final = "record.break_glass"
SHORTEST: Final = 20
"""Characters of a reason, at least."""
REVIEW_DAYS: Final = 2
"""Working days in which an emergency opening is reviewed; after that it goes to the director."""
CHILD: Final = "child"


def opened(*, child: int, category: str, reason: str, by: Account, now: datetime) -> EmergencyAccess:
    """``by`` opens an ordinary record in an emergency, for an hour. Refused for a record that is open to them already,
    and, as if it were not there, for one that is closely held or in conflict."""
    why = _why(category, reason)
    with writing(by):
        take_turns(f"emergency {by.pk} {child}")
        if not decide(by, ACT, Subject(CHILD, child), now=now, purpose=Purpose.EMERGENCY).allowed:
            raise Refused("", "There is no such record, or it cannot be opened in this way.")
        if decide(by, "child.see", Subject(CHILD, child), now=now, purpose=Purpose.EMERGENCY).allowed:
            raise Refused("", "This record is open to you already. Go to it from the search.")
        return _opening(child, category, why, by, now, past_restriction=False)


def opened_by_name(
    *, forename: str, surname: str, birth_date: date, category: str, reason: str, by: Account, now: datetime
) -> EmergencyAccess | None:
    """``by``, on duty or senior, opens whatever record of exactly this name and birth date exists, ordinary or
    restricted. None when there is none, or it is sealed, or more than one, or a conflict stands between: the answer
    never tells which."""
    why = _why(category, reason)
    with writing(by):
        if by.organisation != TRUST or not permits(by, PAST_RESTRICTION):
            raise Refused("", "Your role does not include this.")
        found = list(
            Person.objects.filter(
                forename__iexact=forename.strip(), surname__iexact=surname.strip(), birth_date=birth_date
            )
            .exclude(pk__in=Conflict.objects.filter(account=by, kind=CHILD).values("subject_id"))
            .exclude(tier=Tier.SEALED)[:2]
        )
        if len(found) != 1:
            return None
        [person] = found
        take_turns(f"emergency {by.pk} {person.pk}")
        standing = running(by, CHILD, person.pk, now)
        if standing:
            return standing
        return _opening(person.pk, category, why, by, now, past_restriction=person.tier == Tier.RESTRICTED)


def _why(category: str, reason: str) -> str:
    if category not in EmergencyCategory.values:
        raise Refused("category", "Choose one of the answers.")
    why = words("reason", reason, 1000, "Say why you must see this record now.")
    if len(why) < SHORTEST:
        raise Refused("reason", f"Say more: at least {SHORTEST} characters. Who may be harmed, and who asked you?")
    return why


def _opening(
    child: int, category: str, why: str, by: Account, now: datetime, *, past_restriction: bool
) -> EmergencyAccess:
    if not covers(by, "child.see"):
        raise Refused("", "Your role does not include this.")
    return EmergencyAccess.objects.create(
        account=by,
        kind=CHILD,
        subject_id=child,
        category=category,
        reason=why,
        opened_at=now,
        ends_at=now + LASTS,
        past_restriction=past_restriction,
        review_due=end_of_day(add_working_days(local_date(now), REVIEW_DAYS)),
    )


def ended(*, child: int, by: Account, now: datetime) -> EmergencyAccess | None:
    """``by`` has seen what they had to see. None when nothing of theirs is open."""
    with writing(by):
        held = running(by, CHILD, child, now)
        if held is None:
            return None
        held.ends_at = max(now, held.opened_at + timedelta(seconds=1))
        held.save(update_fields=["ends_at"])
        return held


def emergency_reviewed(*, emergency: int, outcome: str, note: str, by: Account, now: datetime) -> EmergencyAccess:
    """The privacy officer (or the director, once it is late) has asked and judged."""
    if outcome not in EmergencyOutcome.values:
        raise Refused("outcome", "Choose one of the answers.")
    why = words("note", note, 1000, "Say what you asked, whom, and what they said.")
    with writing(by):
        held = EmergencyAccess.objects.select_for_update().filter(pk=emergency).first()
        if held is None or held.reviewed_at:
            raise Refused("", "This has been reviewed already. Nothing was changed.")
        if held.account_id == by.pk:
            raise Refused("", "You opened this yourself. Somebody else must review it.")
        held.reviewed_at, held.reviewed_by, held.outcome, held.review_note = now, by, outcome, why
        held.save(update_fields=["reviewed_at", "reviewed_by", "outcome", "review_note"])
        return held
