"""That a sealed record exists cannot be told: not by status, by bytes, by any count, nor by what the database is asked.

Two worlds differ in one thing: in the second there is a sealed child with everything a record can have, in the same
family, home, team and worker's hands as open ones. Every list, search, count, download and record page that a role can
ask for is asked for in both, and must be the same to the byte (the token against forged forms taken out).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from righthelp.foundation.access.checks import policy_of, routes
from righthelp.foundation.access.decision import Scope
from righthelp.foundation.access.models import TRUST, Account, Agreement, NamedAccess
from righthelp.foundation.intake.keys import issued
from righthelp.foundation.intake.models import Message
from righthelp.foundation.journey import settle
from righthelp.practice.missing.journey import Missing
from righthelp.practice.missing.models import Episode, Forward
from righthelp.practice.people.models import (
    Address,
    Identifier,
    Involvement,
    Person,
    Placement,
    Relationship,
    Residence,
)
from righthelp.practice.workforce.models import Allocation, Worker
from righthelp.site.matrix import MATRIX, ROLES
from tests.stories.desk_house import NOW, DeskHouse, account_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TWIN, EPISODE = 987_654, 987_655
OUTSIDE = {"police_partner": "west-midlands-police", "commissioner": "council", "councillor": "council"}
SEARCHES = ("hassan", "zara hassan", "14/3/2007", "zara hassan 14/3/2007", "WMP-TWIN", "hass")
COUNTS_EVERYBODY = ("/indicators/", "/reports/")
"""Figures count every episode, sealed children's among them, as the law's returns do: they are numbers over the whole
city and name nobody. The lists behind them are walked here like all others."""

_TOKEN = re.compile(
    rb'((?:name="csrfmiddlewaretoken" value|data-left|name="key" value)=)"[^"]*"|(?<=PostgreSQL )([\d.]+, )\d+ \wB'
)
"""The token against forged forms, the seconds that are left of the session, a form's key against sending twice, and the
size of the database's files in megabytes, which every page anybody asks for adds to."""
KNOWS_OF_ONE = ("/privacy/notices",)
"""Where the head of service sees that a notice about a closely held child is to be sent on, without a name."""
WATCHES_RESTRICTED = ("/", "/privacy/held")
"""Where the head of service sees that a restricted child is missing or late; nobody does of a sealed one."""
OWN_ACCOUNT = "/account/"
"""Tells the minute of one's own sign-in by the real clock, and nothing of any record."""
_CSV = re.compile(r'href="([^"]*format=csv[^"]*)"')
_ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> DeskHouse:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    made = DeskHouse()
    sister = made.child("Amira", "Hassan", in_care=True)
    made.child("Leo", "Marsh", born=date(2007, 3, 14), plan="cin")
    made.missing(sister, "2021-08-31 20:00")
    made.missing(sister, "2021-06-01 20:00", "2021-06-02 07:00")
    Message.objects.create(
        sender="west-midlands-police",
        kind="police notice",
        key="WMP/77-missing",
        revision=1,
        series="WMP/77",
        body={
            "event": "missing",
            "happened_at": "2021-09-01T08:00:00+01:00",
            "child": {"forename": "Zara", "surname": "Hassan", "birth_date": "2007-03-14"},
        },
        received_at=NOW - timedelta(hours=2),
        state="waiting",
        owner="missing",
        due_at=NOW + timedelta(hours=1),
    )
    for organisation in set(OUTSIDE.values()):
        Agreement.objects.create(
            organisation=organisation,
            title="All acts",
            lawful_basis="For this test",
            acts=sorted(MATRIX),
            starts=date(2018, 1, 1),
            ends=date(2030, 1, 1),
        )
    return made


