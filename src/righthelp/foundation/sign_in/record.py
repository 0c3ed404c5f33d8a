"""What is done to accounts. Each verb is one transaction; ``by`` is who does it, and never the account itself.

An account that changes hands or rights loses its sessions at once, so that the next request is judged afresh.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from righthelp.foundation.access.models import TRUST, Account
from righthelp.foundation.access.sessions import end_sessions_of
from righthelp.foundation.refusals import Refused
from righthelp.foundation.sign_in import factors, lockout, standing
from righthelp.foundation.sign_in.models import SetUpLink, Standing
from righthelp.foundation.sign_in.roles import conflicts_between

LINK_LASTS = timedelta(hours=24)
_NOT_YOURSELF = "You cannot do this to your own account. Ask another system administrator."


def _by_another(account: Account, by: Account) -> None:
    if account.pk == by.pk:
        raise Refused("", _NOT_YOURSELF)


def _standing(account: Account) -> Standing:
    return Standing.objects.get_or_create(account=account)[0]


@transaction.atomic
def account_opened(
    *,
    name: str,
    email: str,
    roles: Iterable[str],
    by: Account,
    now: datetime,
    organisation: str = TRUST,
    conflict_accepted: str = "",
) -> Account:
    """Open an account without a password: its person sets one by a link. Refused: ``email``, ``name``, ``roles``."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Refused("email", "Enter an e-mail address like name@example.org.") from None
    if not name.strip():
        raise Refused("name", "Enter the person’s name.")
    if Account.objects.filter(email=email).exists():
        raise Refused("email", "An account with this e-mail address exists already. Find it in the list.")
    given = _roles(roles, conflict_accepted)
    account = Account(email=email, name=name.strip(), roles=given, organisation=organisation)
    account.set_unusable_password()
    account.save()
    Standing.objects.create(account=account, opened_at=now)
    return account


def _roles(roles: Iterable[str], conflict_accepted: str) -> list[str]:
    given = sorted(set(roles))
    if not given:
        raise Refused("roles", "Choose at least one role. To take all rights away, close the account.")
    against = conflicts_between(given)
    if against and len(conflict_accepted.strip()) < 20:
        raise Refused(
            "conflict_accepted", f"{' '.join(against)} Take one away, or say in a sentence who agreed and why."
        )
    return given


@transaction.atomic
def roles_changed(
    *, account: Account, roles: Iterable[str], by: Account, now: datetime, conflict_accepted: str = ""
) -> None:
    """Give the account these roles and no others, from its next request. Refused: own account, ``roles``."""
    _by_another(account, by)
    account.roles = _roles(roles, conflict_accepted)
    account.save(update_fields=["roles"])
    end_sessions_of(account)


@transaction.atomic
def account_closed(*, account: Account, by: Account, now: datetime) -> None:
    """Nobody signs in with it any more, and whoever is signed in is out at once. Its history stays."""
    _by_another(account, by)
    shut(account, now)


def shut(account: Account, now: datetime) -> None:
    """Close an account in the caller's transaction, as when somebody leaves: links made for it are worth nothing."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    SetUpLink.objects.filter(account=account, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    end_sessions_of(account)


@transaction.atomic
def account_reopened(*, account: Account, by: Account, now: datetime) -> None:
    """The person is back. The password and the second factor of before are gone: they set up new ones."""
    _by_another(account, by)
    begun_again(account, now)


def begun_again(account: Account, now: datetime) -> None:
    """Open a closed account in the caller's transaction, without the password and second factor of before."""
    account.is_active = True
    account.set_unusable_password()
    account.save(update_fields=["is_active", "password"])
    factors.all_removed(account=account)
    kept = _standing(account)
    kept.dormant_from, kept.woken_at = None, now
    kept.save()


@transaction.atomic
def second_factor_reset(*, account: Account, by: Account, now: datetime) -> None:
    """A telephone or key was lost: the person sets up a new second factor at the next sign-in. Sessions end.

    The tie to an organisation's directory goes too, since it vouches for a second factor.
    """
    _by_another(account, by)
    factors.all_removed(account=account)
    SocialAccount.objects.filter(user_id=account.pk).delete()
    end_sessions_of(account)


@transaction.atomic
def woken(*, account: Account, by: Account, now: datetime) -> None:
    """A dormant account may sign in again, for thirty days to begin with."""
    _by_another(account, by)
    kept = _standing(account)
    kept.dormant_from, kept.woken_at = None, now
    kept.save()


@transaction.atomic
def unlocked(*, account: Account, by: Account, now: datetime) -> int:
    """Forget the wrong tries against an account before the cool-off ends."""
    _by_another(account, by)
    return lockout.unlocked(account)


@transaction.atomic
def put_to_sleep(*, now: datetime) -> int:
    """Accounts that nobody has signed in with for thirty days sleep until woken. Returns how many."""
    sleepers = list(standing.falling_asleep(now))
    for account in sleepers:
        kept = _standing(account)
        kept.dormant_from = now
        kept.save()
        end_sessions_of(account)
    return len(sleepers)


@transaction.atomic
def set_up_link_made(*, account: Account, by: Account, now: datetime) -> str:
    """Make the link's token, for 24 hours and one use; an earlier link is worth nothing from now on."""
    _by_another(account, by)
    if not account.is_active:
        raise Refused("", "The account is closed. Reopen it first.")
    SetUpLink.objects.filter(account=account, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    token = secrets.token_urlsafe(32)
    SetUpLink.objects.create(
        account=account, token_hash=hashed(token), made_at=now, made_by=by, ends_at=now + LINK_LASTS
    )
    return token


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def usable_link(token_hash: str, now: datetime) -> SetUpLink | None:
    """The link, if it can still be used at ``now``."""
    link = SetUpLink.objects.select_related("account").filter(token_hash=token_hash).first()
    used = link is None or link.used_at or link.withdrawn_at or not link.account.is_active
    return None if used or link is None or not link.made_at <= now < link.ends_at else link


@transaction.atomic
def link_used(*, token_hash: str, password: str, again: str, now: datetime) -> Account:
    """Set the password by a one-time link; the person does it, so there is no ``by``. Refused: ``password``."""
    SetUpLink.objects.select_for_update().filter(token_hash=token_hash).first()
    link = usable_link(token_hash, now)
    if link is None:
        raise Refused("", "This link has been used or is too old. Ask a system administrator for a new one.")
    account = link.account
    _set_password(account, password, again, now)
    link.used_at = now
    link.save(update_fields=["used_at"])
    lockout.unlocked(account)
    end_sessions_of(account)
    return account


@transaction.atomic
def password_changed(
    *,
    account: Account,
    present_right: Callable[[], bool],
    password: str,
    again: str,
    now: datetime,
    session_key: str | None,
) -> None:
    """One's own password; every other session of the account ends. Refused: ``present_password``, ``password``."""
    if not present_right():
        raise Refused("present_password", "Your present password is not right. It has not been changed.")
    if account.check_password(password):
        raise Refused("password", "This is your present password. Choose another.")
    _set_password(account, password, again, now)
    end_sessions_of(account, but=session_key)


def _set_password(account: Account, password: str, again: str, now: datetime) -> None:
    try:
        validate_password(password, account)
    except ValidationError as no:
        raise Refused("password", " ".join(no.messages)) from None
    if password != again:
        raise Refused("password_again", "The two passwords are not the same. Type the new one twice.")
    account.set_password(password)
    account.save(update_fields=["password"])
    kept = _standing(account)
    kept.password_set_at = now
    if kept.dormant_from:
        kept.dormant_from, kept.woken_at = None, now
    kept.save()
