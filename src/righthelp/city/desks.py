"""What waits on desks on the first of September and what only a verb makes whole: steps up and down, escalations,
screenings, documents on their way out, photographs. Each by whoever holds the child's work, in the weeks before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from righthelp.city.dice import Dice, at
from righthelp.city.family import DAISY, DECLAN, GRACE, IMOGEN
from righthelp.city.help_days import office, shifted
from righthelp.city.help_pen import asked
from righthelp.city.portraits import portrait
from righthelp.city.staff import TODAY
from righthelp.foundation.access.models import Account
from righthelp.governance.release import record as release
from righthelp.governance.release import record_giving, record_letters
from righthelp.practice.child_in_need import record_moves
from righthelp.practice.child_in_need.record_moves import Asking
from righthelp.practice.front_door import record as front_door
from righthelp.practice.front_door.screening_tools import DOMESTIC
from righthelp.practice.people import record_photo
from righthelp.practice.people.models import Person
from righthelp.practice.protection import record_above

_HELD: Final = """
select c.id, w.account_id, m.account_id, t.id, b.account_id
  from casework_plan c
  join workforce_allocation al on al.child_id = c.child_id and al."primary" and al.ends is null
  join workforce_worker w on w.id = al.worker_id
  join workforce_worker m on m.id = w.manager_id
  join workforce_team t on t.code like 'safeguarding-%%' and t.manager_id <> m.id and t.closed is null
   and t.area = (select area from workforce_team where id = w.team_id)
  join workforce_worker b on b.id = t.manager_id
 where c.kind = %s and c.ends is null and c.starts < %s and c.id %% 3 = 1
 order by c.child_id %% 97, c.id, t.id
"""
_CHAIRED: Final = """
select p.plan_id, w.account_id from protection_protectionplan p join workforce_worker w on w.id = p.chair_id
  join access_account a on a.id = w.account_id
 where p.ends is null and p.starts < %s and a.email = 'reviewing.officer@righthelp.example' order by p.id limit 2
"""
_TOLD: Final = """
select c.id, c.received, w.account_id from front_door_contact c join front_door_call l on l.id = c.call_id
  join workforce_worker w on w.id = l.recorded_by_id
 where l.source = '6' and c.received > %s and c.received < %s order by c.id %% 13, c.id limit 14
"""
_MINUTED: Final = """
select m.id, m.held, w.account_id, b.account_id from casework_meeting m
  join workforce_worker w on w.id = m.recorded_by_id join workforce_worker b on b.id = w.manager_id
 where m.minutes_sent is null and m.held > %s and m.held < %s and m.kind = 'core-group'
   and exists (select from casework_part p where p.meeting_id = m.id) order by m.id %% 11, m.id limit 4
"""
_WITH_HANNAH: Final = """
select al.child_id from workforce_allocation al join workforce_worker w on w.id = al.worker_id
 where w.account_id = %s and al."primary" and al.ends is null order by al.child_id
