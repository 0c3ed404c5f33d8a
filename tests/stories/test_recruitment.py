"""Recruitment as the workforce team and managers do it: from a vacant post to a first day, and what is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from righthelp.foundation.refusals import Refused
from righthelp.practice.recruitment import record, record_starting
from righthelp.practice.recruitment.codes import CheckKind, Stage
from righthelp.practice.recruitment.models import Application, Candidate, Note, PreCheck, Vacancy
from righthelp.practice.recruitment.queries import lines, pipeline, spent, to_recruit_to
from righthelp.practice.workforce import record_movements
from righthelp.practice.workforce.models import DbsCheck, Holding, Registration, Team, Worker
from tests.stories.desk_house import as_application, confirmed, signed_in, text_of
from tests.stories.workforce_house import NOW, TODAY, WorkforceHouse, day


class RecruitingHouse(WorkforceHouse):
    """Gurdeep’s team has a vacant social work post, and recruitment to it has begun."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.vacancy = record.vacancy_opened(
            post=self.vacant.pk, basis="permanent", lead=self.gurdeep.pk, free_from=TODAY, by=self.amrit, now=NOW
        )

    def applies(self, name: str = "Nadia Brookfold", on: str = "2021-07-05", **more: object) -> Application:
        given: dict[str, object] = {"source": "advert", "vacancy": self.vacancy.pk} | more
        email = f"{name.split()[0].lower()}@example.net"
        return record.applied(name=name, email=email, on=day(on), by=self.amrit, now=NOW, **given)  # type: ignore[arg-type]

    def moves(self, row: Application, stage: str, on: str) -> Application:
        return record.moved_on(application=row.pk, stage=stage, on=day(on), by=self.gurdeep, now=NOW)

    def offered(self, **more: object) -> Application:
        """Applied 5 July, shortlisted on the 8th, interviewed on the 19th, offered on the 20th."""
        row = self.applies(**more)  # type: ignore[arg-type]
        for stage, on in (("shortlisted", "2021-07-08"), ("interviewed", "2021-07-19"), ("offered", "2021-07-20")):
            row = self.moves(row, stage, on)
        return row

    def cleared(self, row: Application, on: str = "2021-08-16") -> Application:
        numbers = {CheckKind.REGISTRATION: "SW4411", CheckKind.DBS: "001234567890"}
        for check in row.checks.all():
            kind = CheckKind(check.kind)
            record_starting.check_answered(
                check=check.pk, on=day(on), satisfied=True, number=numbers.get(kind, ""),
                issued=day("2021-08-10") if kind is CheckKind.DBS else None, by=self.amrit, now=NOW,
            )  # fmt: skip
        return Application.objects.get(pk=row.pk)

    def taken_on(self, row: Application, starts_on: date = TODAY) -> Application:
        record_starting.start_agreed(
            application=row.pk, on=day("2021-08-18"), starts_on=starts_on, by=self.amrit, now=NOW
        )
        return record_starting.taken_on(application=row.pk, email="nadia@example.org", by=self.amrit, now=NOW)


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[RecruitingHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield RecruitingHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def ends(house: RecruitingHouse, row: Application, on: str, ending: str = "unsuccessful", why: str = "filled") -> None:
    record.ended(
        application=row.pk, ending=ending, why=why, on=day(on), note="Told by telephone.", by=house.amrit, now=NOW
    )


def test_nobody_recruits_to_a_chair_that_somebody_keeps(house: RecruitingHouse) -> None:
    with pytest.raises(Refused, match="Somebody holds the post") as no:
        record.vacancy_opened(
            post=house.ruths.pk, basis="permanent", lead=house.gurdeep.pk, free_from=TODAY, by=house.amrit, now=NOW
        )
    assert no.value.field == "free_from"
    with pytest.raises(IntegrityError, match="held on that day"), transaction.atomic():
        Vacancy.objects.create(post=house.ruths, wte=1, lead=house.gurdeep, opened=TODAY, free_from=TODAY)


def test_a_chair_can_be_recruited_to_once_its_holders_last_day_is_known(house: RecruitingHouse) -> None:
    assert str(house.ruths.pk) not in dict(to_recruit_to(TODAY))
    record_movements.left(worker=house.ruth.pk, last_day=day("2021-09-30"), leaving="retired", by=house.amrit, now=NOW)
    assert str(house.ruths.pk) in dict(to_recruit_to(TODAY))
    made = record.vacancy_opened(
        post=house.ruths.pk,
        basis="permanent",
        lead=house.gurdeep.pk,
        free_from=day("2021-10-01"),
        by=house.amrit,
        now=NOW,
    )
    assert (made.wte, made.closed) == (Decimal(1), None)


def test_the_rest_of_a_post_held_in_part_is_what_is_recruited_to(house: RecruitingHouse) -> None:
    half = house.post("Social worker")
    house.joins(post=half, wte=Decimal("0.6"))
    made = record.vacancy_opened(
        post=half.pk, basis="fixed-term", lead=house.gurdeep.pk, free_from=TODAY, by=house.amrit, now=NOW
    )
    assert made.wte == Decimal("0.4")


def test_the_days_in_each_stage_add_up_to_the_days_in_all(house: RecruitingHouse) -> None:
    row = house.offered()
    assert [(each.stage.value, each.days) for each in spent(row, TODAY)] == [
        ("applied", 3), ("shortlisted", 11), ("interviewed", 1), ("offered", 43),
    ]  # fmt: skip
    assert sum(each.days for each in spent(row, TODAY)) == (TODAY - day("2021-07-05")).days


def test_an_application_is_stuck_when_the_clock_of_its_stage_has_passed(house: RecruitingHouse) -> None:
    late = house.offered()  # checks were due on 17 August: twenty working days from 20 July
    fresh = house.applies("Omar Tellwright", on="2021-08-27")
    found = {line.row.pk: line for line in pipeline(house.amrit, NOW)}
    assert (found[late.pk].stuck, found[fresh.pk].stuck) == (True, False)
    assert found[late.pk].next_step == "Get references and checks in"
    assert [line.row.pk for line in pipeline(house.amrit, NOW)] == [late.pk, fresh.pk]


def test_what_is_over_is_stuck_no_more(house: RecruitingHouse) -> None:
    row = house.offered()
    ends(house, row, "2021-08-20", "withdrawn", "another-post")
    assert pipeline(house.amrit, NOW) == []
    [line] = lines([Application.objects.get(pk=row.pk)], NOW)
    assert (line.stuck, line.days, line.next_step) == (False, 46, "Withdrawn by the candidate: took another post")


def test_stages_come_in_order_and_none_before_the_last(house: RecruitingHouse) -> None:
    row = house.applies()
    with pytest.raises(Refused, match="Shortlist the application first"):
        house.moves(row, "interviewed", "2021-07-08")
    with pytest.raises(Refused, match="before 5 July 2021"):
        house.moves(row, "shortlisted", "2021-07-01")
    with pytest.raises(IntegrityError, match="application_interviewed_after_shortlisted"), transaction.atomic():
        Application.objects.filter(pk=row.pk).update(interviewed=TODAY)


def test_nobody_starts_before_references_and_checks_are_in(house: RecruitingHouse) -> None:
    row = house.offered()
    assert {check.kind for check in row.checks.all()} == set(CheckKind.values)
    with pytest.raises(Refused, match="Nobody starts before"):
        record_starting.start_agreed(application=row.pk, on=TODAY, starts_on=TODAY, by=house.amrit, now=NOW)
    assert house.cleared(row).cleared == day("2021-08-16")


def test_a_check_that_is_not_satisfactory_clears_nobody(house: RecruitingHouse) -> None:
    row = house.cleared(house.offered())
    reference = row.checks.get(kind="reference-1")
    record_starting.check_answered(check=reference.pk, on=TODAY, satisfied=False, by=house.amrit, now=NOW)
    assert Application.objects.get(pk=row.pk).cleared is None


def test_somebody_from_here_for_another_kind_of_post_needs_one_reference(house: RecruitingHouse) -> None:
    post = house.post("Performance analyst")
    vacancy = record.vacancy_opened(
        post=post.pk, basis="permanent", lead=house.gurdeep.pk, free_from=TODAY, by=house.amrit, now=NOW
    )
    row = house.offered(vacancy=vacancy.pk, inside=house.hannah.pk)
    assert [check.kind for check in row.checks.all()] == ["reference-1"]


def test_a_started_candidate_holds_the_post_and_nothing_is_typed_twice(house: RecruitingHouse) -> None:
    row = house.taken_on(house.cleared(house.offered()))
    nadia = Worker.objects.get(name="Nadia Brookfold")
    held = Holding.objects.get(worker=nadia)
    assert (held.post, held.basis, held.starts) == (house.vacant, "permanent", TODAY)
    assert Registration.objects.get(worker=nadia).number == "SW4411"
    assert DbsCheck.objects.get(worker=nadia).issued == day("2021-08-10")
    assert (row.worker, Vacancy.objects.get(pk=house.vacancy.pk).closed_why) == (nadia, "filled")


def test_somebody_who_works_here_moves_and_is_no_second_worker(house: RecruitingHouse) -> None:
    row = house.offered(name="Hannah Oakstead", inside=house.hannah.pk)
    house.taken_on(_inside(house, row))
    assert Worker.objects.filter(name="Hannah Oakstead").count() == 1
    assert Holding.objects.get(post=house.vacant).worker == house.hannah


def _inside(house: RecruitingHouse, row: Application) -> Application:
    """Hannah’s registration is looked up under the number that is on record."""
    for check in row.checks.all():
        number = Registration.objects.get(worker=house.hannah).number if check.kind == "registration" else ""
        record_starting.check_answered(
            check=check.pk, on=day("2021-08-16"), satisfied=True, number=number, by=house.amrit, now=NOW
        )
    return Application.objects.get(pk=row.pk)


def test_two_offers_for_one_chair_end_with_one_holder(house: RecruitingHouse) -> None:
    first, second = house.cleared(house.offered()), house.offered(name="Omar Tellwright")
    second = house.cleared(second)
    house.taken_on(first)
    record_starting.start_agreed(application=second.pk, on=TODAY, starts_on=TODAY, by=house.amrit, now=NOW)
    with pytest.raises(Refused, match="Somebody holds this post then"):
        record_starting.taken_on(application=second.pk, email="omar@example.org", by=house.amrit, now=NOW)
    assert not Worker.objects.filter(name="Omar Tellwright").exists()


def test_who_applies_again_is_the_same_candidate_and_is_not_erased_meanwhile(house: RecruitingHouse) -> None:
    ends(house, house.applies(), "2021-07-20")
    assert Candidate.objects.get().erase_on == day("2022-01-20")
    again = house.applies(on="2021-08-30")
    assert Candidate.objects.get() == again.candidate
    assert again.candidate.erase_on is None


def test_an_unsuccessful_candidate_is_forgotten_after_six_months_and_still_counts(house: RecruitingHouse) -> None:
    row = house.offered()
    ends(house, row, "2021-07-26", why="references")
    assert record_starting.details_erased(NOW + timedelta(days=146)) == 0  # 25 January
    assert record_starting.details_erased(NOW + timedelta(days=147)) == 1  # 26 January
    gone = Candidate.objects.get()
    assert (gone.name, gone.email, gone.erase_on) == ("", "", day("2022-01-26"))
    assert not Note.objects.exists()
    assert not PreCheck.objects.exists()
    assert Application.objects.get(pk=row.pk).offered == day("2021-07-20")
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from information_schema.tables where table_name like 'recruitment_candidate_event%'"
        )
        assert cursor.fetchone() == (0,)


