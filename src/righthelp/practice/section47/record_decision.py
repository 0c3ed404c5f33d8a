"""The verbs of a decision: for each child, taken back when it was wrong, and what other agencies have on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.casework.codes import Agency
from righthelp.practice.people.writing import locked, one_of, text, words, writing
from righthelp.practice.section47 import law
from righthelp.practice.section47.codes import ENQUIRY, Decision, Theirs
from righthelp.practice.section47.models import Concerned, Discussion, Enquiry, TheirRecord, Undecided
from righthelp.practice.section47.record_base import SENTENCES, held_locked, settle_children, settle_enquiry
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Worker
from righthelp.practice.workforce.queries import employed


@dataclass(frozen=True)
class Choice:
    """What is decided for one child. ``worker`` makes the enquiry; ``joint_by`` is the day of a joint visit."""

    decision: str
    why: str
    safety: str = ""
    joint_visit: bool | None = None
    joint_why: str = ""
    joint_by: date | None = None
    worker: int | None = None


def decided(*, discussion: int, choices: Mapping[int, Choice], by: Account, now: datetime) -> list[Concerned]:
    """What was decided for each child, by the row of the child in the discussion; an enquiry begins with it.

    All of it or nothing. Each field of a refusal is followed by the number of the row it is about.
    """
    worker = worker_of(by)
    with writing(by, SENTENCES):
        held = held_locked(discussion)
        rows = {row.pk: row for row in held.children.select_related("child").order_by("pk")}
        made = []
        for pk, choice in choices.items():
            if pk not in rows:
                raise Refused("", "This discussion is not about that child. Open it again.")
            made.append(_decided(held, rows[pk], choice, worker, by, now))
        if not made:
            raise Refused("", "Choose what is decided for at least one child.")
        settle_children(made, now)
        return made


def _decided(held: Discussion, row: Concerned, choice: Choice, worker: Worker, by: Account, now: datetime) -> Concerned:
    child, n = locked(row.child_id, ""), row.pk
    if row.decided:
        raise Refused("", f"It has been decided about {child} already. Take that back first if it was wrong.")
    one_of(f"decision_{n}", choice.decision, Decision.values)
    row.decision = choice.decision
    row.decision_why = text(f"why_{n}", choice.why, "Write why. Nothing is decided without a reason.")
    enquires = choice.decision in ENQUIRY
    ask = "Write what keeps the child safe from now on: where they sleep tonight, who is with them." if enquires else ""
    row.safety = text(f"safety_{n}", choice.safety, ask)
    open_one = Enquiry.objects.filter(child=child, authorised__isnull=True, withdrawn__isnull=True).first()
    if enquires and open_one:
        since = say_date(open_one.opened)
        raise Refused(
            f"decision_{n}", f"An enquiry about {child} is open since {since}. Choose ‘{Decision.GOES_ON.label}’."
        )
    if choice.decision == Decision.GOES_ON and not open_one:
        raise Refused(f"decision_{n}", f"No enquiry about {child} is open. Choose what is decided.")
    if enquires:
        _joint_visit(held, row, choice)
    row.decided, row.decided_by = now, worker
    row.save()
    if enquires:
        _opened(row, choice, worker, now)
    return row


def _joint_visit(held: Discussion, row: Concerned, choice: Choice) -> None:
    n = row.pk
    if choice.decision == Decision.SINGLE:
        if choice.joint_visit:
            raise Refused(
                f"joint_visit_{n}", "A joint visit is part of a joint enquiry. Choose a joint enquiry, or no."
            )
        row.joint_visit = False
        row.joint_why = text(f"joint_why_{n}", choice.joint_why, "", 400) or "Social care makes the enquiry alone."
        return
    if choice.joint_visit is None:
        raise Refused(f"joint_visit_{n}", "Say whether social care and the police visit together.")
    row.joint_visit = choice.joint_visit
    row.joint_why = text(f"joint_why_{n}", choice.joint_why, "Write why, or why not.", 400)
    if not choice.joint_visit:
        return
    first = local_date(held.held) if held.held else None
    if choice.joint_by is None:
        raise Refused(f"joint_by_{n}", "Enter the day by which they visit together.")
    if first and not first <= choice.joint_by <= first + law.FURTHEST_VISIT:
        raise Refused(
            f"joint_by_{n}", f"A joint visit is agreed for a day from {say_date(first)} on, within a month. Check it."
        )
    row.joint_by = choice.joint_by


def _opened(row: Concerned, choice: Choice, by: Worker, now: datetime) -> Enquiry:
    """The enquiry begins with the discussion; where one before it was authorised later than that, from then on."""
    n = row.pk
    if row.held is None:
        raise Refused("", "Record first that the discussion was held, and who took part.")
    lead = Worker.objects.filter(employed(local_date(now)), pk=choice.worker or 0).first()
    if lead is None:
        raise Refused(f"worker_{n}", "Choose who makes the enquiry; until somebody is free, the manager who chairs.")
    earlier = Enquiry.objects.filter(child_id=row.child_id, withdrawn__isnull=True, authorised__gt=row.held)
    last = earlier.order_by("-authorised").values_list("authorised", flat=True).first()
    made = Enquiry.objects.create(
        child_id=row.child_id,
        concerned=row,
        strategy_held=row.held,
        decided_as=choice.decision,
        how=choice.decision,
        opened=last or row.held,
        opened_by=by,
        worker=lead,
        joint_by=row.joint_by,
        joint_eve=row.joint_by - timedelta(days=1) if row.joint_by else None,
    )
    return settle_enquiry(made, now)


def taken_back(*, concerned: int, why: str, by: Account, now: datetime) -> Concerned:
    """A decision was wrong or recorded for the wrong child: an enquiry that began with it is withdrawn.

    What it was stays readable. Those present have not had the key actions of whatever is decided next.
    """
    worker = worker_of(by)
    reason = text("why", why, "Write why the decision does not stand.", 400)
    with writing(by, SENTENCES):
        row = _row(concerned)
        if row.decided is None or row.decided_by is None or row.decision is None:
            raise Refused("", "Nothing is decided about this child.")
        enquiry = Enquiry.objects.select_for_update(of=("self",)).filter(concerned=row, withdrawn__isnull=True).first()
        if enquiry and enquiry.completed:
            raise Refused("", "The enquiry has a finding. Send it back first, or let it be authorised.")
        Undecided.objects.create(
            concerned=row,
            at=now,
            by=worker,
            why=reason,
            decided=row.decided,
            decided_by=row.decided_by,
            decision=row.decision,
            decision_why=row.decision_why,
        )
        if enquiry:
            enquiry.withdrawn, enquiry.withdrawn_why, enquiry.decided_as = now, reason, None
            enquiry.save(update_fields=["withdrawn", "withdrawn_why", "decided_as"])
            settle_enquiry(enquiry, now)
        row.decided = row.decided_by = row.decision = row.joint_visit = row.joint_by = row.actions_given = None
        row.decision_why = row.safety = row.joint_why = ""
        row.save()
        settle_children([row], now)
        return row


def _row(concerned: int) -> Concerned:
    """A child's row, locked after its discussion: every verb locks in that order, so that none waits for another."""
    discussion = Concerned.objects.filter(pk=concerned).values_list("discussion_id", flat=True).first()
    if discussion is None:
        raise Refused("", "This discussion is no longer there. Open the child’s record again.")
    held_locked(discussion)
    return Concerned.objects.select_for_update(of=("self",)).get(pk=concerned)


