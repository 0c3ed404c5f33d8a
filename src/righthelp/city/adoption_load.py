"""Adoption: a plan for every child under a placement order, adopters considered and matched, and the register of
adopters from those who asked to those who wait."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from righthelp.city import adopters_homes, care_homes
from righthelp.city.adopters_homes import BY, TRUST, Agency
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
from righthelp.practice.care.codes_homes import ADOPTIVE
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
        "decided_why", "over_four", "ordered", "matched", "ours", "placed", "by_carer", "recorded", "recorded_by_id",
    ),
    "adoption.Linked": (
        "child_id", "plan_id", "adopters_id", "considered", "why", "declined", "declined_why", "panel", "panel_says",
        "minutes", "matched", "matched_by_id", "matched_why", "introductions", "meets_from", "meets_to", "stay_id",
        "recorded", "recorded_by_id",
    ),
    "adoption.ReviewDue": ("child_id", "plan_id", "place", "since", "held", "ended", "which"),
}  # fmt: skip
_HOMES: Final = {name: care_homes.COLUMNS[name] for name in ("care.Home", "care.Carer", "care.Terms")}
WAITING: Final = 34
"""Approved adopters without a child, in the whole city."""
ASSESSED: Final = 28
"""Those in stage one or two."""
_ORDERED: Final = """
select l.child_id, l.care_id, c.starts, l.starts, p.birth_date, coalesce(al.worker_id, l.recorded_by_id), s.id,
       s.starts, s.home_id
  from care_legalstatus l join care_incare c on c.id = l.care_id join people_person p on p.id = l.child_id
  left join workforce_allocation al on al.child_id = l.child_id and al."primary" and al.ends is null
  left join care_stay s on s.care_id = l.care_id and s.ends is null and s.place = any(%s)
 where l.law = 'E1' and l.ends is null and c.ends is null order by l.starts, l.id
"""
_HOUSES: Final = """
select h.id, h.name, h.agency_id, h.starts, h.worker_id,
       array(select k.person_id from care_carer k where k.home_id = h.id order by k.id)
  from care_home h where h.kind = 'adopters' order by h.id
"""
_REVIEWED: Final = "select care_id, held from care_carereview where withdrawn is null order by care_id, held"
_DECIDERS: Final = """
select w.id from workforce_worker w join access_account a on a.id = w.account_id
 where 'head_of_service' = any(a.roles) and w.ends is null order by w.id
