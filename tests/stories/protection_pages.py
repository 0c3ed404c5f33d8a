"""What the stories of child protection's pages share: a clock that stands still, pages opened, forms sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from righthelp.foundation import calendar
from tests.stories.desk_house import text_of
from tests.stories.protection_house import HELD


class Clock:
    """The time of day in these stories: it stands still until it is set."""

    now = HELD


def boxes(name: str, at: datetime | date) -> dict[str, str]:
    """A day, or a moment, as a form's boxes."""
    if isinstance(at, datetime):
        at = calendar.local(at)
        return boxes(name, at.date()) | {f"{name}_time": f"{at:%H:%M}"}
    return {f"{name}_day": str(at.day), f"{name}_month": str(at.month), f"{name}_year": str(at.year)}


def page(browser: Client, name: str, *numbers: int) -> str:
    response = browser.get(reverse(f"protection:{name}", args=numbers))
    assert response.status_code == 200, (name, response.status_code)
    return text_of(response)


def sent(browser: Client, name: str, *numbers: int, **typed: Any) -> str:
    """What a page answers to a form that it takes: it leads on, and the next page is there."""
    response = browser.post(reverse(f"protection:{name}", args=numbers), typed)
    assert response.status_code == 302, (name, text_of(response)[:3000] if response.status_code == 200 else response)
    after = browser.get(response.headers["Location"])
    assert after.status_code == 200
    return text_of(after)
