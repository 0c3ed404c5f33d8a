"""The vocabulary of strategy discussions and section 47 enquiries: the only module that other rooms may import."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.journey import Choice, Clock, Day, Flag, Journey, Moment
from righthelp.practice.section47 import law
from righthelp.practice.section47.codes import Decision, How, Next, Outcome


class Strategy(Journey, subject="child", code="strategy"):
    """Agencies talk about a child who may be suffering significant harm, and decide what to do."""

    asked = Moment("the concern met the threshold and a discussion was asked for", always=True)
    held = Moment("the strategy discussion was held")
    cancelled = Moment("it was decided that no discussion was needed")
    decided = Moment("it was recorded what was decided for the child")
    actions_given = Moment("everybody who took part had been given the key actions")
    decision = Choice("what was decided for the child", Decision, since=decided)
    quorate = Flag("social care, police and health all took part", since=held)


class Enquiry(Journey, subject="child", code="section47"):
    """A section 47 enquiry: is the child suffering significant harm, and what must be done?

    ``strategy_held`` is the discussion at which it was decided to enquire. The fifteen working days to a conference
    count from it; a later discussion about the same enquiry does not move it. ``conference_needed`` is when a manager
    authorised the finding that leads to a conference.
    """

    strategy_held = Moment("the strategy discussion that began the enquiry was held", always=True)
    opened = Moment("the enquiry began", always=True)
    joint_eve = Day("the day before the one agreed for a joint visit with the police")
    joint_held = Moment("the joint visit was made")
    joint_dropped = Moment("it was recorded why no joint visit was made")
    completed = Moment("the worker recorded what the enquiry found")
    authorised = Moment("a manager authorised the finding")
    conference_needed = Moment("it was decided that a child protection conference is needed")
    withdrawn = Moment("the enquiry was found to be opened by mistake")
    how = Choice("who makes the enquiry", How, always=True)
    outcome = Choice("what the enquiry found", Outcome, since=completed)
    next_step = Choice("what follows", Next, since=completed)


STRATEGY_DISCUSSION: Final = Clock(
    "strategy discussion on harm",
    starts=Strategy.asked,
    stops=Strategy.held,
    within=law.STRATEGY_WITHIN,
    only_for=~Strategy.cancelled.known(),
    authority=law.STRATEGY,
)

KEY_ACTIONS: Final = Clock(
    "key actions to those present",
    starts=Strategy.held,
    stops=Strategy.actions_given,
    within=law.KEY_ACTIONS_WITHIN,
    authority=law.KEY_ACTIONS,
)

STANDS: Final = ~Enquiry.withdrawn.known()

ENQUIRY: Final = Clock(
    "section 47 enquiry",
    starts=Enquiry.strategy_held,
    stops=Enquiry.completed,
    within=law.ENQUIRY_WITHIN,
    only_for=STANDS,
    authority=law.ENQUIRY,
)

AUTHORISATION: Final = Clock(
    "authorisation of an enquiry",
    starts=Enquiry.completed,
    stops=Enquiry.authorised,
    within=law.AUTHORISED_WITHIN,
    only_for=STANDS,
    authority=law.AUTHORISED,
)

JOINT_VISIT: Final = Clock(
    "joint visit with the police",
    starts=Enquiry.joint_eve,
    stops=Enquiry.joint_held,
    within=law.JOINT_VISIT_WITHIN,
    excused=Enquiry.joint_dropped.known(),
    only_for=STANDS,
    authority=law.JOINT_VISIT,
)

STRATEGY_CLOCKS: Final = (STRATEGY_DISCUSSION, KEY_ACTIONS)
ENQUIRY_CLOCKS: Final = (ENQUIRY, AUTHORISATION, JOINT_VISIT)
