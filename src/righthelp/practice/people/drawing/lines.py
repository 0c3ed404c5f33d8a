"""The lines of a genogram: where each runs between the rows, on a track of its own, so that none lies on another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from righthelp.practice.people.drawing.family import Bond, How
from righthelp.practice.people.drawing.plan import Clan, Plan

SIZE = 40.0  # a symbol's width and height
HALF = SIZE / 2
LABEL = 56.0  # room for two lines of name and one of years
TRACK = 15.0
_CLEAR = 14.0
TOP = 20.0

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A line through ``points``. ``kind`` says what it stands for; ``relations`` where it comes from; strokes
    through it are drawn at ``mark``."""

    kind: str
    points: tuple[Point, ...]
    relations: frozenset[int]
    mark: Point | None = None
    parted: str = ""


@dataclass
class _Run:
    """A stretch along a channel that needs a track: from ``left`` to ``right``."""

    left: float
    right: float
    track: int = 0


@dataclass
class _Level(_Run):
    """A line beneath a row between two people of it."""

    a: int = 0
    b: int = 0
    kind: str = ""
    relation: int = 0
    parted: str = ""


@dataclass
class _Bar(_Run):
    """The line from which children, or the next place to pass through, hang."""

    clan: Clan = field(default_factory=lambda: Clan((), How.BIRTH, 0))
    source: float | None = None
    from_place: int | None = None
    targets: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Drawn:
    """Where everything is: the middle of each person, every line, and how far down the rows reach."""

    at: dict[int, Point]
    lines: list[Line]
    height: float
    label_bottom: dict[int, float]


