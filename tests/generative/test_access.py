"""The decision, its list form and a plain oracle agree on random trusts: emergencies, conflicts, tiers, ties, roles."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from righthelp.foundation.access.decision import Purpose, Subject, decide
from righthelp.foundation.access.models import TRUST, Account, Conflict, EmergencyAccess, NamedAccess
from righthelp.foundation.access.reach import within_reach
from righthelp.practice.missing.models import Episode
from righthelp.practice.people.models import Person
from righthelp.practice.people.search import find
from righthelp.practice.workforce.models import Absence, Allocation, Rota, Shift, Team, Worker
from righthelp.site.matrix import MATRIX, ROLES
from tests.generative.access_oracle import Oracle
from tests.stories.missing_house import NOW

TRUST_ROLES = sorted(set(ROLES) - {"police_partner", "commissioner", "councillor"})
ACTS = sorted(act for act in MATRIX if act.startswith(("child.", "missing.", "worklist", "team.allocate")))


class _UndoError(Exception):
    """Ends an example: nothing of it stays."""


def world(dice: random.Random) -> tuple[list[Account], list[Person]]:
    """A dozen children and a handful of accounts, tied together at random."""
    children = [
        Person.objects.create(
            forename=f"Child{number}",
            surname=dice.choice(("Hassan", "Reed")),
            birth_date=date(2006, 1, 1 + number),
            tier=dice.choice((1, 1, 1, 2, 3)),
        )
        for number in range(10)
    ]
    teams = [
        Team.objects.create(
            code=f"t{number}",
            name=f"Team {number}",
            service=dice.choice(("safeguarding", "safeguarding", "family-support", "")),
            area=dice.choice(("east", "west", "")),
        )
        for number in range(3)
    ]
    accounts, workers = [], []
    for number in range(5):
        roles = dice.sample(TRUST_ROLES, dice.choice((1, 1, 2)))
        account = Account.objects.create(
            email=f"a{number}@example.org",
            name=f"A{number}",
            roles=roles,
            organisation=TRUST,
            is_active=dice.random() > 0.1,
        )
        accounts.append(account)
        manager = dice.choice([None, *workers])
        workers.append(
            Worker.objects.create(
                account=account,
                name=account.name,
                title="T",
                team=dice.choice(teams),
                manager=manager,
                starts=date(2018, 1, 1),
            )
        )
    for team in teams:
        team.manager = dice.choice([None, *workers])
        team.save()
    for child in children:
        for worker in dice.sample(workers, dice.choice((0, 1, 1, 2))):
            starts = NOW - timedelta(days=dice.choice((0, 5, 100)), hours=dice.choice((-1, 1)))
            ends = dice.choice((None, None, starts + timedelta(days=dice.choice((1, 4, 95)))))
            Allocation.objects.create(child=child, worker=worker, primary=False, starts=starts, ends=ends)
        if dice.random() < 0.4:
            began = NOW - timedelta(days=3)
            back = dice.choice((None, NOW - timedelta(days=1)))
            Episode.objects.create(
                child=child,
                missing_from=began,
                notified=began,
                returned=back,
                where_from="home",
                status="none",
                area="east",
            )
    for _ in range(6):
        account, child = dice.choice(accounts), dice.choice(children)
        if dice.random() < 0.4:
            Conflict.objects.get_or_create(
                account=account, kind="child", subject_id=child.pk, defaults={"declared_at": NOW, "note": "n"}
            )
        else:
            starts = NOW + timedelta(days=dice.choice((-9, -1, 1)))
            ends = starts + timedelta(days=dice.choice((1, 5, 30)))
            NamedAccess.objects.create(
                account=account, kind="child", subject_id=child.pk, starts=starts, ends=ends, reason="r"
            )
    for _ in range(6):
        account, child = dice.choice(accounts), dice.choice(children)
        opened = NOW - timedelta(minutes=dice.choice((-5, 0, 20, 59, 60, 90)))
        EmergencyAccess.objects.create(
            account=account,
            kind=dice.choice(("child", "child", "child", "carer")),
            subject_id=child.pk,
            category="danger",
            reason="Her mother rang and says there is a man in the house.",
            opened_at=opened,
            ends_at=opened + timedelta(minutes=dice.choice((10, 60))),
            past_restriction=child.tier == 2,
            review_due=NOW + timedelta(days=2),
        )
    for away in dice.sample(workers, 2):  # nobody is away twice on one day
        cover = dice.choice([each for each in workers if each != away])
        day = date(2021, 9, 1) + timedelta(days=dice.choice((-3, 0, 2)))
        Absence.objects.create(worker=away, kind="leave", starts=day, ends=day + timedelta(days=3), cover=cover)
    duties(dice, teams, workers)
    return accounts, children


def duties(dice: random.Random, teams: list[Team], workers: list[Worker]) -> None:
    """A rota or two of each kind, with shifts running, over, to come, empty, and of people who have left."""
    rotas = [
        Rota.objects.create(code="one", name="Of one team", team=dice.choice(teams), hours="days"),
        Rota.objects.create(
            code="service",
            name="Of a service in an area",
            service="safeguarding",
            area=dice.choice(("east", "")),
            hours="days",
        ),
        Rota.objects.create(
            code="city",
            name="Of everybody",
            service="emergency-duty",
            hours="out-of-hours",
            everywhere=dice.random() < 0.3,
        ),
    ]
    on_it = dice.sample([*workers, None, None], len(rotas))
    for rota, worker in zip(rotas, on_it, strict=True):
        starts = NOW + timedelta(hours=dice.choice((-9, -8, -4, -4, 0, 1)))
        Shift.objects.create(rota=rota, kind="day", worker=worker, starts=starts, ends=starts + timedelta(hours=8))
    if dice.random() < 0.4:
        gone = dice.choice(workers)
        gone.ends = date(2021, 9, 1) + timedelta(days=dice.choice((-5, 0, 1)))
        gone.save()


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_the_list_form_agrees_with_the_decision(seed: int) -> None:
    dice = random.Random(seed)
    try:
        with transaction.atomic():
            accounts, children = world(dice)
            oracle = Oracle(NOW)
            for account in accounts:
                for act in {*dice.sample(ACTS, 5), "child.see", "missing.episode"}:
                    one_by_one = {
                        child.pk
                        for child in children
                        if decide(account, act, Subject("child", child.pk), now=NOW, purpose=Purpose.DUTY).allowed
                    }
                    judged = {child.pk for child in children if oracle.opens(account, act, child)}
                    assert one_by_one == judged, (account.roles, act)
                    listed = within_reach(Person.objects.all(), account, act, kind="child", field="pk", now=NOW)
                    at_once = set(listed.values_list("pk", flat=True))
                    if not account.is_active:
                        assert one_by_one == set(), (account.roles, act)
                        continue  # nobody signed out has a list: the route refuses before one is made
                    assert at_once == one_by_one, (account.roles, act)
            raise _UndoError
    except _UndoError:
        pass


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_the_search_shows_nobody_whom_the_decision_keeps_out(seed: int) -> None:
    dice = random.Random(seed)
    try:
        with transaction.atomic():
            accounts, children = world(dice)
            for account in accounts:
                expected = {
                    child.pk
                    for child in children
                    if decide(
                        account, "child.search", Subject("child", child.pk), now=NOW, purpose=Purpose.DUTY
                    ).allowed
                }
                if not account.is_active:
                    continue
                found: set[int] = set()
                for typed in ("hassan", "reed"):
                    found |= {each.id for each in find(typed, account=account, now=NOW).found}
                assert found == expected, account.roles
            raise _UndoError
    except _UndoError:
        pass
