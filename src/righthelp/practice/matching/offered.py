"""What a placement plan is begun from: the last one of the child, or what the record knows, so that nothing is typed
twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.urls import reverse

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import say_date
from righthelp.practice.care.models import CareVisitDue, LegalStatus, Stay
from righthelp.practice.casework.known import PROFILE, Known
from righthelp.practice.matching.codes import Ended
from righthelp.practice.matching.codes_placed import BEGINS, BY_AGREEMENT, TEXTS, Decides, Matter
from righthelp.practice.matching.models import Sought
from righthelp.practice.matching.models_placed import PlacementPlan
from righthelp.practice.people.queries_family import family_of
from righthelp.practice.people.queries_identity import Profile, profile
from righthelp.practice.people.standing import may
from righthelp.practice.workforce.models import Allocation


def begun_from(stay: Stay, account: Account, now: datetime) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """The sections of a plan that is begun, and who decides what: (who, why) by matter.

    A child who stays with the same carers keeps the words of the plan that holds. In another home only what is about
    the child goes on; who helps the carers, and for how long, is said anew.
    """
    last = last_agreed(stay.child_id)
    if last is None:
        return dict.fromkeys(TEXTS, "") | _known(stay, account, now), _suggested(stay)
    texts = {name: getattr(last, name) for name in TEXTS}
    if last.stay_id != stay.pk:
        texts |= {"support": _support(stay), "lasting": _lasting(stay)}
    return texts, {each.matter: (each.who, each.why) for each in last.delegated.all()}


def last_agreed(child: int) -> PlacementPlan | None:
    """The newest plan of a child that was agreed and stands."""
    rows = PlacementPlan.objects.filter(child_id=child, agreed__isnull=False, withdrawn__isnull=True)
    return rows.order_by("-stay__starts", "-number").first()


def _suggested(stay: Stay) -> dict[str, tuple[str, str]]:
    law = LegalStatus.objects.filter(child_id=stay.child_id, ends__isnull=True).values_list("law", flat=True).first()
    found = {each.value: BEGINS.get(each.value, (Decides.CARER.value, "")) for each in Matter}
    if law == "V2":
        parents = (Decides.PARENTS.value, BY_AGREEMENT)
        found |= {matter: parents for matter, (who, _) in found.items() if who == Decides.TRUST.value}
    return found


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def _last_sought(child: int) -> Sought | None:
    """How a home was asked for last; what was asked for by mistake may be of another child."""
    return Sought.objects.filter(child_id=child).exclude(ended=Ended.MISTAKE).order_by("-opened").first()


def _known(stay: Stay, account: Account, now: datetime) -> dict[str, str]:
    sought = _last_sought(stay.child_id)
    who = profile(stay.child_id, health=True, sensitive=False)
    said = {"support": _support(stay), "lasting": _lasting(stay)}
    contact = sought.contact if sought else ""
    near = [f"{each.name}, {each.what}" for each in family_of(stay.child_id, account, now)
            if each.current and not each.died]  # fmt: skip
    said["contact"] = _lines([contact, *near])
    if sought is not None:
        said["daily"] = _lines([sought.who, sought.likes, sought.needs])
        said["safety"] = _lines([sought.risks, sought.worked])
    if who is not None:
        said |= {"health": _health(who), "identity": _identity(who)}
        school = f"School: {who.school.what}" if who.school else ""
        said["school"] = _lines([school, sought.school if sought else ""])
        said["daily"] = _lines([said.get("daily", ""), f"In their own words: {who.about_me}" if who.about_me else ""])
    return said


def _health(who: Profile) -> str:
    needs = [each.what for each in who.now(who.disabilities) if each.kind != "NONE"]
    return _lines([f"GP: {who.doctor.what}" if who.doctor else "", f"Disability: {', '.join(needs)}" if needs else ""])


def _identity(who: Profile) -> str:
    return _lines(
        [
            f"Religion: {who.religion_words or who.religion}" if who.religion else "",
            f"Speaks {', '.join(filter(None, (who.language, who.other_languages)))}" if who.language else "",
        ]
    )


def _support(stay: Stay) -> str:
    held = Allocation.objects.filter(child_id=stay.child_id, primary=True, ends__isnull=True).select_related("worker")
    worker = held.first()
    due = CareVisitDue.objects.filter(child_id=stay.child_id, held__isnull=True, ended__isnull=True).first()
    home = stay.home.worker if stay.home and stay.home.worker else None
    return _lines(
        [
            f"The child’s worker: {worker.worker.name}" if worker else "",
            f"The home is supported by {home.name}" if home else "",
            f"Visits: {due.get_rule_display()}" if due else "",
        ]
    )


def _lasting(stay: Stay) -> str:
    since = f"Here since {say_date(stay.starts)}: {stay.get_place_display().lower()}."
    return _lines([since, stay.why])


def known(child: int, account: Account, now: datetime) -> Iterator[Known]:
    """Who the child is, in the words with which a home was asked for and in the placement plan agreed last."""
    if not may(account, "matching.see", [child], now):
        return
    href = reverse("matching:of-child", args=[child])
    sought, plan = _last_sought(child), last_agreed(child)
    said = {
        "who": sought.who if sought else "",
        "loves": sought.likes if sought else plan.daily if plan else "",
        "needs": _lines([sought.needs, sought.worked]) if sought else plan.safety if plan else "",
        "contact": plan.contact if plan else sought.contact if sought else "",
        "school": plan.school if plan else sought.school if sought else "",
        "carers": plan.identity if plan else "",
    }
    for part, words in said.items():
        if words:
            yield Known(PROFILE, part, words, href=href)


__all__ = ["begun_from", "known", "last_agreed"]