def sealed_twin(house: DeskHouse, tier: int) -> None:
    """A child with everything: names, numbers, home, family, worker, plan, placement, missing now and before."""
    twin = Person.objects.create(
        pk=TWIN, forename="Zara", surname="Hassan", preferred_name="Zaz", birth_date=date(2007, 3, 14), tier=tier
    )
    Identifier.objects.create(person=twin, kind="police", value="WMP-TWIN")
    Residence.objects.create(person=twin, address=house.home, starts=date(2012, 1, 1))
    Involvement.objects.create(child=twin, kind="care", starts=date(2019, 1, 7))
    Involvement.objects.create(child=twin, kind="cp", starts=date(2021, 1, 7))
    Placement.objects.create(child=twin, address=house.lodge, kind="residential", starts=date(2019, 1, 7))
    sister = Person.objects.get(forename="Amira")
    Relationship.objects.create(person=sister, other=twin, kind="sibling")
    for worker, primary in ((house.ruth, True), (house.hannah, False)):
        Allocation.objects.create(child=twin, worker=worker, primary=primary, starts=NOW - timedelta(hours=20))
    pks = []
    for number, (ago, returned) in enumerate(((5, None), (30, 29), (24 * 60, 24 * 60 - 6))):
        began = NOW - timedelta(hours=ago)
        episode = Episode.objects.create(
            pk=EPISODE + number,
            child=twin,
            missing_from=began,
            notified=began + timedelta(minutes=20),
            returned=NOW - timedelta(hours=returned) if returned else None,
            where_from="home",
            address=house.lodge,
            team=house.teams["east"],
            support_worker=house.tariq if number == 0 else None,
            status="none",
            area="east",
        )
        pks.append(episode.pk)
    settle(Missing, pks, NOW)
    Forward.objects.create(
        message=Message.objects.get(key="WMP/77-missing"),
        episode_id=EPISODE,
        child_name="Zara Hassan",
        authority="332",
        due_at=NOW - timedelta(hours=1),
    )
    NamedAccess.objects.create(
        account=account_of(house.gurdeep),
        kind="child",
        subject_id=TWIN,
        starts=NOW,
        ends=NOW + timedelta(days=9),
        reason="Named.",
    )


def account_with(role: str, house: DeskHouse) -> Account:
    """Somebody of this role, in the team that holds the children and, where managers manage, over it."""
    organisation = OUTSIDE.get(role, TRUST)
    account = Account.objects.create(
        email=f"{role}@example.org", name="Sam Walker", roles=[role], organisation=organisation
    )
    if organisation == TRUST:
        worker = Worker.objects.create(
            account=account, name="Sam Walker", title="Worker", team=house.teams["east"], starts=date(2018, 1, 1)
        )
        sister = Person.objects.get(forename="Amira")
        Allocation.objects.create(child=sister, worker=worker, primary=False, starts=NOW - timedelta(days=40))
        Worker.objects.filter(pk=house.ruth.pk).update(manager=worker)
    return account


def addresses(house: DeskHouse, role: str) -> list[str]:
    """Every address that lists, counts, searches or shows, with arguments from the open part of the house, and every
    record address with the twin's own numbers. What the role may not do at all is refused before any record is asked
    for, and left out."""
    sister = Person.objects.get(forename="Amira")
    episodes = list(Episode.objects.filter(child=sister).values_list("pk", flat=True))
    message = Message.objects.get(key="WMP/77-missing")
    given: dict[str, list[Any]] = {
        "team_id": [team.pk for team in house.teams.values()],
        "worker_id": [house.ruth.pk],
        "child_id": [sister.pk, TWIN],
        "episode_id": [*episodes, EPISODE],
        "address_id": [house.home.pk, house.lodge.pk],
        "message_id": [message.pk],
        "code": ["MIS-1", "MIS-2", "MIS-5"],
        "month": ["2021-08", "2021-06"],
    }
    found = [f"{reverse('search')}?q={text}" for text in SEARCHES]
    found.append(f"{reverse('missing:message', args=[message.pk])}?q=zara+hassan")
    found += [f"{reverse('missing:report')}?q={text}" for text in SEARCHES]
    for pattern, name, view in routes():
        policy = policy_of(view)
        names = [argument for _kind, argument in _ARGUMENT.findall(pattern)]
        if policy is None or policy.open_because or not name or pattern.startswith("api/"):
            continue
        if not set(names) <= set(given) or MATRIX[policy.act][role] is Scope.NO:
            continue
        for chosen in _products([given[each] for each in names]):
            found.append(reverse(name, kwargs=dict(zip(names, chosen, strict=True))))
    return [
        each
        for each in found
        if each != OWN_ACCOUNT and not any(re.fullmatch(f"{part}[^/]*(/chart.svg)?", each) for part in COUNTS_EVERYBODY)
    ]


def _products(lists: list[list[Any]]) -> list[tuple[Any, ...]]:
    made: list[tuple[Any, ...]] = [()]
    for each in lists:
        made = [(*start, value) for start in made for value in each]
    return made


def walk(browser: Client, wanted: list[str]) -> dict[str, tuple[int, bytes]]:
    """Each address and each download it offers: status, and body without the token."""
    seen: dict[str, tuple[int, bytes]] = {}
    for address in wanted:
        response = browser.get(address)
        body = _TOKEN.sub(rb"\1", response.content)
        seen[address] = (response.status_code, body)
        if response.status_code == 200:
            for href in _CSV.findall(response.content.decode(errors="replace")):
                again = href.replace("&amp;", "&")
                if again not in seen and again.startswith("/"):
                    file = browser.get(again)
                    seen[again] = (file.status_code, file.content)
    return seen


