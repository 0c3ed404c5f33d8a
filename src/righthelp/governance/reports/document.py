"""A report put together: from its kind, figures, claims and the writer's words to one document tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from righthelp.foundation.calendar import say_date
from righthelp.foundation.documents.tree import Block, Chart, Document, Grid, Heading, Paragraph, Points
from righthelp.governance.reports import prose
from righthelp.governance.reports.claims import Assertion, UnclaimableError, Verdict, checked, claimed
from righthelp.governance.reports.figures import Figures, last_whole_month
from righthelp.governance.reports.kinds import ReportKind
from righthelp.governance.reports.sections import Section


@dataclass(frozen=True)
class Claimed:
    """A claim and what the figures say of it. ``id`` is the stored claim's, 0 for one that is only proposed."""

    assertion: Assertion
    verdict: Verdict
    id: int = 0


@dataclass(frozen=True)
class Part:
    """One section put together."""

    section: Section
    opening: tuple[str, ...]
    claims: tuple[Claimed, ...]
    text: str
    exhibits: tuple[Block, ...]
    problems: tuple[str, ...]


def parts_of(
    kind: ReportKind,
    truth: Figures,
    shown: Figures,
    texts: Mapping[str, str],
    claims: Mapping[str, Sequence[tuple[int, Assertion]]],
) -> list[Part]:
    """Every section: checked against ``truth``, worded with what ``shown`` lets a reader see."""
    return [
        _part(section, truth, shown, texts.get(section.key, ""), claims.get(section.key, ()))
        for section in kind.sections
    ]


def proposed(kind: ReportKind, truth: Figures) -> dict[str, list[tuple[int, Assertion]]]:
    """The claims that the figures bear out, for each section."""
    return {section.key: [(0, each) for each in section.proposes(truth)] for section in kind.sections}


def starting_texts(kind: ReportKind) -> dict[str, str]:
    """The paragraphs that a new report begins from."""
    return {section.key: section.starts_with for section in kind.sections}


def _part(section: Section, truth: Figures, shown: Figures, text: str, claims: Sequence[tuple[int, Assertion]]) -> Part:
    held: list[Claimed] = []
    problems = list(section.reconciles(truth))
    for number, assertion in claims:
        try:
            verdict = checked(assertion, truth, shown)
        except UnclaimableError as no:
            verdict = Verdict(False, "", str(no))
        held.append(Claimed(assertion, verdict, number))
        if not verdict.holds:
            problems.append(f"The figures do not bear out the claim that {claimed(assertion)}. {verdict.because}")
    exhibits = tuple(section.exhibits(shown))
    opening = tuple(section.opening(shown))
    problems += prose.problems(text, _figures_in(exhibits, opening))
    return Part(section, opening, tuple(held), text, exhibits, tuple(problems))


def _figures_in(exhibits: Sequence[Block], opening: Sequence[str]) -> list[str]:
    grids = [block.grid if isinstance(block, Chart) else block for block in exhibits if isinstance(block, Grid | Chart)]
    cells = [cell for grid in grids for row in grid.rows for cell in row[1:]]
    words = [word.strip(".,()") for sentence in opening for word in sentence.split()]
    return cells + words


def assembled(kind: ReportKind, truth: Figures, parts: Sequence[Part], *, state: str, trust: str) -> Document:
    """The document: one tree for page, Word and PDF. Claims that do not hold are left out of it."""
    month = last_whole_month(truth.as_at)
    about = [
        f"{trust}. For: {kind.readers}.",
        f"Figures to the end of {month}, as at the end of {say_date(truth.as_at)}.",
        state,
    ]
    blocks: list[Block] = []
    for part in parts:
        blocks.append(Heading(part.section.title))
        blocks += [Paragraph(" ".join(part.opening), lead=True)] if part.opening else []
        said = tuple(claim.verdict.sentence for claim in part.claims if claim.verdict.holds)
        blocks += [Points(said)] if said else []
        blocks += part.exhibits
        blocks += [Paragraph(text.strip()) for text in part.text.split("\n\n") if text.strip()]
    blocks.append(Heading("How these figures are made"))
    blocks.append(
        Paragraph(
            "Every figure is counted from the Trust’s records by the definition printed under its table. "
            "Children whom another "
            "council answers for, and reports that were cancelled, are not counted. Shares are printed to the "
            "nearest whole per "
            "cent. “None” is a share of nothing; it is not 0%. Offers and interviews made after the as-at day "
            "raise the last "
            "month’s shares; they are not in this paper."
        )
    )
    return Document(kind.heading(truth.as_at), tuple(about), tuple(blocks), trust)


def problems_of(parts: Sequence[Part]) -> list[tuple[str, str]]:
    """Everything that stands in the way of approval, with the title of its section."""
    return [(part.section.title, problem) for part in parts for problem in part.problems]
