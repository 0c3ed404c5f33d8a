"""The vocabulary of the missing story: its facts and its clocks. The only module that other rooms may import."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Flag, Journey, Moment, case
from righthelp.practice.missing import law
from righthelp.practice.missing.authorities import AUTHORITIES


class Missing(Journey, subject="child"):
    """A child reported missing, until someone independent has listened to them at home."""

    missing_from = Moment("the child went missing", always=True)
    notified = Moment("we were told that the child was missing", always=True)
    returned = Moment("the child was found or came home")
    cancelled = Moment("the report was cancelled, because the child had not been missing")
    forwarded = Moment("we sent the notice on to the council responsible for the child")
    strategy_held = Moment("a strategy discussion with the police was held")
    checked = Moment("we last asked the police or the Home Office for news of the child")
    offered = Moment("a return home interview was first offered")
    accepted = Moment("the offer was accepted")
    declined = Moment("the offer was declined")
    held = Moment("an independent person held the return home interview")
    where_from = Choice("where the child went missing from", ("home", "care", "other"), always=True)
    status = Choice("the child's plan or status with us at the time", ("care", "cp", "cin", "none"), always=True)
    area = Choice("the area of the city", ("east", "south", "nwc", "outside"), always=True)
    authority = Choice("the council responsible for the child", tuple(AUTHORITIES), always=True)
    unaccompanied = Flag("the child came to this country alone", always=True)


OURS: Final = Missing.authority.is_(law.OURS)
STANDS: Final = ~Missing.cancelled.known()
"""The report stands: the child really was missing."""

RETURN_INTERVIEW: Final = Clock(
    "return home interview",
    starts=Missing.returned,
    stops=Missing.held,
    within=law.INTERVIEW_WITHIN,
    excused=Missing.declined.known(),
    only_for=OURS & STANDS,
    authority=law.MISSING_2014,
)

INTERVIEW_OFFER: Final = Clock(
    "offer of an interview",
    starts=Missing.returned,
    stops=Missing.offered,
    within=law.OFFER_WITHIN,
    only_for=OURS & STANDS,
    authority=law.LOCAL_OFFER,
)

STRATEGY_DISCUSSION: Final = Clock(
    "strategy discussion",
    starts=Missing.missing_from,
    stops=Missing.strategy_held,
    within=law.STRATEGY_WITHIN,
    excused=Missing.returned.known() | Missing.cancelled.known(),
    only_for=OURS,
    authority=law.LOCAL_STRATEGY,
)

UNACCOMPANIED_CHECK: Final = Clock(
    "check with police and Home Office",
    starts=case((Missing.checked.known(), Missing.checked), otherwise=Missing.missing_from),
    stops=Missing.returned,
    within=law.CHECK_WITHIN,
    only_for=OURS & STANDS & Missing.unaccompanied,
    authority=law.LOCAL_CHECKS,
)

CLOCKS: Final = (RETURN_INTERVIEW, INTERVIEW_OFFER, STRATEGY_DISCUSSION, UNACCOMPANIED_CHECK)
