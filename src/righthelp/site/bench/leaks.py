"""Planted leaks and clean documents, and how many of each the documents gate stops."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from righthelp.foundation.documents.gate import found_in
from righthelp.site.bench import leak_files, leak_letters, leak_world
from righthelp.site.bench.leak_world import Fact, World

FILE: Final = "minutes.docx"
DISGUISES: Final = (
    ("capitals", str.upper),
    ("small letters", str.lower),
    ("two spaces", lambda text: text.replace(" ", "  ")),
    ("broken lines", lambda text: text.replace(" ", "\n")),
    ("invisible signs between letters", lambda text: "\u200b".join(text)),
    ("Cyrillic letters that look the same", lambda text: text.translate(str.maketrans("aeopcx", "аеорсх"))),
    ("letters set apart", lambda text: "   ".join(" ".join(word) for word in text.split())),
    ("wide letters", lambda text: "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)),
)
CLEAN: Final = (
    "Karim Quillfeather lives at 31 Tollgate Street, Aston, B97 4QQ.",
    "Amira Quillfeather, born 14 May 2006, and Yusuf Quillfeather, born 9 February 2012.",
    "Salma Quillfeather said that the children sleep better.",
    "Mrs Quillfeather and Mr Quillfeather were both invited.",
    "S. Quillfeather came late; K. Quillfeather was on time.",
    "Sarah Khan spoke for Sheepcote Vale Primary, 40 Quillmaker Lane, Erdington, B96 5RW.",
    "Ms Khan will ring every Monday.",
    "DC Dean Marlow gave an update; DC Marlow left early.",
    "The family used to shop in Station Road, Leeds.",
    "They met at 12 Station Road, Coventry.",
    "A bus runs from Kings Norton to Northfield every ten minutes.",
    "He grew up in Erdington and works in Aston.",
    "A fernleigh is a kind of clearing; the drive took an hour.",
    "The larch in the row behind the school was felled.",
    "Silver birch was planted in front of the town hall.",
    "The next review is on 23 November 2021 at 10am in room 7.",
    "Please ring 0121 496 0999 and ask for the duty officer.",
    "The reference of this plan is 2021/0045.",
    "Write to duty@trust.example with any question.",
    "Grace will young people to speak up; mark may hope for joy.",
    "Summer and April are the best months for a holiday.",
    "The worker will see Amira every ten working days.",
    "Her teacher told her uncle that the light in the bathroom is broken.",
    "An officer reports that the parade of shops is quieter.",
    "A lock-up behind the house is used for bicycles.",
    "Yusuf likes football, drawing and his aunt’s cooking.",
    "The judge in the case of Birmingham City Council v X said that time matters.",
    "Working Together to Safeguard Children 2018 says who is invited.",
    "The GP, the health visitor and the school nurse sent reports.",
    "Both parents agree to the plan and will come on 7 October 2021.",
)


@dataclass
class Group:
    """One kind of place, disguise or text: how many were planted (or clean), and how many were stopped."""

    name: str
    planted: bool
    cases: int = 0
    stopped: int = 0
    not_as_wanted: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """All of it. ``stopped`` of ``planted`` leaks; ``false`` stops of ``clean`` documents. Times are of one file."""

    planted: int
    stopped: int
    clean: int
    false: int
    median_ms: float
    p95_ms: float
    by_kind: dict[str, tuple[int, int]]

    @property
    def rate(self) -> float:
        """Of a hundred planted leaks, how many are stopped (as a fraction)."""
        return self.stopped / self.planted if self.planted else 0.0

    @property
    def false_rate(self) -> float:
        """Of a hundred clean documents, how many are stopped (as a fraction)."""
        return self.false / self.clean if self.clean else 0.0

    def as_json(self) -> dict[str, Any]:
        """For printing."""
        return {
            "planted": self.planted,
            "stopped": self.stopped,
            "missed": self.planted - self.stopped,
            "clean": self.clean,
            "false_stops": self.false,
            "by_kind_of_fact": {kind: {"planted": all_, "stopped": hit} for kind, (all_, hit) in self.by_kind.items()},
            "median_ms": round(self.median_ms, 1),
            "p95_ms": round(self.p95_ms, 1),
        }


@dataclass(frozen=True)
class Case:
    """A file and its name; ``kind`` of the fact planted in it, empty for a clean one."""

    group: str
    what: str
    body: bytes
    name: str
    kind: str = ""
    enclosed: str = ""
    """What the letter calls it, for a file that goes with one: it takes the way of the page."""


def measured(now: datetime) -> Iterator[Group | Result]:
    """Every group as it is done, then the whole. Makes its own people, in the caller's transaction."""
    world = leak_world.made(now)
    groups: dict[str, Group] = {}
    kinds: dict[str, list[int]] = {}
    times: list[float] = []
    last = ""
    for case in (*planted(world), *clean()):
        if last and case.group != last:
            yield groups[last]
        last = case.group
        group = groups.setdefault(case.group, Group(case.group, bool(case.kind)))
        begun = time.perf_counter()
        found, said = _stopped(world, case, now)
        times.append((time.perf_counter() - begun) * 1000)
        group.cases += 1
        group.stopped += found
        if case.kind:
            kinds.setdefault(case.kind, [0, 0])
            kinds[case.kind][0] += 1
            kinds[case.kind][1] += found
        if found != bool(case.kind):
            group.not_as_wanted.append(f"{case.what} ({said})" if said else case.what)
    yield groups[last]
    yield _whole(groups, kinds, times)