def test_nobody_is_forgotten_while_an_application_is_open(house: RecruitingHouse) -> None:
    row = house.applies()
    with pytest.raises(Refused, match="still open"):
        record_starting.forgotten(candidate=row.candidate_id, by=house.amrit, now=NOW)


def test_a_manager_sees_their_own_teams_candidates_and_no_others(house: RecruitingHouse) -> None:
    row = house.applies()
    page = f"/recruitment/applications/{row.pk}"
    house.teams["west"] = Team.objects.create(code="west-1", name="Safeguarding West 1", service="safeguarding")
    other = house.worker("Una Pashley", team="west", title="Team manager", role="team_manager")
    Team.objects.filter(code="west-1").update(manager=other)
    as_application()
    answers = {
        name: signed_in(who).get(page).status_code
        for name, who in (("Gurdeep", house.gurdeep), ("Marcia", house.marcia), ("Amrit", house.amrit), ("Una", other))
    }
    assert answers == {"Gurdeep": 200, "Marcia": 200, "Amrit": 200, "Una": 404}
    assert signed_in(house.hannah).get(page).status_code == 403
    assert "Nadia" not in text_of(signed_in(other).get("/recruitment/"))
    assert "Nadia Brookfold" in text_of(signed_in(house.gurdeep).get("/recruitment/"))


