"""Calls of July that the manager of the front door listened to in August, and a Channel panel; each through the verb.

Of 22 calls assessed all standards were met in 19, and 13 of 14 in each of the others, as the Trust reported for August
2018 (Contacts to the service).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from righthelp.city.dice import at
from righthelp.city.help_pen import asked
from righthelp.city.staff import TODAY
from righthelp.foundation.access.models import Account
from righthelp.practice.casework import record_meetings
from righthelp.practice.casework.codes import Came
from righthelp.practice.casework.record_meetings import Asked, Told
from righthelp.practice.front_door import record, record_calls, record_channel, record_registers
from righthelp.practice.front_door.models import CallStandard, SampledCall
from righthelp.practice.front_door.queries_calls import edition_on, population
from righthelp.practice.front_door.screening_tools import BY_CODE

SAMPLE: Final = 40
ASSESSED: Final = 22
SEED: Final = 20180822
_LEADS: Final = """
select m.account_id, m.id from workforce_team t join workforce_worker m on m.id = t.manager_id
 where t.code = 'cass' and m.account_id is not null
"""
_WORRIED: Final = """
select c.id, c.received from front_door_contact c join front_door_call l on l.id = c.call_id
  join people_person p on p.id = c.child_id
 where l.source = '2A' and c.received > %s and c.received < %s and p.tier = 1 and p.birth_date < '2008-01-01'
   and p.merged_into_id is null and not exists (select from front_door_channelreferral r where r.child_id = c.child_id)
 order by c.id %% 31, c.id limit 3
"""
_WELL: Final = (
    "Calm from the first sentence; the caller thanked you for explaining what happens next.",
    "You asked twice what the child had said, and wrote it down in the child’s words.",
    "The caller was angry. You let him finish, said back what you had heard, and he became quieter.",
)
_BETTER: Final = (
    "Nothing I would change. Tell the team how you ask about agreement.",
    "Say at the end how to ring back; the caller had no pen.",
    "A pause after the first question helps people who are afraid.",
)
_LACKS: Final = (
    (9, "Nobody asked how the child is day to day."),
    (6, "‘EHA’ and ‘RHRT’ were not explained."),
    (13, "The caller did not learn by when somebody rings."),
)
_ANSWER: Final = "Thank you. I had three calls waiting; I will keep the card with the last questions beside me."


def laid() -> None:
    """All of it, before the demonstration's day. Nothing where the front door has no manager."""
    found = asked(_LEADS)
    if not found:
        return
    lead = Account.objects.get(pk=found[0][0])
    _calls(lead)
    _channel(lead, found[0][1])


def _calls(lead: Account) -> None:
    last = TODAY.replace(day=1) - timedelta(days=1)
    july = (last.replace(day=1) - timedelta(days=1)).replace(day=1)
    drawn_on = at(last.replace(day=2), 9)
    if not population(july).exists():
        return
    sample = record_calls.calls_drawn(month=july, size=SAMPLE, seed=SEED, by=lead, now=drawn_on)
    rows = SampledCall.objects.filter(sample=sample).select_related("call__recorded_by__account").order_by("place")
    mine = [row for row in rows if row.call.recorded_by and row.call.recorded_by.account_id != lead.pk]
    for number, row in enumerate(mine[:ASSESSED]):
        edition = edition_on(row.call.received.date())
        if edition is None:
            continue
        when = drawn_on + timedelta(days=1 + number // 2, minutes=40 * number)
        made = record_calls.call_assessed(
            call=row.call_id,
            listened="recorded",
            marks={each.pk: _mark(number, each) for each in edition.standards.all()},
            well=_WELL[number % 3],
            better=_BETTER[number % 3],
            by=lead,
            now=when,
        )
        handler = row.call.recorded_by.account if row.call.recorded_by else None
        if handler is not None and number % 4:
            said = _ANSWER if number % 8 == 1 else ""
            record_calls.feedback_read(assessment=made.pk, answer=said, by=handler, now=when + timedelta(hours=2))


def _mark(number: int, standard: CallStandard) -> tuple[str, str]:
    place, note = _LACKS[number // 7] if number in (0, 7, 14) else (0, "")
    return ("not-met", note) if standard.place == place else ("met", "")


def _channel(lead: Account, chair: int) -> None:
    since, until = at(TODAY - timedelta(days=30), 0), at(TODAY - timedelta(days=20), 0)
    referrals: list[int] = []
    for contact, received in asked(_WORRIED, since, until):
        when = received + timedelta(hours=1)
        record.screened(
            contact=contact,
            tool="radicalisation",
            answers=dict.fromkeys((code for code, _ in BY_CODE["radicalisation"].questions), "not-known"),
            risk="moderate",
            rationale="A teacher saw films on his telephone, and he has stopped seeing his friends.",
            by=lead,
            now=when,
        )
        why = "Films that praise violence, new names online, and talk of leaving. He is lonely since the move."
        made = record_registers.channel_referred(
            contact=contact, why=why, agreed=True, by=lead, now=when + timedelta(hours=1)
        )
        referrals.append(made.pk)
    if not referrals:
        return
    _met(lead, chair, referrals[:2])
    record_channel.panel_called(
        children=[referrals[0], *referrals[2:]], planned=at(TODAY + timedelta(days=13), 14),
        where="Lancaster Circus, room 3", chair=chair, by=lead, now=at(TODAY - timedelta(days=2), 9),
    )  # fmt: skip


def _met(lead: Account, chair: int, referrals: list[int]) -> None:
    """A panel of the middle of August: one child adopted, one whose school helps."""
    day: datetime = at(TODAY - timedelta(days=15), 14)
    before = day - timedelta(days=4)
    meeting = record_meetings
    panel = record_channel.panel_called(
        children=referrals, planned=day, where="By video call", chair=chair, by=lead, now=before
    )
    there = [
        meeting.asked_to(meeting=panel.pk, asked=Asked(agency, name=name), by=lead, now=before)
        for agency, name in (
            ("police", "Prevent officer"),
            ("education", "Education adviser"),
            ("health", "Named nurse"),
        )
    ]
    after = day + timedelta(hours=2)
    meeting.meeting_held(meeting=panel.pk, at=day, chair=chair, by=lead, now=after)
    came = (Came.YES, Came.YES, Came.APOLOGIES)
    told = [Told(each.pk, how.value) for each, how in zip(there, came, strict=True)]
    meeting.attendance_taken(told=told, by=lead, now=after)
    rows = list(panel.channel.order_by("pk"))
    record_channel.panel_decided(
        panel=rows[0].pk, decision="adopted", why="He wants somebody to talk to, and his mother asks for help.",
        support="A mentor, weekly; a place in the football club.", next_review=TODAY + timedelta(days=13),
        by=lead, now=after,
    )  # fmt: skip
    for row in rows[1:]:
        record_channel.panel_decided(
            panel=row.pk, decision="not-adopted", why="What was seen is explained, and the school works with him.",
            by=lead, now=after,
        )  # fmt: skip
