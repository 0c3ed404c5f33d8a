"""Where everybody stands: the order of each row with few lines crossing, then how far from the left, in SVG units."""

from __future__ import annotations

from itertools import pairwise

from righthelp.practice.people.drawing.plan import PERSON_WIDTH, Plan

_SWEEPS = 8
_BETWEEN_BLOCKS = 14


def placed(plan: Plan) -> dict[int, float]:
    """The middle of every person, and of every line passing through a row, from the left edge of the drawing."""
    _ordered(plan)
    return _across(plan)


def _ordered(plan: Plan) -> None:
    _first_order(plan)
    best = [[list(block) for block in blocks] for blocks in plan.rows]
    fewest = _crossings(plan)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        downwards = sweep % 2 == 0
        _sweep(plan, downwards)
        crossing = _crossings(plan)
        if crossing < fewest:
            fewest, best = crossing, [[list(block) for block in blocks] for blocks in plan.rows]
    plan.rows[:] = best


def _first_order(plan: Plan) -> None:
    """Walk the family from the eldest: a clan's children beside one another, each with the parents of their partner."""
    block_of = {key: block for blocks in plan.rows for block in blocks for key in block}
    below: dict[int, list[int]] = {}
    above: dict[int, list[int]] = {}
    for parents, child in plan.links:
        for parent in parents:
            below.setdefault(parent, []).append(child)
            above.setdefault(child, []).append(parent)
    for clan in plan.clans:
        if not clan.parents:  # siblings without parents keep together
            for child in clan.children[1:]:
                above.setdefault(child, []).append(-(10**6) - clan.children[0])
    seen: set[int] = set()
    rows: list[list[list[int]]] = [[] for _ in plan.rows]

    def visit(key: int) -> None:
        block = block_of.get(key)
        if block is None or id(block) in seen:
            return
        seen.add(id(block))
        for member in block:
            for parent in above.get(member, []):
                visit(parent)
        rows[plan.row[key]].append(block)
        for member in block:
            for child in below.get(member, []):
                visit(child)

    for blocks in plan.rows:
        for block in blocks:
            visit(block[0])
    plan.rows[:] = rows


def _spots(plan: Plan) -> dict[int, float]:
    """Rough places by order alone, each row centred."""
    spots: dict[int, float] = {}
    for blocks in plan.rows:
        at = -sum(plan.width(key) for block in blocks for key in block) / 2
        for block in blocks:
            for key in block:
                spots[key] = at + plan.width(key) / 2
                at += plan.width(key)
    return spots


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _crossings(plan: Plan) -> int:
    spots = _spots(plan)
    lines = [
        (plan.row[child], _mean([spots[parent] for parent in parents]), spots[child]) for parents, child in plan.links
    ]
    return sum(
        1
        for place, (row, top, bottom) in enumerate(lines)
        for other, over, under in lines[place + 1 :]
        if row == other and (top - over) * (bottom - under) < 0
    )


def _sweep(plan: Plan, downwards: bool) -> None:
    rows = range(len(plan.rows)) if downwards else range(len(plan.rows) - 1, -1, -1)
    for number in rows:
        spots = _spots(plan)
        pulls: dict[int, list[float]] = {}
        for parents, child in plan.links:
            if downwards and plan.row[child] == number:
                pulls.setdefault(child, []).append(_mean([spots[parent] for parent in parents]))
            elif not downwards and plan.row[child] == number + 1:
                for parent in parents:
                    pulls.setdefault(parent, []).append(spots[child])
        blocks = plan.rows[number]
        if downwards:
            for block in blocks:
                _turned(block, pulls)
        wished = {
            id(block): _mean(
                [pull for key in block for pull in pulls.get(key, [])] or [_mean([spots[k] for k in block])]
            )
            for block in blocks
        }
        blocks.sort(key=lambda block: wished[id(block)])


def _turned(block: list[int], pulls: dict[int, list[float]]) -> None:
    """Turn partners round when their parents stand the other way."""
    pulled = [(place, _mean(pulls[key])) for place, key in enumerate(block) if key in pulls]
    if len(pulled) >= 2 and pulled[0][1] > pulled[-1][1]:
        block.reverse()


def _across(plan: Plan) -> dict[int, float]:
    spots = _spots(plan)
    links = plan.links
    for sweep in range(24):
        rows = range(len(plan.rows)) if sweep % 2 == 0 else range(len(plan.rows) - 1, -1, -1)
        for number in rows:
            _settle(plan, number, spots, links)
    left = min((spots[key] - plan.width(key) / 2 for key in spots), default=0.0)
    return {key: round(at - left, 1) for key, at in spots.items()}


def _settle(plan: Plan, number: int, spots: dict[int, float], links: list[tuple[tuple[int, ...], int]]) -> None:
    """Move the blocks of a row as near as they can come to what they hang from and to what hangs from them."""
    blocks = plan.rows[number]
    inside = {key: place for place, block in enumerate(blocks) for key in block}
    offset: dict[int, float] = {}
    widths = [float(sum(plan.width(key) for key in block)) for block in blocks]
    for block, width in zip(blocks, widths, strict=True):
        at = -width / 2
        for key in block:
            offset[key] = at + plan.width(key) / 2
            at += plan.width(key)
    wishes: list[list[float]] = [[] for _ in blocks]
    for parents, child in links:
        if plan.row[child] == number:
            wishes[inside[child]].append(_mean([spots[parent] for parent in parents]) - offset[child])
        elif plan.row[parents[0]] == number:
            wishes[inside[parents[0]]].append(spots[child] - _mean([offset[parent] for parent in parents]))
    wished = [
        _mean(wish) if wish else _mean([spots[key] - offset[key] for key in block])
        for wish, block in zip(wishes, blocks, strict=True)
    ]
    weights = [float(len(wish)) or 0.1 for wish in wishes]
    gaps = [0.0]
    for one, two in pairwise(widths):
        gaps.append(gaps[-1] + (one + two) / 2 + _BETWEEN_BLOCKS)
    middles = _in_order([wish - gap for wish, gap in zip(wished, gaps, strict=True)], weights)
    for block, middle, gap in zip(blocks, middles, gaps, strict=True):
        for key in block:
            spots[key] = middle + gap + offset[key]


def _in_order(wished: list[float], weights: list[float]) -> list[float]:
    """The values nearest to ``wished`` that never fall (pool adjacent violators)."""
    pools: list[tuple[float, float, int]] = []  # (value, weight, how many)
    for value, weight in zip(wished, weights, strict=True):
        pools.append((value, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, first, some), (two, second, more) = pools[-2:]
            pools[-2:] = [((one * first + two * second) / (first + second), first + second, some + more)]
    return [value for value, _, number in pools for _ in range(number)]


__all__ = ["PERSON_WIDTH", "placed"]
