"""The vocabulary of the front door: the only module that other rooms may import."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Flag, Journey, Moment
from righthelp.practice.front_door import law
from righthelp.practice.front_door.codes import Level as Level  # other rooms choose from it too
from righthelp.practice.front_door.codes import Outcome, ReferralKind, Source


class Contact(Journey, subject="child", code="contact"):
    """Somebody told us about a child, until it is decided what happens next and they have heard so."""

    received = Moment("somebody told us about the child", always=True)
    decided = Moment("a manager decided what happens next")
    told = Moment("whoever told us heard what was decided")
    withdrawn = Moment("the contact was found to be recorded by mistake")
    source = Choice("who told us", Source, always=True)
    danger = Flag("the child may be in danger now", always=True)
    answerable = Flag("whoever told us can be answered", always=True)
    outcome = Choice("what was decided", Outcome, since=decided)
    level = Choice("the level of need by Right Help, Right Time", Level, since=decided)


class Referral(Journey, subject="child", code="referral"):
    """A child is referred to a team of social care, until that work is over."""

    made = Moment("the child was referred", always=True)
    placed = Moment("the team that is to accept it was asked to", always=True)
    accepted = Moment("the team accepted the referral")
    closed = Moment("the work on the referral was over")
    withdrawn = Moment("the decision to refer was undone")
    kind = Choice("what the referral is for", ReferralKind, always=True)
    again = Flag("an earlier referral had been made in the twelve months before", always=True)


STANDS: Final = ~Contact.withdrawn.known()

CONTACT_DECISION: Final = Clock(
    "decision on a contact",
    starts=Contact.received,
    stops=Contact.decided,
    within=law.DECIDED_WITHIN,
    only_for=STANDS,
    warns_before=law.WARNED_BEFORE,
    authority=law.WORKING_TOGETHER,
)

DANGER_DECISION: Final = Clock(
    "decision where a child may be in danger",
    starts=Contact.received,
    stops=Contact.decided,
    within=law.DANGER_WITHIN,
    only_for=STANDS & Contact.danger,
    authority=law.LOCAL_DANGER,
)

WORD_TO_REFERRER: Final = Clock(
    "word to whoever told us",
    starts=Contact.decided,
    stops=Contact.told,
    within=law.WORD_WITHIN,
    only_for=STANDS & Contact.answerable,
    authority=law.LOCAL_WORD,
)

REFERRAL_ACCEPTANCE: Final = Clock(
    "acceptance of a referral",
    starts=Referral.placed,
    stops=Referral.accepted,
    within=law.ACCEPTED_WITHIN,
    excused=Referral.closed.known(),
    only_for=~Referral.withdrawn.known(),
    authority=law.LOCAL_ACCEPTANCE,
)

CLOCKS: Final = (CONTACT_DECISION, DANGER_DECISION, WORD_TO_REFERRER)
