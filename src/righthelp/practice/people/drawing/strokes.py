"""Pieces of SVG: symbols, lines of each kind, zigzags, a dashed outline round those who live together. Attributes only:
no style, no script, so that a strict content security policy lets it stand in a page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from righthelp.practice.people.drawing.family import Feeling, Figure, Shape
from righthelp.practice.people.drawing.lines import HALF, Point

INK, GREY, HOME = "#0b0c0c", "#505a5f", "#1d70b8"
DASHES = {
    "married": "", "cohabiting": "8 5", "together": "2 5", "parents": "2 5",
    "birth": "", "sibship": "8 5", "adopted": "9 4", "cared": "3 4", "other": "1 5", "astray": "1 5",
}  # fmt: skip
FEELINGS = {
    Feeling.CLOSE: "#005a30",
    Feeling.STRAINED: "#8a4b00",
    Feeling.CONFLICT: "#b10e1e",
    Feeling.CUT_OFF: "#505a5f",
    Feeling.VIOLENT: "#b10e1e",
}


def tag(name: str, body: Markup | str = "", /, **given: object) -> Markup:
    """One element; a trailing underscore is dropped from an attribute's name and inner ones become hyphens."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for key, value in given.items()
        if value not in (None, "")
    )
    return Markup(f"<{name}{written}>{escape(body)}</{name}>" if body else f"<{name}{written}/>")  # noqa: S704  all escaped