def _stopped(world: World, case: Case, now: datetime) -> tuple[bool, str]:
    """Whether a case is stopped, and by what."""
    if case.enclosed:
        said = leak_letters.stopped(world, case.body, case.name, now, words=case.enclosed)
        return bool(said), said
    found = found_in(case.body, case.name, replace(world.asked, memory={}), now)
    return bool(found), "".join(f"{each.kind}: {each.said}" for each in found[:1])


def _whole(groups: dict[str, Group], kinds: dict[str, list[int]], times: list[float]) -> Result:
    bad = [group for group in groups.values() if group.planted]
    good = [group for group in groups.values() if not group.planted]
    ordered = sorted(times)
    return Result(
        sum(group.cases for group in bad),
        sum(group.stopped for group in bad),
        sum(group.cases for group in good),
        sum(group.stopped for group in good),
        ordered[len(ordered) // 2],
        ordered[int(len(ordered) * 0.95)],
        {kind: (all_, hit) for kind, (all_, hit) in kinds.items()},
    )


def planted(world: World) -> Iterator[Case]:
    """Facts in every place of a file, every fact in plain text, in disguise, and as people write it."""
    for number, (place, made) in enumerate({**leak_files.WORD, **leak_files.PDF}.items()):
        end = "pdf" if place.startswith("PDF") else "docx"
        for step in range(4):
            fact = world.facts[(number * 3 + step * 4) % len(world.facts)]
            yield Case(f"in the {place}", fact.label, made(fact.text), f"minutes.{end}", fact.kind)
    for fact in world.facts:
        yield Case("every fact", fact.label, leak_files.word_text(fact.text), FILE, fact.kind)
    for fact in world.facts:
        if len(fact.text) < 60:
            name = f"{fact.text.replace(' ', '_')}.docx"
            yield Case("in the name of the file", fact.label, leak_files.word_text("-"), name, fact.kind)
    for name, disguise in DISGUISES:
        for fact in world.facts[::2]:
            yield Case(f"disguised: {name}", fact.label, leak_files.word_text(disguise(fact.text)), FILE, fact.kind)
    for fact in world.facts:
        yield from _otherwise(fact)
    yield from _enclosed(world)
    for fact in world.facts[:3]:
        yield Case("painted in a picture", fact.label, leak_files.painted(fact.text), FILE, fact.kind)


ENCLOSED: Final = (
    "text", "table cell", "header", "footer", "comment", "footnote", "tracked deletion", "hidden run", "white text",
    "property", "own property", "data behind the text", "words for a picture", "link", "bookmark", "text box",
    "embedded file", "remark in the code", "PDF: text", "PDF: property", "PDF: XMP", "PDF: note", "PDF: outline",
    "PDF: attachment", "PDF: script",
)  # fmt: skip
"""Places of a file that are tried in one that goes with a letter."""


def _enclosed(world: World) -> Iterator[Case]:
    """Facts in files that go with a letter, in the words by which the letter calls one, and painted in a photograph."""
    ways = {**leak_files.WORD, **leak_files.PDF}
    for number, place in enumerate(ENCLOSED):
        fact = world.facts[(number * 5) % len(world.facts)]
        name = "sheet.pdf" if place.startswith("PDF") else "sheet.docx"
        yield Case(
            f"enclosed with a letter, in the {place}", fact.label, ways[place](fact.text), name, fact.kind, "A sheet"
        )
    for fact in world.facts[:2]:
        body = leak_files.word_text("-")
        yield Case("in what a letter calls a file", fact.label, body, "sheet.docx", fact.kind, f"From {fact.text}")
    for fact in world.facts[:2]:
        body = leak_files.photograph(fact.text)
        yield Case("painted in an enclosed photograph", fact.label, body, "drawing.jpg", fact.kind, "A drawing")


def _otherwise(fact: Fact) -> Iterator[Case]:
    for way, text in fact.also:
        label = f"{fact.label}, {way}"
        yield Case("written another way", label, leak_files.word_text(f"It says {text} in it."), FILE, fact.kind)


def clean() -> Iterator[Case]:
    """Documents of the same family with nothing wrong in them: the same words in every place of a file, and sentences
    that look like leaks."""
    for text in CLEAN:
        yield Case("clean: sentences", text, leak_files.word_text(text), FILE)
    for text in CLEAN:
        yield Case("clean: two at once", text, leak_files.word_text(f"{text} {CLEAN[0]} {CLEAN[5]}"), FILE)
    for number, (place, made) in enumerate({**leak_files.WORD, **leak_files.PDF}.items()):
        end = "pdf" if place.startswith("PDF") else "docx"
        for step in range(2):
            text = CLEAN[(number * 2 + step * 7) % len(CLEAN)]
            yield Case(f"clean: in the {place}", text, made(text), f"minutes.{end}")
    for text in CLEAN[:6]:
        yield Case("clean: enclosed", text, leak_files.word_text(text), "sheet.docx", enclosed="A sheet")
    for fact in ("7 Larchwood Row, Kings Norton, B98 7ZZ", "Zofia Brzozanska"):
        body = leak_files.camera(fact)
        yield Case("clean: what a camera wrote is gone", fact, body, "drawing.jpg", enclosed="A drawing")


__all__ = ["CLEAN", "Case", "Group", "Result", "clean", "measured", "planted"]
