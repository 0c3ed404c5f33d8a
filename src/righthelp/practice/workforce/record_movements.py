"""The verbs of coming and going: joined, moved_team, left, returned. Each has the day on which it takes effect.

The holding of the post is written at once, so that any date's figures know it. What the worker and their account are
today is written when the day has come: in the same act if it is today or past, else by the job of that morning. The
account's rights follow from the post.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Q
from django.db.models.functions import Lower

from righthelp.foundation.access.models import TRUST, Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.people.writing import Sentences, words, writing
from righthelp.practice.workforce.models import (
    Basis,
    FirstYear,
    Holding,
    Leaving,
    Milestone,
    MilestoneKind,
    Movement,
    MovementKind,
    Post,
    Worker,
)
from righthelp.practice.workforce.movements_applied import apply_movement
from righthelp.practice.workforce.programmes import planned
from righthelp.practice.workforce.record_base import By, account_of
from righthelp.practice.workforce.titles import roles_of

LONGEST_AHEAD = timedelta(days=366)

_AT_ONCE: Sentences = {
    "holding_while_established": ("post", "This post is not established on all of those days. Choose another."),
    "holding_within_post": ("post", "Somebody holds this post then. Choose another, or a smaller part of it."),
    "holding_within_worker": ("wte", "They would hold more than one whole post. Choose a smaller part."),
    "holding_ends_after_start": ("on", "This is before the day they took up the post they hold."),
}


def joined(
    *, name: str, email: str, post: int, basis: str, wte: Decimal, on: date, by: By, now: datetime, agency: str = "",
    newly_qualified: bool = False,
) -> Worker:  # fmt: skip
    """Somebody joins on a day, in a post. Their account is made with them and opens on that day."""
    called = words("name", name, 120, "Enter their name.")
    address = email.strip().lower()
    if "@" not in address or len(address) > 254:
        raise Refused("email", "Enter their e-mail address at work.")
    with writing(account_of(by), _AT_ONCE):
        place = _vacant(post, basis, agency)
        _in_reach(on, now)
        if Account.objects.annotate(lower=Lower("email")).filter(lower=address).exists():
            raise Refused("email", "Somebody has this address already. Who comes back is recorded as returned.")
        account = Account(email=address, name=called, roles=[], organisation=TRUST, is_active=False)
        account.set_unusable_password()
        account.save()
        worker = Worker.objects.create(
            account=account, name=called, title=place.title, team=place.team, manager_id=_manager(place), starts=on
        )
        holding = _held(place, worker, basis, wte, on, agency)
        _programmes(worker, place, basis, on, newly_qualified=newly_qualified, by=by)
        _moved(MovementKind.JOINED, worker, on, by, now, holding=holding)
        return worker


def moved_team(
    *, worker: int, post: int, basis: str, wte: Decimal, on: date, by: By, now: datetime, agency: str = "",
    note: str = "",
) -> Movement:  # fmt: skip
    """Somebody takes up another post on a day and gives up what they held. Their children are handed over apart."""
    with writing(account_of(by), _AT_ONCE):
        place = _vacant(post, basis, agency)
        _in_reach(on, now)
        held = _worker(worker)
        _not_oneself(held, by)
        _nothing_waits(held)
        if held.ends and held.ends <= on:
            raise Refused("on", f"{held.name}'s last day at work is {say_date(held.ends - timedelta(days=1))}.")
        if on < held.starts:
            raise Refused("on", f"{held.name} works here only since {say_date(held.starts)}.")
        _given_up(held, on)
        holding = _held(place, held, basis, wte, on, agency)
        return _moved(MovementKind.MOVED, held, on, by, now, holding=holding, former=held.team_id, note=note)


def left(*, worker: int, last_day: date, leaving: str, by: By, now: datetime, note: str = "") -> Movement:
    """Somebody leaves after ``last_day``. Then the account closes and its sessions end.

    Children still with them by then are without a worker, and show so to their manager at once.
    """
    if leaving not in Leaving.values:
        raise Refused("leaving", "Say why they leave.")
    ends = last_day + timedelta(days=1)
    with writing(account_of(by), _AT_ONCE):
        _in_reach(last_day, now)
        held = _worker(worker)
        if held.ends:
            raise Refused(
                "last_day",
                f"{held.name} leaves already; the last day is {say_date(held.ends - timedelta(days=1))}.",
            )
        _nothing_waits(held)
        if last_day < held.starts:
            raise Refused("last_day", f"{held.name} began on {say_date(held.starts)}. Enter a later day.")
        if Holding.objects.filter(worker=held, starts__gte=ends).exists():
            raise Refused("last_day", "They take up a post after that day. Withdraw that move first.")
        Holding.objects.filter(Q(ends__isnull=True) | Q(ends__gt=ends), worker=held).update(ends=ends)
        held.ends = ends
        held.save(update_fields=["ends"])
        return _moved(MovementKind.LEFT, held, ends, by, now, former=held.team_id, leaving=leaving, note=note)


def returned(
    *, worker: int, post: int, basis: str, wte: Decimal, on: date, by: By, now: datetime, agency: str = "",
    note: str = "",
) -> Movement:  # fmt: skip
    """Somebody who had left comes back on a day, in a post; the same worker, the same account."""
    with writing(account_of(by), _AT_ONCE):
        place = _vacant(post, basis, agency)
        _in_reach(on, now)
        held = _worker(worker)
        _not_oneself(held, by)
        if held.ends is None:
            raise Refused("worker", f"{held.name} has not left. Record a move instead.")
        if on < held.ends:
            raise Refused("on", f"Their last day was {say_date(held.ends - timedelta(days=1))}. Enter a later day.")
        _nothing_waits(held)
        holding = _held(place, held, basis, wte, on, agency)
        _programmes(held, place, basis, on, newly_qualified=False, by=by)
        return _moved(MovementKind.RETURNED, held, on, by, now, holding=holding, former=held.team_id, note=note)


def withdrawn(*, movement: int, by: By, now: datetime) -> Movement:
    """What was recorded ahead does not happen: it is taken back before its day, and the former state goes on."""
    with writing(account_of(by), _AT_ONCE):
        found = Movement.objects.select_for_update().filter(pk=movement).first()
        if found is None or found.withdrawn:
            raise Refused("movement", "This is no longer there. Open the page again.")
        if found.applied:
            raise Refused("movement", "This has taken effect already. Record a new move, or a return.")
        if found.kind == MovementKind.JOINED:
            raise Refused("movement", "Somebody who does not come after all is recorded as leaving on their first day.")
        worker, holding = _worker(found.worker_id), found.holding
        found.withdrawn, found.holding = now, None
        found.save(update_fields=["withdrawn", "holding"])
        if holding:
            holding.delete()
        if found.kind in (MovementKind.MOVED, MovementKind.LEFT):
            Holding.objects.filter(worker=worker, ends=found.effective).update(ends=None)
        if found.kind == MovementKind.LEFT:
            worker.ends = None
            worker.save(update_fields=["ends"])
        return found


def _moved(
    kind: MovementKind, worker: Worker, effective: date, by: By, now: datetime, *, holding: Holding | None = None,
    former: int | None = None, leaving: str = "", note: str = "",
) -> Movement:  # fmt: skip
    post = holding.post if holding else None
    movement = Movement.objects.create(
        worker=worker,
        kind=kind,
        effective=effective,
        holding=holding,
        team=post.team if post else None,
        former_team_id=former,
        title=post.title if post else "",
        manager_id=_manager(post) if post else None,
        roles=roles_of(post) if post else [],
        leaving=leaving,
        note=note.strip()[:200],
        recorded=now,
        recorded_by=account_of(by),
    )
    if effective <= local_date(now):
        apply_movement(movement, now)
    return movement


def _vacant(post: int, basis: str, agency: str) -> Post:
    if basis not in Basis.values:
        raise Refused("basis", "Choose one of the answers in the list.")
    if agency.strip() and basis != Basis.AGENCY:
        raise Refused("agency", "Only agency staff come through an agency. Leave this empty.")
    found = Post.objects.select_for_update().filter(pk=post).first()
    if found is None:
        raise Refused("post", "This post is no longer there. Choose again.")
    return found


def _held(post: Post, worker: Worker, basis: str, wte: Decimal, on: date, agency: str) -> Holding:
    if not 0 < wte <= post.wte:
        raise Refused("wte", f"Enter a part of this post: more than 0, at most {post.wte.normalize():f}.")
    return Holding.objects.create(
        post=post, worker=worker, basis=basis, wte=wte, starts=on, ends=post.ends, agency=agency.strip()[:80]
    )


def _given_up(worker: Worker, on: date) -> None:
    running = Holding.objects.filter(Q(ends__isnull=True) | Q(ends__gt=on), worker=worker)
    late = running.filter(starts__gte=on).order_by("starts").first()
    if late:
        raise Refused("on", f"They took up a post on {say_date(late.starts)}. Enter a later day.")
    for holding in running:
        holding.ends = on
        holding.save(update_fields=["ends"])


def _manager(post: Post) -> int | None:
    """Whom the holder of a post answers to: the team's manager; who leads it answers to the unit above."""
    if not post.leads:
        return post.team.manager_id
    return post.team.under.manager_id if post.team.under else None


