"""Every role through every address of the house: the answers are those of ``site/matrix.py`` and of no other place.

Each address is asked for with a record that the account is tied to; by roles that reach related records only, with one
that it is not tied to as well (``test_states.py`` tries every role at every record's door). An address of a new kind of
record is asked for with one that is not there, until ``ARGUMENTS`` says which to ask for.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from righthelp.foundation import calendar
from righthelp.foundation.access import stepup
from righthelp.foundation.access.checks import policy_of, routes
from righthelp.foundation.access.decision import Scope
from righthelp.foundation.access.models import TRUST, Account, Agreement
from righthelp.foundation.access.route import Policy
from righthelp.practice.missing.models import Episode, RiskAssessment
from righthelp.practice.missing.models_work import Interview
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Absence, Allocation, Team, Worker
from righthelp.site.matrix import MATRIX, ROLES
from tests.stories.missing_house import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OUTSIDE = {"police_partner": "west-midlands-police", "commissioner": "council", "councillor": "council"}
EVERYWHERE = frozenset({"missing_support_worker", "missing_coordinator", "missing_manager"})
"""Roles whose tie is to every child who has been missing, so that no missing child is a stranger to them."""

OF_A_SERVICE = {"fostering:regulator": {"team_manager"}, "fostering:regulator-print": {"team_manager"}}
"""Pages without a record, which by a role may be open only to whoever serves there; in this trust nobody does."""

_UNKNOWN = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Records:
    """One child (with an episode) of each sort, and the registers without a child behind them."""

    child: Person
    episode: Episode
    team: Team
    worker: Worker
    absence: Absence


ARGUMENTS: dict[str, Callable[[Records], object]] = {
    "child_id": lambda records: records.child.pk,
    "episode_id": lambda records: records.episode.pk,
    "team_id": lambda records: records.team.pk,
    "worker_id": lambda records: records.worker.pk,
    "absence_id": lambda records: records.absence.pk,
}

NO_SUCH: dict[str, object] = {"int": 0, "uuid": uuid.UUID(_UNKNOWN), "str": "none", "slug": "none", "path": "none"}
"""For any other argument, a record that is not there: whoever may open the address gets 404, all others 403."""

_ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")


def declared() -> list[tuple[str, str, Policy]]:
    """Every address that asks who is there: its pattern, name and policy. The API asks for a key, not for a session,
    and has stories of its own; :func:`test_a_session_opens_nothing_of_the_api` holds the two apart."""
    found = []
    for pattern, name, view in routes():
        policy = policy_of(view)
        if policy and not policy.open_because and name and not pattern.startswith("api/"):
            found.append((pattern, name, policy))
    return found


def address(pattern: str, name: str, records: Records) -> str:
    """A route's address, its arguments filled from the records."""
    given = {}
    for kind, argument in _ARGUMENT.findall(pattern):
        given[argument] = ARGUMENTS[argument](records) if argument in ARGUMENTS else NO_SUCH.get(kind or "str", "none")
    return reverse(name, kwargs=given)


@dataclass
class Trust:
    """An account of each role, tied to one child and not to another."""

    accounts: dict[str, Account]
    tied: Records
    strange: Records


@pytest.fixture
def trust(monkeypatch: pytest.MonkeyPatch) -> Iterator[Trust]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    # The two refusals say no more than that they are: there are tens of thousands of them, and each would draw a page.
    monkeypatch.setattr("righthelp.foundation.pages.errors.not_found", lambda *_, **__: HttpResponse(status=404))
    monkeypatch.setattr("righthelp.foundation.pages.errors.refused", lambda *_, **__: HttpResponse(status=403))
    team = Team.objects.create(code="missing", name="Exploitation and Missing")

    def records(forename: str) -> Records:
        child = Person.objects.create(forename=forename, surname="Matrix", birth_date=date(2006, 5, 14))
        began = NOW - timedelta(days=2)
        episode = Episode.objects.create(
            child=child,
            missing_from=began,
            notified=began,
            returned=NOW - timedelta(hours=5),
            offered=NOW - timedelta(hours=4),
            held=NOW - timedelta(hours=2),
            where_from="home",
            status="none",
            area="east",
        )
        worker = Worker.objects.create(name=f"{forename}’s worker", title="W", team=team, starts=date(2018, 1, 1))
        Interview.objects.create(
            episode=episode,
            held_at=NOW - timedelta(hours=2),
            recorded_at=NOW - timedelta(hours=1),
            worker=worker,
            place_kind="home",
            child_seen_alone=True,
            own_words="I went to my friend’s.",
        )
        RiskAssessment.objects.create(
            child=child, made_at=began, by=worker, description="1.5 m", contacts="Nobody", risks="Stated"
        )
        absence = Absence.objects.create(worker=worker, kind="leave", starts=date(2021, 9, 1), ends=date(2021, 9, 9))
        return Records(child, episode, team, worker, absence)

    tied, strange = records("Tied"), records("Strange")
    accounts = {}
    for role in ROLES:
        organisation = OUTSIDE.get(role, TRUST)
        account = Account.objects.create(
            email=f"{role}@example.org", name=role.replace("_", " ").title(), roles=[role], organisation=organisation
        )
        accounts[role] = account
        if organisation == TRUST:
            worker = Worker.objects.create(account=account, name=role, title=role, team=team, starts=date(2018, 1, 1))
            Allocation.objects.create(child=tied.child, worker=worker, primary=False, starts=NOW - timedelta(days=9))
    for organisation in set(OUTSIDE.values()):
        Agreement.objects.create(
            organisation=organisation,
            title="All acts",
            lawful_basis="For this test",
            acts=sorted(MATRIX),
            starts=date(2018, 1, 1),
            ends=date(2030, 1, 1),
        )
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE righthelp_app")
    yield Trust(accounts, tied, strange)
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def just_confirmed(client: Client) -> None:
    """Grave acts ask for a confirmation first; here it has been given, so that the answer is the act's own."""
    session = client.session
    stepup.confirmed(session, list(stepup.Need), calendar.now())
    session.save()


