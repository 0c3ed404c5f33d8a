"""What the environment says about signing in: the second factor, its keys, and an organisation's own directory."""

from __future__ import annotations

import base64
import hashlib
import os
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def second_factor_required(env: str) -> bool:
    """Whether nobody is let in by a password alone: always in production, by ``RIGHTHELP_SECOND_FACTOR`` elsewhere."""
    said = os.environ.get("RIGHTHELP_SECOND_FACTOR", "optional" if env == "demo" else "required")
    if said not in {"required", "optional"}:
        raise ImproperlyConfigured("RIGHTHELP_SECOND_FACTOR is either required or optional.")
    if env == "production" and said != "required":
        raise ImproperlyConfigured("Production always asks for a second factor: leave RIGHTHELP_SECOND_FACTOR out.")
    return said == "required"


def factor_keys(secret: str) -> list[str]:
    """The keys that seal the secrets of second factors, the newest first.

    ``RIGHTHELP_FACTOR_KEYS`` lists them with commas (32 bytes each, URL-safe Base64); without it one is derived from
    the secret key, and then a new secret key means that everybody sets up their second factor again.
    """
    return _keys("RIGHTHELP_FACTOR_KEYS", b"right help: second factors", secret)


def vault_keys(secret: str, env: str) -> list[str]:
    """The keys that seal which record became which at an adoption, the newest first.

    ``RIGHTHELP_VAULT_KEYS`` lists them as ``RIGHTHELP_FACTOR_KEYS`` does. Every key that has sealed one is kept for a
    hundred years, outside the database; so production never derives one from the secret key.
    """
    if env == "production" and not os.environ.get("RIGHTHELP_VAULT_KEYS", "").strip():
        raise ImproperlyConfigured("Set RIGHTHELP_VAULT_KEYS: what adoption seals must be readable in a hundred years.")
    return _keys("RIGHTHELP_VAULT_KEYS", b"right help: vault", secret)


def _keys(name: str, purpose: bytes, secret: str) -> list[str]:
    given = [key.strip() for key in os.environ.get(name, "").split(",") if key.strip()]
    for key in given:
        try:
            right = len(base64.urlsafe_b64decode(key)) == 32
        except ValueError:
            right = False
        if not right:
            raise ImproperlyConfigured(f"Each of {name} is 32 bytes in URL-safe Base64.")
    derived = hashlib.sha256(purpose + b"\0" + secret.encode()).digest()
    return given or [base64.urlsafe_b64encode(derived).decode()]


def directory() -> dict[str, Any]:
    """The organisation's own directory as allauth wants it; nothing when ``RIGHTHELP_DIRECTORY_URL`` is not set."""
    address = os.environ.get("RIGHTHELP_DIRECTORY_URL", "")
    if not address:
        return {}
    client, secret = (os.environ.get(f"RIGHTHELP_DIRECTORY_{name}", "") for name in ("CLIENT", "SECRET"))
    if not client or not secret:
        raise ImproperlyConfigured("A directory needs RIGHTHELP_DIRECTORY_CLIENT and RIGHTHELP_DIRECTORY_SECRET too.")
    app = {
        "provider_id": "directory",
        "name": os.environ.get("RIGHTHELP_DIRECTORY_NAME", "your organisation’s account"),
        "client_id": client,
        "secret": secret,
        "settings": {
            "server_url": address,
            "oauth_pkce_enabled": True,
            "vouches_for_email": os.environ.get("RIGHTHELP_DIRECTORY_VOUCHES_FOR_EMAIL", "") == "yes",
            "strong_acr": [each for each in os.environ.get("RIGHTHELP_DIRECTORY_STRONG_ACR", "").split(",") if each],
        },
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
