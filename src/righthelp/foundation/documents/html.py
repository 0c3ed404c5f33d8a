"""A document as one HTML file that needs nothing else: style and charts are inside it."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Final

from markupsafe import Markup

from righthelp.foundation.documents.tree import Block, Chart, Document, Grid, Heading, Listing, Paragraph, Points
from righthelp.foundation.pages import charts

_STYLE: Final = Path(__file__).with_name("document.css")
_WIDE: Final = 8  # columns beyond which a table is set in smaller type


def html(document: Document) -> str:
    """The document as HTML, for keeping, sending and printing. PDF is made from the same text."""
    stamp = Markup('<p class="stamp">{}</p>\n').format(document.stamp) if document.stamp else ""
    head = Markup(
        '<!DOCTYPE html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n<title>{}</title>\n'
        '<meta name="author" content="{}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{}</style>\n</head>\n'
        "<body>\n{}<main>\n<h1>{}</h1>\n"
    ).format(document.language, document.title, document.author, Markup(_STYLE.read_text()), stamp, document.title)  # noqa: S704  # our own file
    about = Markup("").join(Markup('<p class="about">{}</p>\n').format(line) for line in document.about)
    blocks = Markup("\n").join(_block(block) for block in document.blocks)
    return str(head + about + blocks + Markup("\n</main>\n</body>\n</html>\n"))


def picture(chart: Chart) -> str:
    """The chart as an address that holds the picture itself."""
    return f"data:image/svg+xml;base64,{b64encode(charts.svg(chart.spec).encode()).decode()}"


def _block(block: Block) -> Markup:
    match block:
        case Heading():
            tag = Markup(f"h{block.level}")  # noqa: S704  # 2 or 3
            return Markup("<{}>{}</{}>").format(tag, block.text, tag)
        case Paragraph():
            return Markup('<p class="{}">{}</p>').format("lead" if block.lead else "said", block.text)
        case Points():
            items = Markup("").join(Markup("<li>{}</li>").format(item) for item in block.items)
            return Markup("<ul>{}</ul>").format(items)
        case Grid():
            return _grid(block)
        case Listing():
            return _listing(block)
        case Chart():
            image = Markup('<figure><figcaption>{}</figcaption><img src="{}" alt="{}"></figure>')
            return image.format(block.title, picture(block), block.alt) + _grid(block.grid)


def _listing(listing: Listing) -> Markup:
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(column) for column in listing.columns)
    rows = Markup("\n").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row))
        for row in listing.rows
    )
    return Markup(
        '<table class="words"><caption>{}</caption><thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table>'
    ).format(listing.title, heads, rows)


def _grid(grid: Grid) -> Markup:
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(column) for column in grid.columns)
    rows = Markup("\n").join(
        Markup('<tr class="{}"><th scope="row">{}</th>{}</tr>').format(
            "total" if grid.total_row and place == len(grid.rows) - 1 else "part",
            row[0],
            Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row[1:]),
        )
        for place, row in enumerate(grid.rows)
    )
    return Markup(
        '<table class="{}"><caption>{}</caption><thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table>\n'
        '<p class="note">{}. {}. {}</p>'
    ).format(
        "wide" if len(grid.columns) > _WIDE else "plain",
        grid.title,
        heads,
        rows,
        grid.unit,
        grid.dated,
        grid.definition,
    )
