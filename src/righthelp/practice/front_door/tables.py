"""The lists of the front door."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from markupsafe import Markup, escape

from righthelp.foundation.calendar import say_duration, say_moment
from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.practice.front_door.codes import ReferralKind, Source
from righthelp.practice.front_door.models import Call, Referral
from righthelp.practice.front_door.queries import Item

_TONES = {"late": ("Late", "red"), "soon": ("Nearly up", "yellow"), "time": ("In time", "green")}


def queue_table(now: datetime, teams: list[str], *, caption: str = "To be decided") -> Table[Item]:
    """The queue, the oldest first."""

    def due(item: Item) -> Markup:
        words, colour = _TONES[item.part]
        how = f"by {say_duration(now - item.due)}" if item.part == "late" else f"{say_duration(item.due - now)} left"
        danger = Markup('<strong class="govuk-tag govuk-tag--red">Danger now</strong> ') if item.danger else Markup("")
        return danger + Markup('<strong class="govuk-tag govuk-tag--{}">{}</strong><br>{}').format(colour, words, how)

    def children(item: Item) -> Markup:
        lines = [escape(text) if name else Markup("{} (not known who)").format(text) for _, text, name in item.children]
        said = Markup("<br>").join(lines)
        if item.placed_here:
            said += Markup('<br><strong class="govuk-tag govuk-tag--blue">Placed by another council</strong>')
        return said

    return Table[Item](
        name="queue",
        caption=caption,
        columns=(
            Column("received", "Told us", lambda row: row.received, show=lambda row: say_moment(row.received)),
            Column("due", "Decision", lambda row: row.due, show=due),
            Column(
                "children",
                "About",
                lambda row: ", ".join(text for _, text, _ in row.children),
                show=children,
                href=lambda row: reverse("front_door:contact", args=[row.id]),
            ),
            Column("why", "Why", lambda row: row.why),
            Column("caller", "From", lambda row: row.caller),
            Column("who", "Who has it", lambda row: row.who),
        ),
        filters=(
            Filter(
                "has",
                "Who has it",
                [("mine", "I have it"), ("nobody", "Not taken"), ("somebody", "Somebody else")],
                lambda row: "mine" if row.mine else "somebody" if row.worker else "nobody",
            ),
            Filter(
                "part",
                "Decision",
                [("late", "Late"), ("soon", "Nearly up"), ("time", "In time")],
                lambda row: row.part,
            ),
            Filter("danger", "Danger", [("yes", "May be in danger now")], lambda row: "yes" if row.danger else "no"),
            Filter("team", "Team", [(name, name) for name in teams], lambda row: row.team),
        ),
        empty="Nothing waits for a decision here.",
        sort="",
    )


def said_by(call: Call) -> str:
    """Who told us, as a list shows it: the organisation, or what sort of person."""
    if call.organisation is not None:
        return call.organisation.name
    return call.organisation_words or str(Source(call.source).label)


REFERRALS = Table[Referral](
    name="referrals",
    caption="Open referrals",
    columns=(
        Column(
            "child",
            "Child",
            lambda row: str(row.child),
            href=lambda row: reverse("front_door:referral", args=[row.pk]),
            order="child__surname",
        ),
        Column("made", "Referred", lambda row: row.made, order="made"),
        Column("kind", "For", lambda row: str(ReferralKind(row.kind).label), order="kind"),
        Column("team", "Team", lambda row: row.team.name, order="team__name"),
        Column(
            "accepted",
            "Accepted",
            lambda row: row.accepted,
            show=lambda row: say_moment(row.accepted) if row.accepted else "Sent back" if row.sent_back else "Not yet",
            order="accepted",
        ),
        Column("again", "Re-referral", lambda row: "Yes" if row.again else "", order="again"),
    ),
    filters=(
        Filter("kind", "For", ReferralKind.choices, lookup="kind"),
        Filter("again", "Re-referral", [("True", "Within 12 months")], lookup="again"),
        Filter("accepted", "Accepted", [("True", "Not yet")], lookup="accepted__isnull"),
    ),
    empty="No open referral is within your reach.",
)
