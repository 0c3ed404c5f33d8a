"""From the first contact to a plan, as whoever works there: axe, the policy, and nothing wider than its window."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, PageOf, Site
from tests.servers import ROOT, Installation

TODAY = "2021-09-02"  # the day after the stories' day
THE_ROOMS = f"""
import json, sys
sys.path.insert(0, {str(ROOT)!r})
from django.contrib.auth.hashers import make_password
from righthelp.foundation.access.models import Account
from tests.stories.rooms_house import rooms
numbers = rooms()
Account.objects.update(password=make_password({PASSWORD!r}))
print(json.dumps({{"people": dict(Account.objects.values_list("name", "email")), "numbers": numbers}}))
"""
PAGES = {
    "Karen Holmcombe": (
        "/front-door/",
        "/front-door/{call}/",
        "/front-door/channel/",
        "/front-door/channel/panels/{panel}/",
        "/front-door/calls/heard/{heard}/",
    ),
    "Moira Castledine": (
        "/front-door/{other}/decide",
        "/front-door/calls/",
        "/front-door/calls/month",
        "/front-door/calls/{call}/listen",
    ),
    "Priya Ashgrove": ("/mash/", "/mash/{enquiry}/", "/mash/{enquiry}/share"),
    "Ros Hale": ("/", "/mash/questions/", "/mash/questions/{question}/"),
    "Meena Larkhill": ("/assessments/{assessment}/", "/assessments/{assessment}/write/day"),
    "Lorna Pike": (
        "/fostering/households",
        "/fostering/households/{household}",
        "/fostering/households/figures",
        "/fostering/applications",
        "/fostering/applications/figures",
        "/fostering/applications/{foster}",
        "/fostering/panel",
        "/fostering/panel/{meeting}",
        "/fostering/panel/items/{item}",
        "/fostering/long-term",
        "/fostering/regulator",
        "/fostering/regulator?list=workers",
        "/fostering/long-term/{family_found}",
        "/fostering/concerns",
        "/fostering/concerns/{concern}",
        "/fostering/payments",
        "/fostering/payments/{run}",
    ),
    "Helen Marsh": (
        "/assessments/",
        "/strategy/{discussion}/",
        "/protection/",
        "/children/{protected}/protection",
        "/child-in-need/",
        "/children/{needs}/child-in-need",
        "/children/{needs}/plan",
        "/worklist",
        "/documents/",
        "/care-plans/",
        "/care-plans/challenges/",
        "/care-plans/clinics/",
        "/care-plans/guardianship/",
        "/care-plans/support/",
        "/children/{looked}/care-plan",
        "/children/{looked}/legal",
        "/legal/",
        "/legal/relatives",
        "/legal/challenges",
        "/legal/advice",
        "/legal/pre-proceedings",
        "/care-plans/{version}",
        "/care-plans/challenges/{challenge}",
        "/care-health/",
        "/care-health/waiting/",
        "/care-health/oc2/",
        "/children/{looked}/health",
        "/care-health/passports/{passport}/print",
        "/virtual-school/",
        "/virtual-school/?term=2020-3",
        "/children/{looked}/education",
        "/virtual-school/plans/{learns}/print",
    ),
    "Gurdeep Sandgal": (
        "/fostering/children/{known}",
        "/families/",
        "/families/months",
        "/children/{family}/family-work",
        "/families/conferences/{group}/print",
        "/children/{family}/family-work/new",
        "/families/conferences/{group}/promise",
        "/care/providers",
        "/care/providers/{provider}",
        "/care/providers/{provider}/look",
        "/care/homes",
        "/families/money/{money}",
        "/children/{home}/family-work",
        "/families/home/{way_home}/check",
        "/private-fostering/",
        "/children/{private}/private-fostering",
        "/private-fostering/{arrangement}/assess",
        "/came-alone/",
        "/came-alone/months",
        "/children/{alone}/came-alone",
        "/came-alone/ages/{age}/decide",
        "/leaving-care/",
        "/leaving-care/birthdays",
        "/leaving-care/came-alone",
        "/leaving-care/offer",
        "/leaving-care/housing",
        "/children/{leaver}/leaving-care",
        "/children/{leaver}/leaving-care/offer",
        "/children/{leaver}/leaving-care/homes",
        "/children/{roofless}/leaving-care/homes",
        "/children/{leaver}/leaving-care/way",
        "/placements/",
        "/children/{kai}/homes-sought",
        "/placements/plans/{placement_plan}",
        "/placements/{early}/disruption",
        "/placements/disruptions/",
        "/placements/costs/",
        "/placements/panels/{placement_panel}",
        "/placements/short-breaks/",
        "/children/{sami}/homes-sought",
    ),
    "Nadia Fernhollow": (
        "/in-education/",
        "/in-education/months",
        "/in-education/queries",
        "/in-education/panel",
        "/in-education/no-roll",
        "/in-education/plans",
        "/in-education/plans/months",
        "/in-education/surgeries",
        "/in-education/surgeries/{surgery}",
        "/in-education/files",
        "/in-education/files/receive",
        "/in-education/files/{school_file}",
        "/in-education/lines/{school_line}",
        "/children/{pupil}/in-education",
        "/in-education/queries/{query}/follow",
        "/in-education/plans/{school_plan}/exception",
    ),
    "Beatrix Wragge": (
        "/adoption/",
        "/children/{adopting}/adoption",
        "/adoption/links/{match}/place",
        "/adoption/adopters",
        "/adoption/adopters/sufficiency",
        "/adoption/adopters/{adopters}",
        "/adoption/adopters/{adopters}/review",
        "/adoption/figures",
        "/adoption/claims",
        "/adoption/disruptions",
        "/adoption/exchanges",
        "/adoption/exchanges/{exchange}",
        "/adoption/groups/{group_of_adopters}",
        "/adoption/groups/places/{seat}",
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation with something in every room."""
    with Installation(tmp_path_factory.mktemp("rooms") / "state", RIGHTHELP_TODAY=TODAY) as installation:
        installation.prepare()
        made: dict[str, Any] = json.loads(installation.python(THE_ROOMS).strip().splitlines()[-1])
        installation.start_web()
        yield Site(installation, made["people"], made["numbers"])


@pytest.mark.parametrize("who", PAGES)
def test_the_pages_of_a_desk_are_clean_and_fit_a_telephone(
    site: Site, page_of: PageOf, who: str, pictures: Path | None
) -> None:
    at = page_of(who)
    wrong: list[str] = []
    for number, address in enumerate(PAGES[who]):
        path = address.format(**site.episodes)
        at.page.set_viewport_size({"width": 1280, "height": 900})
        page = at.go(path)
        expect(page.locator("h1")).to_be_visible()
        page.wait_for_selector("body.govuk-frontend-supported")
        wrong += [f"{path} {each}" for each in (*at.axe(), *at.violations(), *at.failed)]
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            if at.sideways():
                wrong.append(f"{path} is {at.sideways()} wider than {width}")
            if pictures:
                page.screenshot(path=pictures / f"{who.split()[0]}-{number}-{width}.png", full_page=True)
    assert wrong == []