def test_nobody_opens_their_own_application_whatever_their_role(house: RecruitingHouse) -> None:
    row = house.applies("Gurdeep Sandgal", inside=house.gurdeep.pk)
    gurdeep = signed_in(house.gurdeep)
    assert gurdeep.get(f"/recruitment/applications/{row.pk}").status_code == 404
    assert "gurdeep@example.net" not in text_of(gurdeep.get(f"/recruitment/vacancies/{house.vacancy.pk}"))


def test_a_candidate_is_found_by_a_part_of_their_name_and_the_name_is_in_no_address(house: RecruitingHouse) -> None:
    house.applies()
    page = signed_in(house.gurdeep).post("/recruitment/search", {"q": "brook"})
    assert "Nadia Brookfold" in text_of(page)
    assert "q=" not in text_of(page)


def test_the_workforce_team_takes_somebody_from_the_application_to_the_first_day_on_the_pages(
    house: RecruitingHouse,
) -> None:
    amrit = confirmed(house.amrit)
    at = f"/recruitment/vacancies/{house.vacancy.pk}"
    sent = {"name": "Nadia Brookfold", "email": "nadia@example.net", "phone": "", "source": "advert", "inside": "",
            "on_day": "5", "on_month": "7", "on_year": "2021"}  # fmt: skip
    assert "Nadia Brookfold" in text_of(amrit.post(f"{at}/applied", sent, follow=True))
    row = Application.objects.get()
    page = f"/recruitment/applications/{row.pk}"
    for stage, number in ((Stage.SHORTLISTED, "8"), (Stage.INTERVIEWED, "19"), (Stage.OFFERED, "20")):
        when = {"on_day": number, "on_month": "7", "on_year": "2021", "note": "Spoke well of children."}
        assert "There is a problem" not in text_of(amrit.post(f"{page}/stage/{stage}", when, follow=True))
    house.cleared(row)
    agreed = {"on_day": "18", "on_month": "8", "on_year": "2021",
              "starts_on_day": "1", "starts_on_month": "9", "starts_on_year": "2021"}  # fmt: skip
    amrit.post(f"{page}/first-day", agreed)
    shown = text_of(amrit.post(f"{page}/joins", {"email": "nadia@example.org"}, follow=True))
    assert "holds the post from 1 September 2021" in shown
    assert Holding.objects.get(post=house.vacant).worker.name == "Nadia Brookfold"


def test_a_reason_that_does_not_go_with_who_ended_it_keeps_what_was_typed(house: RecruitingHouse) -> None:
    row = house.applies()
    sent = {
        "ending": "withdrawn",
        "why": "references",
        "on_day": "1",
        "on_month": "9",
        "on_year": "2021",
        "note": "Rang.",
    }
    page = text_of(signed_in(house.gurdeep).post(f"/recruitment/applications/{row.pk}/end", sent))
    assert "Choose a reason that goes with who ended it" in page
    assert "Rang." in page
