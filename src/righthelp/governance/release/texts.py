"""Where the record's texts stand, and whose they are: what a passage in a document is held against.

A room's text is recognised in documents when it has a line here and its migration says ``prints_index(table, column)``;
a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import connection

from righthelp.foundation.database.prints import PASSAGE

_RARE: Final = 6
"""A print that this many texts have is a phrase that everybody writes."""


@dataclass(frozen=True)
class Text:
    """A column of text: ``words`` say what it is, ``children`` is SQL for the children whom row ``t`` is about."""

    table: str
    column: str
    words: str
    children: str


_CALL: Final = "array(select c.child_id from front_door_contact c where c.call_id = t.id and c.child_id > 0)"
_CHILD: Final = "array_remove(array[t.child_id], null)"
_MEETING: Final = "array(select a.child_id from casework_meetingabout a where a.meeting_id = t.meeting_id)"
_VISIT: Final = "array(select v.child_id from casework_visited v where v.visit_id = t.id)"
_EPISODE: Final = "array(select e.child_id from missing_episode e where e.id = t.episode_id)"
_ASSESSED: Final = (
    "array(select a.child_id from assessment_assessment a "
    "where a.id = t.assessment_id or a.together_id = t.together_id)"
)
_DISCUSSED: Final = "array(select c.child_id from section47_concerned c where c.discussion_id = t.id)"
_REPORTED: Final = (
    "array(select a.child_id from protection_report r join casework_meetingabout a on a.meeting_id = r.meeting_id "
    "where r.id = t.report_id)"
)
_MATTER: Final = "array(select m.child_id from court_matterchild m where m.matter_id = t.id)"
_BEFORE_COURT: Final = "array(select m.child_id from court_matterchild m where m.matter_id = t.matter_id)"
_CHANNEL: Final = "array(select r.child_id from front_door_channelreferral r where r.id = t.referral_id)"
_ENQUIRED: Final = "array(select e.child_id from mash_enquiry e where e.id = t.enquiry_id)"
_FAMILY: Final = "array(select f.child_id from child_in_need_familychild f where f.family_id = t.family_id)"

TEXTS: Final[tuple[Text, ...]] = (
    Text("front_door_call", "words", "what a caller said", _CALL),
    Text("front_door_contact", "rationale", "a decision at the front door", _CHILD),
    Text("casework_part", "text", "the minutes of a meeting", _MEETING),
    Text("casework_attendance", "said", "what somebody reported to a meeting", _MEETING),
    Text("casework_visit", "note", "the note of a visit", _VISIT),
    Text("casework_visited", "words", "what a child said on a visit", _CHILD),
    Text("missing_interview", "own_words", "a return home interview", _EPISODE),
    Text("missing_interview", "summary", "a return home interview", _EPISODE),
    Text("missing_riskassessment", "risks", "a missing risk assessment", _CHILD),
    Text("supervision_discussion", "note", "a supervision", _CHILD),
    Text("supervision_discussion", "hypothesis", "a group supervision", _CHILD),
    Text("release_letter", "body", "a letter", _CHILD),
    Text("mash_check", "answer", "what a partner told MASH", _CHILD),
    Text("assessment_text", "text", "an assessment", _ASSESSED),
    Text("assessment_contribution", "what", "what a partner said for an assessment", _ASSESSED),
    Text("section47_discussion", "concern", "a strategy discussion", _DISCUSSED),
    Text("section47_enquiry", "findings", "a section 47 enquiry", _CHILD),
    Text("protection_conferencerecord", "worries", "a child protection conference", _MEETING),
    Text("protection_conferencerecord", "family_views", "a child protection conference", _MEETING),
    Text("protection_childconference", "views", "what a child said to a conference", _CHILD),
    Text("protection_reportpart", "text", "a report to a conference", _REPORTED),
    Text("casework_takenback", "why", "why a decision was taken back", _CHILD),
    Text("fostering_view", "child_says", "what a child said of a foster home", _CHILD),
    Text("fostering_finding", "who", "who a child is, for a family", _CHILD),
    Text("fostering_finding", "needs", "what a child needs from a family", _CHILD),
    Text("fostering_longterm", "child_says", "what a child says of a long-term match", _CHILD),
    Text("fostering_longterm", "parents_say", "what parents say of a long-term match", _CHILD),
    Text("fostering_knowncarer", "seen", "an approval of relatives or friends for a time", _CHILD),
    Text("leaving_care_support", "needs", "what a young person leaving care needs", _CHILD),
    Text("leaving_care_contact", "note", "a contact with a care leaver", _CHILD),
    Text("leaving_care_claim", "why", "why a care leaver was refused something", _CHILD),
    Text("leaving_care_homeatrisk", "doing", "a care leaver’s home at risk", _CHILD),
    Text("leaving_care_homeless", "slept", "a homeless young person", _CHILD),
    Text("leaving_care_homeless", "why", "the assessment of a homeless young person", _CHILD),
    Text("leaving_care_helps", "about", "help beside a personal adviser", _CHILD),
    Text("leaving_care_custody", "plan", "a plan for release from prison", _CHILD),
    Text("leaving_care_pathwayplan", "health", "a pathway plan", _CHILD),
    Text("leaving_care_pathwayplan", "people", "a pathway plan", _CHILD),
    Text("care_plan_careplan", "wishes", "what a child says in their care plan", _CHILD),
    Text("care_plan_careplan", "family", "a care plan", _CHILD),
    Text("care_plan_challenge", "what", "a reviewing officer’s challenge", _CHILD),
    Text("care_plan_session", "how", "how a child was at contact", _CHILD),
    Text("care_plan_storyitem", "what", "a child’s life story", _CHILD),
    Text("health_check", "words", "what a child said of their health", _CHILD),
    Text("health_check", "found", "a health check", _CHILD),
    Text("health_passport", "story", "a health passport", _CHILD),
    Text("health_referred", "why", "a request to a health service", _CHILD),
    Text("health_substance", "what", "a problem with drugs or alcohol", _CHILD),
    Text("virtual_school_pep", "words", "what a child says about school", _CHILD),
    Text("virtual_school_pep", "needs", "a personal education plan", _CHILD),
    Text("child_in_need_review", "outcomes", "a child in need review", _CHILD),
    Text("child_in_need_review", "child_view", "a child in need review", _CHILD),
    Text("adoption_adopting", "profile", "a profile for adopters", _CHILD),
    Text("adoption_adopting", "decided_why", "a decision on adoption", _CHILD),
    Text("adoption_linked", "matched_why", "a match with adopters", _CHILD),
    Text("adoption_linked", "disrupted_why", "a placement for adoption that disrupted", _CHILD),
    Text("asylum_arrival", "journey", "what a young person told of the way here", _CHILD),
    Text("asylum_ageassessed", "answer", "what a young person said of their age", _CHILD),
    Text("asylum_ageassessed", "reasons", "a decision on an age", _CHILD),
    Text("education_query", "what", "a query about attendance", _CHILD),
    Text("education_query", "answer", "the answer to a query about attendance", _CHILD),
    Text("education_panel", "why", "a referral to the attendance panel", _CHILD),
    Text("education_panel", "reasons", "a decision of the attendance panel", _CHILD),
    Text("education_step", "note", "a step about attendance", _CHILD),
    Text("education_notonroll", "what", "what is known of a child on no roll", _CHILD),
    Text("education_checked", "note", "a weekly check of a child out of school", _CHILD),
    Text("education_discussed", "said", "what was said in an attendance surgery", _CHILD),
    Text("private_fostering_arrangement", "why", "why a child is privately fostered", _CHILD),
    Text("private_fostering_arrangement", "assessed_why", "an assessment of private fostering", _CHILD),
    Text("family_group_group", "plan", "a family’s plan", _CHILD),
    Text("family_group_group", "why", "why a family decides together", _CHILD),
    Text("family_group_member", "words", "what somebody of a family said", _CHILD),
    Text("family_group_edge", "why", "why a child may have to come into care", _CHILD),
    Text("family_group_work", "what", "work with a family", _CHILD),
    Text("family_group_return", "changed", "whether a child can go home", _CHILD),
    Text("court_advice", "advice", "legal advice", _CHILD),
    Text("care_incare", "why", "why a child came into care", _CHILD),
    Text("care_carereview", "childs_words", "what a child said to a care review", _CHILD),
    Text("care_carereview", "parents_words", "what parents said to a care review", _CHILD),
    Text("care_carereview", "progress", "a care review", _CHILD),
    Text("care_carereview", "decisions", "a care review", _CHILD),
    Text("court_matter", "threshold", "the threshold of care proceedings", _MATTER),
    Text("court_hearing", "decided", "what a court decided", _BEFORE_COURT),
    Text("court_consent", "plan", "an agreement under section 20", _CHILD),
    Text("court_consent", "objection", "a parent's objection", _CHILD),
    Text("matching_placementplan", "daily", "a placement plan", _CHILD),
    Text("matching_placementplan", "safety", "a placement plan", _CHILD),
    Text("matching_disruption", "learned", "what was learned when a placement broke down", _CHILD),
    Text("matching_panelitem", "achieved", "what a panel said of a placement", _CHILD),
    Text("matching_breakseries", "plan", "a plan of short breaks", _CHILD),
    Text("matching_breakstay", "how", "how a short break was", _CHILD),
    Text("matching_outside", "why", "a decision to place outside the city", _CHILD),
    Text("matching_sought", "who", "a request for a home", _CHILD),
    Text("matching_sought", "needs", "a request for a home", _CHILD),
    Text("matching_sought", "worked", "a request for a home", _CHILD),
    Text("matching_sought", "risks", "a request for a home", _CHILD),
    Text("front_door_placedhere", "concerns", "a note of a child placed here", _CHILD),
    Text("front_door_channelreferral", "why", "a referral to Channel", _CHILD),
    Text("front_door_channelpanel", "why", "a decision of a Channel panel", _CHANNEL),
    Text("front_door_channelpanel", "support", "the support of a Channel panel", _CHANNEL),
    Text("mash_check", "told", "what MASH told a partner", _CHILD),
    Text("mash_rated", "rationale", "a rating in MASH", _ENQUIRED),
    Text("section47_concerned", "safety", "a strategy discussion's plan for safety", _CHILD),
    Text("section47_concerned", "decision_why", "a decision of a strategy discussion", _CHILD),
    Text("protection_conferencerecord", "complicating", "a child protection conference", _MEETING),
    Text("protection_conferencerecord", "working_well", "a child protection conference", _MEETING),
    Text("protection_conferencerecord", "needs_to_happen", "a child protection conference", _MEETING),
    Text("protection_conferencerecord", "confidential", "the confidential part of a conference", _MEETING),
    Text("protection_childconference", "dissent", "a dissent at a conference", _CHILD),
    Text("protection_protectionplan", "why", "a child protection plan", _CHILD),
    Text("protection_escalation", "issue", "a chair's challenge", _CHILD),
    Text("child_in_need_needplan", "threshold", "a child in need plan", _CHILD),
    Text("child_in_need_review", "family_view", "a child in need review", _CHILD),
    Text("child_in_need_closing", "family_words", "what a family said when work ended", _CHILD),
    Text("child_in_need_specialist", "needs", "a specialist assessment", _CHILD),
    Text("child_in_need_specialist", "child_view", "a specialist assessment", _CHILD),
    Text("child_in_need_familyassessment", "needs", "an assessment of a family without public funds", _FAMILY),
    Text("child_in_need_familyassessment", "way_out", "an assessment of a family without public funds", _FAMILY),
)


@dataclass(frozen=True)
class Passage:
    """A text of the record that shares words with the one that was looked at."""

    words: str
    table: str
    row: int
    children: frozenset[int]
    text: str


def alike(text: str) -> list[Passage]:
    """Texts of the record that share a passage with ``text``, without phrases that many have. One query for each place
    where texts stand."""
    with connection.cursor() as cursor:
        cursor.execute("select array(select distinct unnest(text_shingles(%s)))", [text])
        [prints] = cursor.fetchone()
        if not prints:
            return []
        # A phrase that everybody writes has a hundred thousand texts behind it: a sample of them is enough to tell.
        cursor.execute("set local gin_fuzzy_search_limit = 64")
        cursor.execute("set local enable_seqscan = off")
        try:
            return [passage for each in TEXTS for passage in _of(each, prints, cursor)]
        finally:
            cursor.execute("set local gin_fuzzy_search_limit = 0")
            cursor.execute("set local enable_seqscan = on")


def _of(place: Text, prints: Iterable[int], cursor: object) -> Iterable[Passage]:
    sql = f"""
        with hits as (
          select q.print, found.id from unnest(%(prints)s::int[]) as q(print) cross join lateral (
            select t.id from {place.table} t
             where text_prints(t.{place.column}) @> array[q.print] limit {_RARE + 1}) found),
        rare as (select id from hits where print in (select print from hits group by 1 having count(*) <= {_RARE}))
        select t.id, t.{place.column}, {place.children} from {place.table} t where t.id in (select id from rare)
    """  # noqa: S608  names of our own tables
    cursor.execute(sql, {"prints": list(prints)})  # type: ignore[attr-defined]
    for row, text, children in cursor.fetchall():  # type: ignore[attr-defined]
        yield Passage(place.words, place.table, row, frozenset(children), text)


def words_of(text: str) -> list[str]:
    """The words of a text as the database prints them."""
    from righthelp.foundation.documents.words import unmasked

    flat = unmasked(text).lower()
    return "".join(each if each.isascii() and each.isalnum() else " " for each in flat).split()


__all__ = ["PASSAGE", "TEXTS", "Passage", "Text", "alike", "words_of"]
