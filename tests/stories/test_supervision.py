"""Supervision: the agenda that builds itself, decisions that come back until done, and who may read what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from righthelp.foundation.calendar import start_of_day
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.supervision import calling, queries, record, record_children
from righthelp.practice.supervision.agenda import agenda
from righthelp.practice.supervision.models import Decision, Session, Work
from righthelp.practice.supervision.record_children import Said
from righthelp.practice.workforce.models import Absence, Allocation, Worker
from tests.stories.desk_house import as_application, signed_in, text_of
from tests.stories.supervision_house import HOUR, NOW, SupervisionHouse, day, london

AUGUST = london("2021-08-12 14:00")


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[SupervisionHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield SupervisionHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def _held(house: SupervisionHouse, month: str, at: str, **texts: str) -> Session:
    session = house.called(house.hannah, month, london(at))
    return record.written(
        session=session.pk, held_at=london(at), how="in-person", by=house.gurdeep, now=london(at) + HOUR, **texts
    )


def test_everybody_with_somebody_above_them_is_called_once(house: SupervisionHouse) -> None:
    calling.months_called(month=day("2021-09-01"), now=NOW)
    assert calling.months_called(month=day("2021-09-01"), now=NOW) == 0
    called = {row.worker.name: (row.supervisor.name, row.work) for row in Session.objects.select_related("worker")}
    assert called["Hannah Oakstead"] == ("Gurdeep Sandgal", Work.SOCIAL_WORKER)
    assert called["Gurdeep Sandgal"] == ("Marcia Leverrose", Work.MANAGER)
    assert "Tariq Mahmood" not in called  # nobody is named above him
    assert "Marcia Leverrose" not in called  # the manager of her team answers to her


def test_nobody_reads_the_supervision_of_somebody_they_answer_to(house: SupervisionHouse) -> None:
    Worker.objects.filter(pk=house.marcia.pk).update(manager=house.denise)
    session = house.called(house.marcia)
    assert session.supervisor == house.denise
    assert signed_in(house.gurdeep).get(reverse("supervision:session", args=[session.pk])).status_code == 404
    assert signed_in(house.denise).get(reverse("supervision:session", args=[session.pk])).status_code == 200


def test_the_duty_falls_due_as_the_month_ends(house: SupervisionHouse) -> None:
    session = house.called(house.hannah)
    due = DueMoment.objects.get(journey="supervision", episode_id=session.pk)
    assert due.subject_id == house.hannah.pk
    assert due.due_at == start_of_day(date(2021, 10, 1)) - timedelta(microseconds=1)


def test_september_brings_back_what_august_decided_and_nobody_did(house: SupervisionHouse) -> None:
    kai = house.hannahs("Kai")
    august = _held(house, "2021-08-01", "2021-08-12 14:00")
    said = Said("Ask the school for the attendance record", house.hannah.pk, date(2021, 8, 20), "1")
    record_children.discussed(
        session=august.pk, child=kai.pk, note="Kai is tired.", decisions=[said], by=house.gurdeep, now=AUGUST + HOUR
    )
    record.signed(session=august.pk, by=house.gurdeep, now=AUGUST + HOUR)
    september = house.called(house.hannah)
    page = text_of(signed_in(house.gurdeep).get(reverse("supervision:session", args=[september.pk])))
    assert "Not done, was due 20 August 2021: Ask the school for the attendance record" in page
    decision = Decision.objects.get()
    response = signed_in(house.hannah).post(
        reverse("supervision:decision", args=[decision.pk]), {"act": "done", "note": "Sent: 61 per cent."}
    )
    assert response.status_code == 302
    assert "Ask the school" not in " ".join(flag.words for each in agenda(september, NOW) for flag in each.flags)
    assert not DueMoment.objects.filter(journey="decision").exists()


def test_a_decision_is_on_the_worklist_of_whoever_holds_the_child(house: SupervisionHouse) -> None:
    kai = house.hannahs("Kai")
    august = _held(house, "2021-08-01", "2021-08-12 14:00")
    said = Said("Visit before school begins", house.hannah.pk, date(2021, 8, 31), "1")
    record_children.discussed(session=august.pk, child=kai.pk, decisions=[said], by=house.gurdeep, now=AUGUST + HOUR)
    page = text_of(signed_in(house.hannah).get(reverse("worklist")))
    assert "Decision from supervision" in page
    assert reverse("supervision:decision", args=[Decision.objects.get().pk]) in page


def test_the_agenda_puts_a_child_who_is_missing_now_first(house: SupervisionHouse) -> None:
    house.hannahs("Ada")
    kai, lena = house.hannahs("Kai"), house.hannahs("Lena", since="2021-08-25 09:00")
    house.missing(kai, "2021-08-31 20:00")
    lines = agenda(house.called(house.hannah), NOW)
    assert [each.name for each in lines] == ["Kai Brightwell", "Lena Brightwell", "Ada Brightwell"]
    assert lines[0].flags[0].kind in {"missing", "late"}
    assert "New since last time: from 25 August 2021" in [flag.words for flag in lines[1].flags]
    assert lines[2].flags == []
    assert lena.pk == lines[1].child_id


def test_the_agenda_asks_no_more_of_the_database_for_more_children(
    house: SupervisionHouse, django_assert_max_num_queries: object
) -> None:
    for forename in ("Ada", "Ben", "Cleo", "Dev", "Ela", "Finn", "Gus", "Hal"):
        house.hannahs(forename)
    session = house.called(house.hannah)
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # pytest-django's fixture
        agenda(session, NOW)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("hannah", 200),
        ("gurdeep", 200),
        ("marcia", 200),
        ("ruth", 404),
        ("denise", 404),
        ("amrit", 404),
        ("karen", 404),
    ],
)
def test_only_the_worker_the_supervisor_and_those_above_read_it(house: SupervisionHouse, who: str, status: int) -> None:
    session = _held(house, "2021-08-01", "2021-08-12 14:00", wellbeing="Hannah is worn out.")
    as_application()
    for page in ("session", "print"):
        got = signed_in(getattr(house, who)).get(reverse(f"supervision:{page}", args=[session.pk]))
        assert got.status_code == status
        assert ("Hannah is worn out." in text_of(got)) is (status == 200)


def test_no_role_opens_every_reflection() -> None:
    from righthelp.foundation.access.decision import Scope
    from righthelp.site.matrix import MATRIX

    for act in ("supervision.see", "supervision.record"):
        assert Scope.ANY not in MATRIX[act].values()


def test_a_former_manager_no_longer_reads_once_the_worker_has_moved(house: SupervisionHouse) -> None:
    session = _held(house, "2021-05-01", "2021-05-12 14:00")
    page = reverse("supervision:session", args=[session.pk])
    assert signed_in(house.gurdeep).get(page).status_code == 200
    Worker.objects.filter(pk=house.hannah.pk).update(manager=house.denise, team=house.teams["missing"])
    assert signed_in(house.gurdeep).get(page).status_code == 404


def test_what_is_said_of_a_child_is_read_by_whoever_may_open_the_child(house: SupervisionHouse) -> None:
    kai = house.hannahs("Kai")
    august = _held(house, "2021-08-01", "2021-08-12 14:00", wellbeing="Hannah is worn out.")
    record_children.discussed(
        session=august.pk, child=kai.pk, note="Kai is tired at school.", by=house.gurdeep, now=AUGUST + HOUR
    )
    page = text_of(signed_in(house.karen).get(reverse("supervision:of-child", args=[kai.pk])))
    assert "Kai is tired at school." in page
    assert "worn out" not in page
    assert signed_in(house.ruth).get(reverse("supervision:of-child", args=[kai.pk])).status_code == 404


def test_a_child_closed_to_the_supervisor_is_not_on_their_agenda(house: SupervisionHouse) -> None:
    kai = house.hannahs("Kai")
    session = house.called(house.hannah)
    type(kai).objects.filter(pk=kai.pk).update(tier=2)
    assert [each.name for each in agenda(session, NOW, reader=house.sign_in_of(house.gurdeep))] == []
    got = signed_in(house.gurdeep).get(reverse("supervision:discuss", args=[session.pk, kai.pk]))
    assert got.status_code == 404
    assert "Kai" not in text_of(signed_in(house.gurdeep).get(reverse("supervision:session", args=[session.pk])))


def test_nobody_supervises_themselves(house: SupervisionHouse) -> None:
    session = house.called(house.gurdeep)
    with pytest.raises(Refused, match="Nobody supervises themselves"):
        record.written(session=session.pk, held_at=NOW, how="phone", by=house.gurdeep, now=NOW)


def test_somebody_from_another_line_writes_nothing(house: SupervisionHouse) -> None:
    session = house.called(house.hannah)
    with pytest.raises(Refused, match="Gurdeep Sandgal supervises"):
        record.written(session=session.pk, held_at=NOW, how="phone", by=house.denise, now=NOW)


def test_of_two_who_write_at_once_the_slower_is_told_and_loses_nothing(house: SupervisionHouse) -> None:
    session = house.called(house.hannah)
    browser, other = signed_in(house.gurdeep), signed_in(house.marcia)
    page = reverse("supervision:reflection", args=[session.pk])
    typed = {
        "held_at_day": "1",
        "held_at_month": "9",
        "held_at_year": "2021",
        "held_at_time": "10:00",
        "how": "in-person",
        "version": "0",
    }
    assert other.post(page, {**typed, "strengths": "Marcia’s words"}).status_code == 302
    got = browser.post(page, {**typed, "strengths": "Gurdeep’s words"})
    assert got.status_code == 200
    assert "Somebody else has written" in text_of(got)
    assert "Gurdeep’s words" in text_of(got)
    assert "Marcia’s words" in text_of(got)
    assert Session.objects.get(pk=session.pk).strengths == "Marcia’s words"
    assert 'name="version" value="1"' in text_of(got)


def test_what_is_signed_stands_even_against_the_database(house: SupervisionHouse) -> None:
    session = _held(house, "2021-08-01", "2021-08-12 14:00", strengths="Careful with words.")
    record.signed(session=session.pk, by=house.gurdeep, now=NOW)
    with pytest.raises(Refused, match="no longer changes"):
        record.written(session=session.pk, held_at=AUGUST, how="phone", by=house.gurdeep, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(strengths="Other words")
    record.added(session=session.pk, text="And she mentors a student.", by=house.gurdeep, now=NOW)
    record.agreed(session=session.pk, by=house.hannah, now=NOW, note="I asked for a smaller caseload.")
    page = text_of(signed_in(house.hannah).get(reverse("supervision:session", args=[session.pk])))
    for words in ("Careful with words.", "And she mentors a student.", "I asked for a smaller caseload."):
        assert words in page


def test_only_the_worker_says_that_they_have_read_it(house: SupervisionHouse) -> None:
    session = _held(house, "2021-08-01", "2021-08-12 14:00")
    with pytest.raises(Refused, match="not signed"):
        record.agreed(session=session.pk, by=house.hannah, now=NOW)
    record.signed(session=session.pk, by=house.gurdeep, now=NOW)
    with pytest.raises(Refused, match="Hannah Oakstead reads"):
        record.agreed(session=session.pk, by=house.gurdeep, now=NOW)


def test_the_agenda_of_a_signed_supervision_is_kept_as_it_stood(house: SupervisionHouse) -> None:
    kai = house.hannahs("Kai")
    house.missing(kai, "2021-08-11 20:00", "2021-08-11 23:00")
    august = _held(house, "2021-08-01", "2021-08-12 14:00")
    record.signed(session=august.pk, by=house.gurdeep, now=AUGUST + HOUR)
    august.refresh_from_db()
    house.missing(kai, "2021-08-30 20:00")
    kept = [flag.words for each in agenda(august, NOW) for flag in each.flags]
    assert "Went missing once since last time" in kept
    assert not any("Missing now" in words for words in kept)


def test_the_rate_counts_the_month_and_leaves_out_who_was_away_all_of_it(house: SupervisionHouse) -> None:
    july = london("2021-07-05 09:00")
    Absence.objects.create(worker=house.ruth, kind="parental", starts=date(2021, 6, 1), ends=date(2021, 12, 1))
    _held(house, "2021-07-01", "2021-07-06 09:00")
    months = [month for month, _ in queries.monthly([], NOW, work="")]
    assert months == []
    from righthelp.foundation.calendar import Month

    ((_, rate),) = queries.monthly([Month(2021, 7)], NOW, work=Work.SOCIAL_WORKER)
    assert (rate.in_month, rate.owed, rate.excused, rate.said) == (1, 1, 1, "100.0%")
    ((_, none),) = queries.monthly([Month(2020, 7)], NOW, work=Work.SOCIAL_WORKER)
    assert none.said == "none"
    assert july < NOW


def test_held_after_the_month_is_late_and_never_held_is_overdue(house: SupervisionHouse) -> None:
    from righthelp.foundation.calendar import Month

    late = house.called(house.hannah, "2021-07-01", london("2021-07-05 09:00"))
    record.written(session=late.pk, held_at=london("2021-08-02 09:00"), how="phone", by=house.gurdeep, now=NOW)
    record.missed(
        session=Session.objects.get(worker=house.ruth, month=day("2021-07-01")).pk,
        why="emergency",
        by=house.gurdeep,
        now=london("2021-07-30 09:00"),
    )
    ((_, rate),) = queries.monthly([Month(2021, 7)], NOW, work=Work.SOCIAL_WORKER)
    assert (rate.in_month, rate.late, rate.overdue) == (0, 1, 1)
    assert [row.worker.name for row in queries.overdue(NOW, work=Work.SOCIAL_WORKER)] == ["Ruth Okafor"]


def test_a_month_away_is_excused_and_an_early_return_takes_the_excuse_back(house: SupervisionHouse) -> None:
    away = Absence.objects.create(worker=house.ruth, kind="sickness", starts=date(2021, 8, 20), ends=date(2021, 10, 4))
    session = house.called(house.ruth)
    assert (session.missed, session.excused is not None) == ("away", True)
    assert not DueMoment.objects.filter(journey="supervision", episode_id=session.pk).exists()
    Absence.objects.filter(pk=away.pk).update(ends=date(2021, 9, 20))
    session = house.called(house.ruth)
    assert (session.missed, session.excused) == ("", None)
    assert DueMoment.objects.filter(journey="supervision", episode_id=session.pk).exists()


def test_a_very_small_team_is_withheld_from_strangers(house: SupervisionHouse) -> None:
    house.called(house.hannah)
    teams = list(type(house.teams["east"]).objects.all())
    seen = {
        who: {row.team.name: row.rate.said for row in queries.rates(
            day("2021-09-01"), NOW, work=Work.SOCIAL_WORKER, above=house.sign_in_of(getattr(house, who)), teams=teams
        )}
        for who in ("gurdeep", "amrit")
    }  # fmt: skip
    assert seen == {"gurdeep": {"Safeguarding East 1": "0.0%"}, "amrit": {"Safeguarding East 1": "withheld"}}


def test_a_whole_supervision_by_its_pages(house: SupervisionHouse) -> None:
    kai = house.hannahs("Kai")
    session = house.called(house.hannah)
    as_application()
    browser = signed_in(house.gurdeep)
    assert "Hannah Oakstead" in text_of(browser.get(reverse("supervision:board")))
    typed = {"held_at_day": "1", "held_at_month": "9", "held_at_year": "2021", "held_at_time": "10:00"}
    sent = {**typed, "how": "in-person", "worries": "Too many court days.", "version": "0"}
    assert browser.post(reverse("supervision:reflection", args=[session.pk]), sent).status_code == 302
    said = {
        "note": "Kai wants to stay at his school.",
        "what1": "Write to the school",
        "who1": str(house.hannah.pk),
        "by1_day": "10",
        "by1_month": "9",
        "by1_year": "2021",
    }
    discuss = reverse("supervision:discuss", args=[session.pk, kai.pk])
    assert browser.post(discuss, said).status_code == 302
    assert browser.post(discuss, said).status_code == 302  # pressed twice
    assert Decision.objects.filter(child=kai).count() == 1
    assert browser.post(reverse("supervision:sign", args=[session.pk])).status_code == 302
    reader = signed_in(house.hannah)
    assert "waits for you" in text_of(reader.get(reverse("supervision:board")))
    assert reader.post(reverse("supervision:agree", args=[session.pk]), {"note": "Thank you."}).status_code == 302
    row = Session.objects.get(pk=session.pk)
    assert (row.signed_at, row.agreed_at, row.agreed_note) == (NOW, NOW, "Thank you.")
    assert "Write to the school" in text_of(reader.get(reverse("supervision:decisions")))
    assert signed_in(house.marcia).get(reverse("supervision:rates")).status_code == 200


def test_half_a_decision_is_asked_for_the_rest(house: SupervisionHouse) -> None:
    kai = house.hannahs("Kai")
    session = house.called(house.hannah)
    got = signed_in(house.gurdeep).post(
        reverse("supervision:discuss", args=[session.pk, kai.pk]), {"note": "", "what1": "Write to the school"}
    )
    assert "Choose who does it." in text_of(got)
    assert "Enter by when." in text_of(got)
    assert "Write to the school" in text_of(got)


def test_the_reader_of_a_supervision_is_noted_for_it_and_for_each_child(house: SupervisionHouse) -> None:
    from righthelp.foundation.audit.models import Look

    kai = house.hannahs("Kai")
    session = house.called(house.hannah)
    signed_in(house.gurdeep).get(reverse("supervision:session", args=[session.pk]))
    seen = {(row.subject_kind, tuple(row.subject_ids)) for row in Look.objects.filter(act="supervision.see")}
    assert seen == {("supervision", (session.pk,)), ("child", (kai.pk,))}


def test_what_need_not_be_done_is_stopped_by_somebody_above(house: SupervisionHouse) -> None:
    kai = house.hannahs("Kai")
    august = _held(house, "2021-08-01", "2021-08-12 14:00")
    said = Said("Visit weekly", house.hannah.pk, date(2021, 9, 30), "1")
    record_children.discussed(session=august.pk, child=kai.pk, decisions=[said], by=house.gurdeep, now=AUGUST + HOUR)
    decision = Decision.objects.get()
    with pytest.raises(Refused, match="Nobody supervises themselves"):
        record_children.decision_stopped(decision=decision.pk, why="No time", by=house.hannah, now=NOW)
    record_children.decision_moved(decision=decision.pk, by_when=date(2021, 10, 8), by=house.gurdeep, now=NOW)
    decision.refresh_from_db()
    assert (decision.by_when, decision.first_by_when) == (date(2021, 10, 8), date(2021, 9, 30))
    record_children.decision_stopped(decision=decision.pk, why="Kai has moved home", by=house.gurdeep, now=NOW)
    assert not Decision.objects.filter(child=kai, done__isnull=True, stopped__isnull=True).exists()


def test_decisions_stay_with_the_child_when_the_worker_changes(house: SupervisionHouse) -> None:
    kai = house.hannahs("Kai")
    august = _held(house, "2021-08-01", "2021-08-12 14:00")
    said = Said("Find a mentor", house.hannah.pk, date(2021, 8, 30), "1")
    record_children.discussed(session=august.pk, child=kai.pk, decisions=[said], by=house.gurdeep, now=AUGUST + HOUR)
    Allocation.objects.filter(child=kai).update(ends=AUGUST + 2 * HOUR)
    Allocation.objects.create(child=kai, worker=house.ruth, starts=AUGUST + 2 * HOUR)
    words = [flag.words for each in agenda(house.called(house.ruth), NOW) for flag in each.flags]
    assert any("Find a mentor" in each for each in words)
