"""Nothing typed is lost: a form's fields are kept on the server until they are recorded."""

from __future__ import annotations

from datetime import datetime

from django.http import QueryDict

from righthelp.foundation.access.models import Account
from righthelp.foundation.database import kept as statements
from righthelp.foundation.pages.models import Draft

LARGEST = 200_000  # characters of form-encoded text; a long assessment is a tenth of this
NEVER = frozenset({"csrfmiddlewaretoken", "password", "password_again", "present_password", "sign_in_code", "passkey"})
"""Fields that are never kept, not even as a draft."""


def keep(account: Account, path: str, fields: QueryDict, now: datetime) -> None:
    """Keep what is typed in the form at ``path``; the newest text wins."""
    kept = {name: values for name, values in fields.lists() if name not in NEVER}
    if any(any(value.strip() for value in values) for values in kept.values()):
        Draft.objects.update_or_create(account=account, path=path[:200], defaults={"fields": kept, "saved_at": now})


def kept(account: Account, path: str) -> tuple[QueryDict, datetime] | None:
    """The draft of the form at ``path`` and when it was last saved, if there is one."""
    found = statements.row(
        "select fields, saved_at from pages_draft where account_id = %s and path = %s", [account.pk, path[:200]]
    )
    if found is None:
        return None
    fields = QueryDict(mutable=True)
    for name, values in found[0].items():
        fields.setlist(name, values)
    return fields, found[1]


def forget(account: Account, path: str) -> None:
    """The form has been recorded, or thrown away on purpose."""
    Draft.objects.filter(account=account, path=path[:200]).delete()
