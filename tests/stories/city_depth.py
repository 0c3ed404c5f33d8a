"""Families, schools, supervision, doubles and what was done by hand, in the small city of ``test_city_help.py``."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.db.models import Count, F, Q
from stdnum.gb import nhs, upn

from righthelp.city.depth_columns import DEPTH
from righthelp.city.family import CONNOR, DAISY, DECLAN, HIDDEN, IMOGEN, LACEY, UNBORN
from righthelp.city.households import block
from righthelp.city.ties import KIN_FROM
from righthelp.foundation.access.models import EmergencyAccess
from righthelp.foundation.audit.history import history_of
from righthelp.governance.privacy.models import Declaration, Restriction
from righthelp.practice.duplicates.models import Merge, NotSame, Pair
from righthelp.practice.learning.models import Booking, Evaluation
from righthelp.practice.learning.queries_mine import owed
from righthelp.practice.people.models import (
    AfterDeath,
    Attendance,
    Identifier,
    MustNotKnow,
    Person,
    Relationship,
    Residence,
    Telling,
)
from righthelp.practice.supervision.models import Decision, Session
from righthelp.practice.workforce.models import Allocation, LeaveRequest

NOON = datetime(2021, 9, 1, 11, 0, tzinfo=UTC)
MIDNIGHT = datetime(2021, 8, 31, 23, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def deep(city: list[str]) -> None:
    """The small city of ``test_city_help.py``, with everything that is known of its people."""


def test_no_mother_or_father_is_younger_than_fourteen_years_more_than_the_child(deep: None) -> None:
    pairs = Relationship.objects.filter(
        kind__in=("mother", "father"), person__birth_date__isnull=False, other__birth_date__isnull=False
    ).values_list("person__birth_date", "other__birth_date")
    assert min((child - parent).days for child, parent in pairs if child and parent) > 14 * 365


def test_a_child_has_one_mother_and_one_father_at_most(deep: None) -> None:
    for kind in ("mother", "father"):
        found = Relationship.objects.filter(kind=kind).values("person").annotate(many=Count("id")).filter(many__gt=1)
        assert not found.exists(), kind


def test_mothers_are_women_and_fathers_men(deep: None) -> None:
    assert not Relationship.objects.filter(kind="mother").exclude(other__sex="F").exists()
    assert not Relationship.objects.filter(kind="father").exclude(other__sex="M").exists()


def test_every_mother_is_responsible_from_the_birth_on(deep: None) -> None:
    mothers = Relationship.objects.filter(
        kind="mother", person__birth_date_kind="known", person__birth_date__gt=date(2003, 9, 1)
    )
    assert not mothers.exclude(parental_responsibility=True, responsible_how="birth").exists()
    since = mothers.filter(responsible_from__isnull=False, person__birth_date__isnull=False)
    assert not since.exclude(responsible_from=F("person__birth_date")).exists()


def test_most_children_have_a_father_on_the_register(deep: None) -> None:
    children = Person.objects.filter(
        pk__lt=KIN_FROM, birth_date__gt=date(2003, 9, 1), authority="330", unaccompanied=False
    )
    with_father = children.filter(relationships__kind="father").distinct().count()
    assert 0.77 < with_father / children.count() < 0.88


def test_nobody_lives_where_they_were_not_born_yet(deep: None) -> None:
    early = Residence.objects.filter(
        person__birth_date__isnull=False, person__birth_date_kind="known", starts__lt=F("person__birth_date")
    )
    assert not early.exists()


def test_a_protected_home_is_kept_from_somebody_who_does_not_live_there(deep: None) -> None:
    hidden = Residence.objects.filter(protected=True, ends__isnull=True)
    children = hidden.filter(person__birth_date__gt=date(2003, 9, 1))
    assert children.count() > 20
    for home in hidden:
        assert MustNotKnow.objects.filter(person__residences__address=home.address, ends__isnull=True).exists()
    for row in MustNotKnow.objects.filter(other__isnull=False):
        at = Residence.objects.filter(person=row.person, ends__isnull=True).values("address")
        assert not Residence.objects.filter(person=row.other, ends__isnull=True, address__in=at).exists()


def test_mother_and_children_at_one_protected_home_are_all_protected(deep: None) -> None:
    homes = Residence.objects.filter(protected=True, ends__isnull=True).values("address")
    assert not Residence.objects.filter(address__in=homes, ends__isnull=True, protected=False).exists()


def test_who_must_not_know_is_never_told_of_a_move(deep: None) -> None:
    for telling in Telling.objects.filter(told_at__isnull=False).select_related("move"):
        kept = MustNotKnow.objects.filter(person__moves__move=telling.move, other__isnull=False)
        assert not kept.filter(other=telling.person).exists()
    assert Telling.objects.filter(must_not=True).exists()
    told, open_ = (Telling.objects.filter(must_not=False, told_at__isnull=missing).count() for missing in (False, True))
    assert 0.8 < told / (told + open_) < 0.98


def test_most_children_of_school_age_whom_we_know_have_a_school_and_some_gaps_are_left(deep: None) -> None:
    ours = Person.objects.filter(
        involvements__isnull=False, involvements__ends__isnull=True, authority="330",
        birth_date__gt=date(2005, 9, 1), birth_date__lt=date(2016, 8, 31),
    ).distinct()  # fmt: skip
    at_school = Attendance.objects.filter(ends__isnull=True, person__in=ours).values("person").distinct().count()
    assert 0.86 < at_school / ours.count() < 0.98


def test_numbers_hold_their_check_digits_and_are_of_nobody(deep: None) -> None:
    for value in Identifier.objects.filter(kind="upn").values_list("value", flat=True):
        assert upn.is_valid(value), value
    for value in Identifier.objects.filter(kind="nhs", person__gte=KIN_FROM).values_list("value", flat=True):
        assert value.startswith("999")
        assert nhs.is_valid(value)


def test_telephones_are_of_the_range_kept_for_drama(deep: None) -> None:
    from righthelp.practice.people.models import ContactPoint, Organisation

    points = ContactPoint.objects.filter(kind="phone")
    assert points.count() > 300
    assert not points.exclude(value__startswith="07700 900").exists()
    assert not Organisation.objects.exclude(phone__startswith="0121 496 0").exists()


def test_twins_are_born_on_one_day_of_one_mother(deep: None) -> None:
    pairs = Relationship.objects.filter(kind="sibling", person__lt=KIN_FROM, other__gte=KIN_FROM, quality="close")
    twins = [
        each for each in pairs.select_related("person", "other") if each.other.birth_date == each.person.birth_date
    ]
    assert len(twins) >= 30
    for each in twins:
        mothers = Relationship.objects.filter(kind="mother", person__in=(each.person_id, each.other_id))
        assert mothers.values("other").distinct().count() == 1


def test_doubles_are_on_the_register_and_only_people_made_them_one(deep: None) -> None:
    assert Pair.objects.count() > 50
    states = Counter(Merge.objects.values_list("state", flat=True))
    assert states == {"proposed": 3, "merged": 2, "undone": 1}
    assert Merge.objects.get(state="undone").exact
    assert NotSame.objects.count() == 6
    assert Person.objects.filter(merged_into__isnull=False).count() == 2


def test_social_workers_were_supervised_in_most_months(deep: None) -> None:
    for month in (date(2020, 10, 1), date(2021, 3, 1), date(2021, 7, 1)):
        owed = Session.objects.filter(month=month, work="social_worker", excused__isnull=True)
        assert 0.78 < owed.filter(held__isnull=False).count() / owed.count() < 0.96
    assert not Session.objects.filter(Q(held__gt=MIDNIGHT) | Q(signed_at__gt=MIDNIGHT)).exists()


def test_decisions_are_done_open_and_late(deep: None) -> None:
    found = Decision.objects.all()
    waiting = found.filter(done__isnull=True, stopped__isnull=True)
    assert found.filter(done__isnull=False).count() > waiting.count() > 20
    assert waiting.filter(by_when__lt=date(2021, 9, 1)).exists()
    assert waiting.filter(by_when__gte=date(2021, 9, 1)).exists()
    assert not found.filter(done__gt=MIDNIGHT).exists()


def test_privacy_has_something_to_look_at(deep: None) -> None:
    assert Declaration.objects.count() == 5
    assert Restriction.objects.count() == 3
    assert Restriction.objects.filter(review_due__lt=NOON + timedelta(days=14)).exists()
    assert EmergencyAccess.objects.filter(reviewed_at__isnull=True).count() == 1
    assert AfterDeath.objects.values("death").distinct().count() == 2


def test_the_demonstrations_family(deep: None) -> None:
    assert Allocation.objects.filter(
        child=IMOGEN, worker__account__email="social.worker@righthelp.example", primary=True, ends__isnull=True
    ).exists()
    daisy, declan = Person.objects.get(pk=DAISY), Person.objects.get(pk=DECLAN)
    assert daisy.birth_date == declan.birth_date
    assert Person.objects.get(pk=UNBORN).birth_date_kind == "due"
    here = Residence.objects.filter(address=HIDDEN, ends__isnull=True)
    assert set(here.values_list("person", flat=True)) == {LACEY, DAISY, DECLAN}
    assert all(here.values_list("protected", flat=True))
    assert not Residence.objects.filter(person=CONNOR, address=HIDDEN).exists()


@pytest.mark.parametrize("name", [name for name in DEPTH if history_of(apps.get_model(name))])
def test_each_row_of_the_depth_has_the_first_event_of_its_history(name: str, deep: None) -> None:
    model = apps.get_model(name)
    event = history_of(model)
    assert event is not None
    assert model._default_manager.exists()
    assert event._default_manager.filter(pgh_label="insert").count() >= model._default_manager.count()


def test_no_day_is_the_birthday_of_a_whole_district() -> None:
    born = Counter(block(9, 4_000, 16_000, 0).born.tolist())
    assert born.most_common(1)[0][1] < 20


def test_most_have_what_is_mandatory_and_nobody_sits_beyond_the_places(deep: None) -> None:
    rows = [row.state(NOON) for row in owed(NOON)]
    assert 0.7 < rows.count("kept") / len(rows) < 0.95
    assert {"missing", "lapsed", "soon"} <= set(rows)
    booked = Booking.objects.filter(seat__isnull=False, cancelled__isnull=True)
    assert not booked.filter(seat__gt=F("session__places")).exists()
    assert Booking.objects.filter(seat__isnull=True).exists()
    assert Evaluation.objects.filter(later=True).exists()


def test_leave_to_come_was_approved_and_some_waits_and_groups_decided(deep: None) -> None:
    assert LeaveRequest.objects.filter(state="approved", absence__isnull=False).exists()
    assert LeaveRequest.objects.filter(state="asked").exists()
    assert Decision.objects.filter(group__isnull=False).exists()
