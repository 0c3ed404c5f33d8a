"""The document tree. A table without title, labels, unit, date and definition cannot be made; nor a chart
without its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from righthelp.foundation.pages.charts import Spec


class UnlabelledError(ValueError):
    """A table or chart that its reader could not understand alone. The text says what is missing."""


@dataclass(frozen=True)
class Heading:
    """A heading. Level 1 is the document's own title, so sections begin at 2."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True)
class Paragraph:
    """Prose. ``lead`` is the first sentence a hurried reader should see."""

    text: str
    lead: bool = False


@dataclass(frozen=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table: row labels in the first column. Raises :class:`UnlabelledError` when anything that explains it
    is missing."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str
    dated: str
    definition: str
    total_row: bool = False

    def __post_init__(self) -> None:
        missing = [
            words
            for words, text in (
                ("a title", self.title),
                ("a unit", self.unit),
                ("the date it is as at", self.dated),
                ("its definition", self.definition),
            )
            if not text.strip()
        ]
        if any(not column.strip() for column in self.columns) or not self.columns:
            missing.append("a label on every column")
        if any(not row or not row[0].strip() for row in self.rows):
            missing.append("a label on every row")
        if missing:
            raise UnlabelledError(f"This table cannot be printed. It lacks {', '.join(missing)}.")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise UnlabelledError(f"“{self.title}”: every row needs {len(self.columns)} cells.")


@dataclass(frozen=True)
class Chart:
    """A chart, its words for those who do not see it, and the table that holds its figures."""

    title: str
    alt: str
    spec: Spec
    grid: Grid
    address: str = ""

    def __post_init__(self) -> None:
        if not (self.title.strip() and self.alt.strip()):
            raise UnlabelledError("A chart has a title, and words for those who do not see it.")


@dataclass(frozen=True)
class Listing:
    """A table of words, such as who took part: its title and its columns explain it. Raises
    :class:`UnlabelledError` when either is missing."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not self.title.strip() or not self.columns or any(not column.strip() for column in self.columns):
            raise UnlabelledError("A table of words has a title and a label on every column.")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise UnlabelledError(f"“{self.title}”: every row needs {len(self.columns)} cells.")


Block: TypeAlias = Heading | Paragraph | Points | Grid | Chart | Listing


@dataclass(frozen=True)
class Document:
    """A whole document. ``about`` are lines under the title: whose it is, for whom, as at when, in what state.

    ``stamp`` stands at the head of every page: whose copy it is.
    """

    title: str
    about: tuple[str, ...]
    blocks: tuple[Block, ...]
    author: str
    language: str = "en-GB"
    stamp: str = ""

    def grids(self) -> Sequence[Grid]:
        """Every table of the document."""
        return [
            block.grid if isinstance(block, Chart) else block
            for block in self.blocks
            if isinstance(block, Grid | Chart)
        ]
