"""The missing indicators: MIS-1 to MIS-12. Each names its population, its date, its success and every choice made."""

from __future__ import annotations

from datetime import date
from typing import Final

from righthelp.foundation.journey import State, count, days
from righthelp.insight.indicators import missing_examples as examples
from righthelp.insight.indicators.definition import AS_AT, MONTH_END, Better, Dimension, Edition, Indicator, Unit
from righthelp.practice.missing.journey import OURS, RETURN_INTERVIEW, STANDS, Missing

FIRST: Final = Edition(1, date(2021, 9, 1))

AREA: Final = Dimension("area", "Area", "area")
TEAM: Final = Dimension("team", "Team", "team", blank="No team")
PLACEMENT: Final = Dimension("placement", "Placement", "placement", blank="Not in a placement")
WHERE_FROM: Final = Dimension("where_from", "Where from", "where_from")
STATUS: Final = Dimension("status", "Plan or status", "status")
DECLINED_BY: Final = Dimension("declined_by", "Declined by", "declined_by", numerator_only=True)
ALL: Final = (STATUS, WHERE_FROM, AREA, TEAM, PLACEMENT)

GUIDANCE: Final = "Statutory guidance on children who run away or go missing from home or care, 2014"
SCRUTINY: Final = "The trust's reports to the council's overview and scrutiny committee, March 2019"

OURS_ONLY: Final = (
    "Our council’s children only, wherever they live. Children whom another council answers for are forwarded to it "
    "and not counted here."
)
CANCELLED: Final = "An episode whose report was cancelled, because the child had not been missing, is not counted."
WHEN_KNOWN: Final = (
    "Facts are seen as at the end of the as-at day in London. Something recorded later for an earlier day changes "
    "the figure of that earlier day; what was published stays as it was, with the change beside it."
)
LONDON: Final = "A month runs from midnight to midnight in London."
AT_THE_TIME: Final = (
    "Status, area, team and placement are those of the moment the child went missing, and stay so when "
    "the child’s plan changes."
)
BASE: Final = (OURS_ONLY, CANCELLED, LONDON, AT_THE_TIME, WHEN_KNOWN)
BY_MISSING: Final = "An episode belongs to the month in which the child went missing, however long it lasts."
BY_RETURN: Final = "An episode belongs to the month in which the child came back, whenever they went."
ONCE: Final = (
    "A child is counted once a month. The first such episode of the month gives the child’s status, "
    "area, team and placement."
)
NO_EFFECT: Final = "Offers and refusals of an interview have no effect on this figure."
REFUSED_STAY: Final = (
    "A child who declines stays in the number counted out of: a refusal takes away blame, never credit."
)

RETURNS: Final = OURS & STANDS & Missing.returned.known()
OFFERS: Final = RETURNS & Missing.offered.known()
REPEAT: Final = count(Missing.missing_from, within=days(30), where=OURS & STANDS) >= 3


MIS_1: Final = Indicator(
    code="MIS-1",
    title="Children missing at month end",
    unit=Unit.CHILDREN,
    counting="children",
    stock=True,
    of=OURS
    & STANDS
    & (Missing.missing_from < MONTH_END)
    & (Missing.returned.unknown() | (Missing.returned >= MONTH_END)),
    dated_by=Missing.missing_from,
    meaning="How many of our children were missing at midnight when the month ended.",
    better=Better.LOWER,
    authority=SCRUTINY,
    edition=FIRST,
    dimensions=ALL,
    declined=NO_EFFECT,
    choices=(
        "Taken at midnight at the end of the month; in a month still running, at the end of the as-at day.",
        "A child who came back at that very moment is counted as still missing: back at or after midnight is "
        "not before it.",
        "A child counts once, even if two reports are open.",
        "A child who had gone by midnight but was reported to us after it is counted, so a late report can "
        "raise the figure.",
        *BASE,
    ),
    example=examples.MONTH_END,
    opens="missing:episode",
)

MIS_2: Final = Indicator(
    code="MIS-2",
    title="Missing episodes in the month",
    unit=Unit.EPISODES,
    counting="episodes",
    of=OURS & STANDS,
    dated_by=Missing.missing_from,
    meaning="How many times our children went missing.",
    better=Better.LOWER,
    authority=GUIDANCE,
    edition=FIRST,
    dimensions=ALL,
    declined=NO_EFFECT,
    choices=(BY_MISSING, "A child who went missing twice counts twice.", *BASE),
    example=examples.EPISODES,
    opens="missing:episode",
)

