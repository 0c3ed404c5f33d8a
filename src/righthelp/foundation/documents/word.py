"""A document as a Word file: real headings, real tables with repeated heads, and words for every picture."""

from __future__ import annotations

import io
from typing import Any

from righthelp.foundation.documents.tree import Chart, Document, Grid, Heading, Listing, Paragraph, Points
from righthelp.foundation.pages import charts

_WIDTH_CM = 16.5


def docx(document: Document) -> bytes:
    """The document as the bytes of a .docx file."""
    import docx as word

    made = word.Document()
    _style(made)
    properties = made.core_properties
    properties.title, properties.author, properties.language = document.title, document.author, document.language
    properties.comments = ""
    if document.stamp:
        made.sections[0].header.paragraphs[0].add_run(document.stamp).font.size = _points(8)
    made.add_heading(document.title, level=0)
    for line in document.about:
        made.add_paragraph(line, style="Subtitle")
    for block in document.blocks:
        match block:
            case Heading():
                made.add_heading(block.text, level=block.level - 1)
            case Paragraph():
                run = made.add_paragraph().add_run(block.text)
                run.bold = block.lead
            case Points():
                for item in block.items:
                    made.add_paragraph(item, style="List Bullet")
            case Grid():
                _grid(made, block)
            case Chart():
                _chart(made, block)
            case Listing():
                _listing(made, block)
    rels = made.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[key]  # the template's own small picture of a page
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _points(size: int) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _listing(made: Any, listing: Listing) -> None:
    caption = made.add_paragraph(style="Caption")
    caption.add_run(listing.title)
    caption.paragraph_format.keep_with_next = True
    table = made.add_table(rows=1, cols=len(listing.columns), style="Light Grid")
    _head(table)
    _row(table.rows[0], listing.columns, _points(10), bold=True, right=False)
    for row in listing.rows:
        _row(table.add_row(), row, _points(10), bold=False, right=False)
    made.add_paragraph()


def _head(table: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)


def _style(made: Any) -> None:
    from docx.shared import Cm, Pt, RGBColor

    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet"):
        style = made.styles[name]
        style.font.name = "Arial"
        style.font.color.rgb = RGBColor(0x0B, 0x0C, 0x0C)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if "Theme" in key]:
            del fonts.attrib[theme]
    made.styles["Normal"].font.size = Pt(11)
    made.styles["Subtitle"].font.size = Pt(11)
    made.styles["Subtitle"].font.italic = False


def _grid(made: Any, grid: Grid) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    caption = made.add_paragraph(style="Caption")
    caption.add_run(grid.title)
    caption.paragraph_format.keep_with_next = True
    table = made.add_table(rows=1, cols=len(grid.columns), style="Light Grid")
    size = Pt(9) if len(grid.columns) > 6 else Pt(10)
    _row(table.rows[0], grid.columns, size, bold=True)
    _head(table)
    for place, row in enumerate(grid.rows):
        _row(table.add_row(), row, size, bold=grid.total_row and place == len(grid.rows) - 1)
    description = OxmlElement("w:tblDescription")
    description.set(qn("w:val"), f"{grid.title}. {grid.unit}. {grid.dated}.")
    table._tbl.tblPr.append(description)
    note = made.add_paragraph()
    run = note.add_run(f"{grid.unit}. {grid.dated}. {grid.definition}")
    run.font.size, run.italic = Pt(9), True


def _row(row: Any, cells: tuple[str, ...], size: Any, *, bold: bool, right: bool = True) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.font.size, run.bold = size, bold or place == 0
        if place and right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _chart(made: Any, chart: Chart) -> None:
    from docx.shared import Cm

    title = made.add_paragraph(style="Caption")
    title.add_run(chart.title)
    title.paragraph_format.keep_with_next = True
    shape = made.add_picture(io.BytesIO(charts.png(chart.spec)), width=Cm(_WIDTH_CM))
    properties = shape._inline.docPr
    properties.set("descr", chart.alt)
    properties.set("title", chart.title)
    _grid(made, chart.grid)
