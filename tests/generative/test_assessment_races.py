"""Whatever people press at once, a child has one open assessment, it is decided once, and no text is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from righthelp.foundation.refusals import Refused
from righthelp.practice.assessment import record, record_quality, record_steps, record_text
from righthelp.practice.assessment.models import Assessment, Step, Text
from righthelp.practice.assessment.record_text import Changed
from tests.stories.assessment_house import DAY, NOW, AssessmentHouse, account_of

pytestmark = [pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Several people press at the same moment; what each was told."""
    told: list[BaseException | None] = [None] * len(acts)
    barrier = threading.Barrier(len(acts))

    def press(place: int, act: Callable[[], object]) -> None:
        barrier.wait(timeout=30)
        try:
            act()
        except Exception as problem:
            told[place] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return told


@pytest.mark.parametrize("turn", range(4))
def test_two_who_begin_the_assessment_of_one_child_make_one(turn: int) -> None:
    house = AssessmentHouse()
    amira, yusuf, _ = house.family()
    house.referred(amira, yusuf)

    def begin(by: Any, *children: int) -> Callable[[], object]:
        return lambda: record.begun(children=list(children), worker=by.pk, by=account_of(by), now=NOW)

    told = at_once(
        begin(house.meena, amira.pk, yusuf.pk), begin(house.paul, yusuf.pk, amira.pk), begin(house.iqbal, yusuf.pk)
    )
    assert all(each is None or isinstance(each, Refused) for each in told)
    assert sum(each is None for each in told) in (1, 2)
    for child in (amira, yusuf):
        assert Assessment.objects.filter(child=child, withdrawn__isnull=True).count() <= 1
    assert Assessment.objects.filter(child=yusuf).count() == 1


def test_pressed_twice_is_sent_once_and_authorised_once() -> None:
    house = AssessmentHouse()
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    house.visited(amira)
    house.wrote(row)
    assert at_once(*[lambda: house.submitted(row)] * 3) == [None, None, None]
    assert Step.objects.filter(assessment=row, done="submitted").count() == 1
    told = at_once(
        *[lambda: house.authorised(row, now=NOW + DAY)] * 2,
        lambda: record_steps.returned(
            assessments=[row.pk], why="Where is her father?", by=account_of(house.iqbal), now=NOW + DAY
        ),
    )
    assert all(each is None or isinstance(each, Refused) for each in told)
    done = list(Step.objects.filter(assessment=row, done__in=["authorised", "returned"]).values_list("done", flat=True))
    assert len(done) == 1


@pytest.mark.parametrize("turn", range(3))
def test_everything_that_was_saved_stands_in_the_text_or_was_given_back(turn: int) -> None:
    house = AssessmentHouse()
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    people = [house.meena, house.paul, house.iqbal]

    def writes(number: int) -> Callable[[], object]:
        mine = f"Line {number}."

        def until_it_stands() -> None:
            text, seen = mine, 0
            for step in range(20):
                try:
                    record_text.written(
                        assessment=row.pk,
                        key="day",
                        own=text,
                        own_seen=seen,
                        by=account_of(people[number]),
                        now=NOW + timedelta(seconds=step),
                    )
                except Changed as no:
                    text, seen = f"{no.theirs.text}\n\n{mine}", no.theirs.version
                else:
                    return

        return until_it_stands

    assert at_once(*[writes(number) for number in range(3)]) == [None, None, None]
    text = Text.objects.get(assessment=row, key="day")
    assert sorted(text.text.split("\n\n")) == ["Line 0.", "Line 1.", "Line 2."]
    assert text.version == 3


@pytest.mark.parametrize("turn", range(3))
def test_whoever_acts_while_an_assessment_passes_on_is_told_of_it_and_never_that_it_is_gone(turn: int) -> None:
    house = AssessmentHouse()
    amira, *_ = house.family()
    (row,) = house.assessing(amira)

    def passes(to: Any) -> Callable[[], object]:
        return lambda: record.handed_over(
            assessments=[row.pk], to=to.pk, why="On leave from Monday.", by=account_of(house.iqbal), now=NOW
        )

    def reviews() -> object:
        return record_steps.reviewed(assessments=[row.pk], note="Halfway.", by=account_of(house.sylvia), now=NOW)

    told = at_once(passes(house.paul), passes(house.paul), reviews)
    assert told[2] is None
    assert sorted(str(each) for each in told[:2]) == ["None", "Paul Fernhough has it already."]


def test_an_audit_is_not_changed_once_its_cycle_is_closed() -> None:
    house = AssessmentHouse()
    amira, *_ = house.family()
    house.whole(amira)
    given: dict[str, Any] = {"by": account_of(house.helen), "now": NOW + 7 * DAY}
    cycle = record_quality.cycle_drawn(
        name="September", since=NOW.date(), until=(NOW + 5 * DAY).date(), wanted=1, **given
    )
    audit = cycle.audits.get()
    said: dict[str, Any] = {"audit": audit.pk, "well": "Her words.", "better": "The father.", "now": NOW + 7 * DAY}
    record_quality.audited(grade="good", by=account_of(audit.auditor), **said)
    told = at_once(
        lambda: record_quality.cycle_closed(cycle=cycle.pk, learned="Ask of fathers.", **given),
        lambda: record_quality.audited(grade="inadequate", by=account_of(audit.auditor), **said),
    )
    cycle.refresh_from_db()
    audit.refresh_from_db()
    assert told[0] is None
    assert (told[1] is None) == (audit.grade == "inadequate")
    assert told[1] is None or "This cycle was closed" in str(told[1])
