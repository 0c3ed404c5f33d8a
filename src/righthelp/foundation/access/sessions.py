"""Sessions that know whose they are: one query brings session and account, and an account's sessions can be ended.

Django's own store reads the session, then the account. Every page pays for both, so here one statement reads the two.

A session ends after a time without a page (``SESSION_IDLE``, shorter for ``PRIVILEGED_ROLES``) and in any case
``SESSION_LONGEST`` after the sign-in. Both are written into the row's ``expire_date``, which is moved on at most once a
minute, so that pages do not pay for it. Sessions run on the real clock, also where the demonstration's stands still.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
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
_BEGAN, _SEEN, _PLACE = "began", "seen", "place"
MOVED_ON_EVERY = timedelta(minutes=1)
ASKS_ONLY = "/session"
"""The address at which a page asks how long is left: looking at the clock is not being at work."""

UNKNOWN_VISITOR = timedelta(hours=1)
"""How long the session of somebody who has not signed in is kept: it holds half a sign-in, no more."""


def _clock() -> datetime:
    return timezone.now()  # noqa: TID251  sessions end by the real clock


def idle_limit(account: Account) -> timedelta:
    """How long an account may stay signed in without asking for a page."""
    privileged = not settings.PRIVILEGED_ROLES.isdisjoint(account.roles)
    limit: timedelta = settings.SESSION_IDLE_PRIVILEGED if privileged else settings.SESSION_IDLE
    return limit


class SessionStore(DatabaseStore):
    """Django's database store over :class:`AccountSession`; ``account`` is whose session it is, once loaded."""

    account: Account | None = None
    ends: datetime | None = None

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
        row = kept.row(_READ, [self.session_key, _clock()])
        if row is None:
            self._session_key = None
            return {}
        self.ends = row[1]
        if row[2 + _COLUMNS.index("id")] is not None:
            self.account = Account.from_db("default", _COLUMNS, row[2:])
        return self.decode(row[0])

    def get_expiry_date(self, **_: Any) -> datetime:
        """When this session ends if nothing more is asked for."""
        now = _clock()
        if SESSION_KEY not in self:
            return now + UNKNOWN_VISITOR
        seen, began = self._moment(_SEEN) or now, self._moment(_BEGAN) or now
        account = self._account()
        idle = idle_limit(account) if account else settings.SESSION_IDLE
        return min(seen + idle, began + settings.SESSION_LONGEST)

    def get_expiry_age(self, **_: Any) -> int:
        """The same in seconds from now, for the cookie."""
        return max(0, int((self.get_expiry_date() - _clock()).total_seconds()))

    def _account(self) -> Account | None:
        """Whose session it is; in the request that signs somebody in it is read here, once."""
        if self.account is None or str(self.account.pk) != str(self.get(SESSION_KEY)):
            self.account = Account.objects.filter(pk=self[SESSION_KEY]).first()
        return self.account

    def whose(self) -> Account | None:
        """The account that is signed in with this session, if it still is: not after its password changed."""
        if not self.session_key or SESSION_KEY not in self or BACKEND_SESSION_KEY not in self or self.account is None:
            return None
        same = constant_time_compare(self.get(HASH_SESSION_KEY, ""), self.account.get_session_auth_hash())
        return self.account if same and str(self.account.pk) == str(self[SESSION_KEY]) else None

    def _moment(self, name: str) -> datetime | None:
        said = self.get(name)
        return datetime.fromisoformat(said) if said else None

    def begun(self, place: str) -> None:
        """Somebody has just signed in, from ``place`` ("Firefox on Windows")."""
        now = _clock().isoformat()
        self[_BEGAN], self[_SEEN], self[_PLACE] = now, now, place[:80]

    def moved_on(self, *, at_once: bool = False) -> None:
        """The person is at work: put the end off, if that was not done within the last minute."""
        now, seen = _clock(), self._moment(_SEEN)
        if self._moment(_BEGAN) is None:
            self[_BEGAN] = now.isoformat()
        if at_once or seen is None or now - seen >= MOVED_ON_EVERY:
            self[_SEEN] = now.isoformat()

    def seconds_left(self) -> int:
        """Until the session ends if nothing more is asked for."""
        return self.get_expiry_age()

    def last_stretch(self) -> bool:
        """Whether the working day's end comes first, so that staying signed in is not possible any more."""
        began, account = self._moment(_BEGAN), self._account() if SESSION_KEY in self else None
        return bool(began and account and began + settings.SESSION_LONGEST <= _clock() + idle_limit(account))


class SignedIn:
    """Puts the account on ``request.user``; in place of Django's authentication middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        store = request.session
        assert isinstance(store, SessionStore)  # noqa: S101  settings and this class belong together
        account = store.whose()
        request.user = account or AnonymousUser()
        if account is not None and request.path_info != ASKS_ONLY:
            store.moved_on()
        return self.get_response(request)


@dataclass(frozen=True)
class OpenSession:
    """One place where an account is signed in."""

    place: str
    began: datetime | None
    seen: datetime | None
    this_one: bool


def sessions_of(account: Account, session_key: str | None) -> list[OpenSession]:
    """Where an account is signed in now, the place of ``session_key`` first, then the latest."""
    found = []
    for row in AccountSession.objects.filter(account_id=account.pk, expire_date__gt=_clock()):
        store = SessionStore(row.session_key)
        data = store.decode(row.session_data)
        began, seen = (datetime.fromisoformat(data[key]) if data.get(key) else None for key in (_BEGAN, _SEEN))
        found.append(OpenSession(data.get(_PLACE, ""), began, seen, row.session_key == session_key))
    early = datetime.min.replace(tzinfo=timezone.get_current_timezone())
    return sorted(found, key=lambda each: (each.this_one, each.seen or early), reverse=True)


def end_sessions_of(account: Account, *, but: str | None = None) -> int:
    """End every session of an account, as when somebody leaves, ``but`` one by its key. Returns how many there were."""
    return AccountSession.objects.filter(account_id=account.pk).exclude(session_key=but or "").delete()[0]
