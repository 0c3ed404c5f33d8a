"""What every verb of MASH shares: who, when, one piece of work locked, clocks settled, sentences of constraints."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from righthelp.foundation.journey import settle
from righthelp.foundation.refusals import Refused
from righthelp.practice.mash import journey, law
from righthelp.practice.mash.models import Check, Enquiry, Work
from righthelp.practice.people.writing import Sentences
from righthelp.practice.workforce.models import Service, Team

SENTENCES: Final[Sentences] = {
    "mash_enquiry_once_of_a_referral": ("children", "MASH asks about this child already. Open that work instead."),
    "mash_enquiry_child_once": ("children", "The same child stands twice here. Leave one of them out."),
    "mash_enquiry_referral_same_child": ("children", "This referral is about another child. Go back to the queue."),
    "mash_enquiry_decision_says_why": ("reason", "Write why. Nothing is decided without a reason."),
    "mash_enquiry_level_bears_decision": (
        "level",
        "Universal needs lead to no assessment and no strategy discussion. Check the level, or the decision.",
    ),
    "mash_check_one_waiting": ("agencies", "Somebody has just asked this agency about this child. Open it again."),
    "mash_left_out_once": ("agency", "It is written down already why this agency is not asked."),
    "mash_shared_once": ("answers", "Somebody has just shared this. Open the child again."),
    "mash_partner_account_id_key": ("account", "This account is another partner’s. Choose again."),
    "mash_partner_once": ("name", "This partner is on the roster already."),
    "mash_away_once": ("starts", "They are away on some of these days already."),
}


def mash_team() -> Team:
    """The team that has MASH work nobody has taken: MASH, or the front door in a trust without one."""
    teams = Team.objects.filter(closed__isnull=True)
    found = teams.filter(code=law.MASH_TEAM).first() or teams.filter(code=law.DAY_TEAM).first()
    found = found or teams.filter(service=Service.FRONT_DOOR).order_by("pk").first()
    if found is None:
        raise Refused("", "There is no MASH team yet. Ask whoever keeps the teams to add it; your text is kept.")
    return found


def locked(enquiries: Collection[int], *, undecided: bool = True) -> list[Enquiry]:
    """Enquiries of one piece of work, that work locked first, so that two who act on it take turns."""
    wanted = sorted(set(enquiries))
    works = set(Enquiry.objects.filter(pk__in=wanted).values_list("work_id", flat=True))
    if len(works) != 1:
        raise Refused("children", "Tick at least one child of this family.")
    Work.objects.select_for_update().get(pk=works.pop())
    rows = Enquiry.objects.select_for_update(of=("self",)).select_related("work__worker", "work__team", "child")
    held = list(rows.filter(pk__in=wanted).order_by("pk"))
    for each in held:
        if each.stopped:
            raise Refused("children", "These enquiries were stopped. There is nothing to do.")
        if undecided and each.decided:
            raise Refused("children", "This has just been decided. Open it again to see what was decided.")
    return held


def locked_check(check: int) -> Check:
    """One check, its work locked first; answered ones too."""
    found = Check.objects.filter(pk=check).values_list("enquiry_id", flat=True).first()
    if found is None:
        raise Refused("", "This question is no longer there. Open the child again.")
    locked([found], undecided=False)
    row = Check.objects.select_for_update(of=("self",)).select_related("enquiry", "partner", "owner").get(pk=check)
    if row.dropped:
        raise Refused("", "This question was taken back. Ask again if it is needed after all.")
    return row


def settle_enquiries(rows: Iterable[Enquiry], now: datetime) -> None:
    """Set the clocks of enquiries by their facts."""
    settle(journey.MashEnquiry, [each.pk for each in rows], now)


def settle_checks(rows: Iterable[Check], now: datetime) -> None:
    """Set the clocks of checks by their facts."""
    settle(journey.MashCheck, [each.pk for each in rows], now)