class _Router:
    def __init__(self, plan: Plan, across: dict[int, float]) -> None:
        self.plan, self.x = plan, across
        self.beside: dict[int, int] = {}
        for blocks in plan.rows:
            for block in blocks:
                self.beside |= dict(pairwise(block))
        self.levels: dict[int, list[_Level]] = defaultdict(list)
        self.bars: dict[int, list[_Bar]] = defaultdict(list)
        self.claims: dict[tuple[int, str], list[tuple[float, object]]] = defaultdict(list)
        self.straight: list[Bond] = []
        self.of_bond: dict[frozenset[int], _Level] = {}

    def route(self) -> Drawn:
        self._bonds()
        for tie in self.plan.level:
            self._level(tie.a, tie.b, "other", tie.relation)
        for clan in self.plan.clans:
            self._hang(clan)
        for levels in self.levels.values():
            _tracked(levels)
        for bars in self.bars.values():
            _tracked(bars)
        self._rows()
        lines = [*self._bond_lines(), *self._level_lines()]
        for bars in self.bars.values():
            for bar in bars:
                lines += self._bar_lines(bar)
        at = {
            figure.key: (self.x[figure.key], self.y[self.plan.row[figure.key]]) for figure in self.plan.family.figures
        }
        lines += [Line("astray", (at[a], at[b]), frozenset({relation})) for a, b, relation in self.plan.astray]
        return Drawn(at, lines, self.height, {row: y + HALF + LABEL for row, y in self.y.items()})

    def _bonds(self) -> None:
        drawn: set[frozenset[int]] = set()
        for bond in self.plan.bonds:
            pair = frozenset((bond.a, bond.b))
            if pair not in drawn and (self.beside.get(bond.a) == bond.b or self.beside.get(bond.b) == bond.a):
                self.straight.append(bond)
            else:
                level = self._level(bond.a, bond.b, bond.tie.value, bond.relation, bond.parted.value)
                self.of_bond.setdefault(pair, level)
            drawn.add(pair)

    def _level(self, a: int, b: int, kind: str, relation: int, parted: str = "") -> _Level:
        a, b = sorted((a, b), key=lambda key: self.x[key])
        run = _Level(self.x[a], self.x[b], 0, a, b, kind, relation, parted)
        self.levels[self.plan.row[a]].append(run)
        self.claims[a, "bottom"].append((self.x[b], run))
        self.claims[b, "bottom"].append((self.x[a], run))
        return run

    def _hang(self, clan: Clan) -> None:
        for child_row in sorted({self.plan.row[child] for child in clan.children}):
            children = [child for child in clan.children if self.plan.row[child] == child_row]
            steps: list[list[int]] = [[place] for place in clan.passing.get(child_row, [])] + [children]
            row, before = (clan.row, None) if clan.parents else (child_row - 1, None)
            for targets in steps:
                bar = _Bar(0, 0, 0, clan, None, before, targets)
                xs = [self.x[key] for key in targets]
                if before is not None:
                    xs.append(self.x[before])
                elif clan.parents:
                    bar.source = sum(self.x[parent] for parent in clan.parents) / len(clan.parents)
                    xs.append(bar.source)
                    if len(clan.parents) == 1:
                        self.claims[clan.parents[0], "bottom"].append((sum(xs) / len(xs), bar))
                bar.left, bar.right = min(xs) - 10, max(xs) + 10
                for target in targets:
                    if target > 0:
                        middle = bar.source if bar.source is not None else sum(xs) / len(xs)
                        self.claims[target, "top"].append((middle, bar))
                self.bars[row].append(bar)
                row, before = row + 1, targets[0]

    def _rows(self) -> None:
        self.y: dict[int, float] = {}
        self.level_top: dict[int, float] = {}
        self.bar_top: dict[int, float] = {}
        at = TOP
        for row in range(-1, len(self.plan.rows)):
            if row >= 0:
                self.y[row] = at + HALF
                at += SIZE + LABEL
            level_tracks = max((run.track for run in self.levels[row]), default=-1) + 1
            bar_tracks = max((run.track for run in self.bars[row]), default=-1) + 1
            self.level_top[row] = at + 6
            self.bar_top[row] = at + 6 + level_tracks * TRACK + (4 if bar_tracks else 0)
            if level_tracks or bar_tracks or 0 <= row < len(self.plan.rows) - 1:
                at = self.bar_top[row] + bar_tracks * TRACK + _CLEAR
        self.height = at

    def _attached(self, key: int, side: str, what: object) -> float:
        """Where along a symbol's edge a line is attached: lines that go left are on the left."""
        claims = sorted(self.claims[key, side], key=lambda claim: claim[0])
        place = next(number for number, claim in enumerate(claims) if claim[1] is what)
        apart = min(9.0, 24.0 / max(1, len(claims) - 1))
        return self.x[key] + (place - (len(claims) - 1) / 2) * apart

    def _bond_lines(self) -> list[Line]:
        found = []
        for bond in self.straight:
            left, right = sorted((bond.a, bond.b), key=lambda key: self.x[key])
            y = self.y[self.plan.row[left]]
            points = ((self.x[left] + HALF, y), (self.x[right] - HALF, y))
            mark = (points[0][0] * 0.76 + points[1][0] * 0.24, y)  # away from the middle, where children hang
            found.append(Line(bond.tie.value, points, frozenset({bond.relation}), mark, bond.parted.value))
        return found

    def _track_y(self, run: _Level) -> float:
        return self.level_top[self.plan.row[run.a]] + run.track * TRACK

    def _level_lines(self) -> list[Line]:
        found = []
        for row, runs in self.levels.items():
            for run in runs:
                one, two, y = (
                    self._attached(run.a, "bottom", run),
                    self._attached(run.b, "bottom", run),
                    self._track_y(run),
                )
                edge = self.y[row] + HALF
                points = ((one, edge), (one, y), (two, y), (two, edge))
                # away from the middle, where children hang
                mark = (one + (two - one) * 0.3, y)
                found.append(Line(run.kind, points, frozenset({run.relation}), mark, run.parted))
        return found

    def _bar_lines(self, bar: _Bar) -> list[Line]:
        clan, row = bar.clan, self._row_of(bar)
        y = self.bar_top[row] + bar.track * TRACK
        kind, relations = clan.how.value, frozenset(clan.relations)
        if not clan.parents:
            kind = "sibship"
        found: list[Line] = []
        ends: list[float] = []
        if bar.from_place is not None:
            x = self.x[bar.from_place]
            start = self.y[row] - HALF
            found.append(Line(kind, ((x, start), (x, y)), relations))
            ends.append(x)
        elif clan.parents:
            x, start = self._start(bar)
            found.append(Line(kind, ((x, start), (x, y)), relations))
            ends.append(x)
        twins = self._twins(bar)
        for target in bar.targets:
            if target < 0:
                x = self.x[target]
                found.append(Line(kind, ((x, y), (x, self.y[row + 1] - HALF)), relations))
                ends.append(x)
                continue
            x = self._attached(target, "top", bar)
            top = self.y[row + 1] - HALF
            from_x = twins.get(target, x)
            found.append(Line(kind, ((from_x, y), (x, top)), relations))
            ends.append(from_x)
        if max(ends) - min(ends) > 0.05:
            found.append(Line(kind, ((min(ends), y), (max(ends), y)), relations))
        return found

    def _row_of(self, bar: _Bar) -> int:
        return self.plan.row[bar.targets[0]] - 1

    def _start(self, bar: _Bar) -> Point:
        clan = bar.clan
        if len(clan.parents) == 1:
            [parent] = clan.parents
            return self._attached(parent, "bottom", bar), self.y[clan.row] + HALF
        level = self.of_bond.get(frozenset(clan.parents))
        same = [each for each in self.bars[clan.row] if set(each.clan.parents) == set(clan.parents)]
        apart = (same.index(bar) - (len(same) - 1) / 2) * 9
        middle = sum(self.x[parent] for parent in clan.parents) / 2 + apart
        straight = any({each.a, each.b} == set(clan.parents) for each in self.straight)
        return middle, self.y[clan.row] if straight or level is None else self._track_y(level)

    def _twins(self, bar: _Bar) -> dict[int, float]:
        """Children of one birth hang from one point."""
        born: dict[str, list[int]] = defaultdict(list)
        figures = {figure.key: figure for figure in self.plan.family.figures}
        for key in bar.targets:
            if key > 0 and figures[key].born and bar.clan.how is How.BIRTH:
                born[figures[key].born].append(key)
        return {
            key: sum(self.x[each] for each in keys) / len(keys)
            for keys in born.values()
            if len(keys) > 1
            for key in keys
        }


def _tracked(runs: Sequence[_Run]) -> None:
    """Give every run the first track on which nothing else lies where it does; short runs come first."""
    taken: list[list[_Run]] = []
    for run in sorted(runs, key=lambda each: (each.right - each.left, each.left)):
        for number, track in enumerate(taken):
            if all(run.right + 6 < other.left or other.right + 6 < run.left for other in track):
                run.track = number
                track.append(run)
                break
        else:
            run.track = len(taken)
            taken.append([run])


def routed(plan: Plan, across: dict[int, float]) -> Drawn:
    """Every line of ``plan``, whose people stand at ``across``."""
    return _Router(plan, across).route()
