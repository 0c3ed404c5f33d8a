"""The administrator's list of accounts."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from markupsafe import Markup, escape

from righthelp.foundation.pages.tables import Column, Filter, Table
from righthelp.foundation.sign_in.queries import AccountRow

STATES = {
    "open": ("Open", "green"),
    "waiting": ("No password yet", "yellow"),
    "asleep": ("Asleep", "blue"),
    "closed": ("Closed", "grey"),
}
FACTORS = (("None", "None"), ("App", "App"), ("Passkey", "Passkey"), ("App and Passkey", "App and passkey"))


def _state(row: AccountRow) -> Markup:
    words, colour = STATES[row.state]
    return Markup(f'<strong class="govuk-tag govuk-tag--{colour}">{escape(words)}</strong>')  # noqa: S704  ours


def accounts_table(role_names: Mapping[str, str]) -> Table[AccountRow]:
    """The table, with the roles in the words of the house."""

    def roles(row: AccountRow) -> str:
        return ", ".join(role_names.get(role, role) for role in row.roles)

    return Table(
        name="accounts",
        caption="Accounts",
        columns=(
            Column("name", "Name", lambda row: row.name, href=lambda row: reverse("account-one", args=[row.id])),
            Column("email", "E-mail address", lambda row: row.email),
            Column("roles", "Roles", roles),
            Column("organisation", "Organisation", lambda row: row.organisation or "The trust"),
            Column("state", "State", lambda row: STATES[row.state][0], show=_state),
            Column("factors", "Second factor", lambda row: row.factors),
            Column("last", "Last signed in", lambda row: row.last_signed_in),
        ),
        filters=(
            Filter("role", "Role", tuple(role_names.items())),  # the page itself picks by role
            Filter("state", "State", tuple((key, words) for key, (words, _) in STATES.items()), lambda row: row.state),
            Filter("factors", "Second factor", FACTORS, lambda row: row.factors),
        ),
        empty="No account meets these conditions.",
        page_size=50,
        sort="name",
    )
