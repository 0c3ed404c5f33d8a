"""What holds of placements in any synthetic city: adopters, panels, disruptions, short breaks, private fostering, and
schools outside; asked by the stories of the city."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import F

from righthelp.foundation.calendar import local_date
from righthelp.practice.adoption.models import Adopting, Linked
from righthelp.practice.care.codes_homes import ADOPTIVE, FOSTERED, WITH_RELATIVES
from righthelp.practice.care.models import Home, InCare, LegalStatus, Stay
from righthelp.practice.care_plan.models_family import Arrangement
from righthelp.practice.education.models import PlanAsked
from righthelp.practice.matching import breaks
from righthelp.practice.matching.codes_after import BROKE
from righthelp.practice.matching.models import BreakSeries, BreakStay, Disruption, PanelItem, ReviewPanel
from righthelp.practice.people.ages import starts_school, years
from righthelp.practice.people.models import Attendance, Residence
from righthelp.practice.private_fostering.due import redrawn
from righthelp.practice.private_fostering.models import Arrangement as PrivateArrangement
from righthelp.practice.private_fostering.models import VisitDue


def adds_up(now: datetime) -> None:
    """What stands beside the stays says what the stays say."""
    _few_children_move_twice_in_a_year(now)
    _with_adopters_after_the_order_and_the_match()
    _most_disruptions_are_met_about(now)
    _a_step_down_is_done_on_the_day_of_the_move(now)
    _short_breaks_keep_within_the_limits()
    _visits_to_privately_fostered_children_are_those_that_the_room_works_out(now)
    _privately_fostered_children_live_there_while_it_lasts(now)
    _some_with_a_plan_go_to_school_outside()


def _few_children_move_twice_in_a_year(now: datetime) -> None:
    today = local_date(now)
    moves = Stay.objects.filter(care__ends=None, starts__gt=today - timedelta(days=365))
    moved = Counter(moves.exclude(starts=F("care__starts")).values_list("care_id", flat=True))
    assert 0 < sum(many >= 2 for many in moved.values()) < 0.05 * InCare.objects.filter(ends=None).count()
    long = Stay.objects.filter(ends=None, care__ends=None, care__starts__lte=today - timedelta(days=913))
    lasting = long.filter(starts__lte=today - timedelta(days=730)).count()
    assert 0.55 < lasting / long.count() < 0.95


def _with_adopters_after_the_order_and_the_match() -> None:
    stays = Stay.objects.filter(place__in=ADOPTIVE).select_related("home", "placement__address")
    assert 0.015 < stays.count() / InCare.objects.filter(ends=None).count() < 0.08
    for stay in stays:
        link = Linked.objects.select_related("adopters", "plan").get(stay=stay)
        assert LegalStatus.objects.filter(child_id=stay.child_id, law="E1", starts__lt=stay.starts, ends=None).exists()
        assert link.adopters.home_id == stay.home_id
        assert link.adopters.approved < link.matched < link.meets_from <= link.meets_to < stay.starts
        assert (link.plan.placed, link.plan.by_carer) == (stay.starts, False)
        before = Stay.objects.get(care=stay.care_id, ends=stay.starts)
        assert (before.place in FOSTERED - WITH_RELATIVES, before.change) == (True, "CARPL")
        contact = Arrangement.objects.filter(child_id=stay.child_id, ends=None)
        assert set(contact.values_list("way", flat=True)) == {"letter"}
        family = Residence.objects.filter(person_id=stay.child_id).earliest("starts").address
        assert family is None or family.locality != stay.placement.address.locality
    assert Adopting.objects.filter(matched=None).exists()
    for link in Linked.objects.filter(matched__isnull=False, stay=None):
        assert link.adopters.waits.filter(held=None, ended=None).exists()
    assert not Home.objects.filter(kind="adopters", ends=None, worker__ends__isnull=False).exists()


def _most_disruptions_are_met_about(now: datetime) -> None:
    settled = local_date(now) - timedelta(days=60)
    broke = Stay.objects.filter(change__in=BROKE, ends__range=(settled - timedelta(days=300), settled)).count()
    rows = Disruption.objects.filter(stay__ends__range=(settled - timedelta(days=300), settled))
    assert rows.filter(meeting__held__isnull=False).count() > 0.6 * broke
    assert not rows.filter(learned_on__lt=F("meeting__held__date")).exists()


def _a_step_down_is_done_on_the_day_of_the_move(now: datetime) -> None:
    assert ReviewPanel.objects.filter(on__lt=local_date(now)).count() == 26
    for item in PanelItem.objects.filter(done__isnull=False).select_related("sought", "panel"):
        assert Stay.objects.filter(child_id=item.child_id, starts=item.done).exists()
        assert item.panel.on < item.done
        assert item.sought is None or item.sought.placed == item.done
        assert (
            item.sought is None
            or Stay.objects.get(child_id=item.child_id, starts=item.done).place not in WITH_RELATIVES
        )
    assert PanelItem.objects.filter(considered=None).exists()
    for row in PanelItem.objects.filter(sought__isnull=False).select_related("sought__request"):
        assert row.sought is None or local_date(row.sought.opened) <= row.sought.request.by_when


def _short_breaks_keep_within_the_limits() -> None:
    children = set(BreakSeries.objects.values_list("child_id", flat=True))
    assert children
    assert not InCare.objects.filter(child__in=children).exists()
    for child in children:
        stays = list(BreakStay.objects.filter(child_id=child).values_list("starts", "ends"))
        assert all((last - first).days <= breaks.LONGEST for first, last in stays)
    assert not BreakStay.objects.filter(recorded__lt=F("series__recorded")).exists()
    for child in children:
        stays = list(BreakStay.objects.filter(child_id=child).values_list("starts", "ends"))
        assert breaks.beyond(stays, min(first for first, _ in stays) - timedelta(days=1)) is None


def _visits_to_privately_fostered_children_are_those_that_the_room_works_out(now: datetime) -> None:
    assert PrivateArrangement.objects.filter(ends=None).count() > 3
    for child in PrivateArrangement.objects.order_by("pk").values_list("child_id", flat=True)[::3]:
        rows = VisitDue.objects.filter(child_id=child).order_by("place")
        before = list(rows.values("place", "since", "held", "ended", "rule"))
        redrawn(child, now)
        assert list(rows.values("place", "since", "held", "ended", "rule")) == before


def _privately_fostered_children_live_there_while_it_lasts(now: datetime) -> None:
    for row in PrivateArrangement.objects.select_related("child"):
        at = Residence.objects.filter(person=row.child, address__line__in=[row.where.split(",")[0]]).first()
        if row.starts > local_date(now):
            assert at is None
            continue
        assert at is not None
        assert at.starts <= row.starts
        assert at.ends == (None if row.ending == "sixteen" else row.ends)
        assert years(row.child.birth_date, row.starts) < 16
        assert row.suits != "no" or (row.ends == row.assessed and row.checks.filter(found="barred").exists())


def _some_with_a_plan_go_to_school_outside() -> None:
    plans = PlanAsked.objects.filter(issued__isnull=False, ceased=None)
    outside = Attendance.objects.filter(person__in=plans.values("child"), organisation__area="outside", ends=None)
    assert 0.05 < outside.count() / plans.count() < 0.09
    rolls = Attendance.objects.filter(ends=None, organisation__isnull=False).select_related("person", "organisation")
    at = {roll.person_id: roll for roll in rolls}
    for child, sector in plans.exclude(sector="maintained").values_list("child", "sector"):
        roll = at.get(child)
        assert roll is None or (sector != "other" and roll.organisation.code.startswith("98")), sector
        assert roll is None or roll.starts >= starts_school(roll.person.birth_date)
