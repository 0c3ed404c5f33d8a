"""The verbs before court: legal advice, what a legal planning meeting decided, pre-proceedings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.models import MeetingAbout
from righthelp.practice.court import journey
from righthelp.practice.court.codes import Decision, Exit
from righthelp.practice.court.models import Advice, Matter, MatterChild
from righthelp.practice.people.writing import Sentences, locked, not_later, one_of, optional, text, words, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "advice_answer_is_whole": ("advice", "Say who answered and what they advised."),
    "matter_child_one_open": ("children", "One of the children has a matter that is still open."),
    "matter_exit_says_why": ("why", "Pre-proceedings end after their letter, with a reason."),
    "matter_extended_at_court": ("ordered", "The timetable is extended after the application."),
    "matter_closed_after": ("on", "It ends after it was decided on."),
    "matter_names_its_court": ("court", "Name the court and the number of the case."),
    "extension_eight_weeks": ("until", "The court extends by up to eight weeks at a time (section 32(8))."),
    "extension_one_after_another": ("until", "This extension is recorded already."),
    "hearing_listed_once": ("on", "This hearing is listed already."),
    "court_order_once": ("kind", "This order is recorded already."),
    "court_order_names_its_holder": ("holder", "Name who holds the order."),
}
HAPPENED: Final = "It is recorded when it has happened."


def advice_asked(*, child: int, question: str, by: Account, now: datetime) -> Advice:
    """A worker asks the lawyers about a child; an answer is due in five working days."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        locked(child)
        asked = text("question", question, "Write what you ask the lawyers.")
        made = Advice.objects.create(child_id=child, asked=now, asked_by=writer, question=asked)
        settle(journey.LegalAdvice, [made.pk], now)
        return made


def advice_answered(*, advice: int, solicitor: str, said: str, by: Account, now: datetime) -> Advice:
    """A solicitor has answered."""
    writer = worker_of(by)
    with writing(by, SENTENCES):
        held = Advice.objects.select_for_update(of=("self",)).get(pk=advice)
        if held.answered is not None:
            raise Refused("", "This has been answered already. Ask again if there is more to know.")
        held.answered, held.recorded_by = now, writer
        held.solicitor = words("solicitor", solicitor, 120, "Name the solicitor.")
        held.advice = text("said", said, "Write what they advised.")
        held.save(update_fields=["answered", "recorded_by", "solicitor", "advice"])
        settle(journey.LegalAdvice, [held.pk], now)
        return held


def matter_decided(
    *, children: Sequence[int], decision: str, decided: date, threshold: str, by: Account, now: datetime,
    meeting: int | None = None, solicitor: str = "", review_by: date | None = None,
) -> Matter:  # fmt: skip
    """A legal planning meeting decided on pre-proceedings, or an application at once, for children of a family.

    Raises ``Refused`` for no children, a child with an open matter, a meeting that was not a legal planning meeting
    about them, or pre-proceedings without a day of review.
    """
    writer = worker_of(by)
    one_of("decision", decision, Decision.values)
    not_later("decided", decided, now, HAPPENED)
    if not children:
        raise Refused("children", "Choose at least one child.")
    if decision == Decision.PRE and (review_by is None or review_by < decided):
        raise Refused("review_by", "Enter the day on which a manager looks at it next.")
    with writing(by, SENTENCES):
        for child in sorted(children):
            person = locked(child, "children")
            if MatterChild.objects.filter(child_id=child, closed__isnull=True).exists():
                raise Refused("children", f"{person} has a matter that is still open. Go on with that one.")
        if meeting is not None:
            about = MeetingAbout.objects.filter(meeting_id=meeting, kind="legal", held__isnull=False)
            if not set(about.values_list("child_id", flat=True)) & set(children):
                raise Refused("meeting", "Choose a legal planning meeting about these children that was held.")
        made = Matter.objects.create(
            decision=decision,
            meeting_id=meeting,
            threshold=text("threshold", threshold, "Write why significant harm is likely."),
            solicitor=optional("solicitor", solicitor, 120),
            review_by=review_by,
            recorded=now,
            recorded_by=writer,
        )
        rows = [MatterChild.objects.create(matter=made, child_id=child, decided=decided) for child in children]
        settle(journey.LegalMatter, [row.pk for row in rows], now)
        return made


def open_children(matter: int) -> list[MatterChild]:
    """The children for whom a matter is still open, locked.

    Raises ``Refused`` when there is none.
    """
    Matter.objects.select_for_update(of=("self",)).get(pk=matter)
    rows = list(MatterChild.objects.select_for_update(of=("self",)).filter(matter_id=matter, closed__isnull=True))
    if not rows:
        raise Refused("", "The matter has ended for every child. Nothing can be added to it.")
    return rows


def stored(rows: Sequence[MatterChild], fields: Sequence[str], now: datetime) -> None:
    """Keep what changed of each child, and settle the clocks."""
    for row in rows:
        row.save(update_fields=list(fields))
    settle(journey.LegalMatter, [row.pk for row in rows], now)


def letter_sent(*, matter: int, on: date, review_by: date, by: Account, now: datetime) -> None:
    """The letter before proceedings went to the parents: pre-proceedings begin for every child of the matter."""
    worker_of(by)
    not_later("on", on, now, HAPPENED)
    with writing(by, SENTENCES):
        rows = open_children(matter)
        if any(row.letter or row.issued for row in rows):
            raise Refused("", "The letter was sent already, or the matter is at court.")
        if on < max(row.decided for row in rows):
            raise Refused("on", "The letter is sent on or after the day on which it was decided.")
        for row in rows:
            row.letter = on
        _reviewed(matter, review_by, on)
        stored(rows, ["letter"], now)


def pre_reviewed(*, matter: int, review_by: date, by: Account, now: datetime) -> None:
    """A manager has looked at pre-proceedings, which go on; they look again by another day."""
    worker_of(by)
    with writing(by, SENTENCES):
        if not any(row.letter and not row.exited for row in open_children(matter)):
            raise Refused("", "No child of this family is in pre-proceedings.")
        _reviewed(matter, review_by, local_date(now))


def _reviewed(matter: int, review_by: date, after: date) -> None:
    if review_by <= after:
        raise Refused("review_by", f"Enter a day after {say_date(after)}.")
    held = Matter.objects.get(pk=matter)
    held.review_by = review_by
    held.save(update_fields=["review_by"])


def pre_ended(*, row: int, on: date, how: str, why: str, by: Account, now: datetime) -> MatterChild:
    """Pre-proceedings end for one child without a court. An application ends them by itself (:func:`issued`)."""
    worker_of(by)
    one_of("how", how, [Exit.DOWN.value, Exit.OTHER.value])
    not_later("on", on, now, HAPPENED)
    with writing(by, SENTENCES):
        of = MatterChild.objects.values_list("matter_id", flat=True).get(pk=row)
        found = [each for each in open_children(of) if each.pk == row]
        if not found or found[0].letter is None or found[0].exited is not None:
            raise Refused("", "The child is not in pre-proceedings.")
        [held] = found
        held.exited = held.closed = on
        held.exit, held.exit_why = how, text("why", why, "Write why.")
        stored([held], ["exited", "exit", "exit_why", "closed"], now)
        return held


__all__ = [
    "HAPPENED",
    "SENTENCES",
    "advice_answered",
    "advice_asked",
    "letter_sent",
    "matter_decided",
    "open_children",
    "pre_ended",
    "pre_reviewed",
    "stored",
]
