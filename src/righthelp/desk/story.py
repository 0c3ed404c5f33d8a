"""What brought a child to us, what the plan is, and what somebody marked as significant: for the child's first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from righthelp.desk.links import link
from righthelp.foundation.calendar import local_date, say_date, say_moment
from righthelp.foundation.database import kept
from righthelp.practice.assessment.codes import Outcome as AssessmentOutcome
from righthelp.practice.casework.codes import MeetingKind, PlanKind
from righthelp.practice.front_door.codes import Closing
from righthelp.practice.section47.codes import Outcome as EnquiryOutcome

# One round trip: the plan that runs, what it is to change, what is open, who saw the child last, which meeting comes
# next; the latest referral, assessment and enquiry; what was marked; what supervision decided and is not done.
_STORY: Final = """
select p.id, p.kind, p.starts,
       array(select o.what from casework_outcome o where o.plan_id = p.id and o.met is null order by o.place),
       a.open, a.late, v.id, v.at, v.alone, s.at, m.meeting_id, m.kind, m.planned,
       r.id, r.made, r.team, r.closed, r.closing, e.id, e.begun, e.authorised, e.outcome,
       q.id, q.opened, q.completed, q.outcome,
       array(select k.note from desk_marked k where k.child_id = c.id and k.unmarked is null
              order by k.marked desc limit 3),
       array(select json_build_array(d.id, d.what, d.by_when, w.name)
               from supervision_decision d join workforce_worker w on w.id = d.who_id
              where d.child_id = c.id and d.done is null and d.stopped is null order by d.by_when, d.id)
  from people_person c
  left join casework_plan p on p.child_id = c.id and p.ends is null
  left join lateral (select count(*) as open, count(*) filter (where by_when < %(today)s) as late from casework_action
                      where child_id = c.id and done is null and stopped is null) a on true
  left join lateral (select id, at, alone from casework_visited
                      where child_id = c.id and seen and withdrawn is null order by at desc limit 1) v on true
  left join lateral (select at from casework_visited
                      where child_id = c.id and alone and withdrawn is null order by at desc limit 1) s on true
  left join lateral (select meeting_id, kind, planned from casework_meetingabout
                      where child_id = c.id and held is null and cancelled is null
                        and planned > %(now)s - interval '12 hours' order by planned limit 1) m on true
  left join lateral (select f.id, f.made, t.name as team, f.closed, f.closing
                       from front_door_referral f join workforce_team t on t.id = f.team_id
                      where f.child_id = c.id and f.withdrawn is null order by f.made desc limit 1) r on true
  left join lateral (select id, begun, authorised, outcome from assessment_assessment
                      where child_id = c.id and withdrawn is null order by begun desc limit 1) e on true
  left join lateral (select id, opened, completed, outcome from section47_enquiry
                      where child_id = c.id and withdrawn is null order by opened desc limit 1) q on true
 where c.id = %(child)s
"""


@dataclass(frozen=True)
class Line:
    """One sentence, where it leads, and the act that opens it."""

    words: str
    href: str | None
    act: str


@dataclass(frozen=True)
class Decided:
    """Something decided in supervision that is still to be done."""

    id: int
    what: str
    by_when: date
    who: str


@dataclass(frozen=True)
class Story:
    """What the first page says of the plan and of how we came to it; every text ready to print."""

    plan: str
    to_change: list[str]
    actions: str
    late: bool
    lines: list[Line]
    came: list[Line]
    marked: list[str]
    decided: list[Decided]


def story(child: int, now: datetime) -> Story:
    """A child's story, short. One query."""
    today = local_date(now)
    found = kept.rows(_STORY, {"child": child, "today": today, "now": now})
    if not found:
        return Story("", [], "", False, [], [], [], [])
    plan, kind, starts, changes, open_ones, late, *rest = found[0]
    seen, seen_at, alone, alone_at, meeting, meets, planned, *came = rest
    lines: list[Line] = []
    if seen:
        how = "alone" if alone else "not alone"
        words = f"Last seen {say_date(seen_at)}, {how}"
        if not alone and alone_at:
            words += f"; alone on {say_date(alone_at)}"
        lines.append(Line(words, link("casework:visit", child, seen), "casework.see"))
    elif plan:
        lines.append(Line("Not yet seen under a visit", link("casework:visits", child), "casework.see"))
    if meeting:
        words = f"{MeetingKind(meets).label}, {say_moment(planned)}"
        lines.append(Line(words, link("casework:meeting", child, meeting), "casework.see"))
    return Story(
        plan=f"{PlanKind(kind).label} since {say_date(starts)}" if plan else "",
        to_change=list(changes or []),
        actions=_actions(open_ones, late),
        late=bool(late),
        lines=lines,
        came=_came(*came[:13]),
        marked=list(came[13] or []),
        decided=[Decided(pk, what, date.fromisoformat(by_when), who) for pk, what, by_when, who in came[14] or []],
    )


def _actions(open_ones: int, late: int) -> str:
    if not open_ones:
        return ""
    words = f"{open_ones} {'action' if open_ones == 1 else 'actions'} to be done"
    return f"{words}, {late} late" if late else words


def _came(
    referral: int | None,
    made: datetime,
    team: str,
    closed: datetime | None,
    closing: str,
    assessment: int | None,
    begun: datetime,
    authorised: datetime | None,
    outcome: str | None,
    enquiry: int | None,
    opened: datetime,
    completed: datetime | None,
    found: str | None,
) -> list[Line]:
    lines: list[Line] = []
    if referral:
        words = f"Referred to {team} on {say_date(made)}"
        if closed:
            ended = str(Closing(closing).label).lower() if closing else ""
            words += f"; closed {say_date(closed)}{': ' + ended if ended else ''}"
        lines.append(Line(words, link("front_door:referral", referral), "front_door.referral"))
    if assessment:
        words = f"Assessment begun {say_date(begun)}"
        if authorised and outcome:
            words = f"Assessed {say_date(authorised)}: {str(AssessmentOutcome(outcome).label).lower()}"
        lines.append(Line(words, link("assessment:assessment", assessment), "assessment.see"))
    if enquiry:
        words = f"Section 47 enquiry begun {say_date(opened)}"
        if completed and found:
            words = f"Section 47 enquiry, {say_date(completed)}: {str(EnquiryOutcome(found).label).lower()}"
        lines.append(Line(words, link("section47:enquiry", enquiry), "section47.see"))
    return lines


__all__ = ["Decided", "Line", "Story", "story"]
