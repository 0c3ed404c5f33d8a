"""A document as tagged PDF (PDF/UA-1): headings, tables with scopes, and words for every picture."""

from __future__ import annotations

from righthelp.foundation.documents.html import html
from righthelp.foundation.documents.tree import Document


def pdf(document: Document) -> bytes:
    """The document as PDF. Takes a second or two; the first time, four more for loading. Fetches nothing."""
    import weasyprint

    return bytes(weasyprint.HTML(string=html(document), url_fetcher=_only_inside).write_pdf(pdf_variant="pdf/ua-1"))


def _only_inside(address: str, *_: object, **__: object) -> object:
    """Only pictures that the document holds itself: a report must never ask the network for anything."""
    import weasyprint

    if not address.startswith("data:"):
        raise ValueError("A document holds its own pictures.")
    return weasyprint.default_url_fetcher(address)
