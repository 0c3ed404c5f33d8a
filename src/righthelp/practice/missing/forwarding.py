"""Notices about other councils' children are sent on to those councils; no interview is offered to their children."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from righthelp.foundation.intake.models import Message
from righthelp.practice.missing.models import Episode, Forward
from righthelp.practice.missing.notices import Event, Notice
from righthelp.practice.missing.projection import Outcome, Reference, Report, is_ours

SENT_ON = frozenset({Event.MISSING, Event.FOUND, Event.CANCELLED})
"""Sightings stay with the police: the other council hears of beginnings and ends."""


def forwards_for(
    reports: Iterable[Report], episodes: Mapping[Reference, Episode], outcomes: Mapping[uuid.UUID, Outcome]
) -> None:
    """Make due, at once, the sending on of every notice about another council's child; take back what is not owed.

    What was already sent stays. An amended notice that was not yet sent on replaces its earlier revision.
    """
    wanted: dict[uuid.UUID, tuple[Notice, str, Episode | None]] = {}
    everything: set[uuid.UUID] = set()
    for report in reports:
        episode = episodes.get(report.reference)
        council = episode.authority if episode else report.elsewhere
        everything |= {n.message_id for n in report.latest} | {pk for pk, _ in report.replaced}
        if is_ours(council):
            continue
        for notice in report.latest:
            outcome = outcomes.get(notice.message_id)
            if notice.event in SENT_ON and outcome is not None and outcome.done:
                wanted[notice.message_id] = (notice, council, episode)
    standing = {forward.message_id: forward for forward in Forward.objects.filter(message__in=everything)}
    gone = [f.pk for pk, f in standing.items() if pk not in wanted and f.forwarded_at is None]
    Forward.objects.filter(pk__in=gone).delete()
    fresh = []
    for pk, (notice, council, episode) in wanted.items():
        forward = standing.get(notice.message_id)
        if forward is None:
            fresh.append(
                Forward(
                    message=Message(pk=pk),
                    episode=episode,
                    child_name=notice.child.name,
                    authority=council,
                    due_at=notice.received_at,
                )
            )
        elif forward.forwarded_at is None and (forward.episode, forward.authority) != (episode, council):
            forward.episode, forward.authority = episode, council
            forward.save(update_fields=["episode", "authority"])
    Forward.objects.bulk_create(fresh)