MIS_3: Final = Indicator(
    code="MIS-3",
    title="Children missing three or more times within 30 days",
    unit=Unit.CHILDREN,
    counting="children",
    of=OURS & STANDS & REPEAT,
    dated_by=Missing.missing_from,
    meaning="How many of our children went missing, in the month, for at least the third time within 30 days.",
    better=Better.LOWER,
    authority=SCRUTINY,
    edition=FIRST,
    dimensions=ALL,
    declined=NO_EFFECT,
    choices=(
        "The 30 days end with the episode itself and reach back 30 days on London’s calendar, to the same time of day; "
        "they may begin in the month before.",
        "The third episode decides the month; the first two may lie in the month before.",
        "Counted by when the child went missing, not by when they came back.",
        "Cancelled reports, and episodes when another council answered for the child, do not make up the three.",
        ONCE,
        *BASE,
    ),
    example=examples.REPEAT,
    opens="missing:episode",
)

MIS_4: Final = Indicator(
    code="MIS-4",
    title="Returns offered a return home interview",
    unit=Unit.PERCENT,
    counting="episodes",
    of=RETURNS,
    dated_by=Missing.returned,
    success=Missing.offered.known(),
    meaning="Of all the times our children came back, the share for which an interview was offered.",
    better=Better.HIGHER,
    authority=GUIDANCE,
    edition=FIRST,
    dimensions=ALL,
    declined="An offer that was declined is an offer.",
    choices=(
        BY_RETURN,
        "Counted out of returns, not children: a child who came back twice should be offered two interviews.",
        "An offer counts whenever it was made, up to the as-at day; offers made the next month raise the month "
        "of the return.",
        *BASE,
    ),
    example=examples.OFFERED,
    opens="missing:episode",
)

MIS_5: Final = Indicator(
    code="MIS-5",
    title="Successful return home interviews",
    unit=Unit.PERCENT,
    counting="episodes",
    of=OFFERS,
    dated_by=Missing.returned,
    success=Missing.held.known(),
    meaning="Of all the interviews offered for the month’s returns, the share that were held.",
    better=Better.HIGHER,
    authority=SCRUTINY,
    edition=FIRST,
    dimensions=ALL,
    declined=REFUSED_STAY,
    choices=(
        BY_RETURN,
        "Counted out of returns that were offered an interview. Out of all returns it is lower: see “Interviews "
        "held for all returns”.",
        "Successful means held, early or late. For those held in time see “Interviews held within 72 hours”.",
        *BASE,
    ),
    example=examples.SUCCESSFUL,
    opens="missing:episode",
)

MIS_6: Final = Indicator(
    code="MIS-6",
    title="Interviews held within 72 hours",
    unit=Unit.PERCENT,
    counting="episodes",
    of=RETURNS & RETURN_INTERVIEW.as_at(AS_AT).is_(State.MET, State.LATE, State.OVERDUE, State.RUNNING),
    dated_by=RETURN_INTERVIEW.due,
    success=RETURN_INTERVIEW.met,
    meaning="Of all returns whose 72 hours ended in the month, the share for which an interview was held in time.",
    better=Better.HIGHER,
    authority=GUIDANCE,
    edition=FIRST,
    dimensions=ALL,
    declined="Returns whose interview was declined are left out of both numbers: nobody was late, and "
    "nobody was heard.",
    choices=(
        "A return belongs to the month in which its 72 hours end, so nothing is judged before its time is up.",
        "72 hours are elapsed hours from the return, weekends and nights included; the last second still counts.",
        "Counted out of all returns, offered or not: an interview never offered is an interview not held in time.",
        "It is the same clock as the team’s worklist, so the two cannot disagree.",
        *BASE,
    ),
    example=examples.IN_TIME,
    opens="missing:episode",
)

