"""The verbs of care proceedings: the application, hearings, filings, extensions, delays, orders, the end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import record as care
from righthelp.practice.care.models import InCare, LegalStatus
from righthelp.practice.court import law
from righthelp.practice.court.codes import BY_LAW, HELD, Application, Cause, Exit, Files, HearingKind, OrderKind
from righthelp.practice.court.models import Delay, Extension, Filing, Hearing, Matter, MatterChild, Order
from righthelp.practice.court.record import HAPPENED, SENTENCES, open_children, stored
from righthelp.practice.people.writing import not_later, one_of, optional, text, words, writing
from righthelp.practice.workforce.acting import worker_of


def issued(
    *, matter: int, on: date, application: str, court: str, number: str, by: Account, now: datetime, judge: str = ""
) -> None:
    """The application was made to court for every child of the matter; 26 weeks run from that day, and
    pre-proceedings end with it."""
    worker_of(by)
    one_of("application", application, Application.values)
    not_later("on", on, now, HAPPENED)
    with writing(by, SENTENCES):
        rows = open_children(matter)
        if any(row.issued for row in rows):
            raise Refused("", "The application is recorded already.")
        newest = max(max(row.decided, row.letter or row.decided) for row in rows)
        if on < newest:
            raise Refused("on", f"The application is made on or after {say_date(newest)}.")
        held = Matter.objects.get(pk=matter)
        held.application = application
        held.court = words("court", court, 120, "Name the court.")
        held.number = words("number", number, 40, "Enter the number of the case.")
        held.judge = optional("judge", judge, 120)
        held.review_by = None
        held.save(update_fields=["application", "court", "number", "judge", "review_by"])
        for row in rows:
            row.issued = on
            if row.letter and not row.exited:
                row.exited, row.exit, row.exit_why = on, Exit.ISSUED.value, "The application was made to court."
        stored(rows, ["issued", "exited", "exit", "exit_why"], now)


def at_court(matter: int) -> list[MatterChild]:
    """The children of a matter who are at court now, locked.

    Raises ``Refused`` when there is none.
    """
    rows = [row for row in open_children(matter) if row.issued]
    if not rows:
        raise Refused("", "No application has been made to court.")
    return rows


def ends_by(row: MatterChild) -> date | None:
    """The last day of the timetable of one child: 26 weeks, or as extended. None before the application."""
    if row.issued is None:
        return None
    return row.until_eve + timedelta(days=1) if row.until_eve else row.issued + timedelta(weeks=law.COURT_WEEKS)


def extended(*, matter: int, ordered: date, until: date, why: str, by: Account, now: datetime) -> Extension:
    """The court extends the timetable of every child at court, by up to eight weeks from where it ends now."""
    writer = worker_of(by)
    not_later("ordered", ordered, now, HAPPENED)
    with writing(by, SENTENCES):
        rows = at_court(matter)
        since = max(filter(None, map(ends_by, rows)))
        longest = since + timedelta(days=law.EXTENSION_DAYS)
        if not since < until <= longest:
            raise Refused(
                "until",
                f"The timetable ends on {say_date(since)}. An extension goes up to eight weeks further, to "
                f"{say_date(longest)} (section 32(8)); the court may extend again.",
            )
        made = Extension.objects.create(
            matter_id=matter,
            ordered=ordered,
            since=since,
            until=until,
            why=text("why", why, "Write why the court found more time necessary."),
            recorded=now,
            recorded_by=writer,
        )
        for row in rows:
            row.extended, row.until_eve = row.extended or ordered, until - timedelta(days=1)
        stored(rows, ["extended", "until_eve"], now)
        return made


def hearing_listed(*, matter: int, kind: str, on: date, by: Account, now: datetime) -> Hearing:
    """The court has fixed a day."""
    worker_of(by)
    one_of("kind", kind, HearingKind.values)
    with writing(by, SENTENCES):
        first = min(row.issued for row in at_court(matter) if row.issued)
        if on < first:
            raise Refused("on", f"A hearing comes after the application of {say_date(first)}.")
        return Hearing.objects.create(matter_id=matter, kind=kind, day=on)


def hearing_held(*, hearing: int, held: bool, decided: str, by: Account, now: datetime) -> Hearing:
    """A hearing was held, or was not (vacated, adjourned): what was decided, or why."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = Hearing.objects.select_for_update(of=("self",)).get(pk=hearing)
        if found.held is not None:
            raise Refused("", "What came of this hearing is recorded already.")
        if held:
            not_later("decided", found.day, now, HAPPENED)
        found.held, found.decided = held, text("decided", decided, "Write what was decided, or why it was not held.")
        found.save(update_fields=["held", "decided"])
        return found


