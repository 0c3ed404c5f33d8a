"""What staff say: to the forum and in surveys, with and without a name; and HR policies that come round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pghistory.models
import pytest
from django.db import ProgrammingError, connection, transaction

from righthelp.foundation.access.models import Account
from righthelp.foundation.audit.models import Look
from righthelp.foundation.journey import running
from righthelp.foundation.pages.models import Draft
from righthelp.foundation.refusals import Refused
from righthelp.governance.staff_voice import record, record_surveys
from righthelp.governance.staff_voice.journey import POLICY_REVIEW, TOLD_BACK
from righthelp.governance.staff_voice.models import Answer, Answered, Issue, Policy, PolicyReview, Question, Survey
from righthelp.governance.staff_voice.queries import issues, lifted, register, uncovered
from righthelp.governance.staff_voice.queries_surveys import results, said, turnout
from righthelp.practice.workforce.models import Team
from tests.stories.desk_house import signed_in, text_of
from tests.stories.workforce_house import NOW, TODAY, WorkforceHouse, day

WORDS = "Every visit is typed twice: once in the record and once for the mileage."


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkforceHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield WorkforceHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def absence_policy(house: WorkforceHouse, since: str = "2019-06-01") -> Policy:
    return record.policy_registered(
        name="Managing absence", area="absence", owner=house.gurdeep.pk, every=24, applies_from=day(since),
        what="Return conversations after every sickness.", by=house.amrit, now=NOW,
    )  # fmt: skip


def reviewed(house: WorkforceHouse, policy: Policy, outcome: str, **more: str) -> PolicyReview:
    return record.policy_reviewed(
        policy=policy.pk, on=TODAY, outcome=outcome, note="Agreed with the unions.", by=house.amrit, now=NOW, **more
    )  # type: ignore[arg-type]  # text alone


def survey(house: WorkforceHouse, name: str = "Autumn 2021", opens: str = "2021-09-01") -> Survey:
    """One question with steps and one for words; open for a fortnight."""
    made = Survey.objects.create(name=name, opens=day(opens), last_day=day(opens) + timedelta(days=13))
    Question.objects.create(survey=made, number=1, code="workload", text="My workload is manageable.")
    Question.objects.create(survey=made, number=2, code="change", text="What should change first?", kind="words")
    return made


def answers(made: Survey, account: Account, score: int, words: str = "") -> None:
    first, second = made.questions.order_by("number")
    record_surveys.answered(survey=made.pk, answers={first.pk: str(score), second.pk: words}, account=account, now=NOW)


def team_answers(house: WorkforceHouse, made: Survey, code: str, scores: list[int], service: str = "care") -> Team:
    """A team of as many workers as there are scores, each of whom gives one."""
    team, _ = Team.objects.get_or_create(code=code, defaults={"name": f"Team {code}", "service": service})
    house.teams[code] = team
    for number, score in enumerate(scores):
        worker = house.worker(f"Worker{made.pk}x{number} {code}", team=code, title="Officer", role="social_worker")
        assert worker.account is not None
        answers(made, worker.account, score)
    return team


# HR policies


def test_a_review_is_due_so_many_months_after_the_last_and_late_from_the_day_after(house: WorkforceHouse) -> None:
    policy = absence_policy(house)
    [line] = register(NOW)
    assert (line.due, line.late, line.version) == (day("2021-06-01"), True, 1)
    assert running(POLICY_REVIEW, due_before=NOW).count() == 1
    reviewed(house, policy, "stands")
    [line] = register(NOW)
    assert (line.due, line.late, line.last) == (day("2023-09-01"), False, TODAY)


def test_a_review_that_changes_a_policy_makes_its_next_version(house: WorkforceHouse) -> None:
    policy = absence_policy(house)
    with pytest.raises(Refused, match="Say what changed"):
        reviewed(house, policy, "changed")
    review = reviewed(house, policy, "changed", what="Phased returns are agreed in writing.")
    assert review.version is not None
    assert (review.version.number, policy.versions.count()) == (2, 2)


def test_a_withdrawn_policy_comes_round_no_more_and_leaves_its_area_uncovered(house: WorkforceHouse) -> None:
    policy = absence_policy(house)
    assert "Absence" not in uncovered(register(NOW))
    reviewed(house, policy, "withdrawn")
    assert not running(POLICY_REVIEW).exists()
    assert "Absence" in uncovered(register(NOW))


# The Employee Forum


def test_an_issue_goes_from_words_to_an_action_to_what_came_of_it_and_back_to_the_forum(house: WorkforceHouse) -> None:
    issue = record.issue_raised(words=WORDS, named=True, worker=house.ruth, now=NOW)
    record.issue_taken_up(
        issue=issue.pk, owner=house.marcia.pk, action="Mileage is taken from the visit.", by=house.amrit, now=NOW
    )
    assert running(TOLD_BACK).get().due_at.date() == day("2021-12-01")
    with pytest.raises(Refused, match="Say what came of it"):
        record.issue_answered(issue=issue.pk, burden="removed", came_of_it="", by=house.amrit, now=NOW)
    record.issue_answered(
        issue=issue.pk, burden="removed", came_of_it="Since August.", told=TODAY, by=house.amrit, now=NOW
    )
    assert not running(TOLD_BACK).exists()
    found = lifted(issues())
    assert (found.raised, found.answered, found.removed, found.told) == (1, 1, 1, 1)


def test_what_is_raised_without_a_name_leads_back_to_nobody(house: WorkforceHouse) -> None:
    before = Look.objects.count(), pghistory.models.Context.objects.count()
    signed_in(house.ruth).post("/staff-voice/raise", {"words": WORDS, "named": "no"})
    issue = Issue.objects.get()
    assert (issue.raised_by, issue.raised) == (None, day("2021-09-01"))
    assert (Look.objects.count(), pghistory.models.Context.objects.count()) == before
    assert not Draft.objects.exists()
    assert "Ruth" not in text_of(signed_in(house.amrit).get(f"/staff-voice/issues/{issue.pk}"))


def test_words_once_raised_are_never_changed(house: WorkforceHouse) -> None:
    issue = record.issue_raised(words=WORDS, named=False, worker=None, now=NOW)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(words="All is well.")


def test_who_is_not_of_the_workforce_team_raises_and_reads_but_takes_nothing_up(house: WorkforceHouse) -> None:
    issue = record.issue_raised(words=WORDS, named=False, worker=None, now=NOW)
    hannah = signed_in(house.hannah)
    assert WORDS in text_of(hannah.get(f"/staff-voice/issues/{issue.pk}"))
    assert hannah.get(f"/staff-voice/issues/{issue.pk}/take-up").status_code == 403


# Surveys


def test_no_column_joins_an_answer_to_a_person_nor_two_answers_to_each_other(house: WorkforceHouse) -> None:
    fields = {field.name: getattr(field.related_model, "__name__", "") for field in Answer._meta.concrete_fields}
    assert fields == {"id": "", "question": "Question", "team": "Team", "score": "", "words": ""}
    assert {field.name for field in Answered._meta.concrete_fields} == {"id", "survey", "account"}


def test_answering_leaves_no_draft_no_history_and_no_line_in_the_audit(house: WorkforceHouse) -> None:
    made = survey(house)
    first, second = made.questions.order_by("number")
    before = Look.objects.count(), pghistory.models.Context.objects.count()
    ruth = signed_in(house.ruth)
    refused = text_of(ruth.post(f"/staff-voice/surveys/{made.pk}/answer", {f"q{second.pk}": "Fewer forms."}))
    assert "Choose one of the five answers" in refused
    assert "Fewer forms." in refused  # what was typed is in the answer, and nowhere else
    assert not Draft.objects.exists()
    ruth.post(f"/staff-voice/surveys/{made.pk}/answer", {f"q{first.pk}": "2", f"q{second.pk}": "Fewer forms."})
    assert Answer.objects.count() == 2
    assert not Draft.objects.exists()
    assert (Look.objects.count(), pghistory.models.Context.objects.count()) == before


def test_the_databases_own_numbers_do_not_tell_which_answers_came_together(house: WorkforceHouse) -> None:
    made = survey(house)
    team_answers(house, made, "north", [5, 4, 3])
    with connection.cursor() as cursor:
        cursor.execute("select count(distinct (xmin::text, cmin::text)) from staff_voice_answer")
        assert cursor.fetchone() == (1,)  # all were written by one statement, the last shuffle


def test_nobody_answers_twice_nor_before_or_after(house: WorkforceHouse) -> None:
    made = survey(house)
    assert house.ruth.account is not None
    answers(made, house.ruth.account, 4)
    with pytest.raises(Refused, match="already"):
        answers(made, house.ruth.account, 5)
    for opens in ("2021-09-02", "2021-08-01"):
        with pytest.raises(Refused, match="not open"):
            answers(survey(house, opens, opens), house.ruth.account, 4)


def test_results_wait_until_the_survey_is_over(house: WorkforceHouse) -> None:
    made = survey(house)
    team_answers(house, made, "north", [5] * 12)
    assert results(made, made.last_day) is None
    found = results(made, made.last_day + timedelta(days=1))
    assert found is not None
    assert [row.now.words for row in found.whole if row.now] == ["12 of 12 (100.0%)"]


def test_a_team_of_nine_is_withheld_and_so_is_the_one_that_would_give_it_away(house: WorkforceHouse) -> None:
    made = survey(house)
    team_answers(house, made, "north", [5] * 9)
    team_answers(house, made, "south", [4] * 10)
    team_answers(house, made, "west", [2] * 6 + [4] * 5)
    found = results(made, day("2021-10-01"))
    assert found is not None
    assert [(row.group, row.now.words if row.now else "") for row in found.teams] == [("Team west", "5 of 11 (45.5%)")]
    assert found.withheld == 2


def test_results_of_fewer_than_ten_are_not_shown_at_all(house: WorkforceHouse) -> None:
    made = survey(house)
    team_answers(house, made, "north", [5] * 9)
    assert results(made, day("2021-10-01")) is None


def test_the_same_question_is_compared_with_the_last_survey_in_exact_points(house: WorkforceHouse) -> None:
    last = survey(house, "Spring 2021", "2021-09-01")
    team_answers(house, last, "north", [5] * 5 + [2] * 7)
    Survey.objects.filter(pk=last.pk).update(opens=day("2021-03-01"), last_day=day("2021-03-14"))
    made = survey(house)
    team_answers(house, made, "north", [5] * 6 + [2] * 5)
    found = results(made, day("2021-10-01"))
    assert found is not None
    [row] = found.whole
    assert row.now is not None
    assert row.before is not None
    assert (row.now.words, row.before.words, row.change) == ("6 of 11 (54.5%)", "5 of 12 (41.7%)", Decimal("12.8"))


def test_words_are_shown_only_where_ten_wrote(house: WorkforceHouse) -> None:
    made = survey(house)
    assert house.ruth.account is not None
    answers(made, house.ruth.account, 3, "Fewer forms.")
    team_answers(house, made, "north", [5] * 12)
    assert said(made, day("2021-10-01")) == []


def test_turnout_is_of_everybody_who_works_here_with_an_account(house: WorkforceHouse) -> None:
    made = survey(house)
    asked = turnout(made, TODAY).asked
    team_answers(house, made, "north", [5, 4])
    assert (turnout(made, TODAY).answered, turnout(made, TODAY).asked) == (2, asked + 2)


def test_a_survey_is_planned_on_the_pages_and_its_questions_stand_once_it_is_open(house: WorkforceHouse) -> None:
    amrit = signed_in(house.amrit)
    sent = {"name": "Winter 2021", "opens_day": "1", "opens_month": "12", "opens_year": "2021",
            "last_day_day": "14", "last_day_month": "12", "last_day_year": "2021"}  # fmt: skip
    amrit.post("/staff-voice/surveys/new", sent)
    made = Survey.objects.get()
    page = amrit.post(
        f"/staff-voice/surveys/{made.pk}/questions",
        {"text": "I have the support I need.", "code": "support", "kind": "score"},
        follow=True,
    )
    assert "I have the support I need." in text_of(page)
    with pytest.raises(Refused, match="same questions"):
        record_surveys.question_added(
            survey=made.pk, code="x", text="X", kind="score", by=house.amrit, now=NOW + timedelta(days=91)
        )
