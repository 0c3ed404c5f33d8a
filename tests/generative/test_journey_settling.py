"""Stored due moments say what the facts say, and each is acted on once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from righthelp.foundation.journey import (
    Binding,
    NotBound,
    Passed,
    explain,
    facts_version,
    registry,
    running,
    settle,
    settle_all,
    sweep,
)
from righthelp.foundation.journey.engines import set as set_engine
from righthelp.foundation.journey.models import DueMoment
from tests.generative.journey_library import OFTEN, REMINDER, RETURN, Loan, loans, moments
from tests.generative.journey_shelf import LoanRow, lend, library

MONDAY = datetime(2021, 9, 6, 9, 30, tzinfo=UTC)


@pytest.fixture
def shelf(db: None) -> Iterator[Binding]:
    with library() as binding:
        yield binding


def stored() -> dict[tuple[str, int], datetime]:
    return {(row.clock, row.episode_id): row.due_at for row in DueMoment.objects.filter(journey="loan")}


@pytest.mark.usefixtures("shelf")
def test_settling_keeps_the_due_moments_of_clocks_that_run() -> None:
    loan = lend(borrowed=MONDAY, reader_id=7)
    settle(Loan, [loan.pk], MONDAY)
    assert running(REMINDER).get().due_at == MONDAY + timedelta(hours=72)
    assert running(REMINDER).get().warns_at == MONDAY + timedelta(hours=48)
    assert running(REMINDER).get().subject_id == 7


@pytest.mark.usefixtures("shelf")
def test_a_clock_that_stops_leaves_no_due_moment() -> None:
    loan = lend(borrowed=MONDAY, reader_id=7)
    settle(Loan, [loan.pk], MONDAY)
    LoanRow._default_manager.filter(pk=loan.pk).update(reminded=MONDAY + timedelta(hours=1))
    settle(Loan, [loan.pk], MONDAY + timedelta(hours=1))
    assert not running(REMINDER).exists()
    assert running(RETURN).exists()


@pytest.mark.usefixtures("shelf")
def test_an_episode_that_is_gone_leaves_no_due_moment() -> None:
    loan = lend(borrowed=MONDAY)
    settle(Loan, [loan.pk], MONDAY)
    number = loan.pk
    loan.delete()
    settle(Loan, [number], MONDAY)
    assert stored() == {}


@pytest.mark.usefixtures("shelf")
def test_a_second_episode_starts_the_clock_of_the_first_when_it_counts_them() -> None:
    first = lend(borrowed=MONDAY, reader_id=7)
    second = lend(borrowed=MONDAY - timedelta(days=3), reader_id=7)  # recorded later, though it happened before
    settle(Loan, [second.pk], MONDAY)
    assert running(OFTEN).get().episode_id == first.pk


@pytest.mark.usefixtures("shelf")
def test_a_due_moment_that_moves_forgets_what_was_done_about_the_old_one() -> None:
    loan = lend(borrowed=MONDAY)
    settle(Loan, [loan.pk], MONDAY)
    running(REMINDER).update(passed_at=MONDAY, warned_at=MONDAY)
    settle(Loan, [loan.pk], MONDAY)
    assert running(REMINDER).get().passed_at == MONDAY  # nothing moved, nothing forgotten
    LoanRow._default_manager.filter(pk=loan.pk).update(borrowed=MONDAY + timedelta(hours=2))
    settle(Loan, [loan.pk], MONDAY + timedelta(hours=2))
    assert running(REMINDER).get().passed_at is None
    assert running(REMINDER).get().warned_at is None


@given(rows=st.lists(loans, min_size=1, max_size=8), now=moments)
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_settling_all_in_the_database_stores_what_settling_each_does(
    shelf: Binding, rows: list[dict[str, Any]], now: datetime
) -> None:
    LoanRow._default_manager.all().delete()
    DueMoment.objects.all().delete()
    made = [_row(row) for row in rows]
    settle(Loan, [row.pk for row in made], now)
    one_by_one = stored()
    DueMoment.objects.filter(episode_id__in=[row.pk for row in made[::2]]).delete()
    DueMoment.objects.update(due_at=now)
    assert settle_all(Loan, now) == len(one_by_one)
    assert stored() == one_by_one


@pytest.mark.usefixtures("shelf")
def test_a_compiled_query_reads_the_bound_table() -> None:
    late, fresh = lend(borrowed=MONDAY - timedelta(days=60)), lend(borrowed=MONDAY)
    query = set_engine.compiled(
        Loan, {"state": RETURN.state, "renewals": Loan.renewals}, where=RETURN.as_at(MONDAY).open
    )
    assert query is set_engine.compiled(
        Loan, {"state": RETURN.state, "renewals": Loan.renewals}, RETURN.as_at(MONDAY).open
    )
    assert {row["id"]: row["state"] for row in query.rows(now=MONDAY)} == {late.pk: "overdue", fresh.pk: "running"}
    assert [row["id"] for row in query.rows(now=MONDAY, ids=[fresh.pk])] == [fresh.pk]


@pytest.mark.usefixtures("shelf")
def test_explaining_a_row_counts_the_subjects_others_itself() -> None:
    lend(borrowed=MONDAY - timedelta(days=3), reader_id=7)
    loan = lend(borrowed=MONDAY, reader_id=7)
    assert explain(OFTEN, loan, now=MONDAY).state == "running"


@pytest.mark.usefixtures("shelf")
def test_a_sweep_acts_once_on_what_is_overdue() -> None:
    loan = lend(borrowed=MONDAY, reader_id=7)
    settle(Loan, [loan.pk], MONDAY)
    heard: list[Passed] = []
    later = MONDAY + timedelta(hours=73)
    assert sweep(later, heard.append).overdue == 1
    assert sweep(later, heard.append).overdue == 0
    assert [(act.clock, act.episode_id, act.subject_id, act.warning) for act in heard] == [
        (REMINDER, loan.pk, 7, False)
    ]


@pytest.mark.usefixtures("shelf")
def test_a_sweep_warns_once_before_a_clock_falls_due() -> None:
    loan = lend(borrowed=MONDAY)
    settle(Loan, [loan.pk], MONDAY)
    heard: list[Passed] = []
    for hours_on in (47, 48, 49):
        sweep(MONDAY + timedelta(hours=hours_on), heard.append)
    assert [act.warning for act in heard] == [True]


@pytest.mark.usefixtures("shelf")
def test_a_sweep_never_acts_on_a_clock_that_stopped_unnoticed() -> None:
    loan = lend(borrowed=MONDAY)
    settle(Loan, [loan.pk], MONDAY)
    LoanRow._default_manager.filter(pk=loan.pk).update(reminded=MONDAY + timedelta(hours=1))  # nobody settled
    swept = sweep(MONDAY + timedelta(hours=73), lambda act: pytest.fail(f"acted on {act}"))
    assert (swept.overdue, swept.moved) == (0, 1)
    assert not running(REMINDER).exists()


@pytest.mark.usefixtures("shelf")
def test_an_act_that_fails_is_tried_again_and_does_not_stop_the_others() -> None:
    first, second = lend(borrowed=MONDAY), lend(borrowed=MONDAY + timedelta(minutes=1))
    settle(Loan, [first.pk, second.pk], MONDAY + timedelta(hours=1))
    later = MONDAY + timedelta(hours=74)

    def refuse_the_first(act: Passed) -> None:
        if act.episode_id == first.pk:
            raise RuntimeError("the post is on strike")

    swept = sweep(later, refuse_the_first)
    assert (swept.overdue, len(swept.failed)) == (1, 1)
    heard: list[Passed] = []
    sweep(later, heard.append)
    assert [act.episode_id for act in heard] == [first.pk]


@pytest.mark.django_db(transaction=True)
def test_two_sweepers_at_once_act_once() -> None:
    with library():
        loans_made = [lend(borrowed=MONDAY + timedelta(minutes=number)) for number in range(12)]
        settle(Loan, [loan.pk for loan in loans_made], MONDAY + timedelta(hours=1))
        heard: list[int] = []
        together = threading.Barrier(2)

        def sweeper() -> None:
            together.wait()
            try:
                sweep(MONDAY + timedelta(hours=80), lambda act: heard.append(act.episode_id))
            finally:
                connection.close()

        threads = [threading.Thread(target=sweeper) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(heard) == [loan.pk for loan in loans_made]


@pytest.mark.django_db(transaction=True)
def test_a_sweeper_passes_over_a_clock_that_a_verb_is_moving() -> None:
    with library():
        loan = lend(borrowed=MONDAY)
        settle(Loan, [loan.pk], MONDAY)
        later = MONDAY + timedelta(hours=73)
        heard: list[Passed] = []

        def sweeper() -> None:
            try:
                sweep(later, heard.append)
            finally:
                connection.close()

        with transaction.atomic():  # the verb has recorded the reminder, and is not yet done
            LoanRow._default_manager.filter(pk=loan.pk).update(reminded=MONDAY)
            settle(Loan, [loan.pk], later)
            thread = threading.Thread(target=sweeper)
            thread.start()
            thread.join()
        sweeper()
        assert heard == []


@pytest.mark.usefixtures("shelf")
def test_every_writing_statement_changes_the_facts_version() -> None:
    versions = [facts_version(Loan)]
    loan = lend(borrowed=MONDAY)
    versions.append(facts_version(Loan))
    LoanRow._default_manager.filter(pk=loan.pk).update(reminded=MONDAY)
    versions.append(facts_version(Loan))
    with connection.cursor() as cursor, cursor.copy("COPY library_loanrow (borrowed) FROM STDIN") as copy:
        copy.write_row([MONDAY])
    versions.append(facts_version(Loan))
    loan.delete()
    versions.append(facts_version(Loan))
    assert all(later > earlier for earlier, later in pairwise(versions)), versions
    assert facts_version(Loan) == versions[-1]


def test_a_journey_without_a_table_says_so() -> None:
    with pytest.raises(NotBound, match="bind it in its area's"):
        registry.binding(Loan)


def _row(facts: dict[str, Any]) -> LoanRow:
    held = {name: value for name, value in facts.items() if name not in ("subject_id", "renewals")}
    return LoanRow._default_manager.create(**held, reader_id=facts["subject_id"], times_renewed=facts["renewals"])