def where(one: tuple[int, bytes] | None, other: tuple[int, bytes] | None) -> str:
    """Where two answers part, for whoever must find the leak."""
    if one is None or other is None or one[0] != other[0]:
        return f"{one and one[0]} and {other and other[0]}"
    lines = zip_longest(one[1].decode().splitlines(), other[1].decode().splitlines(), fillvalue="")
    return next((f"{a.strip()[:200]} | {b.strip()[:200]}" for a, b in lines if a != b), "")


class _UndoneError(Exception):
    """Ends a world: nothing of it stays."""


def in_a_world(make: Callable[[], None], look: Callable[[], Any]) -> Any:
    result: list[Any] = []
    try:
        with transaction.atomic():
            make()
            result.append(look())
            raise _UndoneError
    except _UndoneError:
        return result[0]


@pytest.mark.parametrize("role", list(ROLES))
def test_no_page_tells_that_a_closed_record_exists(house: DeskHouse, role: str) -> None:
    browser = Client()
    browser.force_login(account_with(role, house))
    wanted = addresses(house, role)
    without = in_a_world(lambda: None, lambda: walk(browser, wanted))
    differs = []
    for tier in (3, 2):
        with_it = in_a_world(lambda: sealed_twin(house, tier), lambda: walk(browser, wanted))  # noqa: B023  run here
        differs += [
            f"{tier} {address}: {where(without.get(address), with_it.get(address))}"
            for address in {**without, **with_it}
            if without.get(address) != with_it.get(address)
            and not address.startswith(KNOWS_OF_ONE)
            and not (tier == 2 and role == "head_of_service" and address.split("?")[0] in WATCHES_RESTRICTED)
        ]
    assert not differs, "\n".join(differs)
    assert len(without) >= 12


def test_the_database_is_asked_the_same_about_a_sealed_record_and_none(house: DeskHouse) -> None:
    browser = Client()
    browser.force_login(account_of(house.karen))
    browser.get("/search?q=nobody")  # a session's first request writes its row

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as caught:
            for page in (f"/children/{TWIN}", f"/missing/{EPISODE}", "/search?q=zara+hassan"):
                browser.get(page)
        return [_without_values(str(query["sql"])) for query in caught.captured_queries]

    without = in_a_world(lambda: None, asked)
    with_it = in_a_world(lambda: sealed_twin(house, 3), asked)
    assert with_it == without


@pytest.mark.parametrize(
    "child",
    [
        {"police_reference": "WMP-TWIN"},
        {"nhs_number": "9434765919"},
        {"forename": "Zara", "surname": "Hassan", "birth_date": "2007-03-14", "postcode": "B1 1AA"},
    ],
    ids=["their own reference", "the NHS number", "name, birth date and home"],
)
def test_the_police_are_answered_about_a_sealed_child_as_about_an_unknown_one(
    house: DeskHouse, child: dict[str, str]
) -> None:
    police = account_with("police_partner", house)
    key = issued(account=police, now=NOW - timedelta(days=1), ends_at=NOW + timedelta(days=9))
    browser = Client(headers={"authorization": f"Bearer {key}"})
    Address.objects.filter(pk=house.home.pk).update(postcode="B1 1AA")

    def answers(tier: int | None) -> list[tuple[int, dict[str, Any]]]:
        if tier:
            sealed_twin(house, tier)
            Identifier.objects.create(person_id=TWIN, kind="nhs", value="9434765919")
        sent = {
            "key": "probe-1",
            "report": "PROBE/1",
            "event": "missing",
            "happened_at": "2021-08-31T09:00:00+01:00",
            "child": child,
        }
        first = browser.post("/api/missing/notices", sent, content_type="application/json")
        again = browser.post("/api/missing/notices", sent, content_type="application/json")
        found = {**sent, "key": "probe-2", "event": "found", "happened_at": "2021-08-31T10:00:00+01:00"}
        then = browser.post("/api/missing/notices", found, content_type="application/json")
        said = browser.get("/api/missing/notices/probe-1")
        changes = {"message", "received_at"}
        return [
            (each.status_code, {name: value for name, value in each.json().items() if name not in changes})
            for each in (first, again, then, said)
        ]

    unknown = in_a_world(lambda: None, lambda: answers(None))
    assert in_a_world(lambda: None, lambda: answers(3)) == unknown
    assert unknown[0] == (202, unknown[1][1])
    assert unknown[0][1]["state"] == "waiting"
    assert in_a_world(lambda: None, lambda: answers(1)) != unknown  # the probe would tell an open record


def _without_values(sql: str) -> str:
    """The statement's text without names of savepoints and values."""
    return re.sub(r"'[^']*'|\b\d+\b|\"s\d+_x\d+\"", "?", sql)