def _programmes(worker: Worker, post: Post, basis: str, on: date, *, newly_qualified: bool, by: By) -> None:
    kinds = [MilestoneKind.INDUCTION]
    if basis != Basis.AGENCY:
        kinds.append(MilestoneKind.PROBATION)
    if newly_qualified:
        kinds.append(MilestoneKind.FIRST_YEAR)
        FirstYear.objects.create(worker=worker, starts=on, ends=on.replace(year=on.year + 1, day=min(on.day, 28)))
    Milestone.objects.bulk_create(
        Milestone(worker=worker, kind=kind, step=code, due=due, recorded_by=account_of(by))
        for kind in kinds
        for code, due in planned(kind, on, practice=post.qualified)
    )


def _in_reach(on: date, now: datetime) -> None:
    today = local_date(now)
    if on > today + LONGEST_AHEAD:
        raise Refused("on", "This is more than a year ahead. Check the year.")
    if on < today - LONGEST_AHEAD:
        raise Refused("on", "This is more than a year ago. Check the year.")


def _nothing_waits(worker: Worker) -> None:
    waits = Movement.objects.filter(worker=worker, applied__isnull=True, withdrawn__isnull=True).first()
    if waits:
        raise Refused(
            "worker",
            f"{waits.get_kind_display()} on {say_date(waits.effective)} is recorded and waits for its day. "
            "Withdraw that first.",
        )


def _not_oneself(held: Worker, by: By) -> None:
    """Rights follow from the post, and nobody sets their own."""
    who = account_of(by)
    if who is not None and held.account_id == who.pk:
        raise Refused("post", "Nobody records their own move: rights come with a post. Ask a colleague to record it.")


def _worker(worker: int) -> Worker:
    held = Worker.objects.select_for_update().filter(pk=worker).first()
    if held is None:
        raise Refused("worker", "This worker is no longer there. Choose again.")
    return held
