"""What cells of tables show besides plain words: a coloured word, a day that is red once it has passed."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from markupsafe import Markup, escape

from righthelp.foundation.calendar import local_date, say_short

_SPECIAL: Final = re.compile("[&<>\"']").search


def escaped(text: str) -> str:
    """``text`` as HTML. Most cells hold no character that needs it, and a long page has a thousand of them."""
    return str.__str__(escape(text)) if _SPECIAL(text) else text


def safe(html: str) -> Markup:
    """HTML put together from escaped parts only. A long page makes hundreds, so it asks nothing of the text."""
    return str.__new__(Markup, html)


def tag(words: str, colour: str) -> Markup:
    """A coloured word. ``colour`` is one of GOV.UK's tag colours (red, yellow, green, blue, grey)."""
    return Markup('<strong class="govuk-tag govuk-tag--{}">{}</strong>').format(colour, words)


def due(moment: datetime | None, now: datetime) -> Markup | str:
    """When something is due, with a red word once it is late."""
    if moment is None:
        return "Not set"
    on = say_short(local_date(moment))
    return Markup("{}<br>{}").format(tag("Late", "red"), on) if moment < now else on


def pounds(pence: int | None, *, whole: bool = False) -> str:
    """Pence as pounds: £287.50; £38,890 when ``whole``; nothing for nothing known. Less than nought has its minus."""
    if pence is None:
        return ""
    sign, amount = ("−" if pence < 0 else ""), abs(pence)
    return f"{sign}£{(amount + 50) // 100:,}" if whole else f"{sign}£{amount // 100:,}.{amount % 100:02d}"
