"""A real browser at a real installation: its own database and web server, and a day of the missing team in it.

``page_of("Tariq Mahmood")`` gives a page on which that person is signed in. Every page notes what the browser refused
under the content security policy, and what the scripts failed with; both must stay empty.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.servers import ROOT, Installation

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
PASSWORD = "a password for tests alone"
TODAY = "2021-09-02"  # the day after the stories' day, so that nothing of it lies in the future
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NOTES_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""
THE_DAY = f"""
import json, sys
sys.path.insert(0, {str(ROOT)!r})
from django.contrib.auth.hashers import make_password
from righthelp.foundation.access.models import Account
from tests.stories.missing_pages import a_day
day = a_day()
Account.objects.update(password=make_password({PASSWORD!r}))
people = dict(Account.objects.values_list("name", "email"))
episodes = {{name: getattr(day, name).pk for name in ("amira", "leo", "sana", "kofi")}}
print(json.dumps({{"people": people, "episodes": episodes}}))
"""


@dataclass
class Site:
    """The installation under test, with the people who can sign in and the episodes of the day."""

    installation: Installation
    people: dict[str, str]
    episodes: dict[str, int]

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.installation.port}"


@dataclass
class Watched:
    """A page, and what went wrong on it."""

    page: Page
    site: Site
    refused: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.site.address + path)
        return self.page

    def violations(self) -> list[str]:
        """What the browser refused under the content security policy, on this page and those before it."""
        now: list[str] = self.page.evaluate("window.violations")
        return [*self.refused, *now]

    def axe(self) -> list[str]:
        """What axe finds against WCAG 2.2 A and AA: rule, and the places."""
        self.page.evaluate(AXE.read_text())
        found: dict[str, Any] = self.page.evaluate(
            "(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
        )
        return [
            f"{each['id']}: {each['help']} {[node['target'] for node in each['nodes']][:4]}"
            for each in found["violations"]
        ]

    def sideways(self) -> int:
        """How many pixels the page is wider than its window."""
        wider: int = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return max(0, wider)


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        found = shutil.which(name)
        if found:
            return found
    pytest.skip("No Chromium on this machine.")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running installation with the day of the missing team."""
    _chromium()
    with Installation(tmp_path_factory.mktemp("browser") / "state", RIGHTHELP_TODAY=TODAY) as installation:
        installation.prepare()
        made = json.loads(installation.python(THE_DAY).strip().splitlines()[-1])
        installation.start_web()
        yield Site(installation, made["people"], made["episodes"])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    path = _chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


PageOf = Callable[..., Watched]


@pytest.fixture
def page_of(site: Site, browser: Browser) -> Iterator[PageOf]:
    """A page on which a person is signed in; ``width`` of the window, ``scripts=False`` for a browser without them."""
    contexts: list[BrowserContext] = []

    def sign_in(name: str, *, width: int = 1280, scripts: bool = True) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="en-GB", java_script_enabled=scripts
        )
        contexts.append(context)
        context.add_init_script(NOTES_VIOLATIONS)
        watched = Watched(context.new_page(), site)
        watched.page.on("pageerror", lambda error: watched.failed.append(str(error)))
        watched.page.on(
            "console",
            lambda line: watched.refused.append(line.text) if "Content Security Policy" in line.text else None,
        )
        watched.go("/sign-in")
        fill_sign_in(watched.page, site.people[name])
        return watched

    yield sign_in
    for context in contexts:
        context.close()


def fill_sign_in(page: Page, email: str) -> None:
    """Fill the sign-in form that is on the page, and send it."""
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]:has-text('Sign in')")
    page.wait_for_load_state()


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    """A folder for pictures when ``RIGHTHELP_PICTURES`` names one."""
    import os

    named = os.environ.get("RIGHTHELP_PICTURES")
    return Path(named) if named else None
