"""Second factors over allauth's tables and ceremonies: codes from an app, printed recovery codes, passkeys.

Ceremonies of passkeys keep their challenge in the session, so they must run inside a request.
"""

from __future__ import annotations

import base64
import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.stepup import Need
from righthelp.foundation.refusals import Refused

_PENDING = "factor.secret"
_WRONG_CODE = "That code is not right. Type the six digits that the app shows now."
MOST_PASSKEYS = 10


@dataclass(frozen=True)
class Passkey:
    """One passkey of an account, as its owner named it."""

    id: int
    name: str
    added: datetime
    last_used: datetime | None


@dataclass(frozen=True)
class Factors:
    """What an account has set up. ``codes_left`` is how many recovery codes are unused, none if there are none."""

    app: datetime | None
    passkeys: tuple[Passkey, ...]
    codes_left: int | None

    def __bool__(self) -> bool:
        return bool(self.app or self.passkeys)


def of(account: Account) -> Factors:
    """The second factors of an account. One query."""
    app, passkeys, left = None, [], None
    for each in Authenticator.objects.filter(user_id=account.pk).order_by("created_at"):
        if each.type == Authenticator.Type.TOTP:
            app = each.created_at
        elif each.type == Authenticator.Type.WEBAUTHN:
            passkeys.append(Passkey(each.pk, each.wrap().name, each.created_at, each.last_used_at))
        else:
            left = len(RecoveryCodes(each).get_unused_codes())
    return Factors(app, tuple(passkeys), left)


def answers(how: str, held: Factors) -> tuple[Need, ...]:
    """Which needs a confirmation by ``how`` (passkey, code, password) meets, for somebody who holds these factors.

    Where a second factor is not required (demonstrations), whoever has no passkey is not asked for one.
    """
    if how == "passkey" or (not settings.SECOND_FACTOR_REQUIRED and not held.passkeys):
        return (Need.AGAIN, Need.PASSKEY)
    return (Need.AGAIN,)


def secret_to_set_up(request: HttpRequest, *, fresh: bool = False) -> str:
    """The secret that an app is being set up with, in Base32. It waits in the session, sealed."""
    kept = request.session.get(_PENDING)
    if kept and not fresh:
        return str(get_adapter().decrypt(kept))
    secret = str(totp.generate_totp_secret())
    request.session[_PENDING] = get_adapter().encrypt(secret)
    return secret


def picture(account: Account, secret: str) -> str:
    """The picture an app reads, as a data address."""
    svg = get_adapter().build_totp_svg(get_adapter().build_totp_url(account, secret))
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


@transaction.atomic
def app_added(*, request: HttpRequest, account: Account, code: str) -> None:
    """The app is set up once it gives a right code; it takes the place of an earlier one. Refused: ``sign_in_code``."""
    secret = secret_to_set_up(request)
    step = _matching_step(secret, code)
    if step is None:
        raise Refused("sign_in_code", _WRONG_CODE)
    Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).delete()
    made = totp.TOTP.activate(account, secret).instance
    made.data["spent"] = step
    made.save(update_fields=["data"])
    request.session.pop(_PENDING, None)


def app_removed(*, account: Account) -> None:
    """Take the app away. The caller has seen to it that something else is left."""
    Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).delete()


def _matching_step(secret: str, code: str) -> int | None:
    """Which half-minute a code belongs to, if it is right now or one step around."""
    typed = normalize_user_code(code)
    found = None
    for step in totp.yield_hotp_counters_from_time():
        right = totp.format_hotp_value(totp.hotp_value(secret, step))
        if hmac.compare_digest(right.encode(), typed.encode()):
            found = step
    return found


@transaction.atomic
def code_right(*, account: Account, code: str) -> str:
    """What a typed code is: ``app`` or ``recovery``, or nothing when it is wrong. A code is good once."""
    held = (
        Authenticator.objects.select_for_update().filter(user_id=account.pk).exclude(type=Authenticator.Type.WEBAUTHN)
    )
    for each in held:
        if each.type == Authenticator.Type.TOTP:
            step = _matching_step(str(get_adapter().decrypt(each.data["secret"])), code)
            if step is not None and step > each.data.get("spent", 0):
                each.data["spent"] = step
                each.save(update_fields=["data"])
                each.record_usage()
                return "app"
        elif RecoveryCodes(each).validate_code(normalize_user_code(code)):
            each.refresh_from_db()
            each.record_usage()
            return "recovery"
    return ""


def recovery_codes(*, account: Account, fresh: bool = False) -> list[str]:
    """The unused recovery codes, made if there are none; ``fresh`` makes the earlier ones worthless."""
    held = Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.RECOVERY_CODES)
    if fresh:
        held.delete()
    return list(RecoveryCodes.activate(account).get_unused_codes())


def passkey_to_add(account: Account) -> str:
    """What a browser needs to make a passkey, as JSON."""
    return json.dumps(_plain(webauthn.begin_registration(account, passwordless=False)))


@transaction.atomic
def passkey_added(*, account: Account, credential: str, name: str) -> None:
    """A browser made a passkey for the account. Refused with a sentence."""
    if Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.WEBAUTHN).count() >= MOST_PASSKEYS:
        raise Refused("", f"You have {MOST_PASSKEYS} passkeys. Remove one that you no longer use first.")
    try:
        said = json.loads(credential)
        webauthn.parse_registration_response(said)
        webauthn.complete_registration(said)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        raise Refused("", "The passkey could not be added. Nothing has changed. Try again.") from None
    webauthn.WebAuthn.add(account, name.strip()[:60] or "Passkey", said)


def passkey_removed(*, account: Account, passkey_id: int) -> None:
    """Take one passkey away."""
    Authenticator.objects.filter(user_id=account.pk, pk=passkey_id, type=Authenticator.Type.WEBAUTHN).delete()


def passkey_to_use(account: Account) -> str:
    """What a browser needs to show that it holds one of the account's passkeys, as JSON."""
    return json.dumps(_plain(webauthn.begin_authentication(account)))


def passkey_right(*, account: Account, credential: str) -> bool:
    """Whether a browser's answer comes from one of the account's passkeys, with the person present and known to it."""
    try:
        said = json.loads(credential)
        webauthn.parse_authentication_response(said)
        used = webauthn.complete_authentication(account, said)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        return False
    used.record_usage()
    return True


def all_removed(*, account: Account) -> int:
    """Take every second factor away, as when a telephone was lost. Returns how many there were."""
    return int(Authenticator.objects.filter(user_id=account.pk).delete()[0])


def last_one(account: Account) -> bool:
    """Whether only one second factor is left, recovery codes aside."""
    held = Authenticator.objects.filter(user_id=account.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(held.count() == 1)


def _plain(value: Any) -> Any:
    """fido2's own mappings and bytes as JSON holds them."""
    if isinstance(value, bytes):
        return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
    if hasattr(value, "items"):
        return {str(key): _plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
