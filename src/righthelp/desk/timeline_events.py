"""The one statement that reads a child's life with us out of every room, and what somebody marked in it."""

from __future__ import annotations

from typing import Final

from righthelp.desk.timeline_said import TOLD
from righthelp.practice.people.protected import PROTECTED_HOME, PROTECTED_PLACEMENT

# Where only the day is known, TOLD says what happened first. The texts settle the rest, so that two events which tie
# in everything look alike on the page and their order cannot be seen.
_WITHIN_A_DAY: Final = "array[" + ", ".join(f"'{each}'" for each in TOLD) + "]"

# What, the number of its row, when (a moment or a day), three texts, and the episode it belongs to.
_HAPPENED: Final = f"""
with happened (what, ref, at, day, one, two, three, episode) as (
select 'gone', id, missing_from, null::date, where_from, last_seen, (cancelled is not null)::text, id
  from missing_episode where child_id = %(child)s
union all select 'back', id, returned, null, found_where, '', '', id
  from missing_episode where child_id = %(child)s and returned is not null and cancelled is null
union all select 'forwarded', id, forwarded, null, '', '', '', id
  from missing_episode where child_id = %(child)s and forwarded is not null
union all select 'offer', o.id, o.at, null, o.how, o.answer, o.declined_by || '|' || w.name, o.episode_id
  from missing_offer o join workforce_worker w on w.id = o.worker_id
  join missing_episode e on e.id = o.episode_id where e.child_id = %(child)s
union all select 'interview', i.episode_id, i.held_at, null, i.place_kind, w.name, '', i.episode_id
  from missing_interview i join workforce_worker w on w.id = i.worker_id
  join missing_episode e on e.id = i.episode_id where e.child_id = %(child)s
union all select 'meeting', s.id, s.held_at, null, w.name, '', '', s.episode_id
  from missing_strategydiscussion s join workforce_worker w on w.id = s.chaired_by_id
  join missing_episode e on e.id = s.episode_id where e.child_id = %(child)s
union all select 'plan', v.id, null, v.starts, v.kind, coalesce(p.kind, ''), '', p.id
  from people_involvement v left join casework_plan p on p.child_id = v.child_id and p.starts = v.starts
       and (p.kind = 'cp') = (v.kind = 'cp') and v.kind <> 'care'
 where v.child_id = %(child)s
union all select 'plan_over', v.id, null, v.ends, v.kind, coalesce(p.kind, ''), coalesce(p.ending_why, ''), p.id
  from people_involvement v left join casework_plan p on p.child_id = v.child_id and p.starts = v.starts
       and (p.kind = 'cp') = (v.kind = 'cp') and v.kind <> 'care'
 where v.child_id = %(child)s and v.ends is not null
union all select 'placed', p.id, null, p.starts, p.kind, concat_ws(', ', nullif(a.name, ''), a.locality),
       {PROTECTED_PLACEMENT.format(placed="p")}::text, null
  from people_placement p join people_address a on a.id = p.address_id where p.child_id = %(child)s
union all select 'placement_over', id, null, ends, kind, '', '', null
  from people_placement where child_id = %(child)s and ends is not null
union all select 'home', r.id, null, r.starts, concat_ws(', ', nullif(a.name, ''), a.line, a.locality, a.postcode), '',
       {PROTECTED_HOME.format(home="r")}::text, null
  from people_residence r join people_address a on a.id = r.address_id where r.person_id = %(child)s
union all select 'worker', al.id, al.starts, null, w.name, coalesce(nullif(al.reason, ''), w.title),
       al."primary"::text, null
  from workforce_allocation al join workforce_worker w on w.id = al.worker_id where al.child_id = %(child)s
union all select 'worker_over', al.id, al.ends, null, w.name, al.ended_reason, '', null
  from workforce_allocation al join workforce_worker w on w.id = al.worker_id
  where al.child_id = %(child)s and al.ends is not null
union all select 'handed_over', p.id, r.made_at, null, g.name, w.name, coalesce(nullif(p.note, ''), r.note), null
  from workforce_passedon p join workforce_reallocation r on r.id = p.reallocation_id
  join workforce_worker g on g.id = r.giver_id join workforce_worker w on w.id = p.receiver_id
  where p.child_id = %(child)s and p.refused = '' and p.taken_back_at is null
union all select 'oversight', d.id, d.discussed, null, w.name, d.note, '', null
  from supervision_discussion d join workforce_worker w on w.id = d.written_by_id where d.child_id = %(child)s
union all select 'decided', d.id, d.made, null, d.what, w.name, '', null
  from supervision_decision d join workforce_worker w on w.id = d.who_id where d.child_id = %(child)s
union all select 'decision_done', d.id, d.done, null, d.what, d.done_note, '', null
  from supervision_decision d where d.child_id = %(child)s and d.done is not null
union all select 'decision_stopped', d.id, d.stopped, null, d.what, d.stopped_why, '', null
  from supervision_decision d where d.child_id = %(child)s and d.stopped is not null
union all select 'contact', c.id, c.received, null, l.why, coalesce(c.outcome, ''),
       (c.withdrawn is not null)::text, c.id
  from front_door_contact c join front_door_call l on l.id = c.call_id where c.child_id = %(child)s
union all select 'referred', r.id, r.made, null, t.name, r.kind, r.again::text, r.id
  from front_door_referral r join workforce_team t on t.id = r.team_id
 where r.child_id = %(child)s and r.withdrawn is null
union all select 'referral_over', r.id, r.closed, null, r.closing, r.closing_why, '', r.id
  from front_door_referral r where r.child_id = %(child)s and r.closed is not null and r.withdrawn is null
union all select 'mash', e.id, e.decided, null, e.decision, '', '', e.id
  from mash_enquiry e where e.child_id = %(child)s and e.decided is not null and e.stopped is null
union all select 'assessing', a.id, a.begun, null, t.name, w.name, '', a.id
  from assessment_assessment a join workforce_team t on t.id = a.team_id join workforce_worker w on w.id = a.worker_id
 where a.child_id = %(child)s and a.withdrawn is null
union all select 'assessed', a.id, a.authorised, null, a.outcome, left(a.decision, 300), '', a.id
  from assessment_assessment a where a.child_id = %(child)s and a.authorised is not null and a.withdrawn is null
union all select 'enquiry', e.id, e.opened, null, w.name, '', '', e.id
  from section47_enquiry e join workforce_worker w on w.id = e.worker_id
 where e.child_id = %(child)s and e.withdrawn is null
union all select 'enquired', e.id, e.completed, null, e.outcome, e.next_step, (e.authorised is null)::text, e.id
  from section47_enquiry e where e.child_id = %(child)s and e.completed is not null and e.withdrawn is null
union all select 'held', b.id, b.held, null, b.kind, coalesce(w.name, ''), '', b.id
  from casework_meetingabout b join casework_meeting m on m.id = b.meeting_id
  left join workforce_worker w on w.id = m.chair_id
 where b.child_id = %(child)s and b.held is not null
union all select 'visited', v.id, v.at, null, case when v.alone then 'alone' when v.seen then 'seen' else 'not' end,
       w.name, i.purpose, v.id
  from casework_visited v join casework_visit i on i.id = v.visit_id join workforce_worker w on w.id = i.visitor_id
 where v.child_id = %(child)s and v.withdrawn is null
union all select 'work', d.id, d.at, null, d.tool, w.name, d.tool_words, d.id
  from casework_directwork d join workforce_worker w on w.id = d.worker_id
 where d.child_id = %(child)s and d.withdrawn is null
union all select 'changed', o.id, null, o.met, o.what, '', '', p.id
  from casework_outcome o join casework_plan p on p.id = o.plan_id where p.child_id = %(child)s and o.met is not null
union all select 'agreed', a.id, a.agreed, null, a.what, coalesce(w.name, a.owner), '', a.id
  from casework_action a left join workforce_worker w on w.id = a.worker_id where a.child_id = %(child)s
union all select 'done', a.id, a.done, null, a.what, a.done_note, '', a.id
  from casework_action a where a.child_id = %(child)s and a.done is not null
union all select 'stopped', a.id, a.stopped, null, a.what, a.stopped_why, '', a.id
  from casework_action a where a.child_id = %(child)s and a.stopped is not null
union all select 'reviewed', r.id, null, r."on", r.decision, left(r.reason, 300), '', r.plan_id
  from child_in_need_review r where r.child_id = %(child)s and r.withdrawn is null
union all select 'stepped', s.id, s.asked, null, s."to", coalesce(t.name, s.receiver), '', s.id
  from child_in_need_step s left join workforce_team t on t.id = s.team_id where s.child_id = %(child)s
union all select 'step_answered', s.id, s.answered, null, s.answer, left(s.answer_why, 300), s."to", s.id
  from child_in_need_step s where s.child_id = %(child)s and s.answered is not null
union all select 'escalated', e.id, e.raised, null, e.issue, e."to", '', e.id
  from child_in_need_escalation e where e.child_id = %(child)s
union all select 'noted', o.id, o.at, null, w.name, left(o.note, 300), '', o.plan_id
  from child_in_need_oversight o join workforce_worker w on w.id = o.by_id where o.child_id = %(child)s
union all select 'conference_asked', c.id, c.asked, null, c.kind, c.why, '', c.id
  from protection_childconference c where c.child_id = %(child)s and c.withdrawn is null
union all select 'conference_decided', c.id, c.decided, null, c.outcome, coalesce(c.category, ''),
       left(c.reason, 300), c.id
  from protection_childconference c where c.child_id = %(child)s and c.decided is not null and c.withdrawn is null
union all select 'pressed', e.id, e.raised, null, e.barrier, e."to", '', e.id
  from protection_escalation e where e.child_id = %(child)s
union all select 'told_council', t.id, t.notified, null, t.council, '', '', t.id
  from protection_transferout t where t.child_id = %(child)s
union all select 'overseen', o.id, o.at, null, w.name, left(o.note, 300), '', p.id
  from protection_oversight o join protection_protectionplan x on x.id = o.plan_id
  join casework_plan p on p.id = x.plan_id join workforce_worker w on w.id = o.by_id where p.child_id = %(child)s
union all select 'by_law', l.id, null, l.starts, l.law, l."order", '', l.care_id
  from care_legalstatus l where l.child_id = %(child)s
union all select 'care_reviewed', r.id, null, r.held, r.part, left(r.decisions, 300), '', r.id
  from care_carereview r where r.child_id = %(child)s and r.withdrawn is null
union all select v.what, a.id, null, v.day, '', v.why, '', a.id
  from adoption_adopting a cross join lateral (values
      (a.planned, 'adoption_planned', left(a.others, 300)), (a.decided, 'adoption_decided', left(a.decided_why, 300)),
      (a.matched, 'adoption_matched', ''), (a.ceased, 'adoption_ceased', left(a.ceased_why, 300)),
      (a.adopted, 'adopted', '')) v (day, what, why)
 where a.child_id = %(child)s and a.withdrawn is null and v.day is not null
union all select 'adoption_disrupted', l.id, null, l.disrupted, '', left(l.disrupted_why, 300), '', l.plan_id
  from adoption_linked l where l.child_id = %(child)s and l.disrupted is not null
union all select 'health_check', c.id, null, c."on", c.kind, c.outcome, '', null
  from health_check c where c.child_id = %(child)s and c.withdrawn is null and c.outcome in ('kept', 'refused')
union all select 'asked_service', r.id, null, r.asked, r.service, r.what, '', r.id
  from health_referred r where r.child_id = %(child)s and r.withdrawn is null
union all select 'school_asked', q.id, null, q.asked, q.level, left(q.what, 300), '', q.id
  from education_query q where q.child_id = %(child)s and q.withdrawn is null
union all select v.what, x.id, null, v.day, coalesce(x.decision, ''), v.why, '', x.id
  from education_panel x cross join lateral (values
      (x.referred, 'school_panel', left(x.why, 300)),
      (x.decided, 'school_panel_decided', left(x.reasons, 300))) v (day, what, why)
 where x.child_id = %(child)s and x.withdrawn is null and v.day is not null
union all select 'school_step', s.id, null, s."on", s.kind, left(s.note, 300), '', null
  from education_step s where s.child_id = %(child)s and s.withdrawn is null
union all select v.what, n.id, null, v.day, coalesce(n.found, ''), v.why, '', n.id
  from education_notonroll n cross join lateral (values
      (n.told, 'school_no_roll', left(n.what, 300)),
      (n.ended, 'school_on_roll', left(n.found_note, 300))) v (day, what, why)
 where n.child_id = %(child)s and n.withdrawn is null and v.day is not null
union all select v.what, p.id, null, v.day, '', '', '', p.id
  from education_planasked p cross join lateral (values
      (p.requested, 'ehc_asked'), (p.issued, 'ehc_issued'), (p.ceased, 'ehc_ceased')) v (day, what)
 where p.child_id = %(child)s and p.withdrawn is null and v.day is not null
union all select v.what, o.id, null, v.day, o.why, '', '', o.id
  from education_outofschool o cross join lateral (values
      (o.starts, 'school_out'), (o.ends, 'school_again')) v (day, what)
 where o.child_id = %(child)s and o.withdrawn is null and v.day is not null
union all select 'came_alone', a.id, null, a.arrived, a.port, '', '', null
  from asylum_arrival a where a.child_id = %(child)s and a.counts
union all select v.what, g.id, null, v.day, coalesce(g.outcome, ''), v.why, '', g.id
  from asylum_ageassessed g cross join lateral (values
      (g.begun, 'age_disputed', left(g.why, 300)), (g.decided, 'age_decided', left(g.reasons, 300)),
      (g.challenged, 'age_challenged', left(g.challenge, 300))) v (day, what, why)
 where g.child_id = %(child)s and g.counts and v.day is not null
union all select v.what, a.id, null, v.day, v.one, v.why, '', a.id
  from private_fostering_arrangement a cross join lateral (values
      (a.notified, 'told_private', a.tie, left(a.why, 300)),
      (a.assessed, 'suited_private', coalesce(a.suits, ''), left(a.assessed_why, 300)),
      (a.ends, 'private_over', '', left(a.ending_why, 300))) v (day, what, one, why)
 where a.child_id = %(child)s and a.counts and v.day is not null
union all select v.what, g.id, null, v.day, g.kind, v.why, coalesce(g.agreed, ''), g.id
  from family_group_group g cross join lateral (values
      (g.asked, 'family_asked', left(g.why, 300)), (g.held, 'family_met', left(g.plan, 300)),
      (g.answered, 'family_answered', left(g.answered_why, 300))) v (day, what, why)
 where g.child_id = %(child)s and g.counts and v.day is not null
union all select 'edge_asked', e.id, e.asked, null, e.kind, left(e.why, 300), '', e.id
  from family_group_edge e where e.child_id = %(child)s and e.counts
union all select 'edge_over', e.id, null, e.ended, e.outcome, left(e.outcome_why, 300), '', e.id
  from family_group_edge e where e.child_id = %(child)s and e.counts and e.ended is not null
union all select v.what, r.id, null, v.day, coalesce(r.how, ''), v.why, '', r.id
  from family_group_return r cross join lateral (values
      (r.decided, 'home_decided', left(r.decided_why, 300)), (r.returned, 'went_home', ''),
      (r.checked_12, 'home_held', ''), (r.back, 'home_over', left(r.back_why, 300))) v (day, what, why)
 where r.child_id = %(child)s and r.counts and v.day is not null
union all select 'education', e.id, null, e.held, e.school, coalesce(e.rating, ''), '', e.id
  from virtual_school_pep e where e.child_id = %(child)s and e.withdrawn is null
union all select 'care_planned', c.id, c.agreed, null, c.number::text, w.name, '', c.id
  from care_plan_careplan c join workforce_worker w on w.id = c.agreed_by_id
 where c.child_id = %(child)s and c.withdrawn is null
union all select 'lasting', x.id, null, x.decided, x.kind, left(x.reasons, 300), '', x.id
  from care_plan_permanence x where x.child_id = %(child)s and x.withdrawn is null
union all select 'for_a_time', k.id, null, k.starts, left(k.ended_why, 300), '', '', k.id
  from fostering_knowncarer k where k.child_id = %(child)s
union all select v.what, f.id, null, v.day, '', left(f.ended_why, 300), '', f.id
  from fostering_finding f cross join lateral (values
      (f.opened, 'family_sought'), (f.found, 'long_term'), (f.ended, 'family_not_sought')) v (day, what)
 where f.child_id = %(child)s and f.withdrawn is null and v.day is not null
union all select 'challenged', c.id, null, c.raised, c.issue, left(c.what, 300), '', c.id
  from care_plan_challenge c where c.child_id = %(child)s and c.withdrawn is null
union all select 'refused_contact', r.id, null, r.starts, a.who, left(r.why, 300), '', r.id
  from care_plan_refusal r join care_plan_arrangement a on a.id = r.arrangement_id
 where r.child_id = %(child)s and r.withdrawn is null
union all select v.what, m.id, null, v.day, '', '', '', m.id
  from court_matterchild m cross join lateral (values
      (m.letter, 'court_letter'), (m.issued, 'court_issued'), (m.closed, 'court_over')) v (day, what)
 where m.child_id = %(child)s and v.day is not null
union all select 'ordered', o.id, null, o.starts, o.kind, o.holder, '', o.on_id
  from court_order o where o.child_id = %(child)s and o.kind not in ('C1', 'C2', 'E1', 'L2')
union all select 'home_sought', s.id, null, s.opened, '', '', '', s.id
  from matching_sought s where s.child_id = %(child)s
union all select 'placement_plan', p.id, null, p.agreed, '', '', '', null
  from matching_placementplan p where p.child_id = %(child)s and p.agreed is not null and p.withdrawn is null
union all select 'placed_outside', o.id, null, o.decided, '', left(o.why, 300), '', null
  from matching_outside o where o.child_id = %(child)s and o.withdrawn is null
union all select v.what, b.id, null, v.day, '', left(b.ended_why, 300), '', b.id
  from matching_breakseries b cross join lateral (values
      (b.starts, 'breaks_began'), (b.ends, 'breaks_over')) v (day, what)
 where b.child_id = %(child)s and b.withdrawn is null and v.day is not null
union all select 'panel_decided', i.id, null, i.considered, i.next, left(i.why, 300), '', i.id
  from matching_panelitem i where i.child_id = %(child)s and i.considered is not null and i.withdrawn is null
union all select 'disruption_learned', d.id, null, d.learned_on, '', left(d.learned, 300), '', null
  from matching_disruption d where d.child_id = %(child)s and d.learned_on is not null and d.withdrawn is null
union all select 'advised', s.id, null, s.starts, w.name, '', '', s.id
  from leaving_care_support s join workforce_worker w on w.id = s.adviser_id where s.child_id = %(child)s
union all select 'pathway', p.id, null, p.made, '', '', '', null
  from leaving_care_pathwayplan p where p.child_id = %(child)s
union all select 'lives', l.id, null, l.starts, l.kind, case when l.suits then '' else 'no' end, '', l.id
  from leaving_care_lodging l where l.child_id = %(child)s and l.withdrawn is null
union all select v.what, h.id, null, v.day, coalesce(h.outcome, ''), v.why, '', h.id
  from leaving_care_homeless h cross join lateral (values
      (h.came, 'homeless', left(h.slept, 300)), (h.assessed, 'roof', left(h.why, 300))) v (day, what, why)
 where h.child_id = %(child)s and h.counts and v.day is not null
union all select v.what, c.id, null, v.day, v.one, '', '', null
  from leaving_care_custody c cross join lateral (values
      (c.starts, 'imprisoned', c.prison), (c.released, 'freed', c.met)) v (day, what, one)
 where c.child_id = %(child)s and c.withdrawn is null and v.day is not null
union all select 'does', a.id, null, a.starts, a.doing, a."where", '', null
  from leaving_care_activity a where a.child_id = %(child)s and a.withdrawn is null
)"""  # noqa: S608  ours

EVENTS: Final = f"""{_HAPPENED}, timed as (
    select *, coalesce(at, day::timestamp at time zone 'Europe/London') as moment from happened)
select t.what, t.ref, extract(epoch from t.moment)::float8, t.at is null,
       extract(year from t.moment at time zone 'Europe/London')::int, t.one, t.two, t.three, t.episode,
       m.id, m.note, m.name
  from timed t
  left join (select k.id, k.entry, k.note, n.name from desk_marked k join access_account n on n.id = k.marked_by_id
              where k.child_id = %(child)s and k.unmarked is null) m on m.entry = t.what || '-' || t.ref
 order by t.moment desc, array_position({_WITHIN_A_DAY}, t.what) desc, t.episode desc nulls last, t.one, t.two, t.three
"""  # noqa: S608  ours
"""Every event, the newest first, with the mark that stands on it. One round trip for the whole of a life."""

__all__ = ["EVENTS"]
