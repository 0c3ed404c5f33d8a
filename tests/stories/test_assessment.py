"""Child and family assessments: a child is seen and heard, brothers and sisters are written about together and apart,
and a manager decides within forty-five working days of the referral."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from righthelp.foundation.calendar import add_working_days, end_of_day, local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.assessment import record, record_steps, record_text
from righthelp.practice.assessment.models import Assessment, FactorFound, Text
from righthelp.practice.assessment.record_text import Changed
from righthelp.practice.front_door import record_referral
from righthelp.practice.front_door.models import Referral
from tests.stories.assessment_house import DAY, NOW, AssessmentHouse, account_of, fresh, london

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[AssessmentHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield AssessmentHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def test_the_clock_runs_from_the_referral_not_from_the_beginning(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    made = london("2021-08-16 10:00")
    house.referred(amira, now=made)
    (row,) = house.begun(amira)
    due = dict(DueMoment.objects.filter(journey="assessment").values_list("clock", "due_at"))
    assert sorted(due.values()) == [
        end_of_day(add_working_days(local_date(NOW), 10)),
        end_of_day(add_working_days(local_date(made), 45)),
    ]
    record_steps.reviewed(assessments=[row.pk], note="See them alone.", by=account_of(house.iqbal), now=NOW + DAY)
    assert DueMoment.objects.filter(journey="assessment").count() == 1


def test_no_assessment_without_a_referral_that_a_team_has_accepted(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    with pytest.raises(Refused, match="no referral that a team has accepted"):
        house.begun(amira)
    house.referred(amira, accepted=False)
    with pytest.raises(Refused, match="no referral that a team has accepted"):
        house.begun(amira)


def test_an_assessment_never_answers_the_referral_of_another_child(house: AssessmentHouse) -> None:
    amira, yusuf, _ = house.family()
    (row,) = house.assessing(amira)
    (other,) = house.referred(yusuf)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    with pytest.raises(IntegrityError, match="same_child"), transaction.atomic():
        Assessment.objects.filter(pk=row.pk).update(referral=other.pk)


def test_one_open_assessment_a_child_and_pressed_twice_is_one(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    assert house.begun(amira) == [row]
    with pytest.raises(Refused, match="Meena Larkhill began it"):
        house.begun(amira, by=house.paul)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(
            child=amira,
            referral=row.referral,
            together=row.together,
            referred=NOW,
            anew=True,
            begun=NOW,
            begun_by=house.paul,
            team=house.paul.team,
            worker=house.paul,
        )


def test_sent_only_when_written_factored_and_seen_or_said_why_not(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    with pytest.raises(Refused, match="Still to be written: Why we are involved, A day in this child’s life"):
        house.submitted(row)
    house.wrote(row)
    with pytest.raises(Refused, match="has not been seen since the referral"):
        house.submitted(row)
    house.visited(amira)
    (sent,) = house.submitted(row)
    assert sent.submitted_by == house.meena
    assert house.submitted(row) == [sent]
    with pytest.raises(Refused, match="went to the manager"):
        record_text.written(assessment=row.pk, key="day", own="More.", own_seen=1, by=account_of(house.meena), now=NOW)


def test_a_visit_before_the_referral_does_not_count(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    house.visited(amira, now=NOW - 3 * DAY)
    (row,) = house.assessing(amira)
    house.wrote(row)
    with pytest.raises(Refused, match="has not been seen"):
        house.submitted(row)
    (sent,) = house.submitted(row, not_seen_why="The family went to Lahore before we could see them.")
    assert sent.not_seen_why


def test_returned_with_a_reason_changed_and_then_authorised(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    house.visited(amira)
    house.wrote(row)
    house.submitted(row)
    with pytest.raises(Refused, match="what is to be changed"):
        record_steps.returned(assessments=[row.pk], why=" ", by=account_of(house.iqbal), now=NOW)
    record_steps.returned(assessments=[row.pk], why="Where is her father?", by=account_of(house.iqbal), now=NOW + DAY)
    record_text.written(
        assessment=row.pk,
        key="parenting",
        own="Her father rings on Sundays.",
        own_seen=0,
        by=account_of(house.meena),
        now=NOW + 2 * DAY,
    )
    house.submitted(row, now=NOW + 2 * DAY)
    (done,) = house.authorised(row, now=NOW + 3 * DAY)
    assert (done.outcome, done.late) == ("cin", "")
    assert list(row.steps.order_by("pk").values_list("done", flat=True)) == [
        "begun",
        "submitted",
        "returned",
        "submitted",
        "authorised",
    ]
    assert not DueMoment.objects.filter(journey="assessment").exists()


def test_nobody_authorises_their_own(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    house.visited(amira)
    house.wrote(row)
    house.submitted(row)
    with pytest.raises(Refused, match="team manager or a head of service"):
        house.authorised(row, by=house.meena)
    record.handed_over(
        assessments=[row.pk], to=house.iqbal.pk, why="Meena is ill.", by=account_of(house.iqbal), now=NOW
    )
    with pytest.raises(Refused, match="Another manager decides"):
        house.authorised(row)
    house.authorised(row, by=house.helen, now=NOW + DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=row.pk).update(authorised_by=house.meena)


def test_late_says_why_and_in_time_does_not(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira, now=london("2021-06-01 10:00"))
    house.visited(amira, now=london("2021-07-01 10:00"))
    house.wrote(row, now=london("2021-08-01 10:00"))
    house.submitted(row, now=london("2021-08-02 10:00"))
    last = end_of_day(add_working_days(local_date(row.referred), 45))
    with pytest.raises(Refused, match="Choose why"):
        house.authorised(row, now=last + timedelta(minutes=1))
    with pytest.raises(Refused, match="in a sentence"):
        house.authorised(row, now=last + timedelta(minutes=1), late="partners")
    (done,) = house.authorised(
        row, now=last + timedelta(minutes=1), late="partners", late_why="The hospital answered in week nine."
    )
    assert done.late == "partners"


def test_no_factor_goes_only_with_no_further_action_and_stands_alone(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    house.visited(amira)
    house.wrote(row)
    given: dict[str, Any] = {"assessments": [row.pk], "by": account_of(house.meena), "now": NOW}
    with pytest.raises(Refused, match="stands alone"):
        record_text.factors_found(factors=["21", "16A"], **given)
    record_text.factors_found(factors=["21"], **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorFound.objects.create(assessment=row, code="16A", none=0)
    with pytest.raises(Refused, match="No factor was found"):
        house.submitted(row, advised="cin")
    house.submitted(row, advised="nfa")
    (done,) = house.authorised(row, outcome="nfa", now=NOW + DAY)
    assert done.outcome == "nfa"


def test_a_factor_of_another_year_cannot_be_chosen(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira, now=london("2021-03-01 10:00"))
    with pytest.raises(Refused, match="may not be chosen today"):
        record_text.factors_found(
            assessments=[row.pk], factors=["24A"], by=account_of(house.meena), now=london("2021-03-31 12:00")
        )
    record_text.factors_found(
        assessments=[row.pk], factors=["24A"], by=account_of(house.meena), now=london("2021-04-01 12:00")
    )


def test_of_two_who_write_one_section_neither_loses_text(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)

    def saved(by: Any, text: str, seen: int) -> list[Text]:
        return record_text.written(assessment=row.pk, key="day", own=text, own_seen=seen, by=account_of(by), now=NOW)

    saved(house.meena, "She wakes at six.", 0)
    with pytest.raises(Changed) as no:
        saved(house.paul, "She likes school.", 0)
    assert no.value.theirs.text == "She wakes at six."
    saved(house.paul, "She wakes at six. She likes school.", 1)
    with pytest.raises(Changed):
        saved(house.meena, "She wakes at six, alone.", 1)
    assert Text.objects.get(assessment=row, key="day").version == 2


def test_a_text_for_all_stands_beside_each_childs_own(house: AssessmentHouse) -> None:
    amira, yusuf, _ = house.family()
    one, other = house.assessing(amira, yusuf)
    record_text.written(
        assessment=one.pk,
        key="family",
        own="Amira shares a bed with Nan.",
        own_seen=0,
        shared="Four people in two rooms.",
        shared_seen=0,
        by=account_of(house.meena),
        now=NOW,
    )
    assert not Text.objects.filter(assessment=other).exists()
    assert Text.objects.get(together=other.together).text == "Four people in two rooms."
    with pytest.raises(Refused, match="each child’s own"):
        record_text.written(
            assessment=one.pk, key="words", own="", own_seen=0, shared="x", by=account_of(house.meena), now=NOW
        )
    record.parted(assessment=other.pk, why="His father is another man.", by=account_of(house.meena), now=NOW)
    assert Text.objects.get(assessment=other, key="family").text == "Four people in two rooms."
    with pytest.raises(Refused, match="alone already"):
        record.parted(assessment=other.pk, why="Again.", by=account_of(house.meena), now=NOW)
    record.joined(assessment=other.pk, to=one.pk, by=account_of(house.meena), now=NOW)
    assert len({row.together_id for row in fresh([one, other])}) == 1


def test_a_decision_taken_back_waits_again(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.whole(amira)
    record_steps.taken_back(
        assessment=row.pk, why="The wrong outcome was chosen.", by=account_of(house.iqbal), now=NOW + 5 * DAY
    )
    row.refresh_from_db()
    assert (row.authorised, row.outcome) == (None, None)
    assert DueMoment.objects.filter(journey="assessment").exists()
    house.authorised(row, now=NOW + 5 * DAY, outcome="strategy")


def test_assessed_anew_under_the_same_referral_counts_from_then(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    house.whole(amira)
    later = NOW + 60 * DAY
    (anew,) = house.begun(amira, now=later)
    assert (anew.anew, anew.referred) == (True, later)


def test_a_closed_referral_is_not_answered(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    house.referred(amira)
    record_referral.referral_closed(
        referral=Referral.objects.get().pk, closing="nfa", why="Moved.", by=account_of(house.iqbal), now=NOW + DAY
    )
    with pytest.raises(Refused, match="no referral"):
        house.begun(amira, now=NOW + DAY)


@pytest.mark.parametrize(
    "wrong",
    [
        {"withdrawn": NOW},
        {"outcome": "nfa"},
        {"late": "other"},
        {"reviewed": NOW},
        {"referred": NOW + DAY},
        {"submitted": NOW},
    ],
)
def test_the_database_refuses_what_says_no_reason_or_no_person(house: AssessmentHouse, wrong: dict[str, Any]) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=row.pk).update(**wrong)


def test_withdrawn_when_begun_by_mistake_and_begun_again(house: AssessmentHouse) -> None:
    amira, *_ = house.family()
    (row,) = house.assessing(amira)
    with pytest.raises(Refused, match="who began it, or a manager"):
        record.withdrawn(assessment=row.pk, why="Mistake.", by=account_of(house.paul), now=NOW)
    record.withdrawn(assessment=row.pk, why="The wrong sister.", by=account_of(house.meena), now=NOW)
    assert not DueMoment.objects.filter(journey="assessment").exists()
    (again,) = house.begun(amira, now=NOW + DAY)
    assert not again.anew
