"""Every role at every door of a record, in every state the record can be in towards them.

The table :data:`EXPECTED` says the answer for a role that reaches any record and for one that reaches related records.
Each door is the real address with its real policy, decision and audit row; only the page behind it is left out, so that
tens of thousands of doors can be tried. ``test_matrix.py`` opens the pages themselves. Sending a page is decided as
reading it is where it writes by the same act, but in an emergency.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch, resolve, reverse

from righthelp.foundation.access.checks import policy_of, routes
from righthelp.foundation.access.decision import Scope
from righthelp.foundation.access.models import TRUST, Account, Agreement, Conflict, EmergencyAccess, NamedAccess
from righthelp.foundation.access.route import Policy
from righthelp.practice.missing.models import Episode
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Absence, Allocation, Team, Worker
from righthelp.site.matrix import MATRIX, ROLES
from tests.stories.missing_house import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OUTSIDE = {"police_partner": "west-midlands-police", "commissioner": "council", "councillor": "council"}
MISSING_TEAM = {"missing_support_worker", "missing_coordinator", "missing_manager"}
"""Tied to every child who has been missing, as every child here has."""
DUTY_AND_SENIOR = {
    "missing_coordinator",
    "missing_manager",
    "team_manager",
    "front_door_officer",
    "head_of_service",
    "director",
    "emergency_duty",
}
"""Roles whose emergency opens a restricted record too."""
READING = {"child.see", "missing.episode"}
"""The acts that an emergency gives to those who may only read in it."""

EXPECTED: dict[str, tuple[str, str]] = {
    # state of the record:                       (related roles, roles for any record)
    "nothing to do with me": ("shut", "open"),
    "allocated to me": ("open", "open"),
    "of somebody I manage or cover": ("open", "open"),
    "ended within the tail": ("open", "open"),
    "ended past the tail": ("shut", "open"),
    "conflict declared": ("shut", "shut"),
    "restricted, I am not named": ("shut", "shut"),
    "restricted, I am named": ("open", "open"),
    "sealed": ("shut", "shut"),
    "open in an emergency": ("emergency", "open"),
    "restricted, open in an emergency": ("past restriction", "past restriction"),
    "conflict declared, open in an emergency": ("shut", "shut"),
    "sealed, open in an emergency": ("shut", "shut"),
    "emergency over": ("shut", "open"),
}


@dataclass
class Record:
    """A child who has been missing once, in one state."""

    child: Person
    episode: Episode


ARGUMENTS: dict[str, Callable[[Record], int]] = {
    "child_id": lambda record: record.child.pk,
    "episode_id": lambda record: record.episode.pk,
}
_ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
_ANYTHING: dict[str, object] = {"int": 1, "uuid": "00000000-0000-0000-0000-000000000001"}


@dataclass
class Door:
    """An address about one child: its name, policy and the arguments it is called with."""

    name: str
    policy: Policy
    pattern: str

    def address(self, record: Record) -> str:
        given = {
            argument: ARGUMENTS[argument](record) if argument in ARGUMENTS else _ANYTHING.get(kind, "x")
            for kind, argument in _ARGUMENT.findall(self.pattern)
        }
        return reverse(self.name, kwargs=given)


def doors(record: Record) -> list[Door]:
    """Every address whose policy is about a child that its arguments name."""
    found = []
    for pattern, name, view in routes():
        policy = policy_of(view)
        if policy is None or policy.subject is None or not name or pattern.startswith("api/"):
            continue
        door = Door(name, policy, pattern)
        match = resolve(door.address(record))
        try:
            about = policy.subject(*match.args, **match.kwargs)
        except Http404:
            continue  # named by a row that only its own area's tests make
        if (about.kind, about.id) == ("child", record.child.pk):
            found.append(door)
    return found


@pytest.fixture
def only_the_doors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pages behind the doors say no more than that they were opened; the two refusals are as short."""
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    monkeypatch.setattr("righthelp.foundation.pages.errors.not_found", lambda *_: HttpResponse(status=404))
    monkeypatch.setattr("righthelp.foundation.pages.errors.refused", lambda *_: HttpResponse(status=403))
    changed: list[tuple[Any, Any]] = []
    for _pattern, _name, view in routes():
        names = getattr(getattr(view, "__code__", None), "co_freevars", ())
        if policy_of(view) and "view" in names:
            cell = view.__closure__[names.index("view")]
            changed.append((cell, cell.cell_contents))
            cell.cell_contents = lambda *_args, **_kwargs: HttpResponse("opened")
    yield
    for cell, inner in changed:
        cell.cell_contents = inner


def person(number: int, **more: Any) -> Record:
    child = Person.objects.create(forename=f"Child{number}", surname="State", birth_date=date(2006, 5, 14), **more)
    began = NOW - timedelta(days=40)
    episode = Episode.objects.create(
        child=child,
        missing_from=began,
        notified=began,
        returned=began + timedelta(hours=9),
        where_from="home",
        status="none",
        area="east",
    )
    return Record(child, episode)


def held(record: Record, worker: Worker | None, *, ended: datetime | None = None) -> None:
    if worker is not None:
        Allocation.objects.create(
            child=record.child, worker=worker, primary=False, starts=NOW - timedelta(days=90), ends=ended
        )


