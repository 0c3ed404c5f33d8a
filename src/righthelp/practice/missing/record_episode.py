"""While a child is missing: the report, sightings, risk, the strategy discussion, checks, and the return."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from righthelp.foundation.calendar import say_moment
from righthelp.foundation.refusals import Refused
from righthelp.practice.missing import intake, law
from righthelp.practice.missing.circumstances import circumstances
from righthelp.practice.missing.models import (
    Check,
    CheckWith,
    Episode,
    Forward,
    Risk,
    RiskAssessment,
    Sighting,
    Source,
    StrategyDiscussion,
    Together,
    WhereFrom,
)
from righthelp.practice.missing.record_base import (
    By,
    locked,
    not_future,
    once,
    one_of,
    recorded,
    stands,
    words,
    worker_of,
)
from righthelp.practice.missing.turns import child_turn, one_at_a_time
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker


@transaction.atomic
def notified(
    *,
    child: int,
    missing_from: datetime,
    by: By,
    now: datetime,
    told_at: datetime | None = None,
    where_from: str = "",
    last_seen: str = "",
    risk: str = Risk.NOT_GRADED,
) -> Episode:
    """Somebody told us, by phone or at the door, that a child is missing.

    ``told_at`` is when (now, if left out); ``where_from`` only where it differs from what we know. Police notices
    about the same time join this episode and leave what is entered here alone. Another council's child is due to
    be reported to that council at once.
    """
    worker_of(by)
    not_future("missing_from", missing_from, now)
    told = told_at or now
    not_future("told_at", told, now)
    if told < missing_from:
        raise Refused("told_at", "We cannot have been told before the child went missing. Check both times.")
    person = Person.objects.filter(pk=child).first()
    if person is None:
        raise Refused("child", "Choose the child, or add them to the register first.")
    one_of("risk", risk, Risk.values)
    one_at_a_time([child_turn(child)])
    _no_other(child, missing_from, None)
    around = circumstances(child, missing_from)
    from_where = one_of("where_from", where_from, WhereFrom.values) if where_from else around.where_from
    if from_where == WhereFrom.CARE and around.where_from != WhereFrom.CARE:
        raise Refused("where_from", "We have no placement for this child at that time. Record the placement first.")
    entered = {"missing_from", "notified"} | ({"where_from"} if where_from else set())
    entered |= ({"last_seen"} if last_seen else set()) | ({"risk"} if risk else set())
    episode = recorded(
        Episode(
            child=person,
            missing_from=missing_from,
            notified=told,
            where_from=from_where,
            address_id=around.address_id,
            status=around.status,
            placement=around.placement,
            area=around.area,
            team_id=around.team_id,
            authority=around.authority,
            unaccompanied=around.unaccompanied,
            last_seen=last_seen.strip()[:300],
            risk=risk,
        ),
        now,
        by_hand=entered,
    )
    if episode.authority != law.OURS:
        Forward.objects.create(episode=episode, child_name=str(person), authority=episode.authority, due_at=now)
    intake.read_again(child, now)
    return Episode.objects.get(pk=episode.pk)


def _no_other(child: int, missing_from: datetime, returned: datetime | None, but: int | None = None) -> None:
    """Refuse a time in which the child is already recorded as missing."""
    others = Episode.objects.filter(child=child, cancelled__isnull=True)
    if but is not None:
        others = others.exclude(pk=but)
    others = others.filter(Q(returned__isnull=True) | Q(returned__gt=missing_from))
    if returned is not None:
        others = others.filter(missing_from__lt=returned)
    other = others.order_by("missing_from").first()
    if other is None:
        return
    since = say_moment(other.missing_from)
    if other.returned is None:
        sentence = (
            f"This child is already recorded as missing since {since}. Open that episode, or record the return first."
        )
    else:
        sentence = (
            f"This child is already recorded as missing from {since} to {say_moment(other.returned)}. Check the times."
        )
    raise Refused("missing_from" if but is None else "returned", sentence)


@transaction.atomic
def sighted(*, episode: int, seen_at: datetime, source: str, by: By, now: datetime, place: str = "") -> Sighting:
    """The missing child was seen; they are still missing."""
    worker_of(by)
    not_future("seen_at", seen_at, now)
    found_episode = locked(episode)
    stands(found_episode)
    if seen_at < found_episode.missing_from:
        raise Refused("seen_at", "That is before the child went missing. Check the time.")
    if found_episode.returned and seen_at > found_episode.returned:
        raise Refused("seen_at", "That is after the child was found. Check the time.")
    return once(
        Sighting,
        episode=found_episode,
        seen_at=seen_at,
        place=place.strip()[:300],
        source=one_of("source", source, Source.values),
    )


@transaction.atomic
def found(
    *, episode: int, returned: datetime, by: By, now: datetime, found_where: str = "", found_how: str = ""
) -> Episode:
    """The child was found or came home; also to correct when, as long as nothing that followed contradicts it."""
    worker_of(by)
    not_future("returned", returned, now)
    row = locked(episode)
    stands(row)
    if returned <= row.missing_from:
        raise Refused("returned", f"The child went missing on {say_moment(row.missing_from)}. Check both times.")
    if row.offered and returned > row.offered:
        raise Refused(
            "returned",
            f"An interview was offered on {say_moment(row.offered)}: the child was home by then. Check both times.",
        )
    _no_other(row.child_id, row.missing_from, returned, but=row.pk)
    row.returned = returned
    entered = {"returned"}
    for name, text in (("found_where", found_where), ("found_how", found_how)):
        if text.strip():
            setattr(row, name, text.strip()[:300])
            entered.add(name)
    recorded(row, now, by_hand=entered)
    intake.read_again(row.child_id, now)
    return Episode.objects.get(pk=episode)


@transaction.atomic
def cancelled(*, episode: int, at: datetime, reason: str, by: By, now: datetime) -> Episode:
    """The report is taken back: the child had not been missing. The episode stays on record and counts nowhere."""
    worker_of(by)
    not_future("at", at, now)
    row = locked(episode)
    stands(row)
    if at < row.missing_from:
        raise Refused("at", f"The child was reported missing from {say_moment(row.missing_from)}. Check the time.")
    if row.held:
        raise Refused("episode", "A return home interview was held about this episode, so it cannot be cancelled.")
    row.cancelled = at
    row.cancelled_reason = words("reason", reason, "Say why the report is cancelled.", 200)
    recorded(row, now, by_hand={"cancelled", "cancelled_reason"})
    intake.read_again(row.child_id, now)
    return Episode.objects.get(pk=episode)


@transaction.atomic
def risk_graded(*, episode: int, risk: str, by: By, now: datetime) -> Episode:
    """The risk to the child while missing was graded, or graded anew."""
    worker_of(by)
    row = locked(episode)
    stands(row)
    row.risk = one_of("risk", risk, set(Risk.values) - {Risk.NOT_GRADED.value})
    return recorded(row, now, by_hand={"risk"})


@transaction.atomic
def risk_assessed(
    *,
    child: int,
    description: str,
    contacts: str,
    risks: str,
    by: By,
    now: datetime,
    likely_places: str = "",
    what_helps: str = "",
) -> RiskAssessment:
    """A child likely to go missing has a missing risk assessment for the carers; it replaces an earlier one."""
    worker = worker_of(by)
    one_at_a_time([child_turn(child)])
    if not Person.objects.filter(pk=child).exists():
        raise Refused("child", "Choose the child, or add them to the register first.")
    said = {
        "description": words("description", description, "Describe the child, so that police can look for them."),
        "contacts": words("contacts", contacts, "Write whom to call, and who may know where the child is."),
        "risks": words("risks", risks, "Write what could happen to the child while missing."),
    }
    RiskAssessment.objects.filter(child=child, superseded__isnull=True).update(superseded=now)
    return RiskAssessment.objects.create(
        child_id=child, made_at=now, by=worker, likely_places=likely_places, what_helps=what_helps, **said
    )


@transaction.atomic
def risk_assessment_given(*, assessment: int, given_at: datetime, by: By, now: datetime) -> RiskAssessment:
    """The carers hold the missing risk assessment from ``given_at``."""
    worker_of(by)
    not_future("given_at", given_at, now)
    row = RiskAssessment.objects.select_for_update().filter(pk=assessment, superseded__isnull=True).first()
    if row is None:
        raise Refused("assessment", "A newer risk assessment has replaced this one. Give the carers the newer one.")
    if given_at < row.made_at:
        raise Refused("given_at", "That is before the assessment was made. Check the time.")
    row.carer_given_at = given_at
    row.save(update_fields=["carer_given_at"])
    return row


@transaction.atomic
def strategy_discussed(
    *,
    episode: int,
    held_at: datetime,
    present: str,
    decisions: str,
    by: By,
    now: datetime,
    chaired_by: Worker | None = None,
) -> StrategyDiscussion:
    """Social care and the police discussed what has been done to find the child; the first stops the clock."""
    chair = chaired_by or worker_of(by)
    not_future("held_at", held_at, now)
    row = locked(episode)
    stands(row)
    if held_at < row.missing_from:
        raise Refused("held_at", f"The child went missing on {say_moment(row.missing_from)}. Check the time.")
    discussion = once(
        StrategyDiscussion,
        episode=row,
        held_at=held_at,
        chaired_by=chair,
        present=words("present", present, "Write who took part; the police must be among them.", 500),
        decisions=words("decisions", decisions, "Write what was decided."),
    )
    row.strategy_held = min(row.strategy_held or held_at, held_at)
    recorded(row, now)
    return discussion


@transaction.atomic
def checked(
    *,
    episode: int,
    at: datetime,
    with_whom: str,
    outcome: str,
    by: By,
    now: datetime,
    next_due_at: datetime | None = None,
) -> Check:
    """We asked the police or the Home Office for news of an unaccompanied child; we ask again within a week."""
    worker = worker_of(by)
    not_future("at", at, now)
    row = locked(episode)
    stands(row)
    if not row.unaccompanied:
        raise Refused(
            "episode", "Regular checks are kept for unaccompanied children. Record a note or an action instead."
        )
    if at < row.missing_from:
        raise Refused("at", f"The child went missing on {say_moment(row.missing_from)}. Check the time.")
    if row.returned and at > row.returned:
        raise Refused("at", "The child was found by then. Check the time.")
    next_check = next_due_at or at + law.CHECK_EVERY
    if not at < next_check <= at + law.CHECK_EVERY:
        raise Refused("next_due_at", "The next check is due within seven days of this one.")
    check = once(
        Check,
        episode=row,
        at=at,
        with_whom=one_of("with_whom", with_whom, CheckWith.values),
        by=worker,
        outcome=words("outcome", outcome, "Write what they told you, even if it is no news.", 500),
        next_due_at=next_check,
    )
    row.checked = max(row.checked or at, at)
    recorded(row, now)
    return check


@transaction.atomic
def linked_together(*, episode: int, other: int, why: str, by: By, now: datetime) -> Together:
    """Two children were missing together. Linking the same two again gives back the first link."""
    worker = worker_of(by)
    if episode == other:
        raise Refused("other", "Choose the other child’s episode.")
    lower, higher = sorted((episode, other))
    one, two = (Episode.objects.filter(pk=pk).first() for pk in (lower, higher))
    if one is None or two is None:
        raise Refused("other", "This episode is no longer there. Go back to the board and choose again.")
    if one.child_id == two.child_id:
        raise Refused("other", "Both episodes are of the same child. Choose another child’s episode.")
    apart = (one.returned and one.returned <= two.missing_from) or (two.returned and two.returned <= one.missing_from)
    if apart:
        raise Refused("other", "These two were not missing at the same time. Check the times of both.")
    reason = words("why", why, "Say how you know that they were together.", 300)
    link, _ = Together.objects.get_or_create(
        first=one, second=two, defaults={"why": reason, "linked_at": now, "by": worker}
    )
    return link


@transaction.atomic
def forwarded(*, forward: int, how: str, by: By, now: datetime, at: datetime | None = None) -> Forward:
    """A notice was sent on to the council responsible for the child."""
    worker = worker_of(by)
    sent = at or now
    not_future("at", sent, now)
    about = Forward.objects.filter(pk=forward).values_list("episode_id", flat=True).first()
    episode = locked(about) if about else None  # before the row itself, as everyone who takes both does
    row = Forward.objects.select_for_update().filter(pk=forward).first()
    if row is None:
        raise Refused("forward", "This notice is no longer to be sent on: its report now says something else.")
    if row.forwarded_at:
        raise Refused("forward", f"This notice was already sent on, on {say_moment(row.forwarded_at)}.")
    row.forwarded_at, row.by = sent, worker
    row.how = words("how", how, "Say how, and to whom: for example secure e-mail to their duty team.", 200)
    row.save()
    if episode is not None and (episode.forwarded is None or sent < episode.forwarded):
        episode.forwarded = sent
        recorded(episode, now)
    return row
