"""The verbs of surveys. Whoever answers is counted once; what they say is written where nothing joins it to them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.governance.staff_voice.models import Answer, Answered, Question, QuestionKind, Survey
from righthelp.practice.people.writing import Sentences, one_of, take_turns, text, words, writing
from righthelp.practice.workforce.models import Worker
from righthelp.practice.workforce.record_base import By, account_of

_AT_ONCE: Sentences = {
    "question_code_once": ("code", "This survey asks that already."),
    "question_number_once": ("code", "Somebody has just added a question. Open the page again."),
    "survey_ends_after_it_opens": ("last_day", "The last day is before the first."),
}


def survey_made(*, name: str, opens: date, last_day: date, by: By, now: datetime) -> Survey:
    """A survey is planned. Its questions are added before it opens."""
    called = words("name", name, 120, "Enter the survey’s name.")
    if opens <= local_date(now):
        raise Refused("opens", "Enter a day to come: the questions are added before it opens.")
    if last_day < opens:
        raise Refused("last_day", "The last day is before the first.")
    with writing(account_of(by), _AT_ONCE):
        if Survey.objects.filter(name__iexact=called).exists():
            raise Refused("name", "There is a survey of this name already.")
        return Survey.objects.create(name=called, opens=opens, last_day=last_day)


def question_added(*, survey: int, code: str, text: str, kind: str, by: By, now: datetime) -> Question:
    """A question is added, until the day on which the survey opens. The same code as in an earlier survey means the
    same question."""
    one_of("kind", kind, QuestionKind.values)
    said = words("text", text, 300, "Write the question.")
    tidy = code.strip().lower()
    if not tidy or not tidy.replace("-", "").isalnum() or len(tidy) > 40:
        raise Refused("code", "Give it a short name of letters, numbers and hyphens, like manageable-workload.")
    with writing(account_of(by), _AT_ONCE):
        held = Survey.objects.select_for_update().filter(pk=survey).first()
        if held is None:
            raise Refused("", "This survey is no longer there. Open the list again.")
        if held.opens <= local_date(now):
            raise Refused("", f"It opened on {say_date(held.opens)}: everybody is asked the same questions.")
        last = held.questions.aggregate(last=Max("number"))["last"] or 0
        return Question.objects.create(survey=held, number=last + 1, code=tidy, text=said, kind=kind)


def answered(*, survey: int, answers: Mapping[int, str], account: Account, now: datetime) -> None:
    """Somebody answers a survey, once. ``answers`` are by question: 1 to 5, or words; every score question is answered.

    That they have answered is written beside their account, what they said apart from it, without a moment; then all
    answers of the survey are shuffled and written anew, so that neither their place nor the database's own number of
    the transaction tells which came together. The caller writes no history, no audit and no draft.
    """
    today = local_date(now)
    with transaction.atomic():
        take_turns(f"survey {survey}")
        held = Survey.objects.filter(pk=survey).first()
        if held is None or not held.opens <= today <= held.last_day:
            raise Refused("", "This survey is not open.")
        worker = Worker.objects.filter(account=account).select_related("team").first()
        if worker is None or (worker.ends and worker.ends <= today):
            raise Refused("", "The survey is for those who work here.")
        if Answered.objects.filter(survey=held, account=account).exists():
            raise Refused("", "You have answered this survey already. Thank you.")
        Answered.objects.create(survey=held, account=account)
        Answer.objects.bulk_create(
            row for question in held.questions.all() if (row := _row(question, answers.get(question.pk, ""), worker))
        )
        _shuffled(held)


def _row(question: Question, typed: str, worker: Worker) -> Answer | None:
    if question.kind == QuestionKind.WORDS:
        said = text(f"q{question.pk}", typed, "", 2000)
        return Answer(question=question, words=said) if said else None
    if typed not in {"1", "2", "3", "4", "5"}:
        raise Refused(f"q{question.pk}", "Choose one of the five answers.")
    return Answer(question=question, team_id=worker.team_id, score=int(typed))


_SHUFFLE = """
with gone as (
  delete from staff_voice_answer a using staff_voice_question q
   where q.id = a.question_id and q.survey_id = %(survey)s
  returning a.question_id, a.team_id, a.score, a.words)
insert into staff_voice_answer (id, question_id, team_id, score, words)
select gen_random_uuid(), question_id, team_id, score, words from gone order by md5(%(salt)s || random()::text)
"""


def _shuffled(survey: Survey) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SHUFFLE, {"survey": survey.pk, "salt": secrets.token_hex(16)})
