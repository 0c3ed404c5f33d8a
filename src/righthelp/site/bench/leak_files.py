"""Files with something in one place: every place of a Word file and of a PDF in which a file can say something."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_DULL: Final = "The meeting agreed that things are better than they were in spring, and that school goes well."
File = tuple[bytes, str]


def _word(body: str = "", **parts: str | bytes) -> bytes:
    """A Word file: ``body`` is XML inside the text, ``parts`` are further parts by path (``__`` for a slash)."""
    document = f'<?xml version="1.0"?><w:document {_W}><w:body>{_p(_DULL)}{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr("word/document.xml", document)
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def _p(text: str, inner: str = "") -> str:
    return f"<w:p><w:r>{inner}<w:t>{escape(text)}</w:t></w:r></w:p>"


def _part(root: str, text: str) -> str:
    return f'<?xml version="1.0"?><w:{root} {_W}>{_p(text)}</w:{root}>'


def _core(tag: str, text: str) -> str:
    return f'<?xml version="1.0"?><c:p xmlns:c="urn:core"><c:{tag}>{escape(text)}</c:{tag}></c:p>'


def _jpeg(text: str) -> bytes:
    from PIL import Image

    picture = Image.new("RGB", (60, 60), "white")
    exif = picture.getexif()
    exif[0x010E] = text.encode("ascii", "replace").decode()  # the description of the picture
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def _runs(text: str) -> str:
    cut = [text[at : at + 3] for at in range(0, len(text), 3)]
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{escape(each)}</w:t></w:r>' for each in cut) + "</w:p>"


def _cells(text: str) -> str:
    cells = "".join(f"<w:tc>{_p(each)}</w:tc>" for each in text.split())
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"


WORD: Final[Mapping[str, Callable[[str], bytes]]] = {
    "text": lambda text: _word(_p(text)),
    "table cell": lambda text: _word(f"<w:tbl><w:tr><w:tc>{_p(text)}</w:tc></w:tr></w:tbl>"),
    "split across runs": lambda text: _word(_runs(text)),
    "split across cells": lambda text: _word(_cells(text)),
    "header": lambda text: _word(word__header1_dot_xml=_part("hdr", text)),
    "footer": lambda text: _word(word__footer1_dot_xml=_part("ftr", text)),
    "comment": lambda text: _word(word__comments_dot_xml=_part("comments", text)),
    "footnote": lambda text: _word(word__footnotes_dot_xml=_part("footnotes", text)),
    "tracked deletion": lambda text: _word(
        f'<w:p><w:del w:author="A"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del></w:p>'
    ),
    "tracked insertion": lambda text: _word(
        f'<w:p><w:ins w:author="A"><w:r><w:t>{escape(text)}</w:t></w:r></w:ins></w:p>'
    ),
    "hidden run": lambda text: _word(_p(text, "<w:rPr><w:vanish/></w:rPr>")),
    "white text": lambda text: _word(_p(text, '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>')),
    "property": lambda text: _word(docProps__core_dot_xml=_core("subject", text)),
    "own property": lambda text: _word(docProps__custom_dot_xml=_core("lpwstr", text)),
    "data behind the text": lambda text: _word(customXml__item1_dot_xml=_core("note", text)),
    "words for a picture": lambda text: _word(f"<w:p><w:r><w:docPr descr={quoteattr(text)}/></w:r></w:p>"),
    "link": lambda text: _word(
        word___rels__document_dot_xml_dot_rels=f"<Relationships><Relationship Target="
        f"{quoteattr('https://maps.example/?q=' + text.replace(' ', '%20'))}/></Relationships>"
    ),
    "bookmark": lambda text: _word(f"<w:bookmarkStart w:name={quoteattr(text.replace(' ', '_'))}/>"),
    "code of a field": lambda text: _word(
        f"<w:p><w:r><w:instrText>HYPERLINK &quot;{escape(text)}&quot;</w:instrText></w:r></w:p>"
    ),
    "content control": lambda text: _word(f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(text)}/></w:sdtPr></w:sdt>"),
    "text box": lambda text: _word(f"<w:p><w:r><w:pict><w:txbxContent>{_p(text)}</w:txbxContent></w:pict></w:r></w:p>"),
    "embedded file": lambda text: _word(word__embeddings__report_dot_docx=_word(_p(text))),
    "picture’s metadata": lambda text: _word(word__media__image1_dot_jpeg=_jpeg(text)),
    "remark in the code": lambda text: _word(f"<!-- {escape(text)} -->"),
}


@lru_cache
def _base() -> bytes:
    import weasyprint

    return bytes(weasyprint.HTML(string=f"<p>{_DULL}</p>").write_pdf())


def _page(html: str) -> bytes:
    import weasyprint

    return bytes(weasyprint.HTML(string=f"<p>{_DULL}</p>{html}").write_pdf())


def _written(change: Callable[[Any], None]) -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(io.BytesIO(_base()))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _note(text: str) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        from pypdf.annotations import Text

        writer.add_annotation(0, Text(rect=(50, 550, 200, 650), text=text))

    return change


def _address(text: str) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        from pypdf.annotations import Link

        writer.add_annotation(0, Link(rect=(50, 550, 200, 650), url="https://maps.example/?q=" + text))

    return change


def _metadata(text: str) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        from pypdf.generic import DecodedStreamObject, NameObject

        stream = DecodedStreamObject()
        stream.set_data(f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><x:d>{escape(text)}</x:d></x:xmpmeta>".encode())
        stream[NameObject("/Type")] = NameObject("/Metadata")
        stream[NameObject("/Subtype")] = NameObject("/XML")
        writer._root_object[NameObject("/Metadata")] = writer._add_object(stream)

    return change


def _kept(text: str, key: str) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        from pypdf.generic import DictionaryObject, NameObject, TextStringObject

        held = writer._add_object(DictionaryObject({NameObject(key): TextStringObject(text)}))
        writer._root_object[NameObject("/Kept")] = held

    return change


PDF: Final[Mapping[str, Callable[[str], bytes]]] = {
    "PDF: text": lambda text: _page(f"<p>{escape(text)}</p>"),
    "PDF: white text": lambda text: _page(f'<p style="color:white;font-size:1pt">{escape(text)}</p>'),
    "PDF: property": lambda text: _written(lambda writer: writer.add_metadata({"/Subject": text})),
    "PDF: XMP": lambda text: _written(_metadata(text)),
    "PDF: attachment": lambda text: _written(lambda writer: writer.add_attachment("report.docx", _word(_p(text)))),
    "PDF: name of an attachment": lambda text: _written(lambda writer: writer.add_attachment(f"{text}.txt", b"-")),
    "PDF: note": lambda text: _written(_note(text)),
    "PDF: link": lambda text: _written(_address(text)),
    "PDF: outline": lambda text: _written(lambda writer: writer.add_outline_item(title=text, page_number=0)),
    "PDF: script": lambda text: _written(_kept(text, "/JS")),
    "PDF: box of a form": lambda text: _written(_kept(text, "/V")),
}


def word_text(text: str) -> bytes:
    """A Word file that says ``text`` in its text."""
    return _word(_p(text))


def painted(text: str) -> bytes:
    """A Word file with a picture in which ``text`` is painted: nobody but a person can read it."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (900, 60), "white")
    ImageDraw.Draw(picture).text((5, 20), text.encode("ascii", "replace").decode(), fill="black")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return _word(word__media__image1_dot_png=out.getvalue())


def photograph(text: str) -> bytes:
    """A photograph in which ``text`` is painted, large enough to be read."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (900, 600), "white")
    ImageDraw.Draw(picture).text((5, 20), text.encode("ascii", "replace").decode(), fill="black")
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


def camera(text: str) -> bytes:
    """A very small photograph of which a camera, or somebody at a computer, wrote ``text`` inside."""
    return _jpeg(text)


__all__ = ["PDF", "WORD", "camera", "painted", "photograph", "word_text"]
