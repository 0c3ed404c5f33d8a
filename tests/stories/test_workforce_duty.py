"""Duty rotas, and what workers must keep: fair turns, gaps, swaps, clashes, notes; registrations, checks, steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from righthelp.foundation.refusals import Refused
from righthelp.practice.workforce import record, record_rota, record_standing
from righthelp.practice.workforce.models import HandoverRead, Hours, Milestone, Registration, Rota, Shift, Worker
from righthelp.practice.workforce.queries_away import could_cover, off_sick, worst
from righthelp.practice.workforce.queries_rota import gaps, on_duty, week
from righthelp.practice.workforce.queries_standing import lapses, standing
from righthelp.practice.workforce.rota_hours import stretches
from tests.stories.desk_house import account_of, at, signed_in, text_of
from tests.stories.workforce_house import NOW, TODAY, WorkforceHouse, day

MONDAY = day("2021-09-06")


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkforceHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield WorkforceHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def planned(house: WorkforceHouse, rota: Rota, **more: object) -> list[Shift]:
    return record_rota.rota_planned(rota=rota.pk, monday=MONDAY, by=house.gurdeep, now=NOW, **more)  # type: ignore[arg-type]


def shift(rota: Rota, worker: Worker | None, starts: datetime, hours: int = 4, place: int = 1) -> Shift:
    return Shift.objects.create(
        rota=rota, kind="morning", worker=worker, starts=starts, ends=starts + timedelta(hours=hours), place=place
    )


def test_a_bank_holiday_belongs_to_the_emergency_duty_team() -> None:
    august = day("2021-08-30")
    assert stretches(Hours.HALVES, august) == []
    assert [each.kind for each in stretches(Hours.OUT_OF_HOURS, august)] == ["day", "evening", "night"]
    assert [each.kind for each in stretches(Hours.OUT_OF_HOURS, day("2021-08-31"))] == ["evening", "night"]


def test_the_night_the_clocks_go_back_is_an_hour_longer() -> None:
    night = stretches(Hours.OUT_OF_HOURS, day("2021-10-30"))[-1]
    assert night.ends - night.starts == timedelta(hours=10, minutes=45)


def test_turns_are_fair_and_managers_take_none(house: WorkforceHouse) -> None:
    made = planned(house, house.rota())
    turns = Counter(each.worker_id for each in made)
    assert len(made) == 10
    assert set(turns) == {house.ruth.pk, house.hannah.pk, house.karen.pk}
    assert max(turns.values()) - min(turns.values()) <= 1


def test_nobody_is_planned_for_a_day_they_are_away(house: WorkforceHouse) -> None:
    record.absent(
        worker=house.ruth.pk, kind="leave", starts=MONDAY, last_day=day("2021-09-12"), by=house.gurdeep, now=NOW
    )
    assert house.ruth.pk not in {each.worker_id for each in planned(house, house.rota())}


def test_nobody_is_planned_for_a_day_they_do_not_work(house: WorkforceHouse) -> None:
    record_standing.works_on(
        worker=house.ruth.pk, days=[1, 2], hours=Decimal(15), starts=TODAY, by=house.gurdeep, now=NOW
    )
    days = {each.starts.isoweekday() for each in planned(house, house.rota()) if each.worker_id == house.ruth.pk}
    assert days <= {1, 2}


def test_planning_twice_adds_nothing(house: WorkforceHouse) -> None:
    rota = house.rota()
    planned(house, rota)
    assert planned(house, rota) == []
    assert Shift.objects.filter(rota=rota).count() == 10


def test_what_nobody_can_take_is_a_gap(house: WorkforceHouse) -> None:
    rota = house.rota(needed=4)
    planned(house, rota)
    assert gaps(rota, at("2021-09-06 00:00"), at("2021-09-13 00:00")) == 10  # three people for four places


def test_whoever_falls_ill_after_planning_leaves_a_gap_that_shows(house: WorkforceHouse) -> None:
    rota = house.rota()
    [first, *_] = planned(house, rota)
    assert first.worker_id
    record.absent(worker=first.worker_id, kind="sickness", starts=MONDAY, last_day=MONDAY, by=house.gurdeep, now=NOW)
    seat = week(rota, MONDAY)[0].stretches[0].seats[0]
    assert (seat.gap, seat.away) == (True, True)


def test_a_shift_in_an_absence_is_refused_with_the_reason(house: WorkforceHouse) -> None:
    gap = shift(house.rota(), None, at("2021-09-06 08:45"))
    record.absent(worker=house.ruth.pk, kind="leave", starts=MONDAY, last_day=MONDAY, by=house.gurdeep, now=NOW)
    with pytest.raises(Refused, match="Ruth Okafor is away"):
        record_rota.shift_taken(shift=gap.pk, worker=house.ruth.pk, by=house.gurdeep, now=NOW)


def test_nobody_is_on_two_duties_at_once_not_even_in_the_database(house: WorkforceHouse) -> None:
    one, other = house.rota(), house.rota("Front door")
    shift(one, house.ruth, at("2021-09-06 08:45"))
    gap = shift(other, None, at("2021-09-06 11:00"))
    with pytest.raises(Refused, match="Safeguarding duty, East"):
        record_rota.shift_taken(shift=gap.pk, worker=house.ruth.pk, by=house.gurdeep, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.filter(pk=gap.pk).update(worker=house.ruth)


def test_two_people_change_places(house: WorkforceHouse) -> None:
    rota = house.rota()
    one = shift(rota, house.ruth, at("2021-09-06 08:45"))
    two = shift(rota, house.hannah, at("2021-09-07 08:45"))
    record_rota.shifts_swapped(shift=one.pk, other=two.pk, by=house.gurdeep, now=NOW)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.worker, two.worker) == (house.hannah, house.ruth)


def test_a_shift_that_is_over_stays_as_it_was(house: WorkforceHouse) -> None:
    past = shift(house.rota(), house.ruth, NOW - timedelta(hours=6))
    with pytest.raises(Refused, match="over"):
        record_rota.shift_taken(shift=past.pk, worker=house.hannah.pk, by=house.gurdeep, now=NOW)


def test_whoever_is_on_duty_may_open_the_teams_children_and_only_while_on_duty(
    house: WorkforceHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = house.child()  # held by Ruth
    hannah = signed_in(house.hannah)
    assert hannah.get(f"/children/{child.pk}").status_code == 404
    shift(house.rota(), house.hannah, NOW - timedelta(hours=1))
    assert hannah.get(f"/children/{child.pk}").status_code == 200
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW + timedelta(hours=4))
    assert hannah.get(f"/children/{child.pk}").status_code == 404


def test_duty_of_another_area_opens_nothing(house: WorkforceHouse) -> None:
    child = house.child()
    south = Rota.objects.create(code="s", name="South", service="safeguarding", area="south", hours="days")
    shift(south, house.hannah, NOW - timedelta(hours=1))
    assert signed_in(house.hannah).get(f"/children/{child.pk}").status_code == 404


def test_who_is_on_duty_now_is_said_where_people_look(house: WorkforceHouse) -> None:
    rota = house.rota()
    shift(rota, house.hannah, NOW - timedelta(hours=1))
    [now] = on_duty(NOW)
    assert (now.names, now.gaps) == (["Hannah Oakstead"], 0)
    assert "Hannah Oakstead" in text_of(signed_in(house.ruth).get("/teams/duty"))


def test_a_note_is_left_and_read_by_the_next_shift_and_by_nobody_outside(house: WorkforceHouse) -> None:
    rota = house.rota()
    hannah, ruth, owen = signed_in(house.hannah), signed_in(house.ruth), signed_in(house.owen)
    sent = {"which": "note", "text": "Two calls to return first thing."}
    assert hannah.post(f"/teams/duty/{rota.pk}", sent).status_code == 302
    assert "Two calls to return" in text_of(ruth.get(f"/teams/duty/{rota.pk}"))
    assert "Two calls to return" not in text_of(owen.get(f"/teams/duty/{rota.pk}"))
    note = rota.handovers.get()
    ruth.post(f"/teams/duty/notes/{note.pk}/read")
    ruth.post(f"/teams/duty/notes/{note.pk}/read")
    assert [each.account for each in HandoverRead.objects.filter(note=note)] == [account_of(house.ruth)]


def test_a_worker_takes_a_gap_themselves_but_not_a_colleagues_shift(house: WorkforceHouse) -> None:
    rota = house.rota()
    gap, ruths = shift(rota, None, at("2021-09-06 08:45")), shift(rota, house.ruth, at("2021-09-07 08:45"))
    hannah = signed_in(house.hannah)
    for each in (gap, ruths):
        hannah.post(f"/teams/duty/shifts/{each.pk}", {"which": "take", "worker": str(house.hannah.pk)})
        each.refresh_from_db()
    assert (gap.worker, ruths.worker) == (house.hannah, house.ruth)


def test_a_manager_plans_a_week_on_the_page(house: WorkforceHouse) -> None:
    rota = house.rota()
    page = f"/teams/duty/{rota.pk}?week=2021-09-06"
    signed_in(house.gurdeep).post(page, {"which": "plan", "weeks": "1", "fill": "on"})
    assert Shift.objects.filter(rota=rota, worker__isnull=False).count() == 10
    assert "Ruth Okafor" in text_of(signed_in(house.ruth).get(page))


def test_a_manager_of_other_teams_changes_nothing_on_a_rota(house: WorkforceHouse) -> None:
    rota = house.rota()
    sent = {"which": "plan", "weeks": "1", "fill": "on"}
    signed_in(house.denise).post(f"/teams/duty/{rota.pk}?week=2021-09-06", sent)
    assert not Shift.objects.exists()


def test_a_registration_runs_to_30_november_and_is_renewed_without_a_gap(house: WorkforceHouse) -> None:
    who = {"worker": house.joins().pk, "number": "sw 12345", "by": house.gurdeep}
    first = record_standing.registered(checked=TODAY, now=NOW, **who)  # type: ignore[arg-type]
    assert (first.number, first.ends) == ("SW12345", day("2021-12-01"))
    later = at("2021-12-09 09:00")
    second = record_standing.registered(checked=day("2021-12-09"), now=later, **who)  # type: ignore[arg-type]
    assert (second.starts, second.ends) == (day("2021-12-01"), day("2022-12-01"))


@pytest.mark.parametrize("number", ["12345", "SW", "SW012", "SW12345678", "AB123"])
def test_a_number_that_the_register_never_gives_is_refused(house: WorkforceHouse, number: str) -> None:
    with pytest.raises(Refused, match="like SW12345"):
        record_standing.registered(worker=house.karen.pk, number=number, checked=TODAY, by=house.gurdeep, now=NOW)


def test_one_number_is_one_workers(house: WorkforceHouse) -> None:
    with pytest.raises(Refused, match="another worker"):
        record_standing.registered(worker=house.karen.pk, number="SW102", checked=TODAY, by=house.gurdeep, now=NOW)


def test_who_holds_a_social_workers_post_without_registration_is_in_sight_and_given_no_child(
    house: WorkforceHouse,
) -> None:
    nadia = house.joins()
    team = [house.teams["east"].pk]
    rows = [(row.worker, row.state(TODAY)) for row in lapses(TODAY, team) if row.what == "registration"]
    assert ("Nadia Brookfold", "missing") in rows
    child = house.child(worker=False)
    with pytest.raises(Refused, match="no registration"):
        record.allocated(child=child.pk, worker=nadia.pk, by=house.gurdeep, now=NOW)
    record_standing.registered(worker=nadia.pk, number="SW9", checked=TODAY, by=house.gurdeep, now=NOW)
    record.allocated(child=child.pk, worker=nadia.pk, by=house.gurdeep, now=NOW)
    record_standing.struck_off(worker=nadia.pk, last_day=TODAY, by=house.gurdeep, now=NOW)
    assert Registration.objects.get(worker=nadia).ends == day("2021-09-02")


def test_a_dbs_check_is_renewed_after_three_years_and_keeps_nothing_of_what_it_says(house: WorkforceHouse) -> None:
    check = record_standing.dbs_checked(
        worker=house.ruth.pk, number="0012 3456 7890", issued=day("2020-02-29"), by=house.gurdeep, now=NOW
    )
    assert (check.number, check.renew_by) == ("001234567890", day("2023-02-28"))
    assert "dbs" not in [row.what for row in lapses(TODAY) if row.worker == "Ruth Okafor"]


def test_a_step_of_the_first_year_says_how_it_went(house: WorkforceHouse) -> None:
    nadia = house.joins(newly_qualified=True, on=day("2021-05-03"))
    step = Milestone.objects.get(worker=nadia, kind="first-year", step="month-3")
    assert step.due == day("2021-08-03")
    with pytest.raises(Refused, match="how it went"):
        record_standing.milestone_done(milestone=step.pk, done=TODAY, by=house.gurdeep, now=NOW)
    record_standing.milestone_done(milestone=step.pk, done=TODAY, outcome="on-course", by=house.gurdeep, now=NOW)
    assert standing(nadia, TODAY).first_year is not None


def test_a_manager_sees_their_own_teams_standing_and_no_other(house: WorkforceHouse) -> None:
    gurdeep = signed_in(house.gurdeep)
    assert "Registration and checks" in text_of(gurdeep.get(f"/workers/{house.ruth.pk}/standing"))
    assert "Registration and checks" not in text_of(gurdeep.get(f"/workers/{house.tariq.pk}/standing"))
    other = f"/workers/{house.tariq.pk}/standing/registration"
    gurdeep.post(other, {"number": "SW5", "checked_day": "1", "checked_month": "9", "checked_year": "2021"})
    assert not Registration.objects.filter(worker=house.tariq).exists()
    assert "Registration and checks" in text_of(signed_in(house.marcia).get(f"/workers/{house.ruth.pk}/standing"))


def test_somebody_falls_ill_and_says_so_and_the_manager_sees_cover_with_most_room(house: WorkforceHouse) -> None:
    house.child()
    sent = {"starts_day": "1", "starts_month": "9", "starts_year": "2021",
            "last_day_day": "3", "last_day_month": "9", "last_day_year": "2021", "cover": ""}  # fmt: skip
    page = signed_in(house.ruth).post("/my-work-life/ill", sent, follow=True)
    assert "Get well soon" in text_of(page)
    [ill] = off_sick(TODAY)
    assert (ill.worker, ill.holds, ill.cover, ill.expected) == ("Ruth Okafor", 1, "", True)
    assert [each.holds for each in could_cover(house.ruth.pk, TODAY, day("2021-09-04"))] == [0, 0, 0]
    assert "Ruth Okafor" in text_of(signed_in(house.gurdeep).get("/teams/sickness"))
    assert worst(day("2021-08-01"), TODAY) == (TODAY, 1)


def test_an_illness_lasts_longer_and_ends_with_a_conversation(house: WorkforceHouse) -> None:
    ill = record.absent(
        worker=house.ruth.pk, kind="sickness", starts=day("2021-08-20"), last_day=day("2021-08-24"), by=house.gurdeep,
        now=NOW, expected=True,
    )  # fmt: skip
    record.still_away(absence=ill.pk, last_day=day("2021-08-30"), by=house.gurdeep, now=NOW, expected=False)
    with pytest.raises(Refused, match="first day back"):
        record.talked_on_return(absence=ill.pk, day=day("2021-08-29"), by=house.gurdeep, now=NOW)
    assert record.talked_on_return(absence=ill.pk, day=TODAY, by=house.gurdeep, now=NOW).talked == TODAY


def test_a_teams_four_weeks_say_who_is_there_and_not_why_somebody_is_away(house: WorkforceHouse) -> None:
    record.absent(worker=house.ruth.pk, kind="sickness", starts=TODAY, last_day=TODAY, by=house.gurdeep, now=NOW)
    page = f"/teams/{house.teams['east'].pk}/weeks"
    assert "Sickness" in text_of(signed_in(house.gurdeep).get(page))
    assert "Sickness" not in text_of(signed_in(house.tariq).get(page))


def test_everybody_has_a_page_of_their_own(house: WorkforceHouse) -> None:
    assert "Safeguarding East 1" in text_of(signed_in(house.hannah).get("/my-work-life"))
    assert "No post at the trust" in text_of(signed_in(house.owen).get("/my-work-life"))
