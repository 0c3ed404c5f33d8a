"""What the verbs of recruitment share: a row locked until the transaction ends, a day that can be, and sentences."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from righthelp.foundation.calendar import add_months, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import Sentences
from righthelp.practice.recruitment import law
from righthelp.practice.recruitment.models import Application, Candidate, Vacancy

AT_ONCE: Final[Sentences] = {
    "vacancy_once_open": ("post", "This post is being recruited to already. Open its vacancy."),
    "vacancy_on_established_post": ("free_from", "The post is not established on that day. Choose another day."),
    "vacancy_has_room": ("free_from", "Somebody holds the post on that day. Enter the day from which it is free."),
    "candidate_address_once": ("email", "Somebody with this address is a candidate already. Open their page."),
    "application_once": ("email", "They have applied for this vacancy already, and it is not over."),
    "application_in_order": ("on", "This is before the day of the stage before. Check both days."),
}
FAR: Final = timedelta(days=366)


def vacancy_locked(vacancy: int) -> Vacancy:
    """The vacancy, so that two who write about it take turns."""
    found = Vacancy.objects.select_for_update(of=("self",)).select_related("post__team", "lead").filter(pk=vacancy)
    held = found.first()
    if held is None:
        raise Refused("", "This vacancy is no longer there. Open the list again.")
    return held


def application_locked(application: int, *, live: bool = True) -> Application:
    """The application, locked after its vacancy; refused when it is over and ``live`` is asked for."""
    vacancy = Application.objects.filter(pk=application).values_list("vacancy_id", flat=True).first()
    if vacancy is None:
        raise Refused("", "This application is no longer there. Open the list again.")
    vacancy_locked(vacancy)
    held = Application.objects.select_for_update(of=("self",)).select_related("vacancy__post", "candidate")
    found = held.get(pk=application)
    if live and found.ended:
        raise Refused("", f"This application ended on {say_date(found.ended)}. Nothing more can be recorded of it.")
    if live and found.started:
        raise Refused(
            "", f"They are recorded as joining on {say_date(found.started)}. Nothing more is to be done here."
        )
    return found


def to_be_erased(candidate: Candidate, on: date) -> None:
    """Set the day on which a candidate's details go: some months after ``on``, once nothing of theirs is open.

    ``candidate`` is locked by the caller's transaction through its applications; a new application takes the day away.
    """
    held = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if held.erased:
        return
    rows: Collection[Application] = held.applications.all()
    if any(row.live for row in rows):
        held.erase_on = None
    else:
        last = max([on, *(row.started or row.ended or on for row in rows)])
        held.erase_on = add_months(last, law.KEEP_MONTHS)
    held.save(update_fields=["erase_on"])
