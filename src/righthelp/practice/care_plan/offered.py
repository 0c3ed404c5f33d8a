"""What a first care plan is begun from: what the record knows already, so that nothing is typed twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.urls import reverse

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local_date, say_date
from righthelp.practice.care.models import CareReview, InCare, Stay
from righthelp.practice.care.queries import protected_stays
from righthelp.practice.care_plan.codes import SECTIONS, TEXTS
from righthelp.practice.care_plan.models import Arrangement, CarePlan, Permanence
from righthelp.practice.casework.known import PROFILE, Known
from righthelp.practice.casework.models import Visited
from righthelp.practice.people.queries_family import family_of
from righthelp.practice.people.queries_identity import Profile, profile
from righthelp.practice.people.standing import may

_SAID = 3


def begun_from(care: InCare, account: Account, now: datetime) -> dict[str, str]:
    """The sections of a plan that is begun: those of the last agreed one, or what the record knows."""
    last = last_agreed(care)
    if last is not None:
        return {name: getattr(last, name) for name in TEXTS}
    return {name: "" for name, _, _ in SECTIONS} | known(care, account, now)


def last_agreed(care: InCare) -> CarePlan | None:
    """The newest version that was agreed and stands, in this time in care."""
    rows = CarePlan.objects.filter(care=care, agreed__isnull=False, withdrawn__isnull=True)
    return rows.order_by("-number").first()


def known(care: InCare, account: Account, now: datetime) -> dict[str, str]:
    """What the record says already, by section; every line says where it is from. A protected address is not in it."""
    who = profile(care.child_id, health=True, sensitive=False)
    said = {
        "wishes": _wishes(care.child_id),
        "upbringing": _upbringing(care),
        "placement": _placement(care),
        "family": _family(care.child_id, account, now),
    }
    if who is not None:
        said |= {"identity": _identity(who), "health": _health(who), "education": _education(who)}
    return {name: text for name, text in said.items() if text}


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def _wishes(child: int) -> str:
    reviews = CareReview.objects.filter(child_id=child, withdrawn__isnull=True).exclude(childs_words="")
    visits = Visited.objects.filter(child_id=child, withdrawn__isnull=True).exclude(words="")
    said = [(row.held, f"At the review of {say_date(row.held)}: {row.childs_words}") for row in reviews]
    for visit in visits.order_by("-at")[:_SAID]:
        day = local_date(visit.at)
        said.append((day, f"On {say_date(day)}: {visit.words}"))
    return _lines(words for _, words in sorted(said, reverse=True)[:_SAID])


def _upbringing(care: InCare) -> str:
    row = Permanence.objects.filter(care=care, withdrawn__isnull=True).order_by("-decided").first()
    came = f"In care since {say_date(care.starts)}: {care.why}"
    if row is None:
        return came
    beside = f" If that cannot be: {row.get_parallel_display().lower()}." if row.parallel else ""
    return _lines([came, f"Decided {say_date(row.decided)}: {row.get_kind_display().lower()}.{beside} {row.reasons}"])


def _placement(care: InCare) -> str:
    stay = Stay.objects.filter(care=care).select_related("home").order_by("-starts").first()
    if stay is None:
        return ""
    hidden = stay.pk in protected_stays([care.child_id])
    where = "An address that is protected" if hidden else stay.home.name if stay.home else stay.elsewhere
    what = stay.get_place_display()
    return _lines(
        [f"{where or 'With parents'} since {say_date(stay.starts)} ({what[:1].lower()}{what[1:]}).", stay.why]
    )


def _family(child: int, account: Account, now: datetime) -> str:
    near = [f"{each.name}, {each.what}" for each in family_of(child, account, now) if each.current and not each.died]
    return _lines([*near, *_contact(child)])


def _contact(child: int) -> list[str]:
    rows = Arrangement.objects.filter(child_id=child, withdrawn__isnull=True, ends__isnull=True).order_by("starts")
    return [f"{row.who}: {row.get_way_display().lower()}, {row.how_often}" for row in rows]


def offered(child: int, account: Account, now: datetime) -> Iterator[Known]:
    """Whom a child sees or speaks to, and what they said, for whoever writes who the child is."""
    if not may(account, "care.see", [child], now):
        return
    href = reverse("care_plan:of-child", args=[child])
    for part, words in (("contact", _lines(_contact(child))), ("carers", _wishes(child))):
        if words:
            yield Known(PROFILE, part, words, href=href)


def _identity(who: Profile) -> str:
    return _lines(
        [
            f"In their own words: {who.about_me}" if who.about_me else "",
            f"Describes as {who.ethnicity_words or who.ethnicity}" if who.ethnicity_known and who.ethnicity else "",
            f"Religion: {who.religion_words or who.religion}" if who.religion else "",
            f"Speaks {', '.join(filter(None, (who.language, who.other_languages)))}" if who.language else "",
        ]
    )


def _health(who: Profile) -> str:
    needs = [each.what for each in who.now(who.disabilities) if each.kind != "NONE"]
    return _lines([f"GP: {who.doctor.what}" if who.doctor else "", f"Disability: {', '.join(needs)}" if needs else ""])


def _education(who: Profile) -> str:
    return f"School: {who.school.what}" if who.school else ""


__all__ = ["begun_from", "known", "last_agreed", "offered"]
