"""What this room does when the record below changes: a document on its way stops, and who has a copy is named."""

from __future__ import annotations

from datetime import datetime

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.governance.release.models import Copy, Packet
from righthelp.practice.casework.hearing import Followed

_WHY = "What it says was decided was recorded by mistake, and was taken back."


def decision_taken_back(child: int, meeting: int, by: Account, now: datetime) -> Followed:
    """What a meeting decided for a child is taken back: its minutes go no further; who has a copy is to be told."""
    stopped = 0
    flagged: list[str] = []
    packets = Packet.objects.select_for_update(of=("self",)).filter(
        kind="minutes", source=meeting, about__child_id=child, withdrawn__isnull=True
    )
    for packet in packets:
        for copy in Copy.objects.filter(packet=packet, given__isnull=False).order_by("number"):
            assert copy.given is not None  # noqa: S101  asked for above
            day = say_date(local_date(copy.given))
            flagged.append(
                f"{copy.name} ({copy.capacity}) has had a copy since {day}: tell them, and give the correction"
            )
        if packet.given_out is None:
            packet.withdrawn, packet.withdrawn_by, packet.withdrawn_why = now, by, _WHY
            packet.save(update_fields=["withdrawn", "withdrawn_by", "withdrawn_why"])
            stopped += 1
    undone = [f"{stopped} document on its way out is withdrawn"] if stopped else []
    return undone, flagged


__all__ = ["decision_taken_back"]
