"""The verbs of providers of supported accommodation: on the framework, looked at, suspended from new placements."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.codes_homes import HomeKind, Looked, Quality
from righthelp.practice.care.models import Home, Monitored, OnFramework, Suspension
from righthelp.practice.people.models import Organisation
from righthelp.practice.people.writing import Sentences, not_later, one_of, text, words, writing
from righthelp.practice.workforce.acting import worker_of

SENTENCES: Final[Sentences] = {
    "on_framework_ends_after_start": ("ends", "A provider leaves after the day on which it joined."),
    "on_framework_ending_says_why": ("why", "Write why the provider leaves."),
    "on_framework_once": ("organisation", "This provider is on the framework already."),
    "monitored_says_what": ("found", "Write what was seen."),
    "monitored_agreed_by_a_day": (
        "by_when",
        "Enter by when what was agreed is done: on the day of the visit, or later.",
    ),
    "monitored_says_concerns": ("concerns", "Write what is wrong, and what was agreed about it."),
    "monitored_settled_says_how": ("on", "It is done on or after the day of the visit."),
    "suspension_ends_after_start": ("ends", "It ends after the day on which it began."),
    "suspension_says_why": ("why", "Write why."),
    "suspension_ending_says_why": ("why", "Write what has changed."),
    "suspension_once": ("", "This provider is suspended already."),
}
KINDS: Final[dict[str, type[OnFramework] | type[Monitored] | type[Suspension]]] = {
    "framework": OnFramework,
    "visit": Monitored,
    "suspension": Suspension,
}
"""What is kept of a provider: the kind as an address names it, and its table."""


def provider(organisation: int, field: str = "organisation") -> Organisation:
    """An organisation that still works, locked until the transaction ends."""
    found = Organisation.objects.select_for_update().filter(pk=organisation).first()
    if found is None:
        raise Refused(field, "Choose an organisation of the register.")
    if found.closed_on:
        raise Refused(field, f"{found.name} closed on {say_date(found.closed_on)}.")
    return found


def framework_joined(*, organisation: int, starts: date, by: Account, now: datetime) -> OnFramework:
    """A provider comes on the regional framework."""
    writer = worker_of(by)
    not_later("starts", starts, now, "It is recorded when it holds.")
    with writing(by, SENTENCES):
        return OnFramework.objects.create(
            organisation=provider(organisation), starts=starts, recorded=now, recorded_by=writer
        )


def framework_left(*, organisation: int, ends: date, why: str, by: Account, now: datetime) -> OnFramework:
    """A provider leaves the framework; its homes stay on the register."""
    worker_of(by)
    not_later("ends", ends, now, "It is recorded when it has happened.")
    with writing(by, SENTENCES):
        rows = OnFramework.objects.select_for_update(of=("self",))
        found = rows.filter(organisation=organisation, ends__isnull=True, withdrawn__isnull=True).first()
        if found is None:
            raise Refused("", "This provider is not on the framework.")
        found.ends, found.ending_why = ends, words("why", why, 400, "Write why the provider leaves.")
        found.save(update_fields=["ends", "ending_why"])
        return found


def looked_at(
    *, organisation: int, on: date, how: str, quality: str, found: str, by: Account, now: datetime,
    home: int | None = None, concerns: str = "", agreed: str = "", by_when: date | None = None,
) -> Monitored:  # fmt: skip
    """Commissioners looked at a provider, or at one home of it: how good it is, what worries them, what was agreed."""
    writer = worker_of(by)
    one_of("how", how, Looked.values)
    one_of("quality", quality, Quality.values)
    not_later("on", on, now, "A visit is recorded when it has happened.")
    with writing(by, SENTENCES):
        held = provider(organisation)
        if home is not None and not Home.objects.filter(pk=home, agency=held, kind=HomeKind.SUPPORTED).exists():
            raise Refused("home", "Choose a home of this provider.")
        wrong, todo = text("concerns", concerns, ""), text("agreed", agreed, "")
        if quality != Quality.GOOD and not wrong:
            raise Refused("concerns", "Write what is wrong.")
        if (quality != Quality.GOOD or wrong) and not todo:
            raise Refused("agreed", "Write what was agreed about it.")
        if bool(todo) is not (by_when is not None):
            raise Refused("by_when" if todo else "agreed", "Write what was agreed, and by when.")
        return Monitored.objects.create(
            organisation=held, home_id=home, on=on, how=how, quality=quality,
            found=text("found", found, "Write what was seen, and what young people said."),
            concerns=wrong, agreed=todo, by_when=by_when, recorded=now, recorded_by=writer,
        )  # fmt: skip


def _visit(visit: int) -> Monitored:
    found = Monitored.objects.select_for_update(of=("self",)).filter(pk=visit, withdrawn__isnull=True).first()
    if found is None:
        raise Refused("", "This visit was taken back.")
    return found


def agreed_done(*, visit: int, on: date, said: str, by: Account, now: datetime) -> Monitored:
    """What was agreed is seen to be done. Recorded again, the later words stand."""
    worker_of(by)
    not_later("on", on, now, "It is recorded when it has been seen.")
    with writing(by, SENTENCES):
        found = _visit(visit)
        if found.by_when is None:
            raise Refused("", "Nothing was agreed on this visit.")
        found.settled, found.settled_said = on, text("said", said, "Write how you know.")
        found.save(update_fields=["settled", "settled_said"])
        return found


def agreed_not_done(*, visit: int, by: Account, now: datetime) -> Monitored:
    """It was recorded by mistake that what was agreed is done: it waits again, by the day that was agreed."""
    worker_of(by)
    with writing(by, SENTENCES):
        found = _visit(visit)
        if found.settled is None:
            raise Refused("", "It is not recorded as done.")
        found.settled, found.settled_said = None, ""
        found.save(update_fields=["settled", "settled_said"])
        return found


def suspended(*, organisation: int, starts: date, why: str, by: Account, now: datetime) -> Suspension:
    """No young person is newly placed with this provider from a day on."""
    writer = worker_of(by)
    not_later("starts", starts, now, "It is recorded when it holds.")
    with writing(by, SENTENCES):
        return Suspension.objects.create(
            organisation=provider(organisation), starts=starts, why=text("why", why, "Write why."), recorded=now,
            recorded_by=writer,
        )  # fmt: skip


def suspension_lifted(*, organisation: int, ends: date, why: str, by: Account, now: datetime) -> Suspension:
    """Young people may be placed there again."""
    worker_of(by)
    not_later("ends", ends, now, "It is recorded when it holds.")
    with writing(by, SENTENCES):
        rows = Suspension.objects.select_for_update(of=("self",))
        found = rows.filter(organisation=organisation, ends__isnull=True, withdrawn__isnull=True).first()
        if found is None:
            raise Refused("", "This provider is not suspended.")
        found.ends, found.ending_why = ends, text("why", why, "Write what has changed.")
        found.save(update_fields=["ends", "ending_why"])
        return found


def row_taken_back(*, kind: str, number: int, why: str, by: Account, now: datetime) -> Any:
    """Something about a provider was recorded by mistake: it no longer counts, and stays readable with the reason."""
    worker_of(by)
    one_of("kind", kind, KINDS)
    with writing(by, SENTENCES):
        found = KINDS[kind]._default_manager.select_for_update(of=("self",)).filter(pk=number).first()
        if found is None or found.withdrawn is not None:
            raise Refused("", "This was taken back already.")
        found.withdrawn, found.withdrawn_why = now, words("why", why, 300, "Write why it was a mistake.")
        found.save(update_fields=["withdrawn", "withdrawn_why"])
        return found


__all__ = [
    "KINDS",
    "SENTENCES",
    "agreed_done",
    "agreed_not_done",
    "framework_joined",
    "framework_left",
    "looked_at",
    "provider",
    "row_taken_back",
    "suspended",
    "suspension_lifted",
]