def _plain(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def joined(parts: Iterable[Markup]) -> Markup:
    """Elements one after another."""
    return Markup("").join(parts)


def path(points: Sequence[Point]) -> str:
    """``M x y L x y …``."""
    return "M" + " L".join(f"{_plain(float(x))} {_plain(float(y))}" for x, y in points)


def text(
    at: Point,
    words: str,
    *,
    size: int = 13,
    colour: str = INK,
    anchor: str = "middle",
    halo: bool = False,
    **more: object,
) -> Markup:
    """Words at a point; with ``halo`` they stand clear of lines behind them."""
    clear: dict[str, object] = (
        {"stroke": "#fff", "stroke_width": 4, "paint_order": "stroke", "stroke_linejoin": "round"} if halo else {}
    )
    return tag("text", words, x=at[0], y=at[1], font_size=size, fill=colour, text_anchor=anchor, **clear, **more)


def symbol(
    shape: Shape, at: Point, *, index: bool = False, died: bool = False, age: str = "", half: float = HALF
) -> Markup:
    """Square, circle, diamond or triangle; doubled for the child the picture is about; crossed for who has died."""
    parts = [_outline(shape, at, half, 2.0)]
    if index:
        parts.append(_outline(shape, at, half - 5, 2.0))
    x, y = at
    if died:
        reach = (
            half * (0.72 if shape in (Shape.FEMALE, Shape.UNKNOWN) else 1.0) * (0.7 if shape is Shape.UNKNOWN else 1.0)
        )
        for one, two in (((-1, -1), (1, 1)), ((-1, 1), (1, -1))):
            ends = ((x + one[0] * reach, y + one[1] * reach), (x + two[0] * reach, y + two[1] * reach))
            parts.append(tag("path", d=path(ends), stroke=GREY, stroke_width=1.5, fill="none"))
    if age:
        low = 6.0 if shape is Shape.UNBORN else 0.0
        parts.append(text((x, y + 5 + low), age, size=13 if len(age) < 4 else 11, halo=died))
    return joined(parts)


def _outline(shape: Shape, at: Point, half: float, width: float) -> Markup:
    x, y = at
    given: dict[str, object] = {"fill": "#fff", "stroke": INK, "stroke_width": width}
    if shape is Shape.MALE:
        return tag("rect", x=x - half, y=y - half, width=half * 2, height=half * 2, **given)
    if shape is Shape.FEMALE:
        return tag("circle", cx=x, cy=y, r=half, **given)
    if shape is Shape.UNBORN:
        corners: tuple[Point, ...] = ((x, y - half), (x + half, y + half), (x - half, y + half))
    else:
        corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    return tag("path", d=f"{path(corners)} Z", stroke_linejoin="round", **given)


def strokes_through(mark: Point, parted: str) -> Markup:
    """One stroke for a separation or an ending, two for a divorce."""
    offsets = {"separated": (0.0,), "ended": (0.0,), "divorced": (-4.0, 4.0)}.get(parted, ())
    x, y = mark
    return joined(
        tag("path", d=path(((x + by - 5, y + 9), (x + by + 5, y - 9))), stroke=INK, stroke_width=2, fill="none")
        for by in offsets
    )


def feeling(kind: Feeling, a: Point, b: Point, *, bend: float | None = None) -> Markup:
    """The line for how two people get on: double, dashed, zigzag, broken, or zigzag with a line through it."""
    points = _curve(a, b, bend)
    colour = FEELINGS[kind]
    given: dict[str, object] = {"fill": "none", "stroke": colour, "stroke_width": 2, "stroke_linejoin": "round"}
    if kind is Feeling.CLOSE:
        return joined([tag("path", d=path(_beside(points, by)), **given) for by in (-2.5, 2.5)])
    if kind is Feeling.STRAINED:
        return tag("path", d=path(points), stroke_dasharray="10 5 2 5", **given)
    if kind is Feeling.CUT_OFF:
        middle = len(points) // 2
        bars = [_across_at(points, place) for place in (middle - 1, middle + 1)]
        whole = [points[:middle], points[middle + 1 :]]
        return joined(tag("path", d=path(each), **given) for each in [*whole, *bars])
    drawn = [tag("path", d=path(_zigzag(points)), **given)]
    if kind is Feeling.VIOLENT:
        drawn.append(tag("path", d=path(points), **{**given, "stroke_width": 1.5}))
    return joined(drawn)


def _curve(a: Point, b: Point, bend: float | None) -> list[Point]:
    """Points every few units along a gentle bow from the edge of one symbol to the edge of the other."""
    (x1, y1), (x2, y2) = a, b
    length = math.dist(a, b) or 1.0
    lift = bend if bend is not None else min(70.0, max(30.0, length * 0.16))
    nx, ny = (y2 - y1) / length, -(x2 - x1) / length
    if ny > 0 or (ny == 0 and nx < 0):  # bow upwards, or to the right
        nx, ny = -nx, -ny
    cx, cy = (x1 + x2) / 2 + nx * lift * 2, (y1 + y2) / 2 + ny * lift * 2
    steps = max(16, int(length // 7))
    points = []
    for step in range(steps + 1):
        t = step / steps
        points.append(
            (
                (1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t * t * x2,
                (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t * t * y2,
            )
        )
    clear = [point for point in points if math.dist(point, a) > HALF + 5 and math.dist(point, b) > HALF + 5]
    return clear if len(clear) >= 6 else points


def _normal(points: Sequence[Point], place: int) -> Point:
    (x1, y1), (x2, y2) = points[max(0, place - 1)], points[min(len(points) - 1, place + 1)]
    length = math.dist((x1, y1), (x2, y2)) or 1.0
    return (y2 - y1) / length, -(x2 - x1) / length


def _beside(points: Sequence[Point], by: float) -> list[Point]:
    return [(x + nx * by, y + ny * by) for place, (x, y) in enumerate(points) for nx, ny in [_normal(points, place)]]


def _zigzag(points: Sequence[Point]) -> list[Point]:
    found = [points[0]]
    for place in range(1, len(points) - 1):
        (x, y), (nx, ny) = points[place], _normal(points, place)
        by = 5.0 if place % 2 else -5.0
        found.append((x + nx * by, y + ny * by))
    return [*found, points[-1]]


def _across_at(points: Sequence[Point], place: int) -> list[Point]:
    (x, y), (nx, ny) = points[place], _normal(points, place)
    return [(x + nx * 8, y + ny * 8), (x - nx * 8, y - ny * 8)]


Box = tuple[float, float, float, float]


def outline(boxes: Sequence[Box]) -> str:
    """The outer edge of boxes (left, top, right, bottom) that may touch: the path round them, without inner lines."""
    xs = sorted({x for box in boxes for x in (box[0], box[2])})
    ys = sorted({y for box in boxes for y in (box[1], box[3])})
    inside = {
        (column, row)
        for column in range(len(xs) - 1)
        for row in range(len(ys) - 1)
        if any(l <= xs[column] and xs[column + 1] <= r and t <= ys[row] and ys[row + 1] <= b for l, t, r, b in boxes)  # noqa: E741
    }
    edges: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for column, row in inside:
        for beyond, start, end in (
            ((column, row - 1), (column, row), (column + 1, row)),
            ((column + 1, row), (column + 1, row), (column + 1, row + 1)),
            ((column, row + 1), (column + 1, row + 1), (column, row + 1)),
            ((column - 1, row), (column, row + 1), (column, row)),
        ):
            if beyond not in inside:
                edges.setdefault(start, []).append(end)
    loops = []
    while edges:
        start = min(edges)
        loop, at = [start], start
        while True:
            following = edges[at].pop()
            if not edges[at]:
                del edges[at]
            if following == start:
                break
            loop.append(following)
            at = following
        loops.append(path([(xs[x], ys[y]) for x, y in loop]) + " Z")
    return " ".join(loops)


def name_lines(figure: Figure, longest: int = 17) -> list[str]:
    """A name in at most two lines; what does not fit is cut (the list beside the picture has it whole)."""
    lines: list[str] = [""]
    for word in figure.name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > longest:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 2:
        lines = [lines[0], " ".join(lines[1:])]
    return [line if len(line) <= longest + 1 else f"{line[:longest]}…" for line in lines if line]
