"""Brothers and sisters together, providers and exchange events, in the small city of ``test_city_help.py``."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Count, F

from righthelp.foundation.calendar import local_date
from righthelp.practice.adoption.models import Adopters, Course, Exchange, Seat
from righthelp.practice.care.models import Home, Monitored, OnFramework
from righthelp.practice.casework.models import Meeting
from righthelp.practice.family_group.models import Group, Siblings
from righthelp.practice.people.models import Person

pytestmark = pytest.mark.django_db


def test_families_with_several_children_meet_once_about_all_of_them(city: list[str]) -> None:
    several = Siblings.objects.annotate(children=Count("groups")).values_list("children", flat=True)
    assert several
    assert min(several) >= 2
    assert Group.objects.filter(together__isnull=True).exists()


def test_each_provider_was_looked_at_and_adopters_met_and_learned(city: list[str]) -> None:
    providers = OnFramework.objects.values("organisation").distinct().count()
    assert providers
    assert Monitored.objects.values("organisation").distinct().count() == providers
    assert Exchange.objects.count() >= 9
    assert Course.objects.count() == 5
    assert Seat.objects.filter(helped="").count() < Seat.objects.count()


def test_adopters_learn_in_groups_only_once_they_have_been_approved(city: list[str]) -> None:
    assert Course.objects.filter(seats__isnull=True).count() == 0
    assert Seat.objects.filter(adopters__approved__gt=F("course__starts")).count() == 0
    assert Seat.objects.values("adopters").annotate(times=Count("pk")).filter(times__gt=1).count() == 0


def test_events_and_groups_were_recorded_by_who_worked_in_adoption_on_the_day(city: list[str]) -> None:
    for model in (Exchange, Course):
        rows = model.objects.select_related("recorded_by__team")
        assert {row.recorded_by.team.code.split("-")[0] for row in rows if row.recorded_by.team} == {"adoption"}
        assert all(row.recorded_by.starts <= local_date(row.recorded) for row in rows)
    assert Exchange.objects.values("recorded_by").distinct().count() > 1


def test_a_meeting_about_a_breakdown_was_held_at_the_moment_it_was_planned_for(city: list[str]) -> None:
    held = Meeting.objects.filter(kind="disruption", held__isnull=False)
    assert held.exists()
    assert held.exclude(held=F("planned")).count() == 0


def test_homes_of_adopters_are_alike_whether_a_child_lives_there_or_not(city: list[str]) -> None:
    homes = Home.objects.filter(kind="adopters")
    lived, empty = homes.filter(stays__isnull=False), homes.filter(stays__isnull=True)
    assert lived.exists()
    assert empty.exists()
    assert empty.exclude(pk__in=Adopters.objects.values("home")).count() == 0
    numbers = homes.filter(agency__isnull=False).values("agency").annotate(numbers=Count("urn", distinct=True))
    assert [row["numbers"] for row in numbers if row["numbers"] > 1] == [], "an agency has one number"
    youngest = date(2021, 9, 1).year - 29
    for each in (lived, empty):
        years = {row.birth_date.year for row in Person.objects.filter(cares_in__home__in=each) if row.birth_date}
        assert years
        assert max(years) <= youngest
        assert min(years) >= youngest - 20


__all__ = [
    "test_a_meeting_about_a_breakdown_was_held_at_the_moment_it_was_planned_for",
    "test_adopters_learn_in_groups_only_once_they_have_been_approved",
    "test_each_provider_was_looked_at_and_adopters_met_and_learned",
    "test_events_and_groups_were_recorded_by_who_worked_in_adoption_on_the_day",
    "test_families_with_several_children_meet_once_about_all_of_them",
    "test_homes_of_adopters_are_alike_whether_a_child_lives_there_or_not",
]
