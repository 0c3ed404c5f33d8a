"""Adoption: a plan for every child under a placement order, adopters considered and matched, and the register of
adopters from those who asked to those who wait."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from righthelp.city import care_homes, names
from righthelp.city.depth import free, written
from righthelp.city.dice import Dice, at
from righthelp.city.help_days import YESTERDAY, on_or_before, shifted
from righthelp.city.help_office import Office
from righthelp.city.help_pen import Pen, asked
from righthelp.city.kin import Kin
from righthelp.city.staff import TODAY
from righthelp.city.tables import Tables
from righthelp.foundation.calendar import add_months
from righthelp.practice.adoption.following import due, stretches
from righthelp.practice.people.ages import years

COLUMNS: Final = {
    "adoption.Adopters": (
        "name", "agency_id", "worker_id", "asked", "seeks", "fosters", "approved", "approved_by", "home_id", "left",
        "left_why", "recorded", "recorded_by_id",
    ),
    "adoption.Adopter": ("adopters_id", "person_id"),
    "adoption.Stage": (
        "adopters_id", "number", "starts", "counted", "ends", "outcome", "checks", "panel", "why", "still",
        "recorded_by_id",
    ),
    "adoption.Pause": ("stage_id", "starts", "ends", "why", "recorded_by_id"),
    "adoption.Wait": ("adopters_id", "since", "held", "note", "ended", "recorded_by_id"),
    "adoption.Adopting": (
        "child_id", "care_id", "entered", "planned", "others", "finder_id", "profile", "decided", "decided_by_id",
        "decided_why", "over_four", "ordered", "matched", "ours", "recorded", "recorded_by_id",
    ),
    "adoption.Linked": (
        "child_id", "plan_id", "adopters_id", "considered", "why", "declined", "declined_why", "panel", "panel_says",
        "minutes", "matched", "matched_by_id", "matched_why", "recorded", "recorded_by_id",
    ),
    "adoption.ReviewDue": ("child_id", "plan_id", "place", "since", "held", "ended", "which"),
}  # fmt: skip
_HOMES: Final = {name: care_homes.COLUMNS[name] for name in ("care.Home", "care.Carer", "care.Terms")}
WAITING: Final = 34
"""Approved adopters without a child, in the whole city."""
ASSESSED: Final = 28
"""Those in stage one or two."""
_ORDERED: Final = """
select l.child_id, l.care_id, c.starts, l.starts, p.birth_date, coalesce(al.worker_id, l.recorded_by_id)
  from care_legalstatus l join care_incare c on c.id = l.care_id join people_person p on p.id = l.child_id
  left join workforce_allocation al on al.child_id = l.child_id and al."primary" and al.ends is null
 where l.law = 'E1' and l.ends is null and c.ends is null order by l.starts, l.id
"""
_REVIEWED: Final = "select care_id, held from care_carereview where withdrawn is null order by care_id, held"
_DECIDERS: Final = """
select w.id from workforce_worker w join access_account a on a.id = w.account_id
 where 'head_of_service' = any(a.roles) and w.ends is null order by w.id