MIS_7: Final = Indicator(
    code="MIS-7",
    title="Children missing in the month",
    unit=Unit.CHILDREN,
    counting="children",
    of=OURS & STANDS,
    dated_by=Missing.missing_from,
    meaning="How many different children of ours went missing.",
    better=Better.LOWER,
    authority=GUIDANCE,
    edition=FIRST,
    dimensions=ALL,
    declined=NO_EFFECT,
    choices=(
        "Children who went missing in the month. One still missing from the month before is not among them.",
        ONCE,
        *BASE,
    ),
    example=examples.CHILDREN,
    opens="missing:episode",
)

MIS_8: Final = Indicator(
    code="MIS-8",
    title="Missing from home, episodes in the month",
    unit=Unit.EPISODES,
    counting="episodes",
    of=OURS & STANDS & Missing.where_from.is_("home"),
    dated_by=Missing.missing_from,
    meaning="How many times children went missing from their family’s home.",
    better=Better.LOWER,
    authority=GUIDANCE,
    edition=FIRST,
    dimensions=(STATUS, AREA, TEAM),
    declined=NO_EFFECT,
    choices=(
        BY_MISSING,
        "By the place the child went from, whatever their plan. Missing from school or the street counts as "
        "neither home nor care.",
        *BASE,
    ),
    example=examples.FROM_HOME,
    opens="missing:episode",
)

MIS_9: Final = Indicator(
    code="MIS-9",
    title="Missing from care, episodes in the month",
    unit=Unit.EPISODES,
    counting="episodes",
    of=OURS & STANDS & Missing.where_from.is_("care"),
    dated_by=Missing.missing_from,
    meaning="How many times children in our care went missing from where they were placed.",
    better=Better.LOWER,
    authority=SCRUTINY,
    edition=FIRST,
    dimensions=(PLACEMENT, AREA, TEAM),
    declined=NO_EFFECT,
    choices=(
        BY_MISSING,
        "By the place the child went from: a child in care who went missing from school is not counted here.",
        *BASE,
    ),
    example=examples.FROM_CARE,
    opens="missing:episode",
)

MIS_10: Final = Indicator(
    code="MIS-10",
    title="Offers of an interview accepted",
    unit=Unit.PERCENT,
    counting="episodes",
    of=OFFERS,
    dated_by=Missing.returned,
    success=Missing.accepted.known(),
    meaning="Of all the interviews offered for the month’s returns, the share that somebody said yes to.",
    better=Better.HIGHER,
    authority=GUIDANCE,
    edition=FIRST,
    dimensions=ALL,
    declined=REFUSED_STAY,
    choices=(
        BY_RETURN,
        "An offer accepted and then declined counts both as accepted and as declined: both were said.",
        "An offer not answered yet counts as not accepted.",
        *BASE,
    ),
    example=examples.ACCEPTED,
    opens="missing:episode",
)

MIS_11: Final = Indicator(
    code="MIS-11",
    title="Offers of an interview declined",
    unit=Unit.PERCENT,
    counting="episodes",
    of=OFFERS,
    dated_by=Missing.returned,
    success=Missing.declined.known(),
    meaning="Of all the interviews offered for the month’s returns, the share that were declined, and by whom.",
    better=Better.LOWER,
    authority=GUIDANCE,
    edition=FIRST,
    dimensions=(DECLINED_BY, *ALL),
    declined="It counts the refusals themselves.",
    choices=(
        BY_RETURN,
        "Broken down by who declined, each answer is a share of all offers, so that the shares add up to the whole.",
        "A child who said no and later yes is counted by what is recorded at the as-at day.",
        *BASE,
    ),
    example=examples.DECLINED,
    opens="missing:episode",
)

MIS_12: Final = Indicator(
    code="MIS-12",
    title="Interviews held for all returns",
    unit=Unit.PERCENT,
    counting="episodes",
    of=RETURNS,
    dated_by=Missing.returned,
    success=Missing.held.known(),
    meaning="Of all the times our children came back, the share after which somebody independent listened to them.",
    better=Better.HIGHER,
    authority=GUIDANCE,
    edition=FIRST,
    dimensions=ALL,
    declined=REFUSED_STAY,
    choices=(
        BY_RETURN,
        "Held early or late, offered late or not at all: every return is in the number counted out of.",
        *BASE,
    ),
    example=examples.HELD,
    opens="missing:episode",
)

INDICATORS: Final = (MIS_1, MIS_2, MIS_3, MIS_4, MIS_5, MIS_6, MIS_7, MIS_8, MIS_9, MIS_10, MIS_11, MIS_12)
