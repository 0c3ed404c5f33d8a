"""An ecomap as SVG: the child in the middle, round them the people, places and services of their life.

The line says what the tie is like (thick: strong; thin dashes: weak; zigzag: stressful; broken: broken off), the arrow
which way help flows. Every circle has its words in it, and the list beside the picture says the same in sentences.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from markupsafe import Markup

from righthelp.practice.people.drawing.family import Feeling, Shape
from righthelp.practice.people.drawing.genogram import framed
from righthelp.practice.people.drawing.lines import Point
from righthelp.practice.people.drawing.strokes import GREY, INK, feeling, joined, path, symbol, tag, text

_RADIUS = 54.0
_APART = 2 * _RADIUS + 20
_CHILD = 46.0
_KEY = 84.0
_STRENGTHS = (
    ("strong", "Strong"),
    ("ordinary", "Ordinary"),
    ("weak", "Weak"),
    ("stressful", "Stressful"),
    ("broken", "Broken off"),
)


@dataclass(frozen=True)
class Circle:
    """One part of a child's world: ``kind`` in words over the name; ``strength`` and ``energy`` as recorded."""

    key: int
    kind: str
    name: str
    strength: str
    energy: str
    says: str
    href: str | None = None


@dataclass(frozen=True)
class Ecomap:
    """The drawing, and where the middle of each circle is."""

    svg: Markup
    at: dict[int, Point]


def ecomap(child: str, shape: Shape, circles: list[Circle], *, title: str, says: str, alone: bool = False) -> Ecomap:
    """Draw the world round a child; ``child`` is what they like to be called."""
    places, reach = _places(len(circles))
    width, height = 2 * (reach + _RADIUS + 16), 2 * (reach + _RADIUS + 16)
    middle = (width / 2, height / 2)
    at = {circle.key: (middle[0] + x, middle[1] + y) for circle, (x, y) in zip(circles, places, strict=True)}
    parts = [_line(circle, middle, at[circle.key]) for circle in circles]
    parts.append(symbol(shape, middle, index=True, half=_CHILD))
    parts.append(text((middle[0], middle[1] + 5), _cut(child, 11), size=14, font_weight="bold", halo=True))
    parts += [_circle(circle, at[circle.key], links=not alone) for circle in circles]
    parts.append(_key(height, width))
    svg = framed(parts, width=width, height=height + _KEY, title=title, says=says, name="ecomap", alone=alone)
    return Ecomap(svg, at)


def _places(number: int) -> tuple[list[Point], float]:
    """Where the circles stand round the middle, and how far the farthest: one ring, two from thirteen, then three."""
    rings = 1 if number <= 12 else 2 if number <= 30 else 3
    shares = [number] if rings == 1 else []
    if rings > 1:
        weights = [1 + 0.9 * ring for ring in range(rings)]
        shares = [int(number * weight / sum(weights)) for weight in weights]
        shares[-1] += number - sum(shares)
    places: list[Point] = []
    before = _CHILD + 30
    for ring, share in enumerate(shares):
        around = _APART / (2 * math.sin(math.pi / share)) if share > 1 else 0.0
        distance = max(around, before + _RADIUS + 24, 196.0 if ring == 0 else 0.0)
        turn = math.pi / max(share, 1) if ring % 2 else 0.0
        for place in range(share):
            angle = -math.pi / 2 + turn + 2 * math.pi * place / share
            places.append((distance * math.cos(angle), distance * math.sin(angle)))
        before = distance + _RADIUS
    return places, before - _RADIUS if number else 120.0


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def _circle(circle: Circle, at: Point, *, links: bool) -> Markup:
    x, y = at
    ring = tag("circle", cx=x, cy=y, r=_RADIUS, fill="#fff", stroke=INK, stroke_width=2)
    lines: list[str] = [""]
    for word in circle.name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > 14:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 3:
        lines = [*lines[:2], " ".join(lines[2:])]
    top = y + 6 - 8 * (len(lines) - 1)
    drawn = [ring, text((x, top - 16), _cut(circle.kind, 18), size=11, colour=GREY)]
    drawn += [text((x, top + 2 + number * 16), _cut(line, 15), size=13) for number, line in enumerate(lines)]
    body = joined(drawn)
    if links and circle.href:
        edge = tag("circle", cx=x, cy=y, r=_RADIUS + 4, fill="none", class_="rh-drawing__edge")
        return tag("a", edge + body, href=circle.href, aria_label=circle.says, class_="rh-drawing__person")
    return tag("g", body, role="img" if links else "", aria_label=circle.says if links else "")


def _line(circle: Circle, middle: Point, at: Point) -> Markup:
    """The line from the child to a circle, and the arrows on it."""
    length = math.dist(middle, at)
    ux, uy = (at[0] - middle[0]) / length, (at[1] - middle[1]) / length
    start = (middle[0] + ux * (_CHILD + 8), middle[1] + uy * (_CHILD + 8))
    end = (at[0] - ux * (_RADIUS + 5), at[1] - uy * (_RADIUS + 5))
    drawn = _stroke(circle.strength, start, end)
    arrows = Markup("")
    if circle.energy in ("to_child", "both"):
        arrows += _arrow(start, (-ux, -uy))
    if circle.energy in ("from_child", "both"):
        arrows += _arrow(end, (ux, uy))
    return drawn + arrows


def _stroke(strength: str, start: Point, end: Point) -> Markup:
    if strength == "stressful":
        return feeling(Feeling.CONFLICT, start, end, bend=0.0)
    if strength == "broken":
        return feeling(Feeling.CUT_OFF, start, end, bend=0.0)
    width, dash = {"strong": (5, ""), "weak": (1.5, "5 5")}.get(strength, (2, ""))
    return tag("path", d=path((start, end)), stroke=INK, stroke_width=width, stroke_dasharray=dash, fill="none")


def _arrow(tip: Point, way: Point) -> Markup:
    (x, y), (ux, uy) = tip, way
    back = (x - ux * 13, y - uy * 13)
    corners = ((x, y), (back[0] - uy * 7, back[1] + ux * 7), (back[0] + uy * 7, back[1] - ux * 7))
    return tag("path", d=f"{path(corners)} Z", fill=INK, stroke="#fff", stroke_width=1)


def _key(top: float, width: float) -> Markup:
    parts = []
    columns = max(1, int((width - 32) // 128))
    for number, (strength, words) in enumerate(_STRENGTHS):
        x, y = 16 + (number % columns) * 128, top + 18 + (number // columns) * 26
        parts.append(_stroke(strength, (x, y), (x + 36, y)))
        parts.append(text((x + 44, y + 4), words, size=12, colour=GREY, anchor="start"))
    return tag("g", joined(parts), aria_hidden="true")
