"""The verbs of supervision: called, planned, held and written up, each child talked about, signed, read; or missed.

Each is one transaction, takes ``by`` and ``now``, and refuses with a sentence. Only a supervisor, or somebody above the
worker in the line, writes; only the worker says that they have read it; nobody supervises themselves.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.exceptions import ObjectDoesNotExist

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import Month, local_date, say_moment, start_of_day
from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import words, writing
from righthelp.practice.supervision.agenda import agenda
from righthelp.practice.supervision.calling import FIRST_CALLED, answers_to, kind_of, supervisor_of
from righthelp.practice.supervision.journey import Supervision
from righthelp.practice.supervision.models import EXCUSES, Addendum, AgendaLine, Group, How, Missed, Session
from righthelp.practice.workforce.models import Worker

By = Worker | Account


def worker_of(by: By) -> Worker:
    """The worker behind ``by``."""
    if isinstance(by, Worker):
        return by
    try:
        return by.worker
    except ObjectDoesNotExist:
        raise Refused("", "This must be recorded by someone who works for the Trust. Ask your manager.") from None


def account_of(by: By) -> Account | None:
    """The account behind ``by``, for the history."""
    return by.account if isinstance(by, Worker) else by


def held_row(session: int) -> Session:
    """The session, locked until the transaction ends. Who is on it is read after the wait (decision 130): somebody else
    may have been named to hold it while this stood in the queue."""
    found = Session.objects.select_for_update().filter(pk=session).first()
    if found is None:
        raise Refused("", "This supervision is no longer there. Open the list of supervisions again.")
    return found


def leads(leader: Worker, worker: Worker) -> bool:
    """Whether ``leader`` stands above ``worker``: as manager, as their manager's manager and so on, or by the team."""
    if leader.pk == worker.pk:
        return False
    if worker.team.manager_id == leader.pk and not answers_to(leader, worker):
        return True
    above, steps = worker.manager, 0
    while above is not None and steps < 4:
        if above.pk == leader.pk:
            return True
        above, steps = above.manager, steps + 1
    return False


def writes_for(session: Session, by: By) -> Worker:
    """Refuse anybody but the supervisor and those above the worker."""
    writer = worker_of(by)
    if writer.pk == session.worker_id:
        raise Refused("", "Nobody supervises themselves. Your supervisor writes this; you read it and answer.")
    if writer.pk != session.supervisor_id and not leads(writer, session.worker):
        raise Refused("", f"{session.supervisor.name} supervises {session.worker.name}.")
    return writer


def group_row(group: int) -> Group:
    """The group supervision, locked until the transaction ends."""
    found = Group.objects.select_for_update().filter(pk=group).first()
    if found is None:
        raise Refused("", "This group supervision is no longer there. Open the list again.")
    return found


def writes_for_group(group: Group, by: By) -> Worker:
    """Refuse anybody but whoever led the group and those above them."""
    writer = worker_of(by)
    if writer.pk != group.facilitator_id and not leads(writer, group.facilitator):
        raise Refused("", f"{group.facilitator.name} led this group and writes it down.")
    return writer


def unsigned(session: Session | Group) -> None:
    """Refuse to change what has been signed."""
    if session.signed_at:
        raise Refused("", "This supervision is signed and no longer changes. Write an addendum instead.")


def opened(*, worker: int, month: date, by: By, now: datetime) -> Session:
    """A worker's supervision of a month is called, if it has not been; the same one when it has."""
    first = month.replace(day=1)
    if first > Month.of(local_date(now)).first_day or first < FIRST_CALLED:
        raise Refused("month", "Choose this month or an earlier one.")
    with writing(account_of(by)):
        about = Worker.objects.select_for_update(of=("self",), no_key=True).filter(pk=worker).first()
        if about is None:
            raise Refused("worker", "This worker is no longer there.")
        if not leads(worker_of(by), about):
            raise Refused("worker", f"You do not stand above {about.name} in the line.")
        before = Session.objects.filter(worker=about, month=first).first()
        if before:
            return before
        supervisor = supervisor_of(about) or worker_of(by)
        made = Session.objects.create(
            worker=about,
            supervisor=supervisor,
            month=first,
            called=Month.of(first).last_day - timedelta(days=31),
            work=kind_of(about, first),
        )
        settle(Supervision, [made.pk], now)
        return made


def planned(*, session: int, at: datetime, by: By, now: datetime) -> Session:
    """Supervisor and worker have agreed when they meet."""
    with writing(account_of(by)):
        held = held_row(session)
        writes_for(held, by)
        unsigned(held)
        if held.held:
            raise Refused("at", "This supervision has been held already.")
        if at < start_of_day(held.month):
            raise Refused("at", f"This is the supervision of {Month.of(held.month)}; choose a day in it.")
        held.planned = at
        held.missed, held.missed_note = "", ""
        held.save(update_fields=["planned", "missed", "missed_note"])
        return held


