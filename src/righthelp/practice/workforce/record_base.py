"""What every verb of the workforce shares: who does it."""

from __future__ import annotations

from righthelp.foundation.access.models import Account
from righthelp.practice.workforce.models import Worker

By = Worker | Account


def account_of(by: By) -> Account | None:
    """The account behind ``by``, for the history; None for a worker without one."""
    return by.account if isinstance(by, Worker) else by
