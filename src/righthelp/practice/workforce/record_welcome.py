"""The set-up link of somebody who joined or came back, handed over by the workforce team on the first day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date
from righthelp.foundation.refusals import Refused
from righthelp.foundation.sign_in.record import set_up_link_made
from righthelp.practice.people.writing import writing
from righthelp.practice.workforce.models import MovementKind, Worker

SHOWN_FOR: Final = timedelta(days=31)
"""How long after their first day somebody without a password is shown to the workforce team."""


def welcome_link_made(*, worker: int, by: Account, now: datetime) -> str:
    """The token of a link by which a joiner sets their first password; an earlier link is worth nothing from now on.

    Only for who has no password: whoever has lost theirs goes to a system administrator. The workforce team both
    appoints and hands over, so accounts that administer the house or read its audit are set up by an administrator.
    """
    with writing(by):
        held = Worker.objects.select_related("account").filter(pk=worker).first()
        account = Account.objects.select_for_update().filter(worker=held).first() if held else None
        if account is None or not account.is_active:
            raise Refused("", "Their account opens on their first day. Make the link then.")
        if account.has_usable_password():
            raise Refused("", "They have set their password. A system administrator helps whoever has lost theirs.")
        if not settings.PRIVILEGED_ROLES.isdisjoint(account.roles):
            raise Refused("", "A system administrator sets up this account: its role keeps everybody’s rights.")
        return set_up_link_made(account=account, by=by, now=now)


def to_welcome(now: datetime) -> QuerySet[Worker]:
    """Who joined or came back lately, has an open account and no password yet."""
    today = local_date(now)
    began = Worker.objects.filter(
        movements__kind__in=(MovementKind.JOINED, MovementKind.RETURNED),
        movements__applied__isnull=False,
        movements__effective__gt=today - SHOWN_FOR,
        account__is_active=True,
        account__password__startswith=UNUSABLE_PASSWORD_PREFIX,
    )
    return began.select_related("team", "account").distinct().order_by("starts", "name")