"""
_DOWN: Final = (
    ("early-help", "Mornings are steady and the school rings home itself now. A family worker of the school is enough.",
     "Family Connect, early help of the district"),
    ("universal", "The health visitor sees the baby each week and mother asks her when something worries her.",
     "Health visitor of the surgery"),
    ("early-help", "Rent is paid, the boiler works, and the parents go to the course they asked for.",
     "Children’s centre in the next street"),
)  # fmt: skip
_UP: Final = (
    ("strategy", "The child came to school with a mark on the neck and did not want to go home."),
    ("conference", "What was agreed has not been kept three times, and the children are afraid of the nights."),
    ("edge-of-care", "Grandmother, who held the home together, is in hospital, and the eldest stays out for days."),
)
_IN_THE_WAY: Final = (
    ("school", "No school place since April. The child sleeps until noon and has no friends left.", "1"),
    ("housing", "Five people in one room with mould on the wall; the youngest coughs every night.", "2"),
    ("health", "Waits for the clinic for nine months. The child hurts himself when things become too much.", "3"),
    ("partner", "The family support that was promised in May has not begun.", "1"),
    ("money", "Benefits stopped after the move; there is food from the food bank alone.", "2"),
    ("change", "Six months, and the child notices no difference at home.", "2"),
)
_UNCHANGED: Final = (
    ("housing", "He knows the address. The move was promised for June, and the children do not sleep.", "2"),
    ("parents", "The third month without a test. The children still find him asleep at noon.", "1"),
    ("health", "Mother’s treatment ended when the service changed hands; nobody has taken it up.", "3"),
    ("partner", "The school has been to one core group of five.", "1"),
    ("ours", "The children have had three workers since March, and say that they stop telling.", "2"),
    ("school", "No place for the eldest, who is at home with the parents all day.", "2"),
)
_TO: Final = {"1": "Their manager", "2": "Head of service", "3": "Director of practice"}


def _account(who: str) -> Account | None:
    return Account.objects.filter(email=f"{who}@righthelp.example").first()


def _by(number: int) -> Account:
    return Account.objects.get(pk=number)


def laid() -> None:
    """All of it, in the caller's transaction."""
    dice = Dice("desks")
    need = _once(asked(_HELD, "cin", TODAY - timedelta(days=70)))
    _steps(dice, need[:22])
    _stands_in_the_way(dice, need[22:34])
    _not_changing(dice, _once(asked(_HELD, "cp", TODAY - timedelta(days=90)))[:8])
    _screened(dice)
    _on_their_way()
    hannah = _account("social.worker")
    if hannah is not None:
        _letter(hannah)
        _photographed(hannah)