def told_of(*, concerned: int, agency: str, decision: str, told_by: str, by: Account, now: datetime) -> TheirRecord:
    """What another agency has on its own record as the decision for this child, by somebody who looked there."""
    worker = worker_of(by)
    one_of("agency", agency, Agency.values)
    one_of("decision", decision, Theirs.values)
    who = words("told_by", told_by, 120, "Write who told you, and in what role.")
    if agency == Agency.SOCIAL_CARE:
        raise Refused("agency", "This is about what other agencies have. Ours is what was decided.")
    with writing(by, SENTENCES):
        row = _row(concerned)
        if row.decided is None:
            raise Refused("", "Record first what was decided; then compare what others have.")
        values = {"decision": decision, "told_by": who, "at": now, "by": worker, "put_right": None, "put_right_how": ""}
        made, _ = TheirRecord.objects.update_or_create(concerned=row, agency=agency, defaults=values)
        return made


def put_right(*, record: int, how: str, by: Account, now: datetime) -> TheirRecord:
    """An agency whose record said something else has put it right."""
    worker_of(by)
    said = words("how", how, 400, "Write how it was put right, and who confirmed it.")
    with writing(by, SENTENCES):
        of = TheirRecord.objects.filter(pk=record).values_list("concerned_id", flat=True).first()
        if of is None:
            raise Refused("", "This is no longer there.")
        row = _row(of)
        found = TheirRecord.objects.select_for_update(of=("self",)).get(pk=record)
        if found.decision == row.decision:
            raise Refused("", "Their record says what ours says. There is nothing to put right.")
        if found.put_right is None:
            found.put_right, found.put_right_how = now, said
            found.save(update_fields=["put_right", "put_right_how"])
        return found


__all__ = ["Choice", "decided", "put_right", "taken_back", "told_of"]
