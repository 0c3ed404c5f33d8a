"""Joiners, movers and leavers: what takes effect when, and what they may open on their very next request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client

from righthelp.foundation.access.models import Account, AccountSession
from righthelp.foundation.refusals import Refused
from righthelp.practice.workforce import record, record_movements
from righthelp.practice.workforce.jobs import days_that_have_come
from righthelp.practice.workforce.models import (
    Absence,
    Allocation,
    FirstYear,
    Holding,
    Milestone,
    Movement,
    Shift,
    Team,
    Worker,
)
from righthelp.practice.workforce.queries import unallocated
from tests.stories.desk_house import account_of, confirmed, signed_in, text_of
from tests.stories.workforce_house import NOW, TODAY, WHOLE, WorkforceHouse, day

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkforceHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield WorkforceHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def leaves(house: WorkforceHouse, worker: Worker, last_day: date, leaving: str = "another") -> Movement:
    return record_movements.left(worker=worker.pk, last_day=last_day, leaving=leaving, by=house.amrit, now=NOW)


def opens(browser: Client, child: int) -> int:
    return int(browser.get(f"/children/{child}").status_code)


def test_somebody_who_joins_today_has_the_rights_of_the_post_and_answers_to_its_manager(house: WorkforceHouse) -> None:
    nadia = house.joins()
    nadia.refresh_from_db()
    account = account_of(nadia)
    assert (account.roles, account.is_active, nadia.manager) == (["social_worker"], True, house.gurdeep)
    assert not account.has_usable_password()


def test_somebody_who_joins_tomorrow_cannot_sign_in_today(house: WorkforceHouse) -> None:
    nadia = house.joins(on=TOMORROW)
    assert not account_of(nadia).is_active
    days_that_have_come(NOW)
    assert not Account.objects.get(worker=nadia).is_active
    days_that_have_come(NOW + timedelta(days=1))
    assert Account.objects.get(worker=nadia).is_active


def test_a_new_social_worker_has_steps_and_a_newly_qualified_one_a_first_year(house: WorkforceHouse) -> None:
    nadia = house.joins(newly_qualified=True)
    kinds = set(Milestone.objects.filter(worker=nadia).values_list("kind", flat=True))
    assert kinds == {"induction", "probation", "first-year"}
    assert FirstYear.objects.get(worker=nadia).ends == day("2022-09-01")


def test_agency_staff_have_no_probation_and_name_their_agency(house: WorkforceHouse) -> None:
    nadia = house.joins(basis="agency", agency="Springfield Care")
    assert not Milestone.objects.filter(worker=nadia, kind="probation").exists()
    with pytest.raises(Refused, match="Only agency staff"):
        house.joins("Omar Tellwright", agency="Springfield Care")


def test_a_post_is_held_once(house: WorkforceHouse) -> None:
    house.joins()
    with pytest.raises(Refused, match="Somebody holds this post") as no:
        house.joins("Omar Tellwright")
    assert no.value.field == "post"


def test_two_halves_share_a_post_and_a_third_does_not_fit(house: WorkforceHouse) -> None:
    house.joins(wte=Decimal("0.5"))
    house.joins("Omar Tellwright", wte=Decimal("0.5"))
    with pytest.raises(Refused):
        house.joins("Una Pashley", wte=Decimal("0.1"))


def test_an_address_that_somebody_has_is_not_given_twice(house: WorkforceHouse) -> None:
    house.joins()
    with pytest.raises(Refused, match="already"):
        house.joins(post=house.post("Social worker"))


def test_a_leaver_is_signed_out_and_shut_out_on_the_next_request(house: WorkforceHouse) -> None:
    child = house.child()
    ruth = signed_in(house.ruth)
    assert opens(ruth, child.pk) == 200
    leaves(house, house.ruth, TODAY - timedelta(days=1))
    assert AccountSession.objects.filter(account=house.ruth.account).count() == 0
    assert opens(ruth, child.pk) == 302
    assert not Account.objects.get(worker=house.ruth).is_active


def test_a_leaver_keeps_their_rights_until_the_end_of_the_last_day(house: WorkforceHouse) -> None:
    child = house.child()
    ruth = signed_in(house.ruth)
    leaves(house, house.ruth, TODAY)
    assert opens(ruth, child.pk) == 200
    days_that_have_come(NOW + timedelta(days=1))
    assert opens(ruth, child.pk) == 302


def test_the_ties_of_a_leaver_end_with_the_day_even_if_no_job_ran(
    house: WorkforceHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = house.child()
    ruth = signed_in(house.ruth)
    leaves(house, house.ruth, TODAY)
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW + timedelta(days=1))
    assert opens(ruth, child.pk) == 404


def test_children_left_behind_are_without_a_worker_and_the_manager_sees_it(house: WorkforceHouse) -> None:
    child = house.child(plan="cp")
    leaves(house, house.ruth, TODAY - timedelta(days=1))
    assert Allocation.objects.get(child=child).ends == NOW
    assert [each.pk for each in unallocated(TODAY)] == [child.pk]
    assert "Hassan" in text_of(signed_in(house.gurdeep).get("/unallocated"))


def test_children_handed_over_before_the_last_day_stay_with_whoever_took_them(house: WorkforceHouse) -> None:
    child = house.child(plan="cp")
    record.handed_over(children=[child.pk], worker=house.hannah.pk, by=house.gurdeep, now=NOW)
    leaves(house, house.ruth, TODAY - timedelta(days=1))
    assert Allocation.objects.get(child=child, ends=None).worker == house.hannah


def test_a_manager_who_leaves_is_followed_by_whoever_they_answered_to(house: WorkforceHouse) -> None:
    leaves(house, house.gurdeep, TODAY - timedelta(days=1))
    assert Team.objects.get(code="east-1").manager == house.marcia
    assert set(Worker.objects.filter(manager=house.marcia).values_list("name", flat=True)) >= {
        "Ruth Okafor",
        "Hannah Oakstead",
    }


def test_whoever_takes_up_the_leading_post_leads_the_team_and_sees_its_children(house: WorkforceHouse) -> None:
    child = house.child()
    leaves(house, house.gurdeep, TODAY - timedelta(days=1))
    record_movements.moved_team(
        worker=house.hannah.pk, post=house.manages.pk, basis="permanent", wte=WHOLE, on=TODAY, by=house.amrit, now=NOW
    )
    assert Team.objects.get(code="east-1").manager == house.hannah
    assert Worker.objects.get(pk=house.ruth.pk).manager == house.hannah
    assert opens(signed_in(house.hannah), child.pk) == 200


def test_a_mover_has_the_new_role_on_the_next_request_and_no_longer_the_old(house: WorkforceHouse) -> None:
    house.teams["cass"] = Team.objects.create(code="cass", name="CASS", service="front-door")
    desk = house.post("Referral and advice officer", team="cass")
    hannah = signed_in(house.hannah)
    assert hannah.get("/missing/inbox/").status_code == 403
    record_movements.moved_team(
        worker=house.hannah.pk, post=desk.pk, basis="permanent", wte=WHOLE, on=TODAY, by=house.amrit, now=NOW
    )
    assert hannah.get("/missing/inbox/").status_code == 302  # signed out: the session was opened with other rights
    assert signed_in(account_of(Worker.objects.get(pk=house.hannah.pk))).get("/missing/inbox/").status_code == 200
    held = Worker.objects.get(pk=house.hannah.pk)
    assert (held.team.code, held.title) == ("cass", "Referral and advice officer")
    assert Holding.objects.get(post=house.hannahs).ends == TODAY


def test_a_move_ahead_changes_nothing_before_its_day(house: WorkforceHouse) -> None:
    house.teams["cass"] = Team.objects.create(code="cass", name="CASS", service="front-door")
    desk = house.post("Referral and advice officer", team="cass")
    record_movements.moved_team(
        worker=house.hannah.pk, post=desk.pk, basis="permanent", wte=WHOLE, on=TOMORROW, by=house.amrit, now=NOW
    )
    assert Worker.objects.get(pk=house.hannah.pk).team == house.teams["east"]
    days_that_have_come(NOW + timedelta(days=1))
    assert Account.objects.get(worker=house.hannah).roles == ["front_door_officer"]


def test_what_was_recorded_ahead_can_be_withdrawn_and_leaves_all_as_it_was(house: WorkforceHouse) -> None:
    movement = leaves(house, house.ruth, TODAY + timedelta(days=30))
    record_movements.withdrawn(movement=movement.pk, by=house.amrit, now=NOW)
    assert Worker.objects.get(pk=house.ruth.pk).ends is None
    assert Holding.objects.get(post=house.ruths).ends is None
    days_that_have_come(NOW + timedelta(days=40))
    assert Account.objects.get(worker=house.ruth).is_active


def test_what_has_taken_effect_cannot_be_withdrawn(house: WorkforceHouse) -> None:
    movement = leaves(house, house.ruth, TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="taken effect"):
        record_movements.withdrawn(movement=movement.pk, by=house.amrit, now=NOW)


def test_somebody_comes_back_as_the_same_worker_with_the_same_account(house: WorkforceHouse) -> None:
    leaves(house, house.ruth, TODAY - timedelta(days=1))
    record_movements.returned(
        worker=house.ruth.pk, post=house.ruths.pk, basis="fixed-term", wte=WHOLE, on=TODAY, by=house.amrit, now=NOW
    )
    ruth = Worker.objects.select_related("account").get(pk=house.ruth.pk)
    assert (ruth.starts, ruth.ends, account_of(ruth).is_active) == (TODAY, None, True)


def test_nobody_leaves_twice(house: WorkforceHouse) -> None:
    leaves(house, house.ruth, TODAY + timedelta(days=9))
    with pytest.raises(Refused, match="leaves already"):
        leaves(house, house.ruth, TODAY + timedelta(days=9))


def test_a_leavers_cover_and_shifts_become_gaps(house: WorkforceHouse) -> None:
    away = record.absent(
        worker=house.hannah.pk, kind="leave", starts=TOMORROW, last_day=day("2021-09-10"), cover=house.ruth.pk,
        by=house.gurdeep, now=NOW,
    )  # fmt: skip
    starts = NOW + timedelta(days=2)
    shift = Shift.objects.create(
        rota=house.rota(), kind="morning", worker=house.ruth, starts=starts, ends=starts + timedelta(hours=4)
    )
    leaves(house, house.ruth, TODAY - timedelta(days=1))
    assert Absence.objects.get(pk=away.pk).cover is None
    assert Shift.objects.get(pk=shift.pk).worker is None


def test_the_job_of_the_morning_is_safe_to_run_twice(house: WorkforceHouse) -> None:
    leaves(house, house.ruth, TODAY)
    later = NOW + timedelta(days=1)
    days_that_have_come(later)
    record_movements.returned(
        worker=house.ruth.pk, post=house.ruths.pk, basis="permanent", wte=WHOLE, on=TOMORROW, by=house.amrit, now=later
    )
    days_that_have_come(later)
    assert Account.objects.get(worker=house.ruth).is_active


def test_the_workforce_officer_records_a_joiner_and_a_leaver_on_the_pages(house: WorkforceHouse) -> None:
    amrit = confirmed(house.amrit)
    sent = {"name": "Nadia Brookfold", "email": "nadia@example.org", "post": str(house.vacant.pk), "basis": "permanent",
            "agency": "", "wte": "1", "on_day": "1", "on_month": "9", "on_year": "2021"}  # fmt: skip
    page = amrit.post("/teams/movements/join", sent, follow=True)
    assert "Nadia Brookfold" in text_of(page)
    nadia = Worker.objects.get(name="Nadia Brookfold")
    page = amrit.post(
        f"/workers/{nadia.pk}/leave",
        {"last_day_day": "30", "last_day_month": "9", "last_day_year": "2021", "leaving": "another", "note": ""},
        follow=True,
    )
    assert "Last day at work 30 September 2021" in text_of(page)
    assert "Waits for its day" in text_of(amrit.get("/teams/movements"))


def test_nobody_but_the_workforce_team_records_movements(house: WorkforceHouse) -> None:
    for person in (house.gurdeep, house.marcia, house.hannah):
        assert signed_in(person).get("/teams/movements/join").status_code == 403