"""
_AGENCIES: Final = """
select distinct agency_id, provider, urn from care_home where kind = 'foster' and provider = 'PR5' order by agency_id
"""
_OTHERS: Final = (
    "The mother could not stop drinking in the time a small child has. Two aunts were assessed, and withdrew.",
    "The father was not found; the grandparents are too ill to bring up a small child, who needs parents for good and "
    "not carers.",
    "Three older children have been adopted after the same worries. The parents did not take the help that was "
    "offered, and nobody in the family could be approved.",
)
_DECIDED: Final = (
    "Young enough to belong to a new family for life, with nobody else. Letters once a year.",
    "The wait was long. The risk that no family is found is smaller than that of growing up without one.",
    "Brothers and sisters stay in touch; the foster carers help with the move.",
)
_PROFILE: Final = (
    "Laughs at every mirror. Sleeps through since July. Slow to warm to strangers, then does not let go. "
    "Eats everything but peas. May be slow to talk; hears well.",
    "Loves water, dogs and anything with wheels. Needs to know what comes next; holds the hand of whoever reads.",
    "A watchful baby who has begun to smile. Was born early; sees the eye clinic twice a year.",
)
_WHY: Final = (
    "They live near a river and have a dog; patient, with family close by.",
    "They have brought up a child who came to them at two, and know what nights can be like.",
    "A quiet home, one of them at home for the first year, open to letters and to meeting an aunt.",
)
_MEET: Final = (
    "Seven days: an hour at the foster carers’ first, then bath and bed there; the second weekend at the new home.",
    "Ten days with a rest in the middle. The foster carer comes along to the new home twice, and leaves the blanket.",
    "A video of the house and the dog first. Then each day a little longer, the review on day five.",
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
    stay: int | None
    placed: date | None
    home: int | None


class House(NamedTuple):
    """A home of adopters that care knows, because a child lives there."""

    home: int
    name: str
    agency: int | None
    approved: date
    worker: int
    people: list[int]


class Adoptions:
    """Draws adopters and plans."""

    def __init__(self, pen: Pen, kin: Kin, tables: Tables) -> None:
        self.pen, self.dice, self.kin, self.tables = pen, pen.dice, kin, tables
        self.agencies = [Agency(*row) for row in asked(_AGENCIES)]
        self.deciders = [int(row[0]) for row in asked(_DECIDERS)]
        self.reviews: dict[int, list[date]] = defaultdict(list)
        for care, held in asked(_REVIEWED):
            self.reviews[care].append(held)
        self.houses = {row[0]: House(*row) for row in asked(_HOUSES)}
        self.of_house: dict[int, int] = {}

    def worker(self, day: date) -> int:
        """Somebody who works in adoption."""
        return self.pen.office.worker(self.dice, self.pen.office.team(self.dice, "adoption"), day)

    def household(self, approved: date | None, asked_on: date, *, ours: bool) -> tuple[int, int]:
        """Adopters with their people; approved ones with a home on the register of care. Their number and worker."""
        dice, address = self.dice, self.kin.home()
        agency = TRUST if ours else dice.pick(self.agencies)
        who = adopters_homes.couple(dice, self.kin, address)
        name, home, worker = f"The {who[0]}s", None, self.worker(TODAY)
        if approved:
            places = 2 if dice.chance(0.25) else 1
            made = adopters_homes.opened(self.pen, dice, who, address, agency, approved, places=places, oldest=0)
            home, worker = made.home, made.worker
        return self.registered(name, agency.number, worker, asked_on, approved, home, who[1]), worker

    def registered(
        self, name: str, agency: int | None, worker: int, asked_on: date, approved: date | None, home: int | None,
        people: list[int],
    ) -> int:  # fmt: skip
        """Adopters on the register."""
        dice, pen = self.dice, self.pen
        held = pen.add(
            "adoption.Adopters", name, agency, worker, asked_on, dice.pick(_SEEKS), dice.chance(0.2), approved,
            BY[agency is None] if approved else "", home, None, "", at(asked_on, 12), worker,
        )  # fmt: skip
        for person in people:
            pen.add("adoption.Adopter", held, person)
        return held

    def approved(self, on: date, *, waits: bool, house: House | None = None, until: date | None = None) -> int:
        """Adopters approved on a day, who wait still or waited ``until`` a child came. Seven in ten are the trust's.
        ``house``: their home is on the register already."""
        dice, pen = self.dice, self.pen
        ours = house.agency is None if house else dice.chance(0.7)
        two = shifted(on - timedelta(days=dice.whole(85, 118) if dice.chance(0.88) else dice.whole(125, 160)), 0)
        one = two - timedelta(days=dice.whole(50, 75))
        asked_on = one - timedelta(days=dice.whole(10, 40)) if ours else on
        if house:
            worker = house.worker
            held = self.registered(house.name, house.agency, worker, asked_on, on, house.home, house.people)
        else:
            held, worker = self.household(on, asked_on, ours=ours)
        if ours:
            self.stage(held, "1", one, two, "on", worker)
            pen.add(
                "adoption.Stage", held, "2", two, two, on, "approved", "", shifted(on, -5), "Approved after panel.",
                False, worker,
            )  # fmt: skip
        since = on
        while add_months(since, 12) < (YESTERDAY if waits else until or on):
            day = on_or_before(add_months(since, 12) - timedelta(days=dice.whole(2, 30)))
            pen.add("adoption.Wait", held, since, day, _REVIEW, None, worker)
            since = day
        ended = None if waits else until or on_or_before(since + timedelta(days=dice.whole(5, 40)))
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
        match, matched, ours = self._match(of)
        finder, decider = self.worker(TODAY), dice.pick(self.deciders)
        plan = pen.add(
            "adoption.Adopting", of.child, of.care, of.entered, planned, dice.pick(_OTHERS), finder,
            dice.pick(_PROFILE), decided, decider, dice.pick(_DECIDED), years(of.born, decided) > 4, of.ordered,
            matched if match else None, ours, of.placed, False if of.placed else None, at(planned, 17), of.worker,
        )  # fmt: skip
        if match:
            considered = max(shifted(matched, -30), decided)
            first = shifted(of.placed, -dice.whole(6, 9)) if of.placed else None
            pen.add(
                "adoption.Linked", of.child, plan, match, considered, dice.pick(_WHY), None, "", shifted(matched, -6),
                "yes", shifted(matched, -3), matched, decider, _MATCHED, dice.pick(_MEET) if first else "", first,
                of.placed - timedelta(days=1) if of.placed else None, of.stay, at(considered, 12), finder,
            )  # fmt: skip
        elif waiting and dice.chance(0.55):
            since = max(decided, on_or_before(TODAY - timedelta(days=dice.whole(6, 90))))
            no = on_or_before(since + timedelta(days=dice.whole(5, 40))) if dice.chance(0.4) else None
            no = no if no and since <= no <= YESTERDAY else None
            pen.add(
                "adoption.Linked", of.child, plan, dice.pick(waiting), since, dice.pick(_WHY), no,
                dice.pick(_DECLINED) if no else "", None, "", None, None, None, "", "", None, None, None, at(since, 12),
                finder,
            )  # fmt: skip
        moves = [(of.placed, None)] if of.placed else []
        reviews = due(stretches(max(decided, of.ordered), moves, None), self.reviews[of.care])
        for place, (each, which) in enumerate(reviews):
            pen.add("adoption.ReviewDue", of.child, plan, place, each.since, each.held, each.ended, which)

    def _match(self, of: Ordered) -> tuple[int | None, date, bool | None]:
        """The adopters with whom the child lives, brothers and sisters with the same ones; or who were found for one in
        eight, who gets to know them now; and the day of the match."""
        dice = self.dice
        if of.placed is not None and of.home is not None:
            matched = max(shifted(of.placed, -dice.whole(14, 28)), shifted(of.ordered, 8))
            house = self.houses[of.home]
            if of.home not in self.of_house:
                self.of_house[of.home] = self.approved(house.approved, waits=False, house=house, until=of.placed)
            return self.of_house[of.home], matched, house.agency is None
        matched = on_or_before(TODAY - timedelta(days=dice.whole(2, 30)))
        if (matched - of.ordered).days < 45 or not dice.chance(0.16):
            return None, matched, None
        match = self.approved(shifted(matched, -dice.whole(40, 200)), waits=True)  # until the child is placed
        row = next(each for each in self.pen.rows["adoption.Adopters"] if each[0] == match)
        return match, matched, row[2] is None


def loaded(office: Office, highest: dict[str, int], now: datetime) -> None:
    """Draw and load it, in the caller's transaction."""
    tables = Tables()
    pen = Pen(Dice("adoption"), office, highest)
    drawn = Adoptions(pen, Kin(tables, Dice("adoption", "people"), *free()), tables)
    children = [Ordered(*row) for row in asked(_ORDERED, sorted(ADOPTIVE))]
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
