"""The verbs of a review of a child in care: recorded, its decisions sent, withdrawn when it was a mistake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import FIRST_DAY, add_months, add_working_days, local_date, say_date
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import dues, hearing, journey
from righthelp.practice.care.codes import Part
from righthelp.practice.care.models import CareReview, InCare
from righthelp.practice.care.record import SENTENCES, in_care
from righthelp.practice.casework.models import MeetingAbout
from righthelp.practice.people.ages import years
from righthelp.practice.people.models import Person
from righthelp.practice.people.writing import locked, not_later, one_of, text, writing
from righthelp.practice.workforce.acting import worker_of


@dataclass(frozen=True)
class Reviewed:
    """What a review came to. ``childs_way``: how the child wanted it (where, who, what to talk about)."""

    part: str
    progress: str
    decisions: str
    childs_way: str = ""
    childs_words: str = ""
    parents_words: str = ""


def limit(place: int, since: date) -> date:
    """The last day for review number ``place`` (from 0) after ``since``: regulation 33. Twenty working days that began
    before the calendar of working days does are four weeks."""
    if place == 0:
        return add_working_days(since, 20) if since >= FIRST_DAY else since + timedelta(days=28)
    return add_months(since, 3 if place == 1 else 6)


def reviewed(
    *, care: int, held: date, said: Reviewed, by: Account, now: datetime, meeting: int | None = None
) -> CareReview:
    """A review was held. Whoever records it chaired it; visits and reviews due are worked out anew."""
    chair = worker_of(by)
    one_of("part", said.part, Part.values)
    not_later("held", held, now, "A review is recorded when it has been held.")
    with writing(by, SENTENCES):
        row = in_care(care)
        if held < row.starts:
            raise Refused("held", f"The child came into care on {say_date(row.starts)}. Check the date.")
        _part(row, held, said.part)
        if meeting is not None:
            about = MeetingAbout.objects.filter(meeting_id=meeting, child_id=row.child_id, kind="lac").first()
            if about is None or about.cancelled is not None:
                raise Refused("meeting", "Choose a review meeting about this child.")
        made = CareReview.objects.create(
            child_id=row.child_id,
            care=row,
            meeting_id=meeting,
            held=held,
            chair=chair,
            part=said.part,
            childs_way=text("childs_way", said.childs_way, ""),
            childs_words=text("childs_words", said.childs_words, ""),
            parents_words=text("parents_words", said.parents_words, ""),
            progress=text("progress", said.progress, "Write how things are going."),
            decisions=text("decisions", said.decisions, "Write what was decided."),
            in_time=True,
            recorded=now,
            recorded_by=chair,
        )
        _in_time(row)
        dues.reviews_redrawn(row, now)
        hearing.told_of_stays(row, now)
        made.refresh_from_db(fields=["in_time"])
        return made


def _part(care: InCare, held: date, part: str) -> None:
    born = Person.objects.filter(pk=care.child_id).values_list("birth_date", flat=True).first()
    if born is None:
        return
    young = years(born, held) < 4
    if young is not (part == Part.PN0):
        raise Refused(
            "part",
            "A child under four is recorded as under four."
            if young
            else "The child was four or older: say how they took part.",
        )


def _in_time(care: InCare) -> None:
    """Whether each review that stands was held in time, counted from the one before it."""
    since = care.starts
    rows = CareReview.objects.select_for_update(of=("self",)).filter(care=care, withdrawn__isnull=True).order_by("held")
    for place, row in enumerate(rows):
        in_time = row.held <= limit(place, since)
        if row.in_time is not in_time:
            row.in_time = in_time
            row.save(update_fields=["in_time"])
        since = row.held


def decisions_sent(*, review: int, on: date, by: Account, now: datetime) -> CareReview:
    """The decisions of a review went to the child, parents, carers and those who carry them out."""
    worker_of(by)
    not_later("decisions_sent", on, now, "It is recorded when they have been sent.")
    with writing(by, SENTENCES):
        found = _standing(review)
        if found.decisions_sent is not None:
            raise Refused("", f"Sent on {say_date(found.decisions_sent)} already.")
        if on < found.held:
            raise Refused("decisions_sent", f"The review was held on {say_date(found.held)}. Check the date.")
        found.decisions_sent = on
        found.save(update_fields=["decisions_sent"])
        settle(journey.CareReview, [found.pk], now)
        return found


def review_withdrawn(*, review: int, why: str, by: Account, now: datetime) -> CareReview:
    """It was recorded by mistake: it no longer counts, and stays readable."""
    worker_of(by)
    reason = text("why", why, "Write why it no longer counts.", 300)
    with writing(by, SENTENCES):
        found = _standing(review)
        found.withdrawn, found.withdrawn_why = now, reason
        found.save(update_fields=["withdrawn", "withdrawn_why"])
        care = InCare.objects.get(pk=found.care_id)
        _in_time(care)
        dues.reviews_redrawn(care, now)
        hearing.told_of_stays(care, now)
        settle(journey.CareReview, [found.pk], now)
        return found


def _standing(review: int) -> CareReview:
    child = CareReview.objects.filter(pk=review).values_list("child_id", flat=True).first()
    if child is not None:
        locked(child)
    found = CareReview.objects.select_for_update(of=("self",)).filter(pk=review).first()
    if found is None:
        raise Refused("", "This review is no longer there. Open the child’s record again.")
    if found.withdrawn is not None:
        raise Refused("", f"It was withdrawn on {say_date(local_date(found.withdrawn))} already.")
    return found


__all__ = ["Reviewed", "decisions_sent", "limit", "review_withdrawn", "reviewed"]
