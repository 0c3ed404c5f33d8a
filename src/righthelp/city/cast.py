"""The children who go missing in the city, before they have names: who they are to the drawing of their episodes."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from righthelp.city.dice import Dice
from righthelp.foundation.calendar import Month

WINDOW = timedelta(days=30)
_CLEAR = timedelta(hours=14)  # kept away from the window's edge, so that no reading of "30 days" differs
_AGES = {9: 1, 10: 1.5, 11: 3, 12: 7, 13: 13, 14: 20, 15: 24, 16: 20, 17: 12}


@dataclass(slots=True)
class Stay:
    """One placement of a child in care: from a day, to a day (None while it lasts), where and of what kind."""

    starts: date
    ends: date | None
    kind: str
    address: int


@dataclass(slots=True, eq=False)
class Episode:
    """One time a child was missing, with everything that came after. ``id`` is given once all are drawn."""

    child: Child
    start: datetime
    end: datetime | None
    where: str
    id: int = 0
    cancelled: bool = False
    notified: datetime | None = None
    placement: str = ""
    address: int | None = None
    area: str = ""
    team: int | None = None
    worker: int | None = None
    primary: int | None = None
    risk: str = ""
    reference: str = ""
    fate: str = ""  # what became of the interview: held, declined, never, open
    offered: datetime | None = None
    accepted: datetime | None = None
    declined: datetime | None = None
    declined_by: str = ""
    decline_reason: str = ""
    held: datetime | None = None
    strategy: datetime | None = None
    forwarded: datetime | None = None


@dataclass(slots=True, eq=False)
class Child:
    """A child with one stretch of life in which they go missing; ``status`` is what they are to us throughout."""

    status: str
    birth: date
    until: date  # the stretch's last day
    area: str
    unaccompanied: bool = False
    authority: str = "330"
    id: int = 0
    group: str = ""
    sex: str = ""
    forename: str = ""
    surname: str = ""
    home: int | None = None
    mother: int | None = None
    father: int | None = None
    stays: list[Stay] = field(default_factory=list)
    involved: list[tuple[str, date, date | None]] = field(default_factory=list)
    allocated: list[tuple[int, datetime, datetime | None]] = field(default_factory=list)
    missing_worker: int | None = None
    starts: list[datetime] = field(default_factory=list)
    spans: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    episodes: list[Episode] = field(default_factory=list)
    repeats: set[Month] = field(default_factory=set)  # the months in which a third time in 30 days is meant

    def eighteen(self) -> date:
        return birthday(self.birth, 18)

    def free(self, start: datetime, end: datetime | None, gap: timedelta = timedelta(hours=5)) -> bool:
        """Whether the child is not missing from a while before start to a while after end."""
        for begun, ended in self.spans:
            if (end is None or begun < end + gap) and (ended is None or start < ended + gap):
                return False
        return True

    def would_repeat(self, start: datetime) -> bool:
        """Whether an episode from ``start`` makes a third within 30 days, in a month not meant to have one."""
        all_starts = sorted([*self.starts, start])
        return any(
            third - all_starts[n] < WINDOW + _CLEAR and Month.of(third) not in self.repeats
            for n, third in enumerate(all_starts[2:])
        )

    def goes(self, start: datetime, end: datetime | None, where: str) -> Episode:
        """Record one episode."""
        episode = Episode(self, start, end, where)
        insort(self.starts, start)
        self.spans.append((start, end))
        self.episodes.append(episode)
        return episode

    def moved(self, episode: Episode, start: datetime) -> None:
        """Put an episode's beginning at another moment."""
        self.starts.remove(episode.start)
        self.spans.remove((episode.start, episode.end))
        insort(self.starts, start)
        self.spans.append((start, episode.end))
        episode.start = start


def birthday(birth: date, age: int) -> date:
    """The day a person born on ``birth`` reaches an age; 29 February's children on 1 March."""
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        return date(birth.year + age, 3, 1)


def new_child(dice: Dice, status: str, first: datetime, *, unaccompanied: bool = False) -> Child:
    """A child of a status who first goes missing on a day, aged 9 to 17, with months of it ahead."""
    day = first.date()
    age = dice.whole(15, 17) if unaccompanied else dice.weighed(_AGES)
    birth = day - timedelta(days=int(age * 365.25) + dice.whole(3, 300))
    ahead = 25 + dice.spread(230 if status == "care" else 110)
    until = min(day + timedelta(days=int(ahead)), birthday(birth, 18) - timedelta(days=20))
    area = dice.weighed({"east": 38, "south": 31, "nwc": 31})
    return Child(status, birth, max(until, day), area, unaccompanied)