"""
_AGENCIES: Final = (
    "select id from people_organisation where kind in ('voluntary', 'other') and name ~ 'Kestrel|Open Gate'"
)
_OTHERS: Final = (
    "Her mother could not stop drinking in the time the baby has. Two aunts were assessed, and withdrew.",
    "His father was not found; his grandparents are too ill to bring up a small child. He needs parents until he is "
    "grown up, not carers.",
    "Three older children have been adopted after the same worries. The parents did not take the help that was "
    "offered, and nobody in the family could be approved.",
)
_DECIDED: Final = (
    "She is young enough to belong to a new family for life, and has nobody else. Letters once a year.",
    "He has waited long. The risk that no family is found is smaller than that of growing up without one.",
    "Brothers and sisters stay in touch; the foster carers help with the move.",
)
_PROFILE: Final = (
    "Laughs at her own reflection. Sleeps through since July. Slow to warm to strangers, then does not let go. "
    "Eats everything but peas. May be slow to talk; hears well.",
    "Loves water, dogs and anything with wheels. Needs to know what comes next; holds the hand of whoever reads to "
    "him.",
    "A watchful baby who has begun to smile. Was born early; sees the eye clinic twice a year.",
)
_WHY: Final = (
    "They live near a river and have a dog; patient, with family close by.",
    "They have brought up a child who came to them at two, and know what nights can be like.",
    "A quiet home, one of them at home for the first year, open to letters and to meeting an aunt.",
)
_MATCHED: Final = "They saw the child in the profile, not the diagnoses. They have the time, and people who help."
_DECLINED: Final = (
    "They fear that they are too far away for what contact is planned.",
    "They hope for a younger child.",
)
_SEEKS: Final = ("One child, up to four.", "One or two, a brother and sister perhaps.", "A baby; would foster first.")
_PAUSE: Final = ("Her father died.", "They are moving house.", "He has a new job and asked for two months.")
_REVIEW: Final = "Still hopeful, still suitable. They widened the age to six, and asked for more about trauma."


class Ordered(NamedTuple):
    """A child under a placement order."""

    child: int
    care: int
    entered: date
    ordered: date
    born: date
    worker: int


class Adoptions:
    """Draws adopters and plans."""

    def __init__(self, pen: Pen, kin: Kin, tables: Tables) -> None:
        self.pen, self.dice, self.kin, self.tables = pen, pen.dice, kin, tables
        self.agencies = [int(row[0]) for row in asked(_AGENCIES)]
        self.deciders = [int(row[0]) for row in asked(_DECIDERS)]
        self.reviews: dict[int, list[date]] = defaultdict(list)
        for care, held in asked(_REVIEWED):
            self.reviews[care].append(held)

    def worker(self, day: date) -> int:
        """Somebody who works in adoption."""
        return self.pen.office.worker(self.dice, self.pen.office.team(self.dice, "adoption"), day)

    def household(self, approved: date | None, asked_on: date, *, ours: bool) -> tuple[int, int]:
        """Adopters with their people; approved ones with a home on the register of care. Their number and worker."""
        dice, pen = self.dice, self.pen
        group = names.group_of_child(dice)
        surname = names.surname(dice, group)
        address, worker = self.kin.home(), self.worker(TODAY)
        agency = None if ours else dice.pick(self.agencies)
        name, home = f"The {surname}s", None
        born = TODAY - timedelta(days=dice.whole(29 * 365, 48 * 365))
        sexes = dice.pick(("FM", "FM", "FF", "F"))
        people = [self.kin.somebody(group, sex, born, surname, home=address) for sex in sexes]
        by = "Agency decision maker after panel" if ours else "The agency’s decision maker"
        if approved:
            provider, urn = ("PR1", "SC970001") if ours else ("PR5", "SC970201")
            writer = self.worker(max(approved, date(2018, 4, 1)))
            home = pen.add(
                "care.Home", "adopters", name, address, provider, agency, urn, approved, None, "", worker, writer,
                at(approved, 12),
            )  # fmt: skip
            for person in people:
                pen.add("care.Carer", home, person, True, approved, None)
            places = 2 if dice.chance(0.25) else 1
            pen.add(
                "care.Terms", home, places, places, 0, dice.pick((3, 5, 7)), "any", [], "", by, None, approved, None,
                writer,
            )  # fmt: skip
        held = pen.add(
            "adoption.Adopters", name, agency, worker, asked_on, dice.pick(_SEEKS), dice.chance(0.2), approved,
            by if approved else "", home, None, "", at(asked_on, 12), worker,
        )  # fmt: skip
        for person in people:
            pen.add("adoption.Adopter", held, person)
        return held, worker

    def approved(self, on: date, *, waits: bool) -> int:
        """Adopters approved on a day, who wait still or have been matched. Seven in ten are the trust's."""
        dice, pen, ours = self.dice, self.pen, self.dice.chance(0.7)
        two = shifted(on - timedelta(days=dice.whole(85, 118) if dice.chance(0.88) else dice.whole(125, 160)), 0)
        one = two - timedelta(days=dice.whole(50, 75))
        held, worker = self.household(on, one - timedelta(days=dice.whole(10, 40)) if ours else on, ours=ours)
        if ours:
            self.stage(held, "1", one, two, "on", worker)
            pen.add(
                "adoption.Stage", held, "2", two, two, on, "approved", "", shifted(on, -5), "Approved after panel.",
                False, worker,
            )  # fmt: skip
        since = on
        while waits and add_months(since, 12) < YESTERDAY:
            day = on_or_before(add_months(since, 12) - timedelta(days=dice.whole(2, 30)))
            pen.add("adoption.Wait", held, since, day, _REVIEW, None, worker)
            since = day
        ended = None if waits else on_or_before(since + timedelta(days=dice.whole(5, 40)))
        pen.add("adoption.Wait", held, since, None, "", ended, worker)
        return held

    def stage(self, held: int, number: str, starts: date, ends: date | None, outcome: str, worker: int) -> None:
        """A stage; one in six had a pause, whose days are not counted."""
        dice, pen = self.dice, self.pen
        pause = dice.chance(0.16) and (ends or YESTERDAY) - starts > timedelta(days=40)
        long = dice.whole(10, 25) if pause else 0
        stage = pen.add(
            "adoption.Stage", held, number, starts, starts + timedelta(days=long), ends, outcome if ends else None,
            "Police, health and councils asked; all answered." if ends else "", None,
            "They go on." if ends else "", False, worker,
        )  # fmt: skip
        if pause:
            since = starts + timedelta(days=8)
            pen.add("adoption.Pause", stage, since, since + timedelta(days=long), dice.pick(_PAUSE), worker)

    def asking(self) -> None:
        """A family in stage one or two."""
        dice = self.dice
        two = dice.chance(0.6)
        starts = on_or_before(TODAY - timedelta(days=dice.whole(4, 118 if two else 58)))
        one = starts - timedelta(days=dice.whole(45, 61)) if two else starts
        held, worker = self.household(None, one - timedelta(days=dice.whole(5, 30)), ours=True)
        self.stage(held, "1", one, starts if two else None, "on", worker)
        if two:
            self.stage(held, "2", starts, None, "", worker)

    def plan(self, of: Ordered, waiting: list[int]) -> None:
        """How a child came to the order, and what has come of it since."""
        dice, pen = self.dice, self.pen
        planned = max(of.entered, of.ordered - timedelta(days=dice.whole(60, 140)))
        decided = min(planned + timedelta(days=dice.whole(8, 58)), of.ordered)
        matched = shifted(of.ordered, dice.whole(25, 190))
        found = matched <= YESTERDAY and dice.chance(0.5)
        match = self.approved(shifted(matched, -dice.whole(20, 160)), waits=False) if found else None
        day = matched if match else None
        row = next((each for each in pen.rows["adoption.Adopters"] if each[0] == match), None)
        ours = row[2] is None if row else None
        finder, decider = self.worker(TODAY), dice.pick(self.deciders)
        plan = pen.add(
            "adoption.Adopting", of.child, of.care, of.entered, planned, dice.pick(_OTHERS), finder,
            dice.pick(_PROFILE), decided, decider, dice.pick(_DECIDED), years(of.born, decided) > 4, of.ordered, day,
            ours, at(planned, 17), of.worker,
        )  # fmt: skip
        if match:
            first = shifted(matched, -30)
            pen.add(
                "adoption.Linked", of.child, plan, match, max(first, decided), dice.pick(_WHY), None, "",
                shifted(matched, -6), "yes", shifted(matched, -3), matched, decider, _MATCHED,
                at(max(first, decided), 12), finder,
            )  # fmt: skip
        elif waiting and dice.chance(0.55):
            since = max(decided, on_or_before(TODAY - timedelta(days=dice.whole(6, 90))))
            no = on_or_before(since + timedelta(days=dice.whole(5, 40))) if dice.chance(0.4) else None
            no = no if no and since <= no <= YESTERDAY else None
            pen.add(
                "adoption.Linked", of.child, plan, dice.pick(waiting), since, dice.pick(_WHY), no,
                dice.pick(_DECLINED) if no else "", None, "", None, None, None, "", at(since, 12), finder,
            )  # fmt: skip
        reviews = due(stretches(max(decided, of.ordered), [], None), self.reviews[of.care])
        for place, (each, which) in enumerate(reviews):
            pen.add("adoption.ReviewDue", of.child, plan, place, each.since, each.held, each.ended, which)


def loaded(office: Office, highest: dict[str, int], now: datetime) -> None:
    """Draw and load it, in the caller's transaction."""
    tables = Tables()
    pen = Pen(Dice("adoption"), office, highest)
    drawn = Adoptions(pen, Kin(tables, Dice("adoption", "people"), *free()), tables)
    children = [Ordered(*row) for row in asked(_ORDERED)]
    small = len(children) < WAITING
    waiting = [
        drawn.approved(on_or_before(TODAY - timedelta(days=pen.dice.whole(15, 500))), waits=True)
        for _ in range(WAITING // (4 if small else 1))
    ]
    for _ in range(ASSESSED // (4 if small else 1)):
        drawn.asking()
    for each in children:
        drawn.plan(each, waiting)
    written(tables, now)
    pen.loaded(_HOMES | COLUMNS)
