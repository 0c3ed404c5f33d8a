"""A protected address: not a letter of it reaches whoever is not tied to the child, on any page, list, file or picture;
and a detector finds it in any text that is to leave the house."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from righthelp.practice.missing.models import Episode
from righthelp.practice.people import record
from righthelp.practice.people.homes import address_for
from righthelp.practice.people.models import Address, AddressKind, Person, Placement, Residence
from righthelp.practice.people.secrets_in import Recipient, must_not_reach
from righthelp.practice.workforce.models import Allocation
from tests.stories.desk_house import NOW, account_of, as_application, signed_in
from tests.stories.test_family_pages import FamilyHouse

pytestmark = pytest.mark.django_db

LINE, POSTCODE = "41 Quillfeather Rise", "B47 3QF"
UNTIED = (
    "front_door_officer",
    "head_of_service",
    "director",
    "emergency_duty",
    "missing_manager",
    "missing_coordinator",
    "missing_support_worker",
    "team_manager",
    "social_worker",
    "reviewing_officer",
    "quality_auditor",
    "privacy_officer",
    "performance_analyst",
    "system_administrator",
)
SEARCHES = ("", "Karzada", "Aliyah Karzada", "41 Quillfeather Rise", "B47 3QF", "b473qf", "Quillfeather", "3/11/2006")


class ProtectedHouse(FamilyHouse):
    """Nadia fled with both children; Omar must not know where Aliyah is. A foster placement at the same address and a
    missing episode from it give every room a reason to show it."""

    def __post_init__(self) -> None:
        super().__post_init__()
        Residence.objects.filter(person__in=[self.aliyah, self.yusuf, self.nadia]).update(ends=date(2021, 8, 1))
        self.refuge = Address.objects.create(
            line=LINE,
            locality="Wythall",
            postcode=POSTCODE,
            area="south",
            kind=AddressKind.FOSTER,
            name="Quillfeather House",
        )
        for person in (self.aliyah, self.yusuf, self.nadia):
            Residence.objects.create(person=person, address=self.refuge, starts=date(2021, 8, 1))
        Placement.objects.create(child=self.aliyah, address=self.refuge, kind="trust_foster", starts=date(2021, 8, 1))
        self.kept_from(self.aliyah, self.omar)
        self.episodes = [
            self.missing(self.aliyah, "2021-08-20 20:00", "2021-08-21 09:00", address=self.refuge).pk,
            self.missing(self.aliyah, "2021-08-24 20:00", "2021-08-25 09:00", address=self.refuge).pk,
        ]

    def forget_missing(self) -> None:
        """She never went missing."""
        Episode.objects.filter(pk__in=self.episodes).delete()


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[ProtectedHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield ProtectedHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def pages(people: list[Person], episodes: list[int], address: int) -> list[str]:
    """Every address of the house that takes nothing, a child, an episode or a place."""
    found: list[str] = []

    def walk(resolver: URLResolver, before: str) -> None:
        for each in resolver.url_patterns:
            route = before + str(each.pattern)
            if isinstance(each, URLResolver):
                walk(each, route)
            elif isinstance(each, URLPattern) and not route.startswith("api/"):
                found.append(route)

    walk(get_resolver(), "")
    made: list[str] = []
    for route in found:
        if "<int:child_id>" in route and route.count("<") == 1:
            made += ["/" + route.replace("<int:child_id>", str(person.pk)) for person in people]
        elif "<int:episode_id>" in route and route.count("<") == 1:
            made += ["/" + route.replace("<int:episode_id>", str(episode)) for episode in episodes]
        elif "<int:address_id>" in route and route.count("<") == 1:
            made.append("/" + route.replace("<int:address_id>", str(address)))
        elif "<" not in route and "(" not in route:
            made.append("/" + route)
    return [each for each in made if not each.startswith(("/sign-out", "/account/", "/accounts/", "/health"))]


def gives_away(body: bytes) -> list[str]:
    text = body.decode("utf-8", "replace").lower()
    return [word for word in ("quillfeather", "b47 3qf", "b473qf", "wythall") if word in text]


@pytest.mark.slow
@pytest.mark.parametrize("role", UNTIED)
def test_no_page_gives_a_protected_address_to_whoever_is_not_tied(house: ProtectedHouse, role: str) -> None:
    # The missing team is tied to every child who went missing: their duty is to find her, so for them she never did.
    if role.startswith("missing_"):
        house.forget_missing()
    somebody = house.account("Pat Elsewhere", role)
    asked = pages([house.aliyah, house.yusuf, house.nadia, house.omar], house.episodes, house.refuge.pk)
    assert len(asked) > 80
    as_application()
    client = signed_in(somebody)
    shown = 0
    for address in asked:
        for query in ("", "?format=csv"):
            response = client.get(address + query)
            shown += response.status_code == 200
            body = b"".join(response) if response.streaming else response.content
            assert gives_away(body) == [], (role, address + query)
            assert gives_away(str(response.headers).encode()) == [], (role, address + query)
            if response.status_code != 200 or b"format=csv" not in body:  # refused in every form, or has no other
                break
    for text in SEARCHES:
        body = client.get("/search", {"q": text}).content
        if gives_away(text.encode()):  # the page may repeat what was typed
            assert f"/children/{house.aliyah.pk}".encode() not in body, "finding her by it says where she is"
        else:
            assert gives_away(body) == [], (role, text)
    assert shown > 3


def test_her_worker_sees_the_address_and_that_it_is_protected(house: ProtectedHouse) -> None:
    as_application()
    page = signed_in(house.ruth).get(f"/children/{house.aliyah.pk}/addresses/").content.decode()
    assert LINE in page
    assert "never give it to anybody" in page


def test_the_mothers_record_does_not_give_away_what_the_daughters_hides(house: ProtectedHouse) -> None:
    karen = account_of(house.karen)
    assert [address_for(karen, each.pk, now=NOW).hidden for each in (house.nadia, house.yusuf)] == [True, True]  # type: ignore[union-attr]  # each has a home
    as_application()
    page = signed_in(house.karen).get(f"/children/{house.nadia.pk}/addresses/").content.decode()
    assert "Who else lives here" not in page


def test_a_worker_of_the_brother_alone_sees_his_home_without_her_in_it(house: ProtectedHouse) -> None:
    Allocation.objects.filter(child=house.yusuf).update(worker=house.hannah)
    as_application()
    page = signed_in(house.hannah).get(f"/children/{house.yusuf.pk}/addresses/").content.decode()
    here = page[page.index("Who else lives here") : page.index("Other children")]
    assert LINE in page
    assert "Nadia" in here
    assert "Aliyah" not in here
    assert "Aliyah" in page, "his sister, as everywhere else in his record: to leave her out would say that she is here"


def test_the_list_of_who_must_not_know_is_seen_by_nobody_who_is_not_tied(house: ProtectedHouse) -> None:
    as_application()
    tied, untied = signed_in(house.ruth), signed_in(house.karen)
    address = f"/children/{house.aliyah.pk}/addresses/"
    assert "He said he would take her" in tied.get(address).content.decode()
    assert "He said he would take her" not in untied.get(address).content.decode()
    assert untied.get(f"{address}keep").status_code == 404


WRITTEN = (
    "We visited on Monday at 41 Quillfeather Rise.",
    "…now of 41, QUILLFEATHER RISE, Wythall…",
    "forty-one Quillfeather Rise",
    "No. 41 Quillfether Rise",
    "41\nQuillfeather\nRise",
    "post to B473QF please",
    "post code: b47 3qf",
    "B47 3OF was misread; it is B47  3QF",
    "They moved to Quillfeather Rise in Wythall last week.",
    "<p>41&nbsp;Quill<b></b>feather Rise, B47&#160;3QF</p>",
    "Flat 2, 41 Quillfeather Rise",
    "Quillfeather House",
)
CLEAN = (
    "We met at school on Monday; Aliyah would like to box again.",
    "41 Queen Street, Wythall",
    "The rise in visits since August is 41 per cent.",
    "B47 is a large district.",
    "She lives in Wythall.",
)


@pytest.mark.parametrize("text", WRITTEN)
def test_the_address_is_found_however_it_is_written(house: ProtectedHouse, text: str) -> None:
    omar = Recipient(person=house.omar.pk)
    assert [each.person for each in must_not_reach(text, omar)] == [house.aliyah.pk]
    assert must_not_reach(text.encode(), omar)
    assert must_not_reach(text.encode("utf-16"), omar)


@pytest.mark.parametrize("text", CLEAN)
def test_a_text_without_it_is_not_stopped(house: ProtectedHouse, text: str) -> None:
    assert must_not_reach(text, Recipient(person=house.omar.pk)) == []


def test_who_may_know_is_not_stopped_and_nobody_in_particular_is(house: ProtectedHouse) -> None:
    assert must_not_reach(WRITTEN[0], Recipient(person=house.nadia.pk)) == []
    assert must_not_reach(WRITTEN[0], Recipient())


def test_the_list_holds_after_the_next_move(house: ProtectedHouse) -> None:
    place = record.Place("9 Larchwood Way", "Rubery", "B45 9LW", "south")
    new = record.moved(person=house.aliyah.pk, to=place, on=date(2021, 8, 31), by=account_of(house.ruth), now=NOW)
    assert new.protected
    assert must_not_reach("9 Larchwood Way", Recipient(person=house.omar.pk))
    assert must_not_reach("41 Quillfeather Rise", Recipient(person=house.omar.pk)), "she fled there while it held"
    assert must_not_reach("8 Cherrymoor Road", Recipient(person=house.omar.pk)) == [], "he lived there himself"
