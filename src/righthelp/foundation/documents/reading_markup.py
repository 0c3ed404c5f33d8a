"""What the XML parts of a Word file (and of any other zipped document) and web pages say, place by place."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS: Final = (
    ("header", "a header"),
    ("footer", "a footer"),
    ("comments", "a comment"),
    ("footnotes", "a footnote"),
    ("endnotes", "an endnote"),
    ("core.xml", "the properties of the file"),
    ("app.xml", "the properties of the file"),
    ("custom.xml", "a property of the file’s own"),
    ("customxml", "data kept behind the text"),
    (".rels", "a link"),
    ("settings", "the settings of the file"),
    ("people.xml", "the names of those who edited"),
    ("glossary", "a building block"),
    ("diagrams", "a diagram"),
    ("charts", "a chart"),
)
_DULL: Final = re.compile(r"^(?:[0-9A-Fa-f]{6,8}|[\d.,:%\s-]{0,9}|\w{1,3}|https?://schemas\.\S+)$")
_QUIET: Final = ("theme", "styles", "fonttable", "numbering", "websettings", "[content_types]")
_FONTS: Final = ("theme", "fonttable", "numbering", "websettings")
_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "wbr",
    ]
)


def spoken(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """(where, text) of one XML part: its paragraphs as they read, what is deleted, hidden or a field's code, and
    whatever stands in attributes (alternative words, bookmarks, addresses of links, authors)."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        yield "a part that is not well formed", data.decode("utf-8", "replace")
        return
    place = _place(name)
    if not any(quiet in name.lower() for quiet in _QUIET):
        yield place, "\n".join(_paragraphs(root))
    yield from _aside(root, place)
    yield from _attributes(root, name)
    remarks = [_plain(each.text or "") for each in root.iter(etree.Comment, etree.ProcessingInstruction)]
    if remarks:
        yield "a remark in the file’s code", "\n".join(remarks)


def _place(name: str) -> str:
    low = name.lower()
    return next((words for mark, words in _PARTS if mark in low), "the text")


def _tag(each: Any) -> str:
    return each.tag if isinstance(each.tag, str) else ""


def _paragraphs(root: Any) -> Iterator[str]:
    """Paragraph by paragraph, the words of several runs joined as they read."""
    word = False
    for each in root.iter():
        tag = _tag(each)
        if tag == f"{_W}p":
            word = True
            yield "".join(_runs(each, deleted=False))
        elif tag.rsplit("}", 1)[-1] in {"p", "si"}:
            yield "".join(each.itertext())
    if not word:
        yield _all_text(root)


def _runs(paragraph: Any, *, deleted: bool) -> Iterator[str]:
    wanted = f"{_W}delText" if deleted else f"{_W}t"
    for each in paragraph.iter():
        tag = _tag(each)
        if tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
            yield " "
        elif tag in {f"{_W}noBreakHyphen", f"{_W}softHyphen"}:
            yield "-" if tag.endswith("noBreakHyphen") else ""
        elif tag == wanted or (not tag.startswith(_W) and tag.rsplit("}", 1)[-1] == "t"):
            yield each.text or ""


def _all_text(root: Any) -> str:
    return "\n".join(text.strip() for each in root.iter() if _tag(each) for text in (each.text, each.tail) if text)


def _aside(root: Any, place: str) -> Iterator[tuple[str, str]]:
    """What Word does not show, or not as text: deletions, hidden runs, codes of fields."""
    deletions = "\n".join("".join(_runs(each, deleted=True)) for each in root.iter(f"{_W}p"))
    if deletions.strip():
        yield f"deleted text that is still in the file ({place})", deletions
    hidden = [
        "".join(_runs(run, deleted=False))
        for run in root.iter(f"{_W}r")
        if run.find(f"{_W}rPr/{_W}vanish") is not None or run.find(f"{_W}rPr/{_W}specVanish") is not None
    ]
    if hidden:
        yield f"hidden text ({place})", "".join(hidden)
    codes = [each.text or "" for each in root.iter(f"{_W}instrText", f"{_W}delInstrText")]
    codes += [each.get(f"{_W}instr", "") for each in root.iter(f"{_W}fldSimple")]
    if any(codes):
        yield "the code of a field", _plain(" ".join(codes))


def _attributes(root: Any, name: str) -> Iterator[tuple[str, str]]:
    """Words in attributes. Measures, colours and the file's own numbering say nothing and are left out."""
    found: dict[str, list[str]] = {}
    if any(font in name.lower() for font in _FONTS):
        return
    for each in root.iter():
        if not _tag(each):
            continue
        for key, value in each.attrib.items():
            if not _DULL.match(value):
                found.setdefault(_about(_tag(each), key, name), []).append(_plain(value))
    for where, values in found.items():
        yield where, "\n".join(dict.fromkeys(values))


def _about(tag: str, key: str, name: str) -> str:
    thing, what = tag.rsplit("}", 1)[-1], key.rsplit("}", 1)[-1]
    if what in {"descr", "title", "alt"}:
        return "the words that stand for a picture"
    if thing == "Relationship" or what in {"href", "anchor", "tooltip", "src"}:
        return "a link"
    if thing == "bookmarkStart":
        return "a bookmark"
    if what in {"author", "initials", "userId"}:
        return "the name of an editor"
    if thing in {"tag", "alias", "dataBinding"}:
        return "a content control"
    if thing in {"meta", "property"}:
        return "the properties of the file"
    return f"an attribute in {name.rsplit('/', 1)[-1]}"


def _plain(value: str) -> str:
    return unquote(value).replace("_", " ").replace("+", " ") if re.search(r"%[0-9A-Fa-f]{2}|[_+]", value) else value


def rendered(text: str) -> str:
    """A web page as it reads: tags of a word's parts vanish, all others part the words."""

    def parted(found: re.Match[str]) -> str:
        return "" if found.group(1).lower() in _INLINE else " "

    without = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>", " ", text)
    return html.unescape(re.sub(r"</?([a-zA-Z][\w:-]*)[^<>]{0,4000}>", parted, without))


__all__ = ["rendered", "spoken"]
