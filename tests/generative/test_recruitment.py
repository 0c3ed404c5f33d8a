"""Random applications: PostgreSQL's funnel and stuck list agree with a plain count in Python."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from righthelp.foundation.calendar import add_working_days, start_of_day
from righthelp.foundation.journey import settle
from righthelp.practice.recruitment import journey
from righthelp.practice.recruitment.codes import STAGES
from righthelp.practice.recruitment.models import Application, Candidate, Vacancy
from righthelp.practice.recruitment.queries import lines, spent
from righthelp.practice.recruitment.queries_funnel import funnel
from righthelp.practice.workforce.models import Post, Team, Worker

pytestmark = pytest.mark.django_db
TODAY = date(2021, 9, 1)
MEASURED = ("applied", "shortlisted", "interviewed", "offered", "cleared")
WORKING_DAYS = {"applied": 5, "shortlisted": 10, "interviewed": 3, "offered": 20, "cleared": 5}

drawn = st.lists(
    st.tuples(st.integers(0, 400), st.lists(st.integers(0, 30), max_size=5), st.none() | st.integers(0, 40)),
    max_size=12,
)
"""Days before today on which somebody applied; days until each later stage; days after the last until it ended."""


def made(rows: list[tuple[int, list[int], int | None]]) -> list[Application]:
    """The applications as rows, without what would lie in the future."""
    team, _ = Team.objects.get_or_create(code="draw", defaults={"name": "Drawn"})
    lead = Worker.objects.create(name="Lead", title="L", team=team, starts=date(2018, 1, 1))
    post = Post.objects.create(
        number=f"D{Post.objects.count()}", team=team, title="Officer", grade="GR4", starts=date(2018, 1, 1)
    )
    vacancy = Vacancy.objects.create(post=post, wte=Decimal(1), lead=lead, opened=date(2020, 1, 1), free_from=TODAY)
    found = []
    for number, (ago, steps, over) in enumerate(rows):
        day = TODAY - timedelta(days=ago)
        facts: dict[str, date] = {"applied": day}
        for stage, later in zip(STAGES[1:], steps, strict=False):
            day += timedelta(days=later)
            if day > TODAY:
                break
            facts[stage] = day
        if "agreed" in facts:
            facts["starts_on"] = facts["agreed"] + timedelta(days=30)
        last = max(each for name, each in facts.items() if name != "starts_on")
        ended = last + timedelta(days=over) if over is not None and last + timedelta(days=over) <= TODAY else None
        candidate = Candidate.objects.create(
            name=f"C{number}", email=f"{vacancy.pk}.{number}@example.net", source="advert"
        )
        how = {"ended": ended, "ending": "withdrawn", "why": "pay"} if ended else {}
        found.append(Application.objects.create(candidate=candidate, vacancy=vacancy, owner=lead, **facts, **how))
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn)
def test_the_funnel_is_what_a_plain_count_gives(rows: list[tuple[int, list[int], int | None]]) -> None:
    Application.objects.all().delete()
    apps = made(rows)
    first = date(2020, 1, 1)
    quarters: dict[date, list[Application]] = {}
    for row in apps:
        if row.applied >= first:
            begins = date(row.applied.year, 3 * ((row.applied.month - 1) // 3) + 1, 1)
            quarters.setdefault(begins, []).append(row)
    found = funnel(TODAY, 7)
    assert [each.starts for each in found] == sorted(quarters, reverse=True)
    for each in found:
        of = quarters[each.starts]
        assert each.reached == {stage: sum(getattr(row, stage) is not None for row in of) for stage in STAGES}
        assert each.still_open == sum(row.ended is None for row in of)
        for stage in MEASURED:
            following = STAGES[STAGES.index(stage) + 1]
            times = [(getattr(row, following) - getattr(row, stage)).days for row in of if getattr(row, following)]
            assert (each.median[stage], each.finished[stage]) == (median(times) if times else None, len(times))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn)
def test_the_days_add_up_and_stuck_is_past_the_limit_of_the_stage(
    rows: list[tuple[int, list[int], int | None]],
) -> None:
    apps = made(rows)
    now = start_of_day(TODAY) + timedelta(hours=12)
    settle(journey.Application, [row.pk for row in apps], now)
    for line in lines([Application.objects.get(pk=row.pk) for row in apps], now):
        row = line.row
        assert sum(each.days for each in spent(row, TODAY)) == ((row.ended or TODAY) - row.applied).days
        reached = [stage for stage in STAGES if getattr(row, stage)][-1]
        limit = WORKING_DAYS.get(reached)
        late = limit is not None and add_working_days(getattr(row, reached), limit) < TODAY
        assert line.stuck == (row.ended is None and late)
