"""A genogram as SVG: who is whose, who is with whom, how they get on, and who lives with the child.

Symbols are those that practitioners know (McGoldrick): square, circle, diamond where the sex is not recorded, triangle
for an unborn child; doubled for the child; crossed for who has died; strokes through a line that ended; a dashed edge
round those who live together. Colour is never the only sign.

In a page every person whose record the reader may open is a link, so the drawing is a *group* for assistive software
and each person is named; drawn alone (for a file) it is one image with a title and a description.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from righthelp.practice.people.drawing import strokes
from righthelp.practice.people.drawing.family import Family, Feeling, Figure, Shape
from righthelp.practice.people.drawing.lines import HALF, LABEL, SIZE, Drawn, Line, Point, routed
from righthelp.practice.people.drawing.places import placed
from righthelp.practice.people.drawing.plan import PERSON_WIDTH, Plan, planned
from righthelp.practice.people.drawing.strokes import GREY, HOME, INK, joined, path, tag, text

_MARGIN = 16.0
_KEY_WIDTH = 270.0
_KEY_ROW = 30.0
FONT = "Liberation Sans, Arial, sans-serif"
_LINE_WORDS = {
    "married": "Married or in civil partnership",
    "cohabiting": "Living together",
    "together": "Together, living apart",
    "parents": "Parents; partnership not recorded",
    "sibship": "Siblings; parents not shown",
    "adopted": "Adopted",
    "cared": "Brought up by (foster, guardian, step)",
    "other": "Another tie: see the list",
    "astray": "Another tie: see the list",
}
_PARTED_WORDS = {"separated": "Separated or ended", "ended": "Separated or ended", "divorced": "Divorced"}
_FEELING_WORDS = {
    Feeling.CLOSE: "Close",
    Feeling.STRAINED: "Strained",
    Feeling.CONFLICT: "In conflict",
    Feeling.CUT_OFF: "Cut off",
    Feeling.VIOLENT: "Violent",
}


@dataclass(frozen=True)
class Genogram:
    """The drawing, where each person stands in it (in its own units), and the relations that are drawn."""

    svg: Markup
    at: dict[int, Point]
    relations: frozenset[int]
    width: float
    height: float


def genogram(family: Family, *, title: str, says: str, alone: bool = False) -> Genogram:
    """Draw ``family``. ``alone``: a file by itself, without links."""
    plan = planned(family)
    drawn = routed(plan, {key: at + _MARGIN for key, at in placed(plan).items()})
    wide = max((x + PERSON_WIDTH / 2 for x, _ in drawn.at.values()), default=0.0) + _MARGIN
    width = max(wide, _KEY_WIDTH + 2 * _MARGIN)
    keys = _key(plan, drawn)
    columns = max(1, int((width - 2 * _MARGIN) // _KEY_WIDTH))
    height = drawn.height + 16 + _KEY_ROW * -(-len(keys) // columns) + 8
    parts = [_home(plan, drawn), joined(_line(each) for each in drawn.lines)]
    parts.append(
        joined(strokes.feeling(each.feeling, drawn.at[each.a], drawn.at[each.b]) for each in plan.family.between)
    )
    parts += [_person(figure, drawn.at[figure.key], links=not alone) for figure in family.figures]
    parts.append(_key_drawn(keys, columns, drawn.height + 16))
    relations = {number for line in drawn.lines for number in line.relations}
    relations |= {each.relation for each in plan.family.between}
    svg = framed(parts, width=width, height=height, title=title, says=says, name="genogram", alone=alone)
    return Genogram(svg, drawn.at, frozenset(relations - {0}), width, height)


def framed(
    parts: list[Markup], *, width: float, height: float, title: str, says: str, name: str, alone: bool
) -> Markup:
    """The ``svg`` element round a drawing, with its title and description."""
    ground = tag("rect", x=0, y=0, width=width, height=height, fill="#fff")
    body = joined([tag("title", title, id=f"{name}-title"), tag("desc", says, id=f"{name}-says"), ground, *parts])
    return tag(
        "svg", body, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=round(width), height=round(height), role="img" if alone else "group",
        aria_labelledby=f"{name}-title", aria_describedby=f"{name}-says",
        font_family=FONT, class_="" if alone else f"rh-drawing rh-drawing--{name}",
    )  # fmt: skip


def _person(figure: Figure, at: Point, *, links: bool) -> Markup:
    x, y = at
    parts = [strokes.symbol(figure.shape, at, index=figure.index, died=figure.died, age=figure.age)]
    lines = strokes.name_lines(figure)
    for number, words in enumerate([*lines, figure.years] if figure.years else lines):
        year = number == len(lines)
        parts.append(
            text(
                (x, y + HALF + 16 + number * 15), words, size=12 if year else 13, colour=GREY if year else INK,
                halo=True, font_weight="bold" if figure.index and not year else "",
            )
        )  # fmt: skip
    body = joined(parts)
    if links and figure.href:
        around = tag(
            "rect", x=x - PERSON_WIDTH / 2 + 4, y=y - HALF - 6, width=float(PERSON_WIDTH - 8),
            height=SIZE + LABEL - 4, fill="none", rx=4, class_="rh-drawing__edge",
        )  # fmt: skip
        return tag("a", joined([around, body]), href=figure.href, aria_label=figure.says, class_="rh-drawing__person")
    return tag("g", body, role="img" if links else "", aria_label=figure.says if links else "")


def _line(line: Line) -> Markup:
    grey = line.kind in ("other", "astray", "parents")
    given: dict[str, object] = {"fill": "none", "stroke": GREY if grey else INK, "stroke_width": 2}
    dash = strokes.DASHES[line.kind]
    cap = "round" if line.kind in ("other", "astray", "together", "parents") else ""
    drawn = tag("path", d=path(line.points), stroke_dasharray=dash, stroke_linecap=cap, **given)
    return drawn + strokes.strokes_through(line.mark, line.parted) if line.mark else drawn


def _home(plan: Plan, drawn: Drawn) -> Markup:
    """The dashed edge round those who live with the child: one shape for neighbours, in rows as well as across."""
    at_home = {figure.key for figure in plan.family.figures if figure.at_home}
    if len(at_home) < 2:
        return Markup("")
    runs: list[tuple[int, float, float]] = []
    for number, blocks in enumerate(plan.rows):
        run: list[int] = []
        for key in [key for block in blocks for key in block if key > 0] + [0]:
            if key in at_home:
                run.append(key)
            elif run:
                half = PERSON_WIDTH / 2 - 3
                runs.append((number, drawn.at[run[0]][0] - half, drawn.at[run[-1]][0] + half))
                run = []
    middle = {number: drawn.label_bottom[number] - LABEL - HALF for number in drawn.label_bottom}
    boxes = [(left, middle[row] - HALF - 9, right, middle[row] + HALF + LABEL - 3) for row, left, right in runs]
    numbered = list(zip(runs, boxes, strict=True))
    for upper, above in numbered:
        for lower, below in numbered:
            left, right = max(above[0], below[0]), min(above[2], below[2])
            if lower[0] == upper[0] + 1 and right - left > 30:
                boxes.append((left, above[3], right, below[1]))
    return tag(
        "path", d=strokes.outline(boxes), fill="#eef4fa", stroke=HOME, stroke_width=2, stroke_dasharray="7 5",
        stroke_linejoin="round",
    )  # fmt: skip


def _key(plan: Plan, drawn: Drawn) -> list[tuple[Markup, str]]:
    """What the signs used in this drawing mean: (sample drawn round 0, 0, words)."""
    shapes = {figure.shape for figure in plan.family.figures}
    words = {
        Shape.MALE: "Male", Shape.FEMALE: "Female", Shape.UNKNOWN: "Sex not recorded", Shape.UNBORN: "Not yet born",
    }  # fmt: skip
    found = [(strokes.symbol(shape, (0, 0), half=9), words[shape]) for shape in Shape if shape in shapes]
    if any(figure.index for figure in plan.family.figures):
        index = next(figure for figure in plan.family.figures if figure.index)
        sample = strokes.symbol(index.shape, (0, 0), half=9) + strokes.symbol(index.shape, (0, 0), half=6)
        found.append((sample, "The child this is about"))
    if any(figure.died for figure in plan.family.figures):
        found.append((strokes.symbol(Shape.MALE, (0, 0), died=True, half=9), "Has died"))
    if sum(figure.at_home for figure in plan.family.figures) > 1:
        box = tag(
            "rect",
            x=-15,
            y=-8,
            width=30,
            height=16,
            fill="#eef4fa",
            stroke=HOME,
            stroke_dasharray="5 4",
            stroke_width=2,
        )
        found.append((box, "Lives with the child"))
    seen: set[str] = set()
    for kind, said in _LINE_WORDS.items():
        if said not in seen and any(line.kind == kind for line in drawn.lines):
            seen.add(said)
            found.append((_line(Line(kind, ((-18, 0), (18, 0)), frozenset())), said))
    for parted, said in _PARTED_WORDS.items():
        if said not in seen and any(line.parted == parted for line in drawn.lines):
            seen.add(said)
            found.append((_line(Line("married", ((-18, 0), (18, 0)), frozenset(), (0, 0), parted)), said))
    felt = {each.feeling for each in plan.family.between}
    found += [
        (strokes.feeling(kind, (-42, 0), (42, 0), bend=0.0), said)
        for kind, said in _FEELING_WORDS.items()
        if kind in felt
    ]
    return found


def _key_drawn(keys: list[tuple[Markup, str]], columns: int, top: float) -> Markup:
    parts = []
    for number, (sample, words) in enumerate(keys):
        x = _MARGIN + (number % columns) * _KEY_WIDTH
        y = top + (number // columns) * _KEY_ROW + 14
        parts.append(tag("g", sample, transform=f"translate({x + 22:.0f} {y:.0f})"))
        parts.append(text((x + 50, y + 4), words, size=12, colour=GREY, anchor="start"))
    return tag("g", joined(parts), aria_hidden="true") if parts else Markup("")
