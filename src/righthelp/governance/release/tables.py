"""The lists of the release room."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from righthelp.foundation.calendar import say_deadline
from righthelp.foundation.documents.gate import kinds
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.governance.release.law import ASTRAY_WITHIN, Basis, Purpose
from righthelp.governance.release.models import Astray, Copy, State
from righthelp.governance.release.queries import Line


def _kind(code: str) -> str:
    held = kinds().get(code)
    return held.name if held else code


def packets_table(name: str, caption: str, empty: str) -> Table[Line]:
    """Documents on their way out, or gone."""
    return Table(
        name=name,
        caption=caption,
        columns=(
            Column(
                "title",
                "Document",
                lambda row: row.packet.title,
                href=lambda row: reverse("release:packet", args=[row.packet.pk]),
            ),
            Column("children", "About", lambda row: row.children),
            Column("state", "Where it stands", lambda row: row.state.label),
            Column("open", "To put right", lambda row: row.open, numeric=True),
            Column("left", "Copies to give", lambda row: f"{row.left} of {row.copies}", sortable=False),
            Column("by", "Prepared by", lambda row: row.packet.prepared_by.name),
            Column("at", "Prepared", lambda row: row.packet.prepared),
        ),
        filters=(Filter("state", "Where it stands", State.choices, lambda row: row.state.value),),
        empty=empty,
        sort="-at",
    )


GIVEN = Table[Copy](
    name="given",
    caption="What has been given out",
    columns=(
        Column("at", "When", lambda row: row.given, order="given"),
        Column(
            "what",
            "What",
            lambda row: row.packet.title,
            href=lambda row: reverse("release:packet", args=[row.packet_id]),
            order="packet__title",
        ),
        Column("to", "To", lambda row: f"{row.name}, {row.capacity}", order="name"),
        Column("how", "How", lambda row: row.get_how_display(), order="how"),
        Column("by", "By", lambda row: row.given_by.name if row.given_by else "", order="given_by__name"),
        Column("purpose", "What for", lambda row: Purpose(row.packet.purpose).label, order="packet__purpose"),
        Column("basis", "By what right", lambda row: Basis(row.packet.basis).label, order="packet__basis"),
        Column("seal", "Seal", lambda row: ", ".join(file.sha256[:12] for file in row.files.all()), sortable=False),
    ),
    empty="Nothing about this child has been given out from here.",
)


def astray_table(now: datetime) -> Table[Astray]:
    """Copies that reached somebody they were not for."""

    def due(row: Astray) -> str:
        if row.weighed:
            return "Reported to the Commissioner" if row.reported else "Weighed: not reported"
        by = row.aware + ASTRAY_WITHIN
        return f"{'Late: was' if by < now else 'To weigh,'} due {say_deadline(by)}"

    return Table(
        name="astray",
        caption="Copies that went astray",
        columns=(
            Column(
                "aware",
                "We became aware",
                lambda row: row.aware,
                href=lambda row: reverse("release:weigh", args=[row.pk]),
                order="aware",
            ),
            Column("what", "What", lambda row: row.copy.packet.title, sortable=False),
            Column("reached", "Who has it", lambda row: row.reached, sortable=False),
            Column("back", "Came back", lambda row: row.back, order="back"),
            Column("by", "Recorded by", lambda row: row.recorded_by.name, order="recorded_by__name"),
            Column("state", "Weighed", due, order="weighed"),
        ),
        empty="No copy has gone astray.",
    )
