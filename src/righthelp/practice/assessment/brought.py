"""What is known of a child already, brought beside the section that is being written: read where it is kept, shown with
the page on which it is corrected, and typed nowhere again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain

from django.db.models import Q
from django.urls import reverse

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.route import PageRequest
from righthelp.foundation.calendar import local_date, say_date
from righthelp.foundation.journey import registry
from righthelp.foundation.journey.reading import load
from righthelp.practice.assessment.models import Assessment, Text
from righthelp.practice.assessment.queries_seen import seen_since
from righthelp.practice.casework import known as offered
from righthelp.practice.casework.known import Known
from righthelp.practice.casework.models import Plan
from righthelp.practice.missing.journey import Missing
from righthelp.practice.people.ages import say_age, say_birth
from righthelp.practice.people.homes import homes_of
from righthelp.practice.people.models_family import Support
from righthelp.practice.people.pages_facts import reaches
from righthelp.practice.people.queries_family import family_of
from righthelp.practice.people.queries_identity import Profile, profile
from righthelp.practice.people.standing import known_to, may

TITLES = {
    "contact": "What we were told",
    "screening": "Screenings",
    "warnings": "Warnings and worries",
    "person": "Who this is",
    "school": "School and learning",
    "health": "Health and disability",
    "family": "Family",
    "homes": "Homes",
    "supports": "Who and what helps",
    "strategy": "Strategy discussions",
    "enquiry": "Section 47 enquiries",
    "seen": "Visits since the referral",
    "missing": "Times missing",
    "plan": "Plans",
    "earlier": "Earlier assessments",
}
"""The kinds of what is known, in the order in which they are shown."""


def beside(request: PageRequest, row: Assessment, kinds: tuple[str, ...]) -> list[tuple[str, list[Known]]]:
    """What is known of the child of an assessment, of these kinds, each under its title."""
    wanted = set(kinds)
    found = list(_all(request, row, wanted))
    grouped = ((kind, [each for each in found if each.kind == kind]) for kind in TITLES if kind in wanted)
    return [(TITLES[kind], each) for kind, each in grouped if each]


def _all(request: PageRequest, row: Assessment, kinds: set[str]) -> Iterator[Known]:
    child, account, now = row.child_id, request.account, request.now
    if kinds & {"person", "school", "health", "warnings"}:
        shown = profile(child, health=reaches(request, "child.health"), sensitive=reaches(request, "child.sensitive"))
        if shown is not None:
            yield from _person(shown, local_date(now))
    if "family" in kinds:
        yield from _family(child, account, now)
    if "homes" in kinds:
        href = reverse("addresses", args=[child])
        for home in homes_of(account, child, now=now):
            until = f"until {say_date(home.ends)}" if home.ends else "now"
            yield Known("homes", home.address, f"Since {say_date(home.starts)}, {until}", home.starts, href)
    if "supports" in kinds:
        yield from _supports(child, account, now)
    if "seen" in kinds:
        yield from _seen(row)
    if "missing" in kinds and may(account, "missing.episode", [child], now):
        yield from _missing(child)
    if "plan" in kinds:
        yield from _plans(child)
    if "earlier" in kinds:
        yield from _earlier(row)
    if kinds & {"contact", "screening", "strategy", "enquiry"}:
        yield from offered.of(child, account, now)


def _person(shown: Profile, today: date) -> Iterator[Known]:
    facts = reverse("facts", args=[shown.id])
    age = say_age(shown.birth_date, shown.died_on or today, shown.birth_date_kind)
    lines = [
        ("names", "Name", f"{shown.forename} {shown.surname}, called {shown.called}"),
        ("names", "Born", f"{say_birth(shown.birth_date, shown.birth_date_kind)}, {age}"),
        ("self", "In their own words", ", ".join(filter(None, [shown.pronouns, shown.ethnicity_words]))),
        ("self", "Ethnicity", shown.ethnicity),
        ("self", "Religion", ", ".join(filter(None, [shown.religion, shown.religion_words]))),
        ("talking", "Languages", ", ".join(filter(None, [shown.language, shown.other_languages]))),
        ("talking", "Interpreter", shown.interpreter if shown.needs_interpreter else ""),
        ("talking", "Wants you to know", shown.about_me),
    ]
    lines += [
        ("talking", "Makes talking possible", f"{each.what} {each.detail}") for each in shown.now(shown.communication)
    ]
    for part, title, text in lines:
        if text.strip():
            yield Known("person", title, text.strip(), None, f"{facts}#{part}")
    for kind, part, rows in (("school", "school", shown.learning), ("health", "health", shown.health)):
        for each in shown.now(rows):
            yield Known(kind, each.what or "No school or other place", each.detail, each.starts, f"{facts}#{part}")
    for each in shown.now(shown.disabilities):
        yield Known("health", each.what, each.detail, each.starts, f"{facts}#health")
    for each in shown.now(shown.worries):
        yield Known("warnings", each.detail, each.what, each.starts, f"{facts}#worries")


def _family(child: int, account: Account, now: datetime) -> Iterator[Known]:
    href = reverse("family", args=[child])
    for each in family_of(child, account, now):
        said = [each.age, each.how, each.about, "has died" if each.died else ""]
        yield Known("family", f"{each.what}: {each.name}", ". ".join(filter(None, said)), None, href)


def _supports(child: int, account: Account, now: datetime) -> Iterator[Known]:
    rows = list(Support.objects.filter(child_id=child, ends__isnull=True).select_related("person", "organisation"))
    knows = known_to(account, {each.person_id for each in rows if each.person_id}, now)
    href = reverse("ecomap", args=[child])
    for each in rows:
        if each.person_id and each.person_id not in knows:
            continue
        name = str(each.person or each.organisation or each.name)
        text = ", ".join(filter(None, [each.get_strength_display(), each.get_energy_display(), each.words]))
        yield Known("supports", name, text, each.starts, href)


def _seen(row: Assessment) -> Iterator[Known]:
    href = reverse("casework:visits", args=[row.child_id])
    for each in seen_since(row).visits:
        how = (
            "seen alone"
            if each.alone
            else f"seen, not alone: {each.why_not}"
            if each.seen
            else f"not seen: {each.why_not}"
        )
        title = f"{each.visit.get_where_display()}, {each.visit.visitor.name}: {how}"
        yield Known("seen", title, each.words, each.at, href)


def _missing(child: int) -> Iterator[Known]:
    episodes = [each for each in load(registry.binding(Missing), subjects=[child]) if not each.facts["cancelled"]]
    for each in sorted(episodes, key=lambda episode: str(episode.facts["missing_from"]), reverse=True)[:10]:
        facts = each.facts
        returned, began = facts["returned"], facts["missing_from"]
        back = f"Back {say_date(returned)}." if isinstance(returned, date) else "Not found yet."
        held = "Interview held." if facts["held"] else "Interview declined." if facts["declined"] else "No interview."
        when = began if isinstance(began, datetime) else None
        yield Known("missing", "Missing", f"{back} {held}", when, reverse("missing:episode", args=[each.id]))


def _plans(child: int) -> Iterator[Known]:
    for plan in Plan.objects.filter(child_id=child).order_by("-starts").prefetch_related("outcomes"):
        over = (
            f"Ended {say_date(plan.ends)}: {plan.get_ending_display()}. {plan.ending_why}" if plan.ends else "Goes on."
        )
        goals = "\n".join(each.what for each in plan.outcomes.all())
        href = reverse("casework:to-plan", args=[plan.pk])
        yield Known("plan", plan.get_kind_display(), f"{over}\n{goals}".strip(), plan.starts, href)


def earlier_of(row: Assessment) -> list[Assessment]:
    """The child’s earlier assessments that were authorised, the newest first."""
    rows = Assessment.objects.filter(child_id=row.child_id, authorised__isnull=False, begun__lt=row.begun)
    return list(rows.order_by("-authorised"))


def _earlier(row: Assessment) -> Iterator[Known]:
    for each in earlier_of(row):
        href = reverse("assessment:assessment", args=[each.pk])
        title = f"{each.get_outcome_display()}, {each.get_level_display()}"
        yield Known("earlier", title, each.decision, each.authorised, href)


def forward_from(row: Assessment, key: str, account: Account, now: datetime) -> list[tuple[Text, Assessment]]:
    """What stood in this section in the child’s earlier assessments, to be brought forward: the child’s own text, and
    what was written for all where this reader may know of all of them. The newest first."""
    earlier = {each.pk: each for each in earlier_of(row)}
    groups: dict[int, set[int]] = {}
    ours = {each.together_id for each in earlier.values()}
    for group, child in Assessment.objects.filter(together__in=ours).values_list("together_id", "child_id"):
        groups.setdefault(group, set()).add(child)
    knows = known_to(account, set(chain.from_iterable(groups.values())), now)
    open_groups = {group for group, children in groups.items() if not children - knows}
    whose = Q(assessment__in=earlier) | Q(together__in=open_groups)
    texts = Text.objects.filter(whose, key=key).exclude(text="")
    by_group = {each.together_id: each for each in earlier.values()}
    found = [
        (text, earlier[text.assessment_id] if text.assessment_id else by_group[text.together_id or 0]) for text in texts
    ]
    return sorted(found, key=lambda pair: str(pair[1].authorised), reverse=True)


__all__ = ["TITLES", "beside", "earlier_of", "forward_from"]