def _once(rows: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """One row for each plan: the first of the teams that could be asked."""
    found: dict[int, tuple[int, ...]] = {}
    for row in rows:
        found.setdefault(row[0], row)
    return list(found.values())


def _steps(dice: Dice, plans: Sequence[tuple[int, ...]]) -> None:
    """Less help is asked for, or more; half have an answer, of the others some wait longer than they should."""
    for number, (plan, worker, boss, team, other) in enumerate(plans):
        moment = office(dice, shifted(TODAY, -(1 + number % 5)), 10, 15)
        if number % 3 < 2:
            to, why, receiver = _DOWN[number % len(_DOWN)]
            asking = Asking(to, "additional" if to == "early-help" else "plus", why, "yes", receiver=receiver)
        else:
            to, why = _UP[number % len(_UP)]
            asking = Asking(to, "complex", why, "no", "They say that nothing has happened.", team=team)
        step = record_moves.step_asked(plan=plan, asking=asking, by=_by(worker), now=moment)
        later = moment + timedelta(hours=dice.whole(3, 6))
        if number % 2 and later < at(TODAY, 0):
            down = number % 3 < 2
            record_moves.step_answered(
                step=step.pk, answer="refused" if number % 5 == 0 else "accepted", by=_by(boss if down else other),
                why="There is no place before October." if number % 5 == 0 else "We know the family and can begin.",
                now=later, answered_words="The duty worker there, by telephone" if down else "",
            )  # fmt: skip


def _stands_in_the_way(dice: Dice, plans: Sequence[tuple[int, ...]]) -> None:
    for number, (plan, worker, boss, _, _) in enumerate(plans):
        issue, what, level = _IN_THE_WAY[number % len(_IN_THE_WAY)]
        moment = office(dice, shifted(TODAY, -(2 + 2 * number)), 9, 15)
        row = record_moves.escalated(
            plan=plan, issue=issue, what=what, level=level, to=_TO[level], by=_by(worker), now=moment
        )
        if number % 3 == 2:
            record_moves.escalation_answered(
                escalation=row.pk, answer="I have written to them, and see them on Friday.", by=_by(boss),
                now=min(moment + timedelta(days=2), at(TODAY - timedelta(days=1), 17)),
            )  # fmt: skip


def _not_changing(dice: Dice, plans: Sequence[tuple[int, ...]]) -> None:
    """Nothing changes under a child protection plan: its chair, or whoever works with the family, asks further up."""
    rows = [(plan, who) for plan, who in asked(_CHAIRED, TODAY - timedelta(days=90))]
    rows += [(row[0], row[1]) for row in plans if row[0] not in {plan for plan, _ in rows}]
    for number, (plan, who) in enumerate(rows):
        barrier, issue, level = _UNCHANGED[number % len(_UNCHANGED)]
        moment = office(dice, shifted(TODAY, -(1 + 2 * number)), 9, 15)
        record_above.escalated(
            plan=plan, barrier=barrier, issue=issue, level=level, to=_TO[level], by=_by(who), now=moment
        )


def _screened(dice: Dice) -> None:
    """What the police told of is screened by whoever wrote it down."""
    rows = asked(_TOLD, at(TODAY - timedelta(days=9), 0), at(TODAY, 0) - timedelta(hours=3))
    for contact, received, who in rows:
        risk = dice.weighed({"none": 2, "emerging": 4, "moderate": 3, "significant": 1})
        often = 0.15 if risk in ("none", "emerging") else 0.5
        answers = {code: "yes" if dice.chance(often) else dice.pick(("no", "no", "not-known")) for code, _ in
                   DOMESTIC.questions}  # fmt: skip
        front_door.screened(
            contact=contact, tool=DOMESTIC.code, answers=answers, risk=risk, by=_by(who),
            rationale="What officers saw, what the children said to them, and what we hold from before.",
            now=received + timedelta(minutes=dice.whole(20, 90)),
        )  # fmt: skip


def _on_their_way() -> None:
    """Minutes of core groups: some wait for a second reader, some to be given out, some have gone."""
    rows = asked(_MINUTED, at(TODAY - timedelta(days=20), 0), at(TODAY - timedelta(days=1), 0))
    for number, (meeting, held, who, boss) in enumerate(rows):
        kind, writer, reader = "minutes", _by(who), _by(boss)
        moment = max(held + timedelta(hours=3), at(TODAY - timedelta(days=1), 9))
        packet = release.prepared(
            kind=kind, source=meeting, purpose="plan", basis="task", formats=("docx",), by=writer, now=moment
        )
        if number % 3 == 0 or packet.copies.filter(findings__isnull=False).exists() or who == boss:
            continue
        for copy in packet.copies.order_by("number"):
            release.read(copy=copy.pk, by=reader, now=moment + timedelta(minutes=40))
        later = moment + timedelta(hours=1)
        release.released(packet=packet.pk, by=reader, now=later)
        for copy in packet.copies.order_by("number")[: 9 if number % 3 == 2 else 1]:
            record_giving.given(copy=copy.pk, how="portal", at=later, by=writer, now=later)


def _letter(hannah: Account) -> None:
    """A letter about Imogen to her grandmother waits to be read."""
    if not Person.objects.filter(pk=GRACE).exists():
        return
    letter = record_letters.written(
        child=IMOGEN, person=GRACE, subject="Imogen’s review in September", by=hannah,
        body="Dear Grace,\n\nImogen’s review is on the sixteenth. She asked whether you can be there, and so do I. "
        "If the bus is a worry I shall come by and take you.", now=at(TODAY - timedelta(days=2), 14),
    )  # fmt: skip
    release.prepared(
        kind="letter", source=letter.pk, purpose="family", basis="task", formats=("docx",), by=hannah,
        now=at(TODAY - timedelta(days=2), 15),
    )  # fmt: skip


def _photographed(hannah: Account) -> None:
    """Drawn portraits of the children with whom the demonstration's social worker works, and of the twins."""
    children = [row[0] for row in asked(_WITH_HANNAH, hannah.pk)]
    for child in Person.objects.filter(pk__in=[*children, DAISY, DECLAN]).order_by("pk"):
        dice = Dice("photographed", child.pk)
        if child.birth_date is None or child.birth_date >= TODAY or dice.chance(0.15):
            continue
        taken = max(TODAY - timedelta(days=dice.whole(20, 300)), child.birth_date)
        record_photo.photographed(
            person=child.pk, file=portrait(child.pk, child.sex, child.ethnicity), taken_on=taken,
            taken_by="Hannah Oakstead", agreed_by="The child", by=hannah, now=at(TODAY - timedelta(days=8), 16),
        )  # fmt: skip
