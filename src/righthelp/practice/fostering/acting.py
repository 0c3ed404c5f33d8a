"""Who may record for the service as a whole: a colleague of a fostering team, or whoever is above it."""

from __future__ import annotations

from typing import Final

from righthelp.foundation.access.decision import Scope, scope_of
from righthelp.foundation.access.models import Account
from righthelp.foundation.refusals import Refused
from righthelp.practice.workforce.acting import worker_of
from righthelp.practice.workforce.models import Service, Worker

PACK: Final = "fostering.pack"
ABOVE: Final = frozenset({"head_of_service", "director"})


def serves(by: Account) -> bool:
    """Whether the account's worker belongs to the fostering service, or its role is above it."""
    here = Worker.objects.filter(account=by, team__service=Service.FOSTERING, ends__isnull=True).exists()
    return here or not ABOVE.isdisjoint(by.roles)


def reads_pack(by: Account) -> bool:
    """Whether an account may open what the regulator asks for: whoever may read any of it, or manages in the service;
    a manager of another service would read zeros that are false."""
    scope = scope_of(by, PACK)
    return scope is Scope.ANY or (scope is Scope.RELATED and serves(by))


def serving(by: Account) -> Worker:
    """The worker behind an account that serves in fostering; refused for anybody else."""
    writer = worker_of(by)
    if not serves(by):
        raise Refused("", "Only colleagues of the fostering service record this.")
    return writer
