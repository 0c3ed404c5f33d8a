"""Children in education: a school's file, two brothers, a query that reaches the panel, a plan and its 20 weeks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from righthelp.foundation.journey import State, explain
from righthelp.foundation.refusals import Refused
from righthelp.practice.education import journey, queries, queries_work, record_files, record_plans, record_work
from righthelp.practice.education.models import (
    Attended,
    CheckDue,
    FileLine,
    OutOfSchool,
    Panel,
    PlanAsked,
    Query,
)
from righthelp.practice.people.models import Person
from righthelp.practice.people.models_partners import Attendance
from tests.stories.care_house import account_of, as_application, signed_in, text_of
from tests.stories.school_house import HEADING, JULY, SchoolHouse


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> SchoolHouse:
    made = SchoolHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


@pytest.mark.django_db
def test_three_lines_are_left_with_their_reasons_and_the_rest_is_taken(house: SchoolHouse) -> None:
    file = house.sends(
        f"C330200001001,Kian,Doyle,04/03/2008,103456,{JULY},30,12,4,14",
        f",Rorry,Doyle,02/11/2012,Beech Lane School,{JULY},30,30,0,0",
        f"C330200001001,Kian,Doyle,04/03/2008,103456,{JULY},30,30,0,0",
        ",Rory,Doyle,02/11/2012,Beech Lane School,01/08/2021,30/09/2021,30,30,0,0",
        ",Rory,Doyle,02/11/2012,Beech Lane School,01/06/2021,30/06/2021,30,27,3,0",
    )
    assert (file.lines, file.taken) == (5, 2)
    left = {each.number: each for each in FileLine.objects.filter(file=file)}
    assert left[3].waits
    assert "on this school’s roll" in left[3].why
    assert "line 2 already" in left[4].why
    assert "30/09/2021, which is in the future" in left[5].why
    assert (left[4].waits, left[5].waits) == (False, False)
    with pytest.raises(Refused, match="put right"):
        record_files.line_given(line=left[5].pk, child=house.rory.pk, **house.nadia_on("2021-08-11"))
    given = record_files.line_given(line=left[3].pk, child=house.rory.pk, **house.nadia_on("2021-08-11"))
    assert (given.child_id, given.percent) == (house.rory.pk, Decimal("100.0"))
    with pytest.raises(Refused, match="settled"):
        record_files.line_set_aside(line=left[3].pk, why="Twice.", **house.nadia_on("2021-08-11"))


@pytest.mark.django_db
def test_a_number_with_somebody_elses_name_or_a_sealed_record_never_matches(house: SchoolHouse) -> None:
    twin = f"C330200001001,Cillian,Doyle,04/03/2008,103456,{JULY},30,12,4,14"
    file = house.sends(twin, f",Rory,Doyle,02/11/2012,No Such School,{JULY},30,30,0,0")
    assert [each.waits for each in FileLine.objects.filter(file=file).order_by("number")] == [True, False]
    Person.objects.filter(pk=house.kian.pk).update(tier=3)
    house.sends(f"C330200001001,Kian,Doyle,04/03/2008,103456,{JULY},30,12,4,14")
    assert not Attended.objects.exists()


@pytest.mark.django_db
def test_what_a_school_sends_again_corrects_what_it_sent(house: SchoolHouse) -> None:
    house.sends(f"C330200001001,,,,103456,{JULY},30,12,4,14")
    again = house.sends(f"C330200001001,,,,103456,{JULY},30,27,3,0", on="2021-08-12")
    assert (again.taken, Attended.objects.get().percent) == (1, Decimal("90.0"))
    other = house.sends("C330200001001,,,,103456,15/07/2021,15/08/2021,30,27,3,0", on="2021-08-16")
    assert "for another period" in FileLine.objects.get(file=other).why
    with pytest.raises(Refused, match="no column school"):
        record_files.file_received(name="a.csv", content=b"upn,name\n1,2", **house.nadia_on("2021-08-16"))


@pytest.mark.django_db
def test_two_brothers_and_a_line_that_moves(house: SchoolHouse) -> None:
    house.sends(
        f"C330200001001,,,,103456,{JULY},100,61,9,30", f",Rory,Doyle,02/11/2012,103456,{JULY},100,89,11,0",
        "C330200001001,,,,103456,01/06/2021,30/06/2021,100,70,30,0",
    )  # fmt: skip
    house.pupil("Una", "Kane", date(2009, 5, 5))
    house.pupil("Baby", "Kane", date(2019, 5, 5))
    nobody = house.pupil("Finn", "Hale", date(2009, 6, 6), plan="")
    rows = queries.pupils(account_of(house.nadia), date(2021, 7, 1), house.now)
    assert [(row.name, row.percent) for row in rows] == [
        ("Kian Doyle", Decimal("61.0")), ("Rory Doyle", Decimal("89.0")), ("Una Kane", None),
    ]  # fmt: skip
    assert rows[0].change == Decimal("-9.0")
    assert nobody.pk not in {row.child for row in rows}
    browser = signed_in(house.nadia)
    both = text_of(browser.get(reverse("education:board")))
    assert "Rory Doyle" in both
    assert "Una Kane" not in both
    one = text_of(browser.get(reverse("education:board") + "?line=80"))
    assert "80% or less" in one
    assert "E+" not in one
    assert "Kian Doyle" in one
    assert "Rory Doyle" not in one
    assert "Una Kane" in text_of(browser.get(reverse("education:board") + "?which=unsent&line=nonsense"))
    july = next(row for row in queries.months(Decimal(90), house.now) if row.month == date(2021, 7, 1))
    assert (july.plans, july.sent, july.low, july.change) == (3, 2, 2, 1)
    answer = browser.get(reverse("education:board") + "?format=csv&table=pupils")
    assert answer["Content-Type"].startswith("text/csv")
    assert browser.get(reverse("education:board") + "?month=0001-01").status_code == 200
    assert signed_in(house.hannah).get(reverse("education:child", args=[house.kian.pk])).status_code == 404


@pytest.mark.django_db
def test_a_query_nobody_resolves_reaches_the_panel(house: SchoolHouse) -> None:
    query = record_work.asked(
        child=house.kian.pk, way="social", level="plan", asked=date(2021, 7, 26), what="He stays in bed.",
        by=account_of(house.ruth), now=house.evening("2021-07-26"),
    )  # fmt: skip
    record_work.answered(
        query=query.pk, on=date(2021, 7, 28), answer="Try a later start.", **house.nadia_on("2021-07-28")
    )
    assert explain(journey.FOLLOW, query, now=house.now).state is State.OVERDUE
    [row] = queries_work.queries(account_of(house.nadia), house.now)
    assert row.late
    for who in (house.nadia, house.ruth):
        assert "Kian Doyle" in text_of(signed_in(who).get(reverse("worklist")))
    assert signed_in(house.nadia).get(reverse("child", args=[house.kian.pk])).status_code == 200
    assert signed_in(house.nadia).get(reverse("child", args=[house.rory.pk])).status_code == 404
    with pytest.raises(Refused, match="referral to the panel"):
        record_work.followed(
            query=query.pk, on=date(2021, 8, 31), note="No.", came="panel", **house.nadia_on("2021-08-31")
        )
    panel = record_work.referred(
        child=house.kian.pk, query=query.pk, referred=date(2021, 8, 31), why="He is out of school.",
        tried="A later start.", by=account_of(house.ruth), now=house.evening("2021-08-31"),
    )  # fmt: skip
    query.refresh_from_db()
    assert (query.came, explain(journey.FOLLOW, query, now=house.now).state) == ("panel", State.LATE)
    record_work.panel_decided(
        panel=panel.pk, on=date(2021, 9, 1), decision="support", reasons="A mentor.", **house.nadia_on("2021-09-01")
    )
    todo = record_work.agreed(
        panel=panel.pk, what="A mentor begins", who="Beech Lane", by_when=date(2021, 9, 1),
        **house.nadia_on("2021-09-01"),
    )  # fmt: skip
    assert explain(journey.AGREED, todo, now=house.now).state is State.RUNNING
    page = text_of(signed_in(house.ruth).get(reverse("education:child", args=[house.kian.pk])))
    assert "A mentor begins" in page
    with pytest.raises(Refused, match="Take that back first"):
        record_plans.taken_back(model=Panel, number=panel.pk, why="Another boy.", **house.nadia_on("2021-09-01"))


@pytest.mark.django_db
def test_legal_steps_come_in_their_order(house: SchoolHouse) -> None:
    def step(kind: str, on: date) -> Any:
        return record_work.stepped(
            child=house.kian.pk, kind=kind, on=on, who="Mrs Vale, head", note="As agreed.",
            **house.nadia_on("2021-09-01"),
        )  # fmt: skip

    step("challenge", date(2021, 6, 1))
    with pytest.raises(Refused, match="hospital school"):
        step("notice", date(2021, 6, 20))
    step("hospital", date(2021, 6, 8))
    step("fast", date(2021, 6, 15))
    with pytest.raises(Refused, match="FAST-track"):
        step("court", date(2021, 6, 14))
    step("notice", date(2021, 6, 20))
    step("court", date(2021, 7, 20))


@pytest.mark.django_db
def test_a_child_on_no_roll_is_triaged_and_found(house: SchoolHouse) -> None:
    roll = record_work.on_no_roll(
        child=house.rory.pk, told=date(2021, 8, 26), by_whom="school", what="Not seen since June.",
        **house.nadia_on("2021-08-26"),
    )  # fmt: skip
    assert explain(journey.TRIAGE, roll, now=house.now).state is State.OVERDUE
    [row] = queries_work.no_roll(account_of(house.nadia), house.now)
    assert (row.child, row.state) == (house.rory.pk, "told")
    end = {"roll": roll.pk, "on": date(2021, 9, 1), "found": "roll", "note": "Admitted.", "school": house.beech.pk}
    with pytest.raises(Refused, match="what was done"):
        record_work.roll_ended(**end, **house.nadia_on("2021-09-01"))
    record_work.triaged(
        roll=roll.pk, on=date(2021, 8, 31), triage="visit", note="Nadia goes.", **house.nadia_on("2021-08-31")
    )
    with pytest.raises(Refused, match="Choose the school"):
        record_work.roll_ended(**(end | {"school": None}), **house.nadia_on("2021-09-01"))
    record_work.roll_ended(**end, **house.nadia_on("2021-09-01"))
    assert Attendance.objects.get(person=house.rory, ends=None).organisation == house.beech
    assert not queries_work.no_roll(account_of(house.nadia), house.now)


def plan(house: SchoolHouse, child: Person, requested: date, issued: date | None, **more: Any) -> PlanAsked:
    """A plan asked for and issued."""
    row = record_plans.plan_asked(
        child=child.pk, requested=requested, asked_by="parent", **house.nadia_on("2021-08-31")
    )
    record_plans.to_assess(plan=row.pk, on=requested, **house.nadia_on("2021-08-31"))
    if more:
        record_plans.plan_excepted(plan=row.pk, **more, **house.nadia_on("2021-08-31"))
    if issued:
        record_plans.plan_issued(plan=row.pk, on=issued, **house.nadia_on("2021-08-31"))
    row.refresh_from_db()
    return row


@pytest.mark.django_db
def test_an_exception_counts_neither_above_nor_below_the_line(house: SchoolHouse) -> None:
    una, finn = (house.pupil(name, "Kane", date(2010, 1, day)) for day, name in enumerate(("Una", "Finn"), start=1))
    in_time = plan(house, house.kian, date(2021, 2, 12), date(2021, 7, 2))
    late = plan(house, house.rory, date(2021, 2, 11), date(2021, 7, 2))
    away = plan(
        house, una, date(2021, 1, 4), date(2021, 7, 5), on=date(2021, 3, 1), exception="away", note="Five weeks abroad."
    )
    asked = plan(house, finn, date(2021, 7, 9), None)
    assert [one.in_time for one in (in_time, late, away, asked)] == [True, False, False, None]
    states = [explain(journey.ISSUE, one, now=house.now).state for one in (in_time, late, away, asked)]
    assert states == [State.MET, State.LATE, State.EXCUSED, State.RUNNING]
    july = next(row for row in queries_work.plan_months(house.now) if row.month == date(2021, 7, 1))
    assert (july.issued, july.excepted, july.of, july.in_time, july.share) == (3, 1, 2, 1, Decimal("50.0"))
    assert (july.asked, july.open) == (1, 3)
    record_plans.taken_back(model=PlanAsked, number=late.pk, why="Another boy.", **house.nadia_on("2021-08-31"))
    july = next(row for row in queries_work.plan_months(house.now) if row.month == date(2021, 7, 1))
    assert (july.of, july.in_time, july.open) == (1, 1, 2)
    with pytest.raises(Refused, match="25 September 2020 only"):
        record_plans.plan_excepted(
            plan=asked.pk, on=date(2021, 8, 1), exception="covid", note="Closed.", **house.nadia_on("2021-08-31")
        )
    figures = text_of(signed_in(house.gurdeep).get(reverse("education:plan-months")))
    assert "100.0%" in figures
    assert "1 of 1" in figures


@pytest.mark.django_db
def test_a_child_with_a_plan_out_of_school_is_seen_every_week(house: SchoolHouse) -> None:
    held = plan(house, house.kian, date(2021, 2, 12), date(2021, 7, 2))
    out = record_plans.out_of_school(plan=held.pk, starts=date(2021, 8, 9), why="place", **house.nadia_on("2021-08-09"))

    def check(on: date, seen: str) -> None:
        record_plans.checked(out=out.pk, on=on, seen=seen, note="At home.", **house.nadia_on(on.isoformat()))

    check(date(2021, 8, 13), "well")
    check(date(2021, 8, 20), "not")
    due = CheckDue.objects.get(out=out, held=None)
    assert (due.since, explain(journey.CHECK, due, now=house.now).state) == (date(2021, 8, 13), State.OVERDUE)
    [row] = [each for each in queries_work.plans(account_of(house.nadia), house.now) if each.out]
    assert row.check_late
    page = text_of(signed_in(house.nadia).get(reverse("education:plans") + "?plans_out=late"))
    assert "Kian" in page
    with pytest.raises(Refused, match="Record first how that ended"):
        record_plans.plan_ceased(plan=held.pk, on=date(2021, 8, 30), why="Moved.", **house.nadia_on("2021-08-30"))
    record_plans.in_school_again(out=out.pk, ends=date(2021, 8, 31), how="Ash Grove.", **house.nadia_on("2021-08-31"))
    assert not CheckDue.objects.filter(out=out, held=None, ended=None).exists()
    with pytest.raises(Refused, match="Weekly checks stand"):
        record_plans.taken_back(model=OutOfSchool, number=out.pk, why="Twice.", **house.nadia_on("2021-08-31"))


@pytest.mark.django_db
def test_through_the_pages(house: SchoolHouse) -> None:
    ada = house.child("Ada", "Moss", born=date(2009, 4, 4))
    house.into_care(ada, "2021-03-01")
    browser = signed_in(house.nadia)

    def on(name: str, day: str = "30", month: str = "8") -> dict[str, str]:
        return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": "2021"}

    def posted(page: str, *args: Any, **said: Any) -> str:
        return text_of(browser.post(reverse(f"education:{page}", args=args), said, follow=True))

    sent = SimpleUploadedFile("beech.csv", f"{HEADING},Rorry,Doyle,02/11/2012,103456,{JULY},30,15,15,0".encode())
    assert "0 of 1 lines" in posted("receive", file=sent)
    line = FileLine.objects.get()
    assert "Rory Doyle" in text_of(browser.get(reverse("education:line", args=[line.pk])))
    posted("line", line.pk, child=house.rory.pk)
    assert "50.0%" in text_of(browser.get(reverse("education:child", args=[house.rory.pk])))
    said = posted("ask", house.rory.pk, **on("asked"), way="social", level="early", what="Half the month away.")
    assert "Half the month away." in said
    query = Query.objects.get()
    assert "Rory Doyle" in text_of(browser.get(reverse("education:queries") + "?queries_level=early"))
    posted("take-back", "query", query.pk, why="Another boy.")
    query.refresh_from_db()
    assert query.closed is not None
    door = browser.get(reverse("education:of-query", args=[query.pk]))
    assert door["Location"] == reverse("education:child", args=[house.rory.pk])
    surgery = posted("surgery-new", **on("on"), team=house.teams["east"].pk, who="Nadia and the team")
    assert "No child is recorded yet" in surgery
    number = queries_work.surgeries(account_of(house.nadia), house.now)[0].pk
    assert "Up late." in posted("discuss", number, child=ada.pk, said="Up late.")
    talk = queries_work.surgeries(account_of(house.nadia), house.now)[0].children.get()
    assert "A bedtime" in posted(
        "surgery-agreed", talk.pk, what="A bedtime", who="Mrs Osgood", **on("by_when", "6", "9")
    )
    page = reverse("education:child", args=[ada.pk])
    assert "Personal education plans" not in text_of(browser.get(page)), "an adviser may not open them"
    assert "Personal education plans" in text_of(signed_in(house.ruth).get(page))
