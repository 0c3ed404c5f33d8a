"""What only a browser shows of the missing room: axe, the policy, drafts, the keyboard, a narrow window."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, PageOf, Site, fill_sign_in

WORDS = "He said I could stay at his, then he wanted stuff back for it."

PAGES = {
    "board": "/missing/",
    "print": "/missing/?view=print",
    "episode, missing": "/missing/{amira}",
    "episode, home": "/missing/{kofi}",
    "interview": "/missing/{kofi}/interview",
    "offer": "/missing/{sana}/offer",
    "decline": "/missing/{kofi}/declined",
    "strategy discussion": "/missing/{amira}/strategy-discussion",
    "worker": "/missing/{sana}/worker",
    "together": "/missing/{leo}/together",
    "action": "/missing/{leo}/action",
    "report": "/missing/report?q=Leo+Brandt",
    "inbox": "/missing/inbox/",
    "managers' report": "/missing/managers-report",
    "briefing": "/missing/briefing",
    "hot list": "/missing/hot-list",
    "named": "/missing/named",
    "samples": "/missing/samples",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_clean_at_the_desk_and_on_a_telephone(
    site: Site, page_of: PageOf, name: str, pictures: Path | None
) -> None:
    for width in (1280, 390):
        at = page_of("Denise Fairmer", width=width)
        page = at.go(PAGES[name].format(**site.episodes))
        expect(page.locator("h1")).to_be_visible()
        page.wait_for_selector("body.govuk-frontend-supported")
        if pictures:
            page.screenshot(path=pictures / f"{name.replace(' ', '-').replace(',', '')}-{width}.png", full_page=True)
        assert at.violations() == []
        assert at.failed == []
        assert at.sideways() == 0
        assert at.axe() == []


def test_a_form_that_was_refused_is_clean_too(site: Site, page_of: PageOf) -> None:
    at = page_of("Grace Adeyemi")
    page = at.go(f"/missing/{site.episodes['kofi']}/interview")
    page.click("text=Record the interview")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert at.axe() == []
    assert at.violations() == []


def _type_words(page: Page) -> None:
    page.fill("#id_own_words", WORDS)
    page.fill("#id_place_0_name", "The flat over the shop")


def test_a_draft_survives_the_end_of_the_session(site: Site, page_of: PageOf) -> None:
    at = page_of("Tariq Mahmood")
    page = at.go(f"/missing/{site.episodes['kofi']}/interview")
    _type_words(page)
    site.installation.sql("delete from access_accountsession")
    page.click("text=Record the interview")
    expect(page.locator("main")).to_contain_text("What you typed is kept")
    fill_sign_in(page, site.people["Tariq Mahmood"])
    expect(page.locator("#id_own_words")).to_have_value(WORDS)
    expect(page.locator("#id_place_0_name")).to_have_value("The flat over the shop")
    page.click("text=Throw the draft away")


def test_a_draft_survives_a_killed_server(site: Site, page_of: PageOf) -> None:
    at = page_of("Grace Adeyemi")
    address = f"/missing/{site.episodes['kofi']}/interview"
    page = at.go(address)
    _type_words(page)
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved", timeout=10_000)
    site.installation.kill_web()
    site.installation.start_web()
    other = page_of("Grace Adeyemi")
    page = other.go(address)
    expect(page.locator("#id_own_words")).to_have_value(WORDS)
    expect(page.locator("main")).to_contain_text("This is your draft")
    page.click("text=Throw the draft away")


def test_what_is_typed_while_the_server_is_down_is_kept_once_it_is_back(site: Site, page_of: PageOf) -> None:
    at = page_of("Tariq Mahmood")
    page = at.go(f"/missing/{site.episodes['kofi']}/interview")
    site.installation.kill_web()
    _type_words(page)
    expect(page.locator("[data-draft-status]")).to_contain_text("cannot be reached", timeout=10_000)
    site.installation.start_web()
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved", timeout=20_000)
    page.goto(page.url)
    expect(page.locator("#id_own_words")).to_have_value(WORDS)
    page.click("text=Throw the draft away")


def test_an_offer_by_keyboard_alone(site: Site, page_of: PageOf) -> None:
    at = page_of("Grace Adeyemi")
    page = at.go("/missing/")
    page.keyboard.press("Tab")
    expect(page.locator(".govuk-skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    assert _tab_to(page, "Sana Mirza")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/missing/{site.episodes['sana']}")
    assert _tab_to(page, "Record an offer or attempt")
    page.keyboard.press("Enter")
    page.wait_for_url("**/offer")
    assert _tab_to_id(page, "id_how")
    page.keyboard.press("Space")
    assert _tab_to_id(page, "id_spoken_to")
    page.keyboard.type("Nobody")
    assert _tab_to_id(page, "id_answer")
    page.keyboard.press("Space")
    assert _tab_to(page, "Record the offer")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/missing/{site.episodes['sana']}")
    expect(page.locator("main")).to_contain_text("The offer is recorded.")
    expect(page.locator("main")).to_contain_text("Tried to offer an interview")


def _tab_to(page: Page, words: str, most: int = 120) -> bool:
    """Press Tab until a link or button with these words has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("['A', 'BUTTON'].includes(document.activeElement.tagName)") and words in str(
            page.evaluate("document.activeElement.textContent")
        ):
            return True
    return False


def _tab_to_id(page: Page, start: str, most: int = 60) -> bool:
    for _ in range(most):
        page.keyboard.press("Tab")
        if str(page.evaluate("document.activeElement.id")).startswith(start):
            return True
    return False


def test_a_decision_in_place_without_scripts(site: Site, page_of: PageOf) -> None:
    at = page_of("Samira Haddad", scripts=False)
    page = at.go("/missing/")
    row = page.locator("#missing tbody tr", has_text="Leo Brandt")
    row.locator("summary").click()
    row.locator("input").fill("Front door allocates Leo today.")
    row.locator("button").click()
    page.wait_for_load_state()
    expect(page.locator("#missing tbody tr", has_text="Leo Brandt")).to_contain_text("Front door allocates Leo today.")


def test_a_decision_half_typed_is_there_after_the_browser_closes(site: Site, page_of: PageOf) -> None:
    at = page_of("Denise Fairmer")
    page = at.go("/missing/")
    row = page.locator("#missing tbody tr", has_text="Amira Hassan")
    row.locator("summary").click()
    row.locator("input").fill("Ring the aunt")
    expect(page.locator("[data-draft-status]")).to_contain_text("Draft saved", timeout=10_000)
    page.close()
    again = page_of("Denise Fairmer").go("/missing/")
    expect(again.locator("#missing tbody tr", has_text="Amira Hassan").locator("input")).to_have_value("Ring the aunt")


def test_the_password_is_never_in_a_draft(site: Site) -> None:
    rows = site.installation.sql("select fields::text from pages_draft")
    assert all(PASSWORD not in str(fields) for (fields,) in rows)
