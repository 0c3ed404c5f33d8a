"""A document as tagged PDF (PDF/UA-1): headings, tables with scopes, and words for every picture."""

from __future__ import annotations

from righthelp.foundation.documents.html import html
from righthelp.foundation.documents.tree import Document


def pdf(document: Document) -> bytes:
    """The document as PDF. Takes a second or two; the first time, four more for loading. Fetches nothing."""
    import weasyprint
    from weasyprint.urls import URLFetcher

    inside = URLFetcher(allowed_protocols=["data"], fail_on_errors=True)  # a report never asks the network for anything
    return bytes(weasyprint.HTML(string=html(document), url_fetcher=inside).write_pdf(pdf_variant="pdf/ua-1"))