def expected(policy: Policy, act: str, role: str, pattern: str, *, tied: bool) -> set[int]:
    """The status codes that the matrix allows as the answer."""
    scope = MATRIX[act][role]
    absent = any(argument not in ARGUMENTS for _kind, argument in _ARGUMENT.findall(pattern))
    if scope is Scope.NO:
        return {403} if not absent else {403, 404}
    if absent:
        return {200, 302, 400, 403, 404, 405} if policy.subject is None else {404}
    if policy.subject is None:
        return {200, 302, 400, 401, 405}
    related = tied or role in EVERYWHERE
    if scope is Scope.RELATED and not related:
        return {404}
    return {200, 302, 400, 405}


def tried(policy: Policy, act: str, role: str, method: str) -> tuple[bool, ...]:
    """With which records to ask: the one the role is tied to (true), and a stranger's (false).

    A page that writes by the act it is read by decides about sending it as about reading it, in the same lines, so a
    role that may not read it need not be refused twice, nor at a stranger's record."""
    scope = MATRIX[act][role]
    if method == "post" and not policy.writes:
        return () if scope is Scope.NO else (True,)
    if policy.subject is None or scope is not Scope.RELATED:
        return (True,)
    return (True,) if method == "post" and MATRIX[policy.act][role] is scope else (True, False)


@pytest.mark.parametrize("role", list(ROLES))
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_answers_as_the_matrix_says(trust: Trust, role: str, method: str) -> None:
    client = Client()
    client.force_login(trust.accounts[role])
    just_confirmed(client)
    wrong = []
    for pattern, name, policy in declared():
        act = policy.writes if method == "post" and policy.writes else policy.act
        for tied in tried(policy, act, role, method):
            with transaction.atomic():
                asked = address(pattern, name, trust.tied if tied else trust.strange)
                status = getattr(client, method)(asked).status_code
                transaction.set_rollback(True)  # each answer from the same trust
            wanted = {403} if role in OF_A_SERVICE.get(name, ()) else expected(policy, act, role, pattern, tied=tied)
            if status not in wanted:
                wrong.append(f"{method} {asked} ({act}): {status}, {'tied' if tied else 'strange'}")
    assert wrong == []


def test_nobody_signed_in_is_shown_nothing(trust: Trust) -> None:
    for pattern, name, _policy in declared():
        asked = address(pattern, name, trust.tied)
        got, sent = Client().get(asked), Client().post(asked)
        assert got.status_code in {302, 401}, asked
        assert sent.status_code in {302, 401}, asked
        assert b"Matrix" not in got.content + sent.content


def test_a_session_opens_nothing_of_the_api(trust: Trust) -> None:
    for pattern, name, view in routes():
        policy = policy_of(view)
        if pattern.startswith("api/") and policy and not policy.open_because and name:
            client = Client()
            client.force_login(trust.accounts["missing_manager"])
            asked = address(pattern, name, trust.tied)
            assert {client.get(asked).status_code, client.post(asked).status_code} <= {401, 405}, asked


@pytest.mark.parametrize("act", ["child.see", "child.looked"])
def test_the_record_of_a_stranger_is_not_found_by_those_who_must_be_tied(trust: Trust, act: str) -> None:
    page = {"child.see": "child", "child.looked": "looked"}[act]
    for role, scope in MATRIX[act].items():
        if role in EVERYWHERE:
            continue
        client = Client()
        client.force_login(trust.accounts[role])
        tied = client.get(reverse(page, args=[trust.tied.child.pk])).status_code
        strange = client.get(reverse(page, args=[trust.strange.child.pk])).status_code
        wanted = {Scope.NO: (403, 403), Scope.RELATED: (200, 404), Scope.ANY: (200, 200)}[scope]
        assert (tied, strange) == wanted, role
