"""The verbs around a partner's own sign-in: given, answered with, and what of other agencies' answers they may read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from righthelp.foundation.access.models import Account, Agreement
from righthelp.foundation.calendar import local_date
from righthelp.foundation.refusals import Refused
from righthelp.practice.mash.access import PARTNER_ROLES
from righthelp.practice.mash.codes import Result
from righthelp.practice.mash.models import Check, Partner, Shared
from righthelp.practice.mash.queries_partner import ANSWERS, partner_of, puts_to
from righthelp.practice.mash.record_base import SENTENCES, locked, settle_checks
from righthelp.practice.mash.record_checks import waiting
from righthelp.practice.people.writing import one_of, text, writing
from righthelp.practice.workforce.acting import worker_of


def sign_in_given(*, partner: int, account: int | None, by: Account, now: datetime) -> Partner:
    """A partner signs in with this account from now on; None: with none any longer.

    The account is made by whoever keeps accounts, for an organisation whose agreement covers answering.
    """
    worker_of(by)
    today = local_date(now)
    with writing(by, SENTENCES):
        held = Partner.objects.select_for_update().filter(pk=partner).first()
        if held is None or (held.ends and held.ends <= today):
            raise Refused("", "This partner is no longer on the roster. Go back to it.")
        if account is not None:
            found = Account.objects.filter(pk=account, is_active=True).first()
            if found is None or PARTNER_ROLES.isdisjoint(found.roles):
                raise Refused("account", "Choose an account made for a partner.")
            covered = Agreement.objects.filter(
                organisation=found.organisation, acts__contains=[ANSWERS], starts__lte=today, ends__gt=today
            )
            if not covered.exists():
                raise Refused("account", "No information-sharing agreement in force covers this. Ask for one first.")
        held.account_id = account
        held.save(update_fields=["account"])
        return held


def answered_here(*, checks: Collection[int], result: str, by: Account, now: datetime, answer: str = "") -> list[Check]:
    """A partner answers the questions put to their agency, about one child or with the same words about several."""
    partner = partner_of(by, now)
    if partner is None:
        raise Refused("", "You are not on the roster of MASH. Ring MASH, and they record what you say.")
    one_of("result", result, Result.values)
    asks = {
        Result.KNOWN.value: "Write what you know. If you know nothing of the family, choose that.",
        Result.REFUSED.value: "Write why you may not say, so that MASH can ask somebody else.",
    }
    said = text("answer", answer, asks.get(result, ""))
    with writing(by, SENTENCES):
        ours = set(puts_to(partner).filter(pk__in=list(checks)).values_list("pk", flat=True))
        if ours != set(checks):
            raise Refused("checks", "One of these questions is not put to your agency any longer. Open the list again.")
        held = waiting(checks)
        for each in held:
            each.answered, each.result, each.answer = now, result, said
            each.given_by, each.answered_by = f"{partner.name}, {partner.organisation}"[:120], partner
            each.save(update_fields=["answered", "result", "answer", "given_by", "answered_by"])
        settle_checks(held, now)
        return held


def picture_shared(
    *, enquiry: int, answers: Collection[int], readers: Collection[int], why: str, by: Account, now: datetime
) -> list[Shared]:
    """Some agencies may read what others said of a child: ``answers`` and ``readers`` are questions of the enquiry, the
    ones whose answers are shared and the ones whose agencies read them. What is shared already stays as it is."""
    worker = worker_of(by)
    reason = text("why", why, "Write why they need it, and that those who told us agree.", 400)
    if not answers:
        raise Refused("answers", "Tick at least one answer.")
    if not readers:
        raise Refused("readers", "Tick at least one agency.")
    with writing(by, SENTENCES):
        (held,) = locked([enquiry], undecided=False)
        rows = {each.pk: each for each in held.checks.filter(dropped__isnull=True)}
        if not set(readers) <= rows.keys():
            raise Refused("readers", "One of these agencies is not asked any longer. Open the child again.")
        if any(each not in rows or rows[each].answered is None for each in answers):
            raise Refused("answers", "One of these answers was taken back. Open the child again.")
        there = set(Shared.objects.filter(about__in=answers, ended__isnull=True).values_list("about_id", "to_id"))
        wanted = [(about, to) for about in sorted(answers) for to in sorted(readers) if not _same(rows, about, to)]
        if not wanted:
            raise Refused("readers", "An agency can read its own answer. Tick another one.")
        return [
            Shared.objects.create(about_id=about, to_id=to, why=reason, at=now, by=worker)
            for about, to in wanted
            if (about, to) not in there
        ]


def _same(rows: dict[int, Check], about: int, to: int) -> bool:
    return (rows[about].agency, rows[about].service) == (rows[to].agency, rows[to].service)


def sharing_ended(*, enquiry: int, by: Account, now: datetime) -> int:
    """Nothing of what was shared about a child is open to other agencies any longer. Says how much was."""
    worker = worker_of(by)
    with writing(by, SENTENCES):
        (held,) = locked([enquiry], undecided=False)
        return Shared.objects.filter(about__enquiry=held, ended__isnull=True).update(ended=now, ended_by=worker)


__all__ = ["answered_here", "picture_shared", "sharing_ended", "sign_in_given"]
