"""What came after each return: the offer, its answer, the interview; to the published shares, month by month.

In every month that is over, each offer and each interview for that month's returns is made before the month ends, so
that the share asked as at the month's last day is the share asked today.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from righthelp.city.cast import Child, Episode
from righthelp.city.dice import Dice, at, in_office_hours, in_the_day, next_office_time
from righthelp.city.published import LAST, REFUSED_BY, Wanted, nearest, wanted
from righthelp.city.staff import MISSING, TODAY, Staff, Worker
from righthelp.city.tables import Tables
from righthelp.foundation.calendar import Month, local, local_date

HOUR = timedelta(hours=1)
_QUARTER = (Month(2021, 4), Month(2021, 5), Month(2021, 6))
_REASONS = {
    "child": {"spoken": 22, "not_wanted": 46, "no_need": 14, "not_missing": 14, "other": 4},
    "parent": {"spoken": 18, "not_wanted": 8, "no_need": 46, "not_missing": 18, "other": 10},
    "carer": {"spoken": 50, "not_wanted": 10, "no_need": 25, "not_missing": 15},
    "other": {"no_contact": 80, "other": 20},
}
# When the answer to offers of the last days of August came, by the day of return: shares of held, declined and
# still open among those offered, and the share offered at all.
_LATELY = {
    date(2021, 8, 31): (0.22, 0.0, 0.0),
    date(2021, 8, 30): (0.6, 0.0, 0.1),
    date(2021, 8, 29): (0.7, 0.12, 0.1),
    date(2021, 8, 28): (0.8, 0.2, 0.15),
    date(2021, 8, 27): (0.9, 0.35, 0.25),
    date(2021, 8, 26): (0.95, 0.45, 0.3),
    date(2021, 8, 25): (1.0, 0.5, 0.35),
}


class After:
    """Writes offers and sets the facts that follow a return on each episode."""

    def __init__(self, tables: Tables, staff: Staff) -> None:
        self.dice = Dice("after")
        self.tables = tables
        self.staff = staff
        self.team = [each for each in staff.members(MISSING) if each.role == "missing_support_worker"]
        self.stand_ins = [each for each in staff.members(MISSING) if each.role == "missing_coordinator"]

    def written(self, children: list[Child]) -> None:
        by_month: dict[Month, list[Episode]] = defaultdict(list)
        for child in children:
            for episode in child.episodes:
                if child.authority == "330" and episode.end and not episode.cancelled:
                    by_month[Month.of(episode.end)].append(episode)
        for want in wanted():
            episodes = sorted(by_month[want.month], key=lambda each: (each.end or each.start, each.id))
            self._fates(want, episodes)
        self._refusals(by_month)
        for month, episodes in by_month.items():
            for episode in episodes:
                if episode.fate != "never":
                    self._offered(episode, month.ends_at)

    # who is offered, held, declined

    def _fates(self, want: Wanted, episodes: list[Episode]) -> None:
        if want.offered is None or want.held is None:
            for episode in episodes:
                episode.fate = self._fate_lately(episode)
            return
        offered = nearest(want.offered, len(episodes))
        order = sorted(episodes, key=lambda each: (self._hands(each) > 1, self.dice.between(0, 1)))
        for episode in order[: len(episodes) - offered]:
            episode.fate = "never"
        left = order[len(episodes) - offered :]
        over = want.month.ends_at
        left.sort(key=lambda each: (over - _end(each) < 20 * HOUR, self.dice.between(0, 1)))
        held = nearest(want.held, offered)
        for number, episode in enumerate(left):
            episode.fate = "held" if number < held else "declined"

    def _hands(self, episode: Episode) -> int:
        """How many missing support workers there were on the day after the return."""
        if Month.of(_end(episode)) not in (Month(2018, 12), Month(2019, 1)):
            return 1
        return sum(self.staff.working(each, local_date(_end(episode)) + timedelta(days=1)) for each in self.team)

    def _fate_lately(self, episode: Episode) -> str:
        offered, held, declined = _LATELY.get(local_date(_end(episode)), (0.98, 0.52, 0.42))
        if not self.dice.chance(offered):
            return "never"
        draw = self.dice.between(0, 1)
        return "held" if draw < held else "declined" if draw < held + declined else "open"

    def _refusals(self, by_month: dict[Month, list[Episode]]) -> None:
        """Who declined: drawn, but for the published quarter to the whole per cent."""
        quarter = [each for month in _QUARTER for each in by_month[month] if each.fate == "declined"]
        parents = nearest(REFUSED_BY["parent"], len(quarter))
        children = nearest(REFUSED_BY["child"], len(quarter))
        quarter.sort(key=lambda each: (each.where == "care", self.dice.between(0, 1)))
        for number, episode in enumerate(quarter):
            if number < parents:
                episode.declined_by = "parent"
            else:
                episode.declined_by = (
                    "child" if number < parents + children else self.dice.pick(("carer", "carer", "other"))
                )
        for episodes in by_month.values():
            for episode in episodes:
                if episode.fate != "declined":
                    continue
                if not episode.declined_by:
                    shares = {"child": 62, "carer": 26, "parent": 8, "other": 4}
                    if episode.where != "care":
                        shares = {"child": 40, "parent": 54, "other": 6}
                    episode.declined_by = self.dice.weighed(shares)
                episode.decline_reason = self.dice.weighed(_REASONS[episode.declined_by])

    # when, how, by whom

    def _offered(self, episode: Episode, before: datetime) -> None:
        """The attempts, the offer and the answer to it, all before a moment."""
        dice, found = self.dice, _end(episode)
        if dice.chance(0.08):
            first = in_the_day(found + HOUR * dice.between(0.7, 5), dice)
        else:
            first = next_office_time(found + HOUR * dice.between(0.7, 9), dice)
        if first > before - 4 * HOUR:
            first = in_the_day(found + HOUR * dice.between(0.4, 2.5), dice, 7, 20)
        first = min(first, before - 3 * HOUR)
        if first <= found:
            if Month.of(found) == LAST:
                episode.fate = "never"
                return
            first = found + timedelta(minutes=25)
        first = _minute(first)
        self._attempts(episode, found, first)
        answers = dice.chance(0.62) or before - first < 30 * HOUR
        last = first
        if not answers and episode.fate in ("held", "declined"):
            room = min((before - first) / HOUR - 6, 64.0 if episode.fate == "held" else 120.0)
            last = _minute(in_the_day(first + HOUR * dice.between(3, max(4, room)), dice))
            if last > before - 3 * HOUR:
                last = first
        worker = self._worker(episode, first)
        episode.worker, episode.offered = worker.id, first
        if last > first:
            self._offer(episode, first, worker, dice.pick(("message", "later")))
            worker = self._worker(episode, last)
        if episode.fate == "open":
            accepted = dice.chance(0.6)
            self._offer(episode, first, worker, "accepted" if accepted else dice.pick(("message", "later")))
            episode.accepted = first if accepted else None
        elif episode.fate == "held":
            episode.accepted = last
            self._offer(episode, last, worker, "accepted")
            episode.held = self._held(found, last, before)
        else:
            episode.declined = last
            self._offer(episode, last, worker, "declined")

    def _held(self, found: datetime, agreed: datetime, before: datetime) -> datetime:
        dice, due = self.dice, found + 72 * HOUR
        late = dice.chance(0.21) and before - found > 96 * HOUR
        if late or agreed > due - 2 * HOUR:
            longest = min(13 * 24.0, (before - due) / HOUR - 4)
            held = in_the_day(max(due, agreed) + HOUR * dice.between(2, max(3, longest)), dice)
        else:
            latest = min(due, before - HOUR)
            held = in_the_day(agreed + (latest - agreed) * dice.between(0.1, 0.9), dice)
            if held >= due:
                held = agreed + (latest - agreed) * dice.between(0.2, 0.9)
        if held > before - timedelta(minutes=50):
            held = agreed + (before - agreed) * dice.between(0.3, 0.8)
        return max(_minute(held), agreed + timedelta(minutes=5))

    def _attempts(self, episode: Episode, found: datetime, first: datetime) -> None:
        """Calls that reached nobody, before the one that did."""
        for _ in range(self.dice.weighed({0: 62, 1: 26, 2: 12})):
            moment = self.dice.moment_between(found + timedelta(minutes=20), first - timedelta(minutes=10))
            if found < moment < first and 8 <= local(moment).hour < 20:
                worker = self._worker(episode, moment)
                self._row(episode, moment, self.dice.pick(("phone", "phone", "text")), worker, "", "none", "")

    def _worker(self, episode: Episode, moment: datetime) -> Worker:
        """The worker the child knows, if they are at work that day; else a colleague; else a co-ordinator."""
        day = local_date(moment)
        there = [each for each in self.team if self.staff.working(each, day)]
        child = episode.child
        known = next((each for each in there if each.id == child.missing_worker), None)
        chosen = known or self.dice.pick(there or self.stand_ins)
        if known is None and there and (child.missing_worker is None or self.dice.chance(0.3)):
            child.missing_worker = chosen.id
        return chosen

    def _offer(self, episode: Episode, moment: datetime, worker: Worker, answer: str) -> None:
        dice = self.dice
        how = dice.weighed(
            {"phone": 62, "person": 14, "text": 8, "carer": 10 if episode.where == "care" else 1, "worker": 6}
        )
        whom = {"parent": "Mother", "carer": "Keyworker", "other": "Allocated worker", "child": episode.child.forename}
        spoken = (
            whom.get(episode.declined_by, "")
            if answer == "declined"
            else dice.pick((episode.child.forename, "Parent" if episode.where != "care" else "Keyworker"))
        )
        self._row(episode, moment, how, worker, spoken, answer, dice.pick(_NOTES[answer]))

    def _row(
        self, episode: Episode, moment: datetime, how: str, worker: Worker, spoken: str, answer: str, note: str
    ) -> None:
        by, why = (episode.declined_by, episode.decline_reason) if answer == "declined" else ("", "")
        self.tables.add(
            "missing.Offer", episode.id, moment, how, worker.id, spoken, answer, by, why, in_office_hours(moment), note
        )


_NOTES = {
    "message": (
        "Left a message with our number.",
        "Left word with the home.",
        "Text sent with a time that would suit.",
    ),
    "later": (
        "Asked us to ring after school.",
        "Asleep; ring tomorrow.",
        "Out with family; ring in the evening.",
        "Wants to think about it.",
    ),
    "accepted": (
        "Glad that it is the same worker.",
        "Agreed a time and a place.",
        "Would like to meet outside the home.",
        "Said yes at once.",
        "",
    ),
    "declined": (
        "Knows how to reach us.",
        "Offer stays open; number left.",
        "Thanked us; has talked to somebody already.",
        "Said no for today.",
        "",
    ),
}


def _end(episode: Episode) -> datetime:
    assert episode.end is not None  # noqa: S101 only episodes that ended come here
    return episode.end


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def board_day() -> datetime:
    """The first moment of the demonstration's day: nothing in the city happens after it."""
    return at(TODAY, 0)
