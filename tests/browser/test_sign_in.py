"""What only a browser shows of signing in: passkeys, the warning before the end of a session, axe."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import NOTES_VIOLATIONS, PASSWORD, TODAY, PageOf, Site, Watched, fill_sign_in
from tests.servers import Installation

THE_PEOPLE = f"""
import json
from righthelp.foundation.access.models import Account
people = {{}}
for name, role in (("Ada Fernsby", "system_administrator"), ("Tariq Shahmadi", "missing_coordinator"),
                   ("Nadia Birchwell", "social_worker")):
    account = Account(email=name.split()[0].lower() + "@righthelp.example", name=name, roles=[role])
    account.set_password({PASSWORD!r})
    account.save()
    people[name] = account.email
print(json.dumps(people))
"""
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation where nobody comes in without a second factor, at a name that passkeys accept."""
    state = tmp_path_factory.mktemp("strict") / "state"
    with Installation(state, RIGHTHELP_TODAY=TODAY, RIGHTHELP_SECOND_FACTOR="required") as installation:
        installation.prepare()
        people = json.loads(installation.python(THE_PEOPLE).strip().splitlines()[-1])
        installation.start_web()
        yield Site(installation, people, {})


@pytest.fixture
def at(strict: Site, browser: Browser) -> Iterator[Watched]:
    """A browser with a fingerprint reader, at the sign-in page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.add_init_script(NOTES_VIOLATIONS)
    watched = Watched(context.new_page(), strict)
    watched.page.on("pageerror", lambda error: watched.failed.append(str(error)))
    devtools = context.new_cdp_session(watched.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    watched.page.goto(f"http://localhost:{strict.installation.port}/sign-in")
    yield watched
    context.close()


def clean(at: Watched) -> None:
    """Nothing is wrong with the page that is open."""
    at.page.wait_for_selector("body.govuk-frontend-supported")
    assert at.axe() == []
    assert at.violations() == []
    assert at.failed == []
    assert at.sideways() == 0


def with_a_passkey(at: Watched, name: str) -> Page:
    """Sign in for the first time, with a new passkey, looking at each page on the way."""
    page = at.page
    clean(at)
    fill_sign_in(page, at.site.people[name])
    expect(page.locator("h1")).to_have_text("Set up a second step")
    clean(at)
    page.click("text=Add a passkey")
    page.fill("#id_name", "work laptop")
    clean(at)
    page.click("text=Add the passkey")
    expect(page.locator("h1")).to_have_text("Keep these recovery codes")
    expect(page.locator(".rh-codes li")).to_have_count(10)
    clean(at)
    page.click("text=I have kept them")
    expect(page.locator(".rh-header__who")).to_contain_text(name)
    return page


def test_ada_adds_a_passkey_and_administers_an_account_with_it(at: Watched) -> None:
    page = with_a_passkey(at, "Ada Fernsby")
    page.click("text=Sign out")
    fill_sign_in(page, at.site.people["Ada Fernsby"])
    expect(page.locator("h1")).to_have_text("Confirm that it is you")
    clean(at)
    page.click("text=Use your passkey")
    expect(page.locator(".rh-header__who")).to_contain_text("Ada Fernsby")

    at.site.installation.sql("delete from access_accountsession where account_id is null")
    page.click("nav >> text=Accounts")
    clean(at)
    page.click("table >> text=Nadia Birchwell")
    clean(at)
    _forget_the_confirmation(at)
    page.click("text=Make a set-up link")
    expect(page.locator("h1")).to_have_text("Confirm that it is you")
    clean(at)
    page.click("text=Use your passkey")
    expect(page.locator("h1")).to_contain_text("Nadia Birchwell")
    page.click("text=Make a set-up link")
    expect(page.locator("#link")).to_have_value(re.compile(r"/sign-in/link/[\w-]{40,}$"))
    clean(at)


def _forget_the_confirmation(at: Watched) -> None:
    """As if the last confirmation were an hour ago."""
    at.site.installation.python(
        "from righthelp.foundation.access.models import AccountSession\n"
        "from righthelp.foundation.access.sessions import SessionStore\n"
        "for row in AccountSession.objects.exclude(account=None):\n"
        "    store = SessionStore(row.session_key); store.pop('stepped_up', None); store.save()\n"
    )


def test_an_app_is_set_up_by_its_key_and_shown_in_ones_account(at: Watched) -> None:
    from tests.stories.sign_in_house import code

    page = at.page
    fill_sign_in(page, at.site.people["Tariq Shahmadi"])
    page.click("text=Set up an app")
    expect(page.locator(".rh-qr")).to_be_visible()
    assert page.evaluate("document.querySelector('.rh-qr').naturalWidth") > 0, "the policy lets the picture through"
    page.click("text=I cannot scan the picture")
    secret = page.inner_text(".rh-secret").replace(" ", "")
    clean(at)
    page.fill("#id_sign_in_code", "000000")
    page.click("main button:has-text('Continue')")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    clean(at)
    page.fill("#id_sign_in_code", code(secret))
    page.click("main button:has-text('Continue')")
    page.click("text=I have kept them")
    page.click(".rh-header__who")
    expect(page.locator("main")).to_contain_text("Authenticator app")
    expect(page.locator("main")).to_contain_text("Chrome on Linux")
    clean(at)
    page.click("text=Change password")
    clean(at)


def _short(page: Page, left: int) -> None:
    """Let the page believe that the session ends in ``left`` seconds, until it puts the end off."""

    def shortened(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r'data-left="\d+"', f'data-left="{left}"', answer.text()))

    began = time.monotonic()

    def clock(route: Route) -> None:
        if route.request.method == "GET":
            said = {"left": max(0, round(left - (time.monotonic() - began))), "last": False}
            route.fulfill(content_type="application/json", body=json.dumps(said))
        else:
            route.continue_()

    page.route("**/missing/report*", shortened)
    page.route("**/session", clock)


def _signed_in(page_of: PageOf, site: Site, left: int) -> Watched:
    at = page_of("Tariq Mahmood")
    _short(at.page, left)
    at.go("/missing/report")
    at.page.wait_for_selector("body.govuk-frontend-supported")
    return at


def test_a_warning_comes_before_the_end_and_one_key_stays(site: Site, page_of: PageOf) -> None:
    at = _signed_in(page_of, site, 60)
    page, dialog = at.page, at.page.locator("[data-session-warning]")
    expect(dialog).not_to_be_visible()
    expect(dialog).to_be_visible(timeout=40_000)
    expect(dialog).to_contain_text("What you typed is kept")
    assert at.axe() == []
    page.keyboard.press("Enter")
    expect(dialog).not_to_be_visible()


def test_whoever_is_typing_is_not_asked(site: Site, page_of: PageOf) -> None:
    at = _signed_in(page_of, site, 10)
    posted: list[str] = []
    at.page.on("request", lambda one: posted.append(f"{one.method} {one.url}"))
    at.page.keyboard.press("Tab")
    at.page.wait_for_timeout(9_000)
    expect(at.page.locator("[data-session-warning]")).not_to_be_visible()
    assert sum(line.startswith("POST ") and line.endswith("/session") for line in posted) == 1


def test_after_the_end_the_page_is_covered_and_leads_to_the_sign_in(site: Site, page_of: PageOf) -> None:
    at = _signed_in(page_of, site, 4)
    dialog = at.page.locator("[data-session-warning]")
    expect(dialog).to_contain_text("You have been signed out", timeout=15_000)
    expect(dialog.locator("[data-session-again]")).to_have_attribute("href", "/sign-in?next=%2Fmissing%2Freport")
    assert at.violations() == []
