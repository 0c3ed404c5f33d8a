"""Giving the children of the plan their lives: name, family, homes, plans, placements and a social worker.

Whatever an episode says of the child at that moment (plan, placement, address, team) is what these rows say too.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

from righthelp.city import names, ties
from righthelp.city.cast import Child, Episode, Stay, birthday
from righthelp.city.dice import Dice, at
from righthelp.city.places import OTHER_AUTHORITIES, Gazetteer
from righthelp.city.published import TRUST_FOSTER_CHILDREN
from righthelp.city.roofs import Roofs
from righthelp.city.settled import kept
from righthelp.city.staff import TODAY, Staff, Worker
from righthelp.city.tables import Tables
from righthelp.foundation.calendar import local_date

_PLACEMENTS = {
    "residential": 46,
    "agency_foster": 23,
    "trust_foster": 7,
    "supported": 14,
    "relatives": 6,
    "parents": 4,
}
_ALONE = {"supported": 55, "agency_foster": 25, "residential": 20}
_SHARED = {"residential": "residential", "agency_foster": "foster", "trust_foster": "foster", "supported": "supported"}
_SIBLINGS = {0: 24, 1: 33, 2: 24, 3: 13, 4: 6}


class Lives:
    """Makes the people of the first part of the city."""

    def __init__(self, tables: Tables, gazetteer: Gazetteer, staff: Staff) -> None:
        self.dice = Dice("lives")
        self.facts = Dice("ties")
        self.tables = tables
        self.gazetteer = gazetteer
        self.staff = staff
        self.people = 0

    def given(self, children: list[Child]) -> None:
        """Give every child of the plan a life; children of other councils live in a home in the city."""
        for child in children:
            if child.authority == "330":
                self._ours(child)
            else:
                self._of_another_council(child)
        self._trust_foster(children)
        self._under_a_roof(children)
        for child in children:
            self._write(child)
        self._allocate(children)
        for child in children:
            for episode in child.episodes:
                self.circumstances(episode)

    def person(self, forename: str, surname: str, born: date, sex: str, group: str, child: Child | None = None) -> int:
        """Write one person; returns the id."""
        self.people += 1
        dice, tongue = self.dice, names.language(self.dice, group)
        alone = child is not None and child.unaccompanied
        if alone:
            tongue = next((each for each in names.GROUPS[group].languages if each != "English"), tongue)
        interpreter = tongue != "English" and (alone or dice.chance(0.25))
        preferred = forename[:3] if child and len(forename) > 5 and dice.chance(0.06) else ""
        self.tables.add(
            "people.Person",
            self.people,
            forename,
            surname,
            preferred,
            born,
            "estimated" if alone and dice.chance(0.4) else "known",
            sex,
            ties.asked(names.ethnicity(dice, group), self.people),
            tongue,
            interpreter,
            alone,
            child.authority if child else "330",
            1,
            None,
        )
        return self.people

    def _named(self, child: Child) -> None:
        child.group = names.group_of_child(self.dice, alone=child.unaccompanied)
        child.sex = "M" if child.unaccompanied and self.dice.chance(0.88) else self.dice.pick("FM")
        child.forename = names.forename(self.dice, child.group, child.sex)
        child.surname = names.surname(self.dice, child.group)

    def _of_another_council(self, child: Child) -> None:
        self._named(child)
        child.id = self.person(child.forename, child.surname, child.birth, child.sex, child.group, child)
        home = self.dice.pick(self.gazetteer.shared["residential", False])
        first = min(child.starts).date() - timedelta(days=self.dice.whole(20, 300))
        child.stays = [Stay(max(first, child.birth), None, "residential", home.id)]

    def _ours(self, child: Child) -> None:
        self._named(child)
        child.id = self.person(child.forename, child.surname, child.birth, child.sex, child.group, child)
        self._involve(child)
        if child.unaccompanied:
            self.tables.add("people.Identifier", child.id, "home_office", f"HO-SYN-{child.id:07d}")
        else:
            self._family(child)
        if child.status == "care":
            self._place(child)

    # plans and care

    def _involve(self, child: Child) -> None:
        """When the plan or the time in care began and ended."""
        dice = self.dice
        first, last = min(child.starts).date(), self._last_day(child)
        grown = child.eighteen()
        longest = (first - child.birth).days - 20
        if child.status == "none":
            if dice.chance(0.3):
                ended = first - timedelta(days=dice.whole(30, 900))
                begun = ended - timedelta(days=dice.whole(60, 300))
                if begun > child.birth:
                    child.involved.append(("cin", begun, ended))
            return
        if child.unaccompanied:
            before = dice.whole(6, 220)
        else:
            before = int(
                {"care": 30 + dice.spread(620), "cp": 15 + dice.spread(90), "cin": 10 + dice.spread(110)}[child.status]
            )
        begun = first - timedelta(days=min(before, longest))
        over = last + timedelta(days=int(20 + dice.spread({"care": 420, "cp": 110, "cin": 90}[child.status])))
        if over > grown:
            over = max(grown, last + timedelta(days=1))
        child.involved.append((child.status, begun, None if over > TODAY else over))
        if child.status == "care" and not child.unaccompanied and dice.chance(0.55):
            start = begun - timedelta(days=dice.whole(90, 500))
            if start > child.birth:
                child.involved.append((dice.pick(("cin", "cin", "cp")), start, begun))
        if child.status == "cp" and dice.chance(0.6):
            start = begun - timedelta(days=dice.whole(40, 200))
            if start > child.birth:
                child.involved.append(("cin", start, begun))

    @staticmethod
    def _last_day(child: Child) -> date:
        return max(local_date(ended) if ended else TODAY for _, ended in child.spans)

    def _place(self, child: Child) -> None:
        """Placements through the time in care; none changes while the child is missing."""
        dice = self.dice
        _, begun, ended = next(each for each in child.involved if each[0] == "care")
        end = ended or TODAY
        changes = [begun]
        day = begun
        while True:
            day += timedelta(days=int(40 + dice.spread(270)))
            if day >= end - timedelta(days=10):
                break
            if not any(start.date() <= day <= (stop.date() if stop else TODAY) for start, stop in child.spans):
                changes.append(day)
        for start in changes:
            kind = dice.weighed(_ALONE if child.unaccompanied else _PLACEMENTS)
            if kind == "supported" and start < birthday(child.birth, 16):
                kind = "agency_foster"
            child.stays.append(Stay(start, ended, kind, self._address(child, kind)))
        child.stays = [child.stays[place] for place in kept(Dice("settled", child.id), changes)]
        for one, following in pairwise(child.stays):
            one.ends = following.starts

    def _address(self, child: Child, kind: str) -> int:
        if kind == "parents" and child.home:
            return child.home
        if kind in ("relatives", "parents"):
            return self.gazetteer.address(child.area).id
        return self.dice.pick(self.gazetteer.shared[_SHARED[kind], self.dice.chance(0.17)]).id

    def _trust_foster(self, children: list[Child]) -> None:
        """Exactly as many children missing from the Trust's own foster carers in the last six months as published."""
        since = at(date(2021, 3, 1), 0)
        found = [
            child
            for child in children
            if any(
                each.start >= since and each.where == "care" and self._stay(each).kind == "trust_foster"
                for each in child.episodes
            )
        ]
        for child in found[TRUST_FOSTER_CHILDREN:]:
            for stay in child.stays:
                if stay.kind == "trust_foster":
                    stay.kind = "agency_foster"

    def _under_a_roof(self, children: list[Child]) -> None:
        """A home has room, and gives such placements: of each area as many as before."""
        places = [each for found in self.gazetteer.shared.values() for each in found]
        roofs = Roofs((each.id, each.kind, each.area) for each in places)
        for child in children:
            if child.authority == "330":
                for stay in child.stays:
                    stay.address = roofs.found(stay.kind, stay.address, stay.starts, stay.ends)

    @staticmethod
    def _stay(episode: Episode) -> Stay:
        day = local_date(episode.start)
        return next(
            each for each in episode.child.stays if each.starts <= day and (each.ends is None or day < each.ends)
        )

    # families and homes

    def _family(self, child: Child) -> None:
        dice = self.dice
        home = self.gazetteer.address(child.area)
        child.home = home.id
        moved = min(child.starts).date() - timedelta(days=dice.whole(150, 3600))
        siblings = [
            child.birth + timedelta(days=dice.pick((-1, 1)) * dice.whole(330, 2700))
            for _ in range(dice.weighed(_SIBLINGS))
        ]
        siblings = [born for born in siblings if born < date(2021, 8, 1)]
        oldest = min([child.birth, *siblings])
        mother = None
        if dice.chance(0.96):
            born = oldest - timedelta(days=dice.whole(17 * 366, 34 * 365))
            family = child.surname if dice.chance(0.7) else names.surname(dice, child.group)
            mother = self.person(names.forename(dice, child.group, "F"), family, born, "F", child.group)
            self.tables.add("people.Residence", *ties.lives(mother, home.id, max(moved, born)))
        father = None
        if dice.chance(0.72):
            born = oldest - timedelta(days=dice.whole(18 * 366, 40 * 365))
            father = self.person(names.forename(dice, child.group, "M"), child.surname, born, "M", child.group)
            lives = home if dice.chance(0.5) else self.gazetteer.address(dice.pick(("east", "south", "nwc")))
            self.tables.add("people.Residence", *ties.lives(father, lives.id, max(moved, born)))
        child.mother, child.father = mother, father
        brood = {child.id: child.birth}
        for born in siblings:
            sex = dice.pick("FM")
            sibling = self.person(names.forename(dice, child.group, sex), child.surname, born, sex, child.group)
            brood[sibling] = born
            if birthday(born, 22) > TODAY:
                self.tables.add("people.Residence", *ties.lives(sibling, home.id, max(moved, born)))
        for one, day in brood.items():
            if mother:
                self.tables.add("people.Relationship", *ties.mother_of(one, mother, day, self.facts))
            if father:
                known = dice.chance(0.8)
                self.tables.add("people.Relationship", *ties.father_of(one, father, day, self.facts, responsible=known))
        for one in brood:
            for other in brood:
                if one != other:
                    self.tables.add("people.Relationship", *ties.siblings(one, other, self.facts))

    def _write(self, child: Child) -> None:
        """The rows of where the child lived and which plans they had."""
        tables = self.tables
        for kind, begun, ended in child.involved:
            tables.add("people.Involvement", child.id, kind, begun, ended)
        lived: list[tuple[int, date, date | None]] = []
        if child.home:
            begins = [
                min(child.starts).date(),
                *(each[1] for each in child.involved),
                *(each.starts for each in child.stays),
            ]
            first = min(begins)
            moved = max(child.birth, first - timedelta(days=self.dice.whole(30, 2500)))
            day: date | None = moved
            for stay in child.stays:
                if day is not None and day < stay.starts:
                    lived.append((child.home, day, stay.starts))
                lived.append((stay.address, stay.starts, stay.ends))
                day = stay.ends
            if day is not None:
                lived.append((child.home, day, None))
        else:
            lived = [(stay.address, stay.starts, stay.ends) for stay in child.stays]
        for address, starts, ends in lived:
            tables.add("people.Residence", *ties.lives(child.id, address, starts, ends))
        if child.authority == "330":
            for stay in child.stays:
                tables.add("people.Placement", child.id, stay.address, stay.kind, stay.starts, stay.ends)
        tables.add("people.Identifier", child.id, "police", f"WMP-SYN-{child.id:07d}")

    # social workers

    def _allocate(self, children: list[Child]) -> None:
        ours = self.dice.shuffled([child for child in children if child.authority == "330"])
        self._demonstration(ours)
        for child in ours:
            spans = sorted((begun, ended) for _, begun, ended in child.involved)
            status = child.status
            if not spans:
                first = max(each.start for each in child.episodes)
                if self.dice.chance(0.3):
                    begun = local_date(first) + timedelta(days=self.dice.whole(2, 9))
                    over = begun + timedelta(days=self.dice.whole(30, 70))
                    if begun < TODAY:
                        spans, status = [(begun, None if over > TODAY else over)], "cin"
            for begun, ended in spans:
                self._hold(child, status, begun, ended)

    def _demonstration(self, children: list[Child]) -> None:
        """The demonstration's social worker holds seventeen children in care, those missing lately first."""
        worker = self.staff.worker("social_worker")
        held = [
            child
            for child in children
            if child.status == "care"
            and child.area == "east"
            and not child.unaccompanied
            and any(kind == "care" and ended is None for kind, _, ended in child.involved)
        ]
        held.sort(key=lambda child: max(child.starts), reverse=True)
        for child in held[:8] + held[20:29]:
            begun = next(begun for kind, begun, ended in child.involved if kind == "care" and ended is None)
            since = max(at(begun, 10), at(TODAY - timedelta(days=self.dice.whole(60, 700)), 10))
            child.allocated.append((worker.id, since, None))
            self.tables.add("workforce.Allocation", child.id, worker.id, True, since, None, "Long-term work in care")
            worker.holds += 1

    def _hold(self, child: Child, status: str, begun: date, ended: date | None) -> None:
        """One primary worker after another for a period; the demonstration's worker keeps those already theirs."""
        dice = self.dice
        day = begun
        stop = min(ended, TODAY) if ended else TODAY
        kept = [each for each in child.allocated if each[2] is None]
        if kept and ended is None:
            stop = min(stop, local_date(kept[0][1]))
        while day < stop:
            following = day + timedelta(days=int(120 + dice.spread(420)))
            until: date | None = following
            if following >= stop:
                until = stop if kept and ended is None else ended
            worker = self._holder(child, status, day, open_ended=until is None)
            starts = at(day, 10)
            ends = at(until, 10) if until else None
            child.allocated.append((worker.id, starts, ends))
            self.tables.add("workforce.Allocation", child.id, worker.id, True, starts, ends, "")
            if until is None:
                return
            day = max(following, until)

    def _holder(self, child: Child, status: str, day: date, *, open_ended: bool) -> Worker:
        options = self.staff.holders(status, child.area, alone=child.unaccompanied)
        if open_ended:
            worker = min(self.dice.some(options, 4), key=lambda each: each.holds)
            if worker is self.staff.worker("social_worker"):
                worker = next(each for each in options if each is not worker)
            worker.holds += 1
            return worker
        return self.dice.pick([each for each in options if each.starts <= day] or options)

    def circumstances(self, episode: Episode) -> None:
        """What was so when the child went missing."""
        child = episode.child
        place = None
        if child.stays and (child.status == "care" or child.authority != "330"):
            stay = self._stay(episode)
            episode.placement = stay.kind
            episode.address = stay.address
            place = self.gazetteer.places[stay.address - 1]
        else:
            episode.address = child.home
            place = self.gazetteer.places[child.home - 1] if child.home else None
        episode.area = place.area if place else child.area
        for worker, starts, ends in child.allocated:
            if starts <= episode.start and (ends is None or episode.start < ends):
                episode.primary = worker
                episode.team = self.staff.workers[worker - 1].team


def of_other_councils(dice: Dice, months: list[tuple[date, date]]) -> list[Child]:
    """Children whom other councils placed in the city, and the times they went missing: about twenty a month."""
    found: list[Child] = []
    active: list[Child] = []
    for first, last in months:
        active = [child for child in active if child.until > last]
        for _ in range(dice.whole(15, 26)):
            start = dice.going_missing(first, last)
            end: datetime = start + dice.lasting()
            end = end.replace(second=0, microsecond=0)
            if end > at(TODAY, 0) - timedelta(hours=1):
                continue
            child = dice.pick(active) if active and dice.chance(0.55) else None
            if child is None or not child.free(start, end):
                birth = start.date() - timedelta(days=dice.whole(13 * 366, 16 * 366))
                until = start.date() + timedelta(days=min(360, int(30 + dice.spread(150))))
                child = Child("care", birth, until, "", authority=dice.pick(OTHER_AUTHORITIES))
                found.append(child)
                active.append(child)
            child.goes(start, end, "care")
    tonight = Child("care", date(2006, 3, 14), TODAY, "", authority="333")
    tonight.goes(at(TODAY - timedelta(days=1), 20, 35), None, "care")
    return [*found, tonight]