def opened(record: Record, account: Account, minutes_ago: int = 5) -> None:
    at = NOW - timedelta(minutes=minutes_ago)
    EmergencyAccess.objects.create(
        account=account,
        kind="child",
        subject_id=record.child.pk,
        category="danger",
        reason="Her grandmother rang and there is a man at the door.",
        opened_at=at,
        ends_at=at + timedelta(minutes=60),
        review_due=NOW + timedelta(days=2),
    )


def states(account: Account, team: Team) -> dict[str, Record]:
    """One record in each state towards this account."""
    inside = account.organisation == TRUST
    me = other = None
    if inside:
        me = Worker.objects.create(account=account, name="Me", title="W", team=team, starts=date(2018, 1, 1))
        other = Worker.objects.create(name="Other", title="W", team=team, manager=me, starts=date(2018, 1, 1))
        Absence.objects.create(worker=other, kind="leave", starts=date(2021, 8, 30), ends=date(2021, 9, 9), cover=me)
    tiers = {name: 3 if "sealed" in name else 2 if "restricted" in name else 1 for name in EXPECTED}
    made = {name: person(number, tier=tiers[name]) for number, name in enumerate(EXPECTED)}
    for name in (
        "allocated to me",
        "conflict declared",
        "restricted, I am not named",
        "restricted, I am named",
        "sealed",
    ):
        held(made[name], me)
    held(made["of somebody I manage or cover"], other)
    held(made["ended within the tail"], me, ended=NOW - timedelta(days=13))
    held(made["ended past the tail"], me, ended=NOW - timedelta(days=15))
    for name in ("conflict declared", "conflict declared, open in an emergency"):
        Conflict.objects.create(
            account=account, kind="child", subject_id=made[name].child.pk, declared_at=NOW, note="Her aunt."
        )
    for name in ("restricted, I am named", "sealed"):
        NamedAccess.objects.create(
            account=account,
            kind="child",
            subject_id=made[name].child.pk,
            starts=NOW - timedelta(days=1),
            ends=NOW + timedelta(days=9),
            reason="Named.",
        )
    for name, record in made.items():
        if "open in an emergency" in name:
            opened(record, account)
    opened(made["emergency over"], account, minutes_ago=60)
    if not inside:  # somebody without work here has no ties; naming is theirs all the same
        made = {name: record for name, record in made.items() if EXPECTED[name][0] != "open"}
    return made


def expected(role: str, act: str, state: str, method: str) -> int:
    """The status that the table gives."""
    scope = MATRIX[act][role]
    if scope is Scope.NO:
        return 403
    answer = EXPECTED[state][scope is Scope.ANY]
    tied = role in MISSING_TEAM and scope is Scope.RELATED
    if tied and state in {"nothing to do with me", "ended past the tail", "open in an emergency", "emergency over"}:
        answer = "open"
    if answer in {"emergency", "past restriction"}:
        writes = role == "emergency_duty"
        covered = role not in OUTSIDE and (writes or act in READING)
        if not covered or (answer == "past restriction" and role not in DUTY_AND_SENIOR):
            return 404
        return 200 if writes or method == "get" else 403
    return 200 if answer == "open" else 404


def asked(method: str, address: str, account: Account) -> HttpRequest:
    request: HttpRequest = getattr(RequestFactory(), method)(address)
    request.user = account
    request.session = {}  # type: ignore[assignment]  # no session is needed at the door
    match: ResolverMatch = resolve(address)
    request.resolver_match = match
    return request


@pytest.mark.parametrize("role", list(ROLES))
def test_every_door_in_every_state(role: str, only_the_doors: None) -> None:
    team = Team.objects.create(code="states", name="Safeguarding East 1")
    organisation = OUTSIDE.get(role, TRUST)
    account = Account.objects.create(email="a@example.org", name="A", roles=[role], organisation=organisation)
    if organisation != TRUST:
        Agreement.objects.create(
            organisation=organisation,
            title="All acts",
            lawful_basis="For this test",
            acts=sorted(MATRIX),
            starts=date(2018, 1, 1),
            ends=date(2030, 1, 1),
        )
    made = states(account, team)
    here = doors(next(iter(made.values())))
    wrong, seen = [], Counter[int]()
    for state, record in made.items():
        for door in here:
            for method in ("get", "post") if door.policy.writes or "emergency" in state else ("get",):
                act = door.policy.writes if method == "post" and door.policy.writes else door.policy.act
                address = door.address(record)
                request = asked(method, address, account)
                match = request.resolver_match
                assert match is not None
                status = match.func(request, *match.args, **match.kwargs).status_code
                seen[status] += 1
                if status != expected(role, act, state, method):
                    wrong.append(f"{method} {address} ({act}), {state}: {status}")
    assert wrong == []
    assert len(here) >= 30, "doors have gone from the walk"
    assert sum(seen.values()) >= 250


def test_the_cells_are_enough() -> None:
    """At least 14 roles and nine states, and at least 5,000 cells: a shrinking walk is seen."""
    record = person(0)
    cells = len(ROLES) * len(EXPECTED) * len(doors(record)) * 2
    assert (len(ROLES) >= 14, len(EXPECTED) >= 9, cells >= 5_000) == (True, True, True), cells
