"""Named reads about accounts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q

from righthelp.foundation.access.models import TRUST, Account
from righthelp.foundation.audit.history import Change, Of, history
from righthelp.foundation.sign_in.models import SetUpLink, Standing

_FACTORS = {"totp": "App", "webauthn": "Passkey", "recovery_codes": ""}


@dataclass(frozen=True)
class AccountRow:
    """An account in the administrator's list. Nothing of any child's record is here, nor may it be."""

    id: int
    name: str
    email: str
    roles: tuple[str, ...]
    organisation: str
    state: str
    factors: str
    last_signed_in: datetime | None


def state_of(account: Account, standing: Standing | None) -> str:
    """``closed``, ``asleep``, ``waiting`` (no password yet) or ``open``."""
    if not account.is_active:
        return "closed"
    if standing and standing.dormant_from:
        return "asleep"
    return "open" if account.has_usable_password() else "waiting"


def accounts(text: str = "", account_id: int | None = None) -> list[AccountRow]:
    """Accounts whose name or e-mail address holds ``text``, by name. Three queries."""
    found = Account.objects.filter(keys__isnull=True)
    for word in text.split()[:5]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if account_id is not None:
        found = found.filter(pk=account_id)
    standings = {each.account_id: each for each in Standing.objects.exclude(dormant_from=None)}
    kinds: dict[int, set[str]] = defaultdict(set)
    for user_id, kind in Authenticator.objects.values_list("user_id", "type"):
        kinds[user_id].add(_FACTORS[kind])
    return [
        AccountRow(
            each.pk,
            each.name,
            each.email,
            tuple(each.roles),
            "" if each.organisation == TRUST else each.organisation,
            state_of(each, standings.get(each.pk)),
            " and ".join(sorted(kinds[each.pk] - {""})) or "None",
            each.last_login,
        )
        for each in found.order_by("name", "pk")
    ]


def live_link(account: Account, now: datetime) -> SetUpLink | None:
    """The one-time link that the person has not used yet, if there is one."""
    return SetUpLink.objects.filter(account=account, used_at=None, withdrawn_at=None, ends_at__gt=now).first()


def changes(account: Account) -> list[Change]:
    """What was changed about an account, the newest first: from the history that the database itself writes."""
    mine = {"account": account}
    parts = [
        Of("Account", Account.objects.filter(pk=account.pk)),
        Of("Standing", Standing.objects.filter(**mine)),
        Of("Set-up link", SetUpLink.objects.filter(**mine)),
    ]
    return history(parts, at_most=50)


def dormant_after() -> int:
    """Days without a sign-in after which an account sleeps; 0 for never."""
    days: int = settings.DORMANT_DAYS
    return days
