"""Brothers and sisters together, providers and exchange events, in the small city of ``test_city_help.py``."""

from __future__ import annotations

import pytest
from django.db.models import Count

from righthelp.practice.adoption.models import Course, Exchange, Seat
from righthelp.practice.care.models import Monitored, OnFramework
from righthelp.practice.family_group.models import Group, Siblings

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


__all__ = [
    "test_each_provider_was_looked_at_and_adopters_met_and_learned",
    "test_families_with_several_children_meet_once_about_all_of_them",
]