def written(
    *,
    session: int,
    held_at: datetime,
    how: str,
    by: By,
    now: datetime,
    strengths: str = "",
    worries: str = "",
    wellbeing: str = "",
    learning: str = "",
    workload: str = "",
    version: int | None = None,
) -> Session:
    """The supervision was held, and this was said of the work and the worker.

    ``version`` is the version that the page showed: refused when somebody else has written since, with both kept.
    """
    if how not in How.values:
        raise Refused("how", "Choose one of the answers in the list.")
    if held_at > now:
        raise Refused("held_at", f"{say_moment(held_at)} is in the future. Enter when you met.")
    with writing(account_of(by)):
        held = held_row(session)
        writes_for(held, by)
        unsigned(held)
        if version is not None and version != held.version:
            raise Refused(
                "", "Somebody else has written in this supervision since you opened it. What you typed is kept below; "
                "open the supervision in another window, compare, and send again."
            )  # fmt: skip
        if held_at < start_of_day(held.month):
            raise Refused("held_at", f"This is the supervision of {Month.of(held.month)}; you cannot have met before.")
        held.held, held.how = held_at, how
        held.strengths, held.worries, held.wellbeing = strengths.strip(), worries.strip(), wellbeing.strip()
        held.learning, held.workload = learning.strip(), workload.strip()
        held.missed, held.missed_note, held.excused = "", "", None
        held.version += 1
        held.save()
        settle(Supervision, [held.pk], now)
        return held


def missed(*, session: int, why: str, by: By, now: datetime, note: str = "") -> Session:
    """The supervision was cancelled, or none could be held. Only an absence of the whole month, or leaving, excuses."""
    if why not in Missed.values:
        raise Refused("why", "Say why none was held.")
    if why == Missed.OTHER and not note.strip():
        raise Refused("note", "Say what the reason was.")
    with writing(account_of(by)):
        held = held_row(session)
        writes_for(held, by)
        if held.held:
            raise Refused("why", "This supervision has been held.")
        held.missed, held.missed_note, held.planned = why, note.strip()[:300], None
        held.excused = now if why in EXCUSES else None
        held.save(update_fields=["missed", "missed_note", "planned", "excused"])
        settle(Supervision, [held.pk], now)
        return held


def signed(*, session: int, by: By, now: datetime) -> Session:
    """The supervisor signs what was written. From now on it stands; the agenda is kept as it was at this moment."""
    with writing(account_of(by)):
        held = held_row(session)
        signer = writes_for(held, by)
        unsigned(held)
        if held.held is None:
            raise Refused("", "Record first when you met and what was said.")
        _keep_agenda(held, now)
        held.signed_at, held.signed_by = now, signer
        held.save(update_fields=["signed_at", "signed_by"])
        return held


def _keep_agenda(session: Session, now: datetime) -> None:
    lines = [(each.child_id, flag.words) for each in agenda(session, now) for flag in each.flags]
    AgendaLine.objects.bulk_create(
        AgendaLine(session=session, child_id=child, place=place, sentence=sentence[:300])
        for place, (child, sentence) in enumerate(lines)
    )


def agreed(*, session: int, by: By, now: datetime, note: str = "") -> Session:
    """The worker has read the signed supervision; ``note`` is what they want to add or do not agree with."""
    with writing(account_of(by)):
        held = held_row(session)
        if worker_of(by).pk != held.worker_id:
            raise Refused("", f"{held.worker.name} reads and answers this.")
        if held.signed_at is None:
            raise Refused("", "Your supervisor has not signed this yet.")
        if held.agreed_at:
            raise Refused("", "You have read this already. Write an addendum if something must be added.")
        held.agreed_at, held.agreed_note = now, note.strip()
        held.save(update_fields=["agreed_at", "agreed_note"])
        return held


def added(*, session: int, text: str, by: By, now: datetime) -> Addendum:
    """Something is added to a signed supervision, by the worker or by whoever may write it. The signed text stands."""
    said = words("text", text, 4000, "Write what is to be added.")
    with writing(account_of(by)):
        held = held_row(session)
        writer = worker_of(by)
        if writer.pk != held.worker_id:
            writes_for(held, by)
        if held.signed_at is None:
            raise Refused("text", "This is not signed yet: change the text itself.")
        again = Addendum.objects.filter(session=held, text=said, added_by=writer).first()
        return again or Addendum.objects.create(session=held, text=said, added_at=now, added_by=writer)


def supervisor_named(*, session: int, supervisor: int, by: By, now: datetime) -> Session:
    """Somebody else holds this supervision: the manager is away, or the worker has moved."""
    with writing(account_of(by)):
        held = held_row(session)
        writes_for(held, by)
        unsigned(held)
        named = Worker.objects.filter(pk=supervisor).first()
        if named is None or named.pk == held.worker_id:
            raise Refused("supervisor", "Choose somebody else.")
        if named.ends and named.ends <= local_date(now):
            raise Refused("supervisor", f"{named.name} has left. Choose somebody else.")
        held.supervisor = named
        held.save(update_fields=["supervisor"])
        return held
