"""The verbs of writing: a section written by two without either losing text, what partners said, factors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_moment
from righthelp.foundation.refusals import Refused
from righthelp.practice.assessment.codes import NONE_FOUND, factors_on
from righthelp.practice.assessment.models import Assessment, Contribution, FactorFound, Text
from righthelp.practice.assessment.prompts import BY_KEY
from righthelp.practice.assessment.record_base import SENTENCES, held, held_writable, in_turn
from righthelp.practice.casework.codes import Agency
from righthelp.practice.people.writing import not_later, one_of, optional, take_turns, text, writing
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker


class Changed(Refused):
    """Somebody else has written here since the section was opened. ``theirs`` is what stands there now."""

    def __init__(self, field: str, theirs: Text) -> None:
        super().__init__(
            field,
            f"{theirs.by.name} wrote here {say_moment(theirs.at)}, after you opened it. Their text is shown beside "
            "yours: nothing is lost. Put the two together and save again.",
        )
        self.theirs = theirs


def written(
    *,
    assessment: int,
    key: str,
    own: str,
    own_seen: int,
    by: Account,
    now: datetime,
    shared: str | None = None,
    shared_seen: int = 0,
    source: int | None = None,
) -> list[Text]:
    """A section is saved: the child's own text, and, where ``shared`` is given, what is in common with those assessed
    together. ``own_seen`` and ``shared_seen`` are the versions that were opened; 0 where nothing stood there."""
    worker = worker_of(by)
    section = BY_KEY.get(key)
    if section is None:
        raise Refused("", "There is no such section. Go back to the assessment.")
    mine = text("own", own, "")
    common = text("shared", shared, "") if shared is not None else None
    if common is not None and not section.shared:
        raise Refused("shared", "This section is each child’s own.")
    with writing(by, SENTENCES):
        row = held_writable(assessment)
        take_turns(f"assessment-text {row.together_id}")
        done = []
        if common is not None:
            done += _saved(Q(together_id=row.together_id), key, "shared", common, shared_seen, worker, now, None, row)
        done += _saved(Q(assessment=row), key, "own", mine, own_seen, worker, now, source, row)
        return done


def _saved(
    of: Q,
    key: str,
    field: str,
    wanted: str,
    seen: int,
    worker: Worker,
    now: datetime,
    source: int | None,
    row: Assessment,
) -> list[Text]:
    found = Text.objects.select_for_update(of=("self",)).filter(of, key=key).first()
    if found is None:
        if not wanted:
            return []
        whose = {"assessment": row} if field == "own" else {"together_id": row.together_id}
        return [Text.objects.create(**whose, key=key, text=wanted, at=now, by=worker, source_id=_source(source, row))]
    if found.text == wanted:
        return []
    if found.version != seen:
        raise Changed(field, found)
    found.text, found.version, found.at, found.by = wanted, found.version + 1, now, worker
    if source is not None:
        found.source_id = _source(source, row)
    found.save(update_fields=["text", "version", "at", "by", "source"])
    return [found]


def _source(source: int | None, row: Assessment) -> int | None:
    """The earlier text brought forward, if it is one of this child's."""
    if source is None:
        return None
    theirs = Q(assessment__child_id=row.child_id) | Q(together__assessments__child_id=row.child_id)
    return Text.objects.filter(theirs, pk=source).values_list("pk", flat=True).first()


def contributed(
    *,
    assessment: int,
    agency: str,
    by: Account,
    now: datetime,
    who: str = "",
    organisation: int | None = None,
    asked: date | None = None,
    given: date | None = None,
    what: str = "",
    for_all: bool = False,
) -> Contribution:
    """Another agency was asked, or has said, what it knows: of this child, or of all who are assessed together."""
    worker = worker_of(by)
    one_of("agency", agency, Agency.values)
    said = _said(asked, given, what, now)
    with writing(by, SENTENCES):
        row = held_writable(assessment)
        return Contribution.objects.create(
            assessment=None if for_all else row,
            together_id=row.together_id if for_all else None,
            agency=agency,
            organisation_id=organisation,
            who=optional("who", who, 120),
            asked=asked,
            given=given,
            what=said,
            recorded=now,
            recorded_by=worker,
        )


def _said(asked: date | None, given: date | None, what: str, now: datetime) -> str:
    if asked is None and given is None:
        raise Refused("asked", "Enter the day on which you asked, or on which they told you.")
    for field, day in (("asked", asked), ("given", given)):
        if day:
            not_later(field, day, now, "Record it when it has happened.")
    if asked and given and given < asked:
        raise Refused("given", "They cannot have answered before they were asked. Check the two days.")
    if given is None and what.strip():
        raise Refused("given", "Enter the day on which they told you.")
    return text("what", what, "Write what they said." if given else "", 8000)


def answered(*, contribution: int, given: date, what: str, by: Account, now: datetime) -> Contribution:
    """Whoever was asked has answered."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        found = _contribution(contribution)
        if found.given:
            raise Refused("what", "Their answer stands here already. Record a further one, or withdraw the first.")
        said = _said(found.asked, given, what, now)
        found.given, found.what, found.recorded, found.recorded_by = given, said, now, worker
        found.save(update_fields=["given", "what", "recorded", "recorded_by"])
        return found


def contribution_withdrawn(*, contribution: int, why: str, by: Account, now: datetime) -> Contribution:
    """It was recorded by mistake; it stays readable, struck out."""
    worker_of(by)
    reason = text("why", why, "Write why it is withdrawn.", 300)
    with writing(by, SENTENCES):
        found = _contribution(contribution)
        found.withdrawn, found.withdrawn_why = now, reason
        found.save(update_fields=["withdrawn", "withdrawn_why"])
        return found


def _contribution(contribution: int) -> Contribution:
    found = Contribution.objects.select_for_update(of=("self",)).filter(pk=contribution).first()
    if found is None or found.withdrawn:
        raise Refused("", "This is no longer there. Open the assessment again.")
    rows = Assessment.objects.filter(Q(pk=found.assessment_id) | Q(together_id=found.together_id))
    if not any(row.writable for row in rows):
        raise Refused("", "The manager has this assessment, or it is over. What partners said stays as it is.")
    return found


def factors_found(
    *, assessments: Sequence[int], factors: Sequence[str], by: Account, now: datetime
) -> list[FactorFound]:
    """What was found, by the codes of the children in need census, replaces what was ticked before."""
    worker_of(by)
    may = {each.code for each in factors_on(local_date(now))}
    wanted = sorted(set(factors))
    if not wanted:
        raise Refused("factors", "Tick what was found; ‘None’ is an answer.")
    if NONE_FOUND in wanted and len(wanted) > 1:
        raise Refused("factors", "‘None’ stands alone: untick it, or untick the others.")
    if not assessments:
        raise Refused("assessments", "Choose for which children.")
    with writing(by, SENTENCES):
        made = []
        for pk in in_turn(assessments):
            row = held_writable(pk)
            before = {each.code: each for each in row.factors.all()}
            for code in wanted:
                if code not in may and code not in before:
                    raise Refused("factors", "One of these may not be chosen today. Open the page again.")
            for code, gone in before.items():
                if code not in wanted:
                    gone.delete()
            made += [
                FactorFound.objects.create(assessment=row, code=code, none=int(code == NONE_FOUND))
                for code in wanted
                if code not in before
            ]
        return made


__all__ = ["Changed", "answered", "contributed", "contribution_withdrawn", "factors_found", "held", "written"]