def filing_due(*, matter: int, what: str, side: str, due: date, by: Account, now: datetime, who: str = "") -> Filing:
    """Something is to be filed by a day: a statement, a care plan, an expert's report."""
    worker_of(by)
    one_of("side", side, Files.values)
    with writing(by, SENTENCES):
        at_court(matter)
        tidy = words("what", what, 160, "Say what is to be filed.")
        return Filing.objects.create(matter_id=matter, what=tidy, files=side, who=optional("who", who, 120), due=due)


def filed(*, filing: int, on: date, by: Account, now: datetime) -> Filing:
    """It was filed."""
    worker_of(by)
    not_later("on", on, now, HAPPENED)
    with writing(by, SENTENCES):
        held = Filing.objects.select_for_update(of=("self",)).get(pk=filing)
        held.filed = on
        held.save(update_fields=["filed"])
        return held


def delayed(*, matter: int, on: date, cause: str, note: str, owner: str, by: Account, now: datetime) -> Delay:
    """Something makes proceedings longer: recorded when it happens, with who sees to it."""
    writer = worker_of(by)
    one_of("cause", cause, Cause.values)
    not_later("on", on, now, HAPPENED)
    with writing(by, SENTENCES):
        open_children(matter)
        return Delay.objects.create(
            matter_id=matter,
            day=on,
            cause=cause,
            note=text("note", note, "Write what happened."),
            owner=words("owner", owner, 120, "Name who sees to it."),
            recorded=now,
            recorded_by=writer,
        )


def ordered(
    *, row: int, kind: str, starts: date, by: Account, now: datetime, holder: str = "", said: str = "",
    ends: date | None = None,
) -> Order:  # fmt: skip
    """A court ordered something for one child. Where the child is in care and the order is a law of care, the legal
    status there changes in the same transaction; a child who is not in care yet is taken into care on care's page,
    because only there is it known where they live."""
    writer = worker_of(by)
    one_of("kind", kind, OrderKind.values)
    not_later("starts", starts, now, HAPPENED)
    if kind in HELD and not holder.strip():
        raise Refused("holder", "Name who holds the order.")
    if ends is not None and ends < starts:
        raise Refused("ends", "An order ends on or after its first day.")
    with writing(by, SENTENCES):
        of = MatterChild.objects.values_list("matter_id", flat=True).get(pk=row)
        found = [each for each in at_court(of) if each.pk == row]
        if not found or found[0].issued is None:
            raise Refused("", "The child is not at court.")
        [held] = found
        if held.issued is not None and starts < held.issued:
            raise Refused("starts", f"The application was made on {say_date(held.issued)}. Check the day.")
        made = Order.objects.create(
            child_id=held.child_id,
            on=held,
            kind=kind,
            starts=starts,
            ends=ends,
            holder=optional("holder", holder, 160),
            said=text("said", said, ""),
            recorded=now,
            recorded_by=writer,
        )
        if kind in BY_LAW:
            _law_of_care(made, of, by, now)
        return made


def _law_of_care(order: Order, of: int, by: Account, now: datetime) -> None:
    care_id = InCare.objects.filter(child_id=order.child_id, ends__isnull=True).values_list("pk", flat=True).first()
    if care_id is None or LegalStatus.objects.filter(care_id=care_id, ends__isnull=True, law=order.kind).exists():
        return
    matter = Matter.objects.get(pk=of)
    said = f"{matter.court}, {say_date(order.starts)}, {matter.number}"
    care.law_changed(care=care_id, law=order.kind, order=said, starts=order.starts, by=by, now=now)


def concluded(*, matter: int, on: date, by: Account, now: datetime) -> None:
    """Proceedings end for every child who is still at court. Each has a final order first, or ‘no order’."""
    worker_of(by)
    not_later("on", on, now, HAPPENED)
    with writing(by, SENTENCES):
        rows = at_court(matter)
        for row in rows:
            last = row.orders.exclude(kind__in=["C1", "L2"]).order_by("-starts").first()
            if last is None:
                raise Refused("", f"Record what the court ordered for {row.child} first: ‘no order’ is an order too.")
            if on < last.starts:
                raise Refused("on", f"The order for {row.child} was made on {say_date(last.starts)}.")
            row.closed = on
        stored(rows, ["closed"], now)


__all__ = [
    "at_court",
    "concluded",
    "delayed",
    "ends_by",
    "extended",
    "filed",
    "filing_due",
    "hearing_held",
    "hearing_listed",
    "issued",
    "ordered",
]
