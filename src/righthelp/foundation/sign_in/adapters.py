"""How the house uses allauth: sealed secrets, no sign-up, and a directory that only lets in accounts that exist."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest


def _seal() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FACTOR_KEYS])


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of second factors are sealed with a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        """Seal a secret with the newest key."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret with whichever key sealed it."""
        return _seal().decrypt(encrypted_text.encode()).decode()

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: the house sends no e-mail about people."""

    def _get_site_name(self) -> str:
        return f"Right Help, {settings.RIGHTHELP_TRUST}"

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """Whom a passkey is for. The handle is the account's number: it says nothing about anybody."""
        return {"id": str(user.pk).encode(), "display_name": str(user), "name": self._get_user_identifier(user)}


class Directory(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Somebody comes back from the organisation's directory: in they come if their account is here, or not at all."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Never goes on to allauth's own sign-in or sign-up."""
        from righthelp.foundation.sign_in.pages_directory import came_back

        raise ImmediateHttpResponse(came_back(request, sociallogin))

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The directory said no, or gave an answer that cannot be read."""
        from righthelp.foundation.sign_in.pages_directory import did_not_come

        raise ImmediateHttpResponse(did_not_come(request))
