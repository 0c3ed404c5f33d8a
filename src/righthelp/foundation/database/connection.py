"""Which database Django talks to, and as whom.

``DATABASE_URL``       a PostgreSQL server of your own; its user is the owner, and must be a member of
                       ``righthelp_app``
``RIGHTHELP_DB_ROLE``  ``app`` (default) or ``owner`` (default in tests; the command line sets it for what
                       migrates and loads)
``RIGHTHELP_DB_POOL``  number of pooled connections; set by the web server
``RIGHTHELP_TEST_DB``  suffix of the test database's name, so that several test runs can share one server
``RIGHTHELP_AUTOSTART=1``  start the embedded server when the settings are read

Reading the settings starts no server, except with ``RIGHTHELP_AUTOSTART`` or under pytest.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import cast

from righthelp.foundation.database.place import DatabaseUnavailableError, remembered, state_folder
from righthelp.foundation.database.roles import APP, OWNER
from righthelp.foundation.database.server import NAME, ConnectionInfo, Server

Settings = dict[str, object]


def testing() -> bool:
    """Whether this process runs tests."""
    return "pytest" in sys.modules


def role() -> str:
    """The database role to take: ``righthelp_owner`` or ``righthelp_app``."""
    asked = os.environ.get("RIGHTHELP_DB_ROLE") or ("owner" if testing() else "app")
    if asked not in ("app", "owner"):
        raise DatabaseUnavailableError(f"RIGHTHELP_DB_ROLE is {asked!r}; it must be `app` or `owner`.")
    return OWNER if asked == "owner" else APP


def embedded() -> bool:
    """Whether the embedded server is used, rather than one named by DATABASE_URL."""
    return not os.environ.get("DATABASE_URL")


def ensure_started() -> ConnectionInfo | None:
    """Start the embedded server unless it runs; None when DATABASE_URL names another server."""
    return Server().start() if embedded() else None


def databases() -> dict[str, Settings]:
    """Django's DATABASES. Raises `DatabaseUnavailableError` with a plain sentence."""
    if embedded() and (os.environ.get("RIGHTHELP_AUTOSTART") == "1" or testing()):
        ensure_started()
    found = _embedded() if embedded() else _given(os.environ["DATABASE_URL"])
    options = dict(cast(Mapping[str, object], found.get("OPTIONS", {})))
    # Statements kept prepared are narrow look-ups by index: one plan serves all their values, and planning a search
    # anew each time would cost several times the search itself.
    options["options"] = f"{options.get('options', '')} -c plan_cache_mode=force_generic_plan".strip()
    if testing():
        # Test data need not survive a power cut; the tests of durability run servers of their own.
        options["options"] = f"{options.get('options', '')} -c synchronous_commit=off".strip()
    pool = os.environ.get("RIGHTHELP_DB_POOL")
    if pool:
        options["pool"] = {"min_size": 1, "max_size": int(pool), "timeout": 10.0}
    found["OPTIONS"] = options
    found["CONN_MAX_AGE"] = 0
    # A pooled connection is asked before it is used, so that a restarted database costs nobody an error page.
    found["CONN_HEALTH_CHECKS"] = bool(pool)
    found["TEST"] = {"NAME": f"test_righthelp_{os.environ.get('RIGHTHELP_TEST_DB') or 'main'}"}
    return {"default": found}


def _embedded() -> Settings:
    state = state_folder()
    place = remembered(state)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": NAME,
        "USER": role(),
        "PASSWORD": "",
        "HOST": place.socket if place else str(state / "postgres" / "socket"),
        "PORT": "",
    }


def _given(url: str) -> Settings:
    import dj_database_url

    try:
        found: Settings = dict(dj_database_url.parse(url))
    except (ValueError, dj_database_url.ParseError, dj_database_url.UnknownSchemeError) as error:
        # The address may carry a password, so it is not repeated.
        raise DatabaseUnavailableError(
            "DATABASE_URL is not an address of a database, such as postgres://user:password@host:5432/name."
        ) from error
    if found.get("ENGINE") != "django.db.backends.postgresql":
        raise DatabaseUnavailableError("DATABASE_URL must name a PostgreSQL database: postgres://…")
    if role() == APP:
        options = dict(cast(Mapping[str, object], found.get("OPTIONS") or {}))
        options["options"] = f"{options.get('options', '')} -c role={APP}".strip()
        found["OPTIONS"] = options
    return found
