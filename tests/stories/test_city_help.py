"""From contacts to plans in a small city: every plan has its history, and today looks like a trust at work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import F
from pytest_django.plugin import DjangoDbBlocker

from righthelp.city import front_door, help_load, rest, work
from righthelp.city import load as load_module
from righthelp.city.arrival import arriving
from righthelp.city.family import UNBORN
from righthelp.city.help_days import CARRIED_OVER
from righthelp.city.load import ROOMS, first_loaded
from righthelp.city.models import HELP, CityLoad
from righthelp.foundation.audit.history import history_of
from righthelp.foundation.journey import registry, running
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.journey.reading import load
from righthelp.foundation.journey.settling import computed
from righthelp.governance.release.models import Packet
from righthelp.practice.adoption.following import all_redrawn
from righthelp.practice.adoption.models import Adopters, Adopting, Linked
from righthelp.practice.adoption.models import ReviewDue as AdoptionReviewDue
from righthelp.practice.assessment.models import Assessment, Standard
from righthelp.practice.care import dues, episodes
from righthelp.practice.care.journey import REVIEW_CLOCKS, VISIT_CLOCKS
from righthelp.practice.care.models import CareReview, CareReviewDue, CareVisitDue, Home, InCare, LegalStatus, Stay
from righthelp.practice.care.queries_homes import rooms
from righthelp.practice.care_plan.models import PermanenceDue
from righthelp.practice.care_plan.record_permanence import care_redrawn
from righthelp.practice.casework import intervals
from righthelp.practice.casework.journey import PROTECTION_VISIT
from righthelp.practice.casework.models import Action, DirectWork, Meeting, Plan, VisitDue, Visited
from righthelp.practice.child_in_need.models import Escalation as NeedEscalation
from righthelp.practice.child_in_need.models import NeedPlan, Step
from righthelp.practice.court.models import Consent, MatterChild
from righthelp.practice.front_door.models import Call, Contact, Referral, Screening
from righthelp.practice.leaving_care import due
from righthelp.practice.leaving_care.journey import TOUCH
from righthelp.practice.leaving_care.models import BirthdayDue, Lodging, ReviewDue, Support, TouchDue
from righthelp.practice.mash.models import Check
from righthelp.practice.people.models import Involvement, Photo, PhotoImage, Placement
from righthelp.practice.protection.models import ChildConference, Escalation, ProtectionPlan, Score
from righthelp.practice.section47.models import Enquiry
from tests.stories import city_foster, city_in_care, city_placed, city_school
from tests.stories.city_depth import *  # noqa: F403  the same city is asked about its families
from tests.stories.city_events import *  # noqa: F403  and about who met

NOON = datetime(2021, 9, 1, 11, 0, tzinfo=UTC)
MIDNIGHT = datetime(2021, 8, 31, 23, 0, tzinfo=UTC)
CITY = {"RESIDENTS": 18_000, "CHILDREN": 6_600, "BLOCKS": 4}
IN_FORCE = {"care": 330, "cp": 120, "cin": 300}

pytestmark = pytest.mark.django_db


class PlugPulledError(Exception):
    """The plug, while the city was loading."""


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """A city of eighteen thousand, cut off within its plans and gone on with; the sentences shown meanwhile."""
    shown: list[str] = []
    original = help_load._part

    def cut_off(part: int, *given: object) -> None:
        shown.append(arriving())
        if part == 3 and len(shown) == 4:
            raise PlugPulledError
        original(part, *given)  # type: ignore[arg-type]  # passed through

    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        assert str(connection.settings_dict["NAME"]).startswith("test_")
        for name, value in CITY.items():
            patch.setattr(rest, name, value)
        patch.setattr(work, "IN_FORCE", IN_FORCE)
        patch.setattr(rest, "ALIKE", 0.2)
        patch.setattr(front_door, "DAYS", 15)
        patch.setattr(help_load, "_part", cut_off)
        first_loaded(now=NOON, say=lambda what: None)
        with pytest.raises(PlugPulledError):
            rest.rest_loaded(now=lambda: NOON, progress=lambda done, wanted: None)
        rest.rest_loaded(now=lambda: NOON, progress=lambda done, wanted: None)
        yield shown
        transaction.set_rollback(True)


def _spans(kinds: dict[str, str], rows: object) -> Counter[tuple[object, ...]]:
    return Counter((child, kinds[kind], starts, ends) for child, kind, starts, ends in rows)  # type: ignore[attr-defined]


def test_every_plan_of_the_register_has_its_plan_in_casework_and_the_other_way_round(city: list[str]) -> None:
    columns = ("child_id", "kind", "starts", "ends")
    register = Involvement.objects.exclude(kind="care").values_list(*columns)
    plans = Plan.objects.values_list(*columns)
    same = {"cp": "cp", "cin": "cin"}
    assert _spans(same, register) == _spans({**same, "nrpf": "cin", "disabled": "cin"}, plans)
    assert Plan.objects.filter(kind="cp", protection__isnull=True).count() == 0
    assert Plan.objects.exclude(kind="cp").filter(need__isnull=True).count() == 0
    assert ProtectionPlan.objects.count() + NeedPlan.objects.count() == Plan.objects.count()


def test_a_child_protection_plan_goes_back_to_its_contact(city: list[str]) -> None:
    enquiries = {each.pk: each for each in Enquiry.objects.select_related("concerned")}
    referrals = {each.pk: each for each in Referral.objects.select_related("contact")}
    assessed = set(Assessment.objects.values_list("referral", flat=True))
    for plan in ProtectionPlan.objects.select_related("conference"):
        assert plan.conference.enquiry is not None
        enquiry = enquiries[plan.conference.enquiry]
        assert enquiry.concerned.referral is not None
        assert enquiry.child_id == plan.child_id
        assert enquiry.concerned.held == plan.conference.strategy
        referral = referrals[enquiry.concerned.referral]
        assert referral.contact.child_id == plan.child_id
        assert referral.contact.decided == referral.made
        assert referral.pk in assessed or referral.kind == "disabled"


def test_nothing_was_recorded_after_the_demonstrations_midnight(city: list[str]) -> None:
    assert not Contact.objects.filter(decided__gte=NOON).exists()
    for model, names in (
        (Referral, ("made", "accepted", "closed")),
        (Assessment, ("begun", "submitted", "authorised")),
        (Enquiry, ("opened", "completed", "authorised")),
        (Meeting, ("called", "held", "minutes_sent")),
        (ChildConference, ("asked", "held", "decided")),
        (Visited, ("at",)),
    ):
        for name in names:
            assert not model._default_manager.filter(**{f"{name}__gte": NOON}).exists(), (model, name)
    assert not Visited.objects.filter(at__gte=MIDNIGHT).exists()


def test_nobody_was_seen_before_they_were_born(city: list[str]) -> None:
    assert not Visited.objects.filter(child__birth_date__gt=F("at__date")).exists()


def test_visits_due_are_those_that_casework_works_out(city: list[str]) -> None:
    for plan in Plan.objects.order_by("pk")[::40]:
        seen = Visited.objects.filter(child=plan.child_id, seen=True).values_list("at__date", flat=True)
        wanted = [tuple(each) for each in intervals.drawn(plan.starts, seen, plan.ends)]
        found = VisitDue.objects.filter(plan=plan).order_by("place").values_list("since", "held", "ended")
        assert list(found) == wanted


@pytest.mark.parametrize("journey", help_load.JOURNEYS, ids=lambda each: each.code)
def test_clocks_are_settled(journey: type, city: list[str]) -> None:
    """The newest rows, whose clocks run: what is stored is what the facts say."""
    binding = registry.binding(journey)
    ids = list(binding.model._base_manager.order_by("-pk").values_list("pk", flat=True)[:300])
    stored = DueMoment.objects.filter(journey=journey.code, episode_id__in=ids)  # type: ignore[attr-defined]
    wanted = {(each.clock, each.episode_id, each.due_at) for each in computed(binding, load(binding, ids=ids), NOON)}
    assert set(stored.values_list("clock", "episode_id", "due_at")) == wanted


def test_some_visits_are_late_some_due_today_and_most_in_time(city: list[str]) -> None:
    total, late = running(PROTECTION_VISIT).count(), running(PROTECTION_VISIT, due_before=NOON).count()
    assert total == Plan.objects.filter(kind="cp", ends__isnull=True).count()
    assert 0 < late < total / 5
    assert running(PROTECTION_VISIT, due_from=NOON).filter(due_at__date="2021-09-01").exists()


def test_rates_are_near_those_of_the_papers(city: list[str]) -> None:
    """A quarter of plans were a second one ever, one in nine within a year; nine in ten assessments were in time."""
    plans = ProtectionPlan.objects.all()
    share = {
        "ever": plans.filter(ordinal__gt=1).count() / plans.count(),
        "year": plans.filter(within_year=True).count() / plans.count(),
    }
    assert 0.17 < share["ever"] < 0.33
    assert 0.06 < share["year"] < 0.17
    again = Referral.objects.filter(again=True).count() / Referral.objects.count()
    assert 0.1 < again < 0.35


def test_scores_rise_under_plans_that_ended_well(city: list[str]) -> None:
    first = Score.objects.filter(meeting__kind="icpc").values_list("value", flat=True)
    ended = ChildConference.objects.filter(outcome="end").values("meeting")
    last = Score.objects.filter(meeting__in=ended).values_list("value", flat=True)
    assert sum(first) / len(first) + 2 < sum(last) / len(last)


def test_the_demonstrations_social_worker_has_something_in_each_room(city: list[str]) -> None:
    mine = {"worker__account__email": "social.worker@righthelp.example"}
    assert Assessment.objects.filter(**mine, authorised__isnull=True).count() == 1
    open_ones = Enquiry.objects.filter(**mine, authorised__isnull=True)
    assert sorted(each.completed is None for each in open_ones) == [False, True]
    planned = ChildConference.objects.filter(child=UNBORN, held__isnull=True, meeting__planned__date="2021-09-03")
    assert planned.filter(meeting__chair__account__email="reviewing.officer@righthelp.example").count() == 1
    beside = Action.objects.filter(**mine, plan__kind__in=("cin", "nrpf"), done__isnull=True, by_when="2021-09-02")
    assert beside.count() >= 1


def test_the_reviewing_officer_chairs_plans_and_conferences_of_the_days_to_come(city: list[str]) -> None:
    colin = {"chair__account__email": "reviewing.officer@righthelp.example"}
    assert ProtectionPlan.objects.filter(**colin, ends__isnull=True).exists()
    ahead = ChildConference.objects.filter(decided__isnull=True, meeting__planned__gte=NOON)
    assert {"icpc", "rcpc"} <= set(ahead.values_list("kind", flat=True))


def test_what_was_done_by_hand_waits_on_desks(city: list[str]) -> None:
    """Steps and escalations with and without an answer, screenings, documents, a letter, portraits, direct work."""
    assert {None} < set(Step.objects.values_list("answered", flat=True))
    assert NeedEscalation.objects.exists()
    assert Escalation.objects.filter(answered__isnull=True).exists()
    assert Screening.objects.filter(made__lt=MIDNIGHT).exists()
    assert {"minutes", "letter"} == set(Packet.objects.values_list("kind", flat=True))
    assert PhotoImage.objects.count() == Photo.objects.count() > 10
    assert DirectWork.objects.filter(visited__isnull=False).exists()


def test_everybody_in_care_sleeps_somewhere_tonight_by_some_law(city: list[str]) -> None:
    in_care = Involvement.objects.filter(kind="care", ends__isnull=True, child__authority="330")
    wanted = Counter(in_care.values_list("child_id", flat=True))
    for model in (InCare, Stay, LegalStatus):
        assert Counter(model._default_manager.filter(ends__isnull=True).values_list("child_id", flat=True)) == wanted
    assert not Placement.objects.filter(stay__isnull=True, child__authority="330").exists()


def test_no_home_is_over_its_terms_but_with_an_exemption(city: list[str]) -> None:
    over = {each.home: each.taken - each.together for each in rooms(NOON.date()) if each.taken > each.together}
    exempt = Counter(Stay.objects.exclude(exemption="").values_list("home_id", flat=True))
    assert sum(over.values()) <= 6
    assert all(exempt[home] >= many for home, many in over.items())


def test_foster_homes_of_the_trust_are_as_many_as_the_papers_say_and_each_has_carers(city: list[str]) -> None:
    fostering = Home.objects.filter(kind="foster", ends__isnull=True)
    assert 380 <= fostering.filter(provider="PR1").count() <= 400
    assert not fostering.filter(carers__isnull=True).exists()
    kinds = {"trust_foster": True, "agency_foster": False}
    for kind, home in Placement.objects.filter(kind__in=kinds).values_list("kind", "stay__home__provider"):
        assert (home == "PR1") is kinds[kind]
    city_foster.adds_up()


def test_episodes_of_a_time_in_care_follow_one_another(city: list[str]) -> None:
    for care in InCare.objects.order_by("pk")[::25]:
        found = episodes.of(care)
        assert [found[0].starts, *[each.ends for each in found]] == [*[each.starts for each in found], care.ends]
        assert found[0].began == "S"


def test_laws_and_reviews_are_near_the_returns(city: list[str]) -> None:
    laws = Counter(LegalStatus.objects.filter(ends__isnull=True).values_list("law", flat=True))
    assert 0.5 < laws["C2"] / laws.total() < 0.72
    assert 0.08 < laws["V2"] / laws.total() < 0.3
    reviews = CareReview.objects.all()
    assert 0.9 < reviews.filter(in_time=True).count() / reviews.count() < 0.98


def test_visits_and_reviews_due_are_those_that_care_works_out(city: list[str]) -> None:
    for care in InCare.objects.order_by("pk")[::40]:
        held = CareReview.objects.filter(care=care).values_list("held", flat=True)
        due = CareReviewDue.objects.filter(care=care).order_by("place").values_list("since", "held", "ended")
        assert list(due) == [tuple(each) for each in intervals.drawn(care.starts, held, care.ends)]
        columns = ("stay_id", "place", "since", "held", "ended", "rule")
        visits = CareVisitDue.objects.filter(stay__care=care).order_by("stay__starts", "place").values_list(*columns)
        before = list(visits)
        dues.visits_redrawn(care, NOON)
        assert list(visits.all()) == before


def test_some_visits_and_reviews_in_care_are_late_and_most_in_time(city: list[str]) -> None:
    total, kinds = InCare.objects.filter(ends__isnull=True).count(), (VISIT_CLOCKS, REVIEW_CLOCKS)
    assert [running(*clocks).count() for clocks in kinds] == [total, total]
    assert 0 < sum(running(*clocks, due_before=NOON).count() for clocks in kinds) < total / 5


def test_what_is_due_of_permanence_is_what_care_plans_work_out(city: list[str]) -> None:
    columns = ("place", "first", "second", "decided", "ended")
    for care in InCare.objects.filter(permanence_due__isnull=False).order_by("pk")[::20]:
        before = list(PermanenceDue.objects.filter(care=care).values_list(*columns))
        care_redrawn(care, NOON)
        assert list(PermanenceDue.objects.filter(care=care).values_list(*columns)) == before


def test_nearly_every_child_in_care_has_a_plan_and_most_know_where_they_will_grow_up(city: list[str]) -> None:
    now = InCare.objects.filter(ends__isnull=True)
    planned = now.filter(care_plans__agreed__isnull=False).distinct().count()
    lasting = now.filter(permanence__isnull=False).count()
    assert planned > 0.9 * now.count()
    assert lasting > 0.6 * now.count()


def test_health_and_school_of_children_in_care_are_as_their_rooms_and_the_return_have_them(city: list[str]) -> None:
    assert city_in_care.due_as_worked_out(NOON)
    found = city_in_care.shares(NOON)
    lowest = {"assessed": 0.84, "teeth": 0.3, "score": 12, "plans": 0.85, "good": 0.6}
    highest = {"assessed": 0.97, "teeth": 0.55, "score": 15.5, "plans": 0.99, "good": 0.85}
    assert all(lowest[name] < found[name] < highest[name] for name in lowest), found
    city_school.near_the_papers()


def test_what_is_due_for_care_leavers_is_what_leaving_care_works_out(city: list[str]) -> None:
    def rows(child: int) -> list[tuple[object, ...]]:
        return [
            *TouchDue.objects.filter(child_id=child).order_by("place").values_list("place", "since", "held", "ended"),
            *ReviewDue.objects.filter(child_id=child).order_by("place").values_list("place", "since", "held", "ended"),
            *BirthdayDue.objects.filter(child_id=child).order_by("place").values_list("since", "held", "ended"),
            *Lodging.objects.filter(child_id=child).values_list("seen", "reviewed"),
        ]

    for support in Support.objects.order_by("pk")[::12]:
        before = rows(support.child_id)
        due.redrawn(support.child_id, NOON)
        assert rows(support.child_id) == before


def test_nearly_every_care_leaver_has_an_adviser_who_is_in_touch(city: list[str]) -> None:
    assert Support.objects.filter(ends__isnull=True).count() > 30
    total, late = running(TOUCH).count(), running(TOUCH, due_before=NOON).count()
    assert 0 < late < total / 4


def test_an_interim_order_of_the_trusts_time_has_its_proceedings(city: list[str]) -> None:
    for law in LegalStatus.objects.filter(law="C1", starts__gte=CARRIED_OVER):
        matter = MatterChild.objects.get(child_id=law.child_id, orders__kind="C1", orders__starts=law.starts)
        assert matter.issued is not None
        assert matter.decided <= matter.issued <= law.starts
        assert matter.closed == law.ends


def test_section_20_is_agreed_and_looked_at(city: list[str]) -> None:
    running_now = LegalStatus.objects.filter(law="V2", ends__isnull=True).exclude(care__need="N8")
    assert set(running_now.values_list("care", flat=True)) == set(
        Consent.objects.filter(ended__isnull=True).values_list("care_id", flat=True)
    )
    for consent in Consent.objects.filter(ended__isnull=True)[:40]:
        assert consent.reviews.filter(held__isnull=True, ended__isnull=True).count() == 1


def test_one_answer_of_a_partner_is_missing(city: list[str]) -> None:
    assert Check.objects.filter(answered__isnull=True, enquiry__decided__isnull=True).exists()


@pytest.mark.parametrize("name", help_load.TABLES)
def test_each_row_has_the_first_event_of_its_history(name: str, city: list[str]) -> None:
    model = apps.get_model(name)
    event = history_of(model)
    assert event is not None
    assert model._default_manager.exists()
    assert event._default_manager.filter(pgh_label="insert").count() >= model._default_manager.count()


def test_a_page_can_say_how_far_it_is_and_the_load_goes_on_where_it_was_cut_off(city: list[str]) -> None:
    assert re.fullmatch(r"The city is still arriving: from contacts to plans, 0 of \d+ parts\.", city[0])
    assert city[3] == city[4]
    assert arriving() == ""
    assert CityLoad.objects.get(stage=HELP).complete


def test_loading_anew_empties_the_rooms_and_their_history(city: list[str]) -> None:
    with transaction.atomic():
        load_module._emptied()
        for room in ROOMS:
            for model in apps.get_app_config(room).get_models():
                if model._meta.label.removesuffix("Event") not in load_module.CHOSEN_FROM:
                    assert not model._default_manager.exists(), model
        assert Standard.objects.exists()
        assert not DueMoment.objects.exists()
        transaction.set_rollback(True)
    assert Call.objects.exists()


def test_every_child_under_a_placement_order_has_a_plan_and_what_follows_is_worked_out(city: list[str]) -> None:
    ordered = LegalStatus.objects.filter(law="E1", ends__isnull=True, care__ends__isnull=True)
    assert set(ordered.values_list("child_id", flat=True)) == set(Adopting.objects.values_list("child_id", flat=True))
    for plan in Adopting.objects.order_by("pk")[::5]:
        before = list(AdoptionReviewDue.objects.filter(plan=plan).order_by("place").values())
        facts = (plan.ordered, plan.matched, plan.ours, plan.placed, plan.over_four)
        all_redrawn(plan.child_id, NOON)
        plan.refresh_from_db()
        assert facts == (plan.ordered, plan.matched, plan.ours, plan.placed, plan.over_four)
        assert list(AdoptionReviewDue.objects.filter(plan=plan).order_by("place").values()) == before


def test_adopters_are_assessed_wait_and_are_matched(city: list[str]) -> None:
    assert Linked.objects.filter(matched__isnull=False).exists()
    assert Adopters.objects.filter(stages__ends__isnull=True, approved__isnull=True).exists()
    assert Adopters.objects.filter(waits__held__isnull=True, waits__ended__isnull=True, home__isnull=False).exists()


def test_what_stands_beside_the_stays_says_what_they_say(city: list[str]) -> None:
    city_placed.adds_up(NOON)
