"""Who acts: the worker behind an account."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist

from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.workforce.models import Worker


def worker_of(by: Account) -> Worker:
    """The worker behind the account; verbs name who did it, so nobody else may. Raises ``Refused``."""
    try:
        return by.worker
    except ObjectDoesNotExist:
        raise Refused("", "This must be recorded by somebody who works for the Trust. Ask your manager.") from None
