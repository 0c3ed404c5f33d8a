"""Sessions that know whose they are: one query brings session and account, and an account's sessions can be ended.

Django's own store reads the session, then the account. Every page pays for both, so here one statement reads the two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from righthelp.foundation.access.models import Account, AccountSession
from righthelp.foundation.database import kept

_COLUMNS = tuple(field.attname for field in Account._meta.concrete_fields)
_READ = (
    "select s.session_data, s.expire_date, "  # noqa: S608  constants of ours
    + ", ".join(f"a.{connection.ops.quote_name(name)}" for name in _COLUMNS)
    + " from access_accountsession s left join access_account a on a.id = s.account_id"
    " where s.session_key = %s and s.expire_date > %s"
)


class SessionStore(DatabaseStore):
    """Django's database store over :class:`AccountSession`; ``account`` is whose session it is, once loaded."""

    account: Account | None = None

    @classmethod
    def get_model_class(cls) -> type[AccountSession]:
        """The table of sessions."""
        return AccountSession

    def create_model_instance(self, data: dict[str, Any]) -> AccountSession:
        """A row for the session as it is now, with its account beside the sealed data."""
        row = cast(AccountSession, super().create_model_instance(data))
        row.account_id = int(data[SESSION_KEY]) if data.get(SESSION_KEY) else None
        return row

    def load(self) -> dict[str, Any]:
        """The session's data; empty, and the key forgotten, for one that is unknown or has ended."""
        row = kept.row(_READ, [self.session_key, timezone.now()])  # noqa: TID251  sessions end by the real clock
        if row is None:
            self._session_key = None
            return {}
        if row[2 + _COLUMNS.index("id")] is not None:
            self.account = Account.from_db("default", _COLUMNS, row[2:])
        return self.decode(row[0])

    def whose(self) -> Account | None:
        """The account that is signed in with this session, if it still is: not after its password changed."""
        if not self.session_key or SESSION_KEY not in self or BACKEND_SESSION_KEY not in self or self.account is None:
            return None
        same = constant_time_compare(self.get(HASH_SESSION_KEY, ""), self.account.get_session_auth_hash())
        return self.account if same and str(self.account.pk) == str(self[SESSION_KEY]) else None


class SignedIn:
    """Puts the account on ``request.user``; in place of Django's authentication middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        store = request.session
        assert isinstance(store, SessionStore)  # noqa: S101  settings and this class belong together
        request.user = store.whose() or AnonymousUser()
        return self.get_response(request)


def end_sessions_of(account: Account) -> int:
    """End every session of an account, as when somebody leaves. Returns how many there were."""
    return AccountSession.objects.filter(account_id=account.pk).delete()[0]
