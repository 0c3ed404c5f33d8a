"""Health of children in care: Jaden of fifteen refuses and is respected, a baby is seen twice a year, Ines waits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from righthelp.foundation.calendar import local_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import InCare
from righthelp.practice.care.placing import Where
from righthelp.practice.health import queries, queries_oc2, record
from righthelp.practice.health.codes import PARTS, Band, Duty, band
from righthelp.practice.health.due import Stretch, assessments, stretches
from righthelp.practice.health.models import Check, HealthDue, Passport, Referred, Substance
from righthelp.practice.health.record import Came
from righthelp.practice.people.models import Person
from tests.stories.care_house import CareHouse, account_of, as_application, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


@pytest.fixture
def jaden(house: CareHouse) -> InCare:
    """Jaden is fifteen, and came to the Osgoods on 1 March 2021."""
    return house.into_care(house.child("Jaden", "Pryce", born=date(2006, 2, 10)), "2021-03-01")


def on(name: str, day: str) -> dict[str, str]:
    """A day as the form sends it."""
    year, month, number = day.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


def checked(house: CareHouse, child: Person, kind: str, day: str, outcome: str = "kept", **more: Any) -> Check:
    """Ruth records what came of a check on that day."""
    said = {"consent": "parent", "found": "Well."} if outcome == "kept" else {"why": "He says no.", "consent": "parent"}
    came = Came(outcome=outcome, **said | more)
    return record.checked(
        child=child.pk, kind=kind, on=date.fromisoformat(day), came=came, by=account_of(house.ruth),
        now=house.evening(day),
    )  # fmt: skip


def due(child: Person) -> dict[str, date]:
    """What is due for a child, by kind."""
    rows = dict(HealthDue.objects.filter(child=child).values_list("pk", "kind"))
    moments = DueMoment.objects.filter(journey="health-due", episode_id__in=rows)
    return {rows[each.episode_id]: local_date(each.due_at) for each in moments}


def test_stretches_leave_out_days_on_which_the_duty_did_not_hold() -> None:
    day = date(2021, 1, 1)
    seen, after = date(2021, 5, 1), date(2022, 1, 1)
    assert stretches(Duty.DENTIST, day, [(date(2020, 1, 1), True), (seen, True), (after, True)], after) == [
        Stretch(Duty.DENTIST, day, seen), Stretch(Duty.DENTIST, seen, None, after),
    ]  # fmt: skip
    assert stretches(Duty.SDQ, day, [], day) == []


def test_a_review_is_by_the_rule_of_the_day_it_is_counted_from() -> None:
    born, events = date(2016, 6, 1), [(date(2021, 2, 1), True), (date(2021, 6, 1), True)]
    kinds = [each.kind for each in assessments(date(2021, 1, 4), events, None, born)]
    assert kinds == [Duty.INITIAL, Duty.YOUNG, Duty.REVIEW]


def test_bands_of_the_questionnaire() -> None:
    assert [band(score) for score in (13, 14, 16, 17)] == [Band.NORMAL, Band.BORDERLINE, Band.BORDERLINE, Band.CONCERN]


def test_what_is_due_from_the_day_of_coming_into_care(house: CareHouse, jaden: InCare) -> None:
    found = due(jaden.child)
    assert found["initial"] == date(2021, 3, 29)
    assert found["dentist"] == found["sdq"] == date(2022, 3, 1)
    assert found["eyes"] == date(2023, 3, 1)


def test_a_boy_of_fifteen_refuses_and_is_respected(house: CareHouse, jaden: InCare) -> None:
    with pytest.raises(Refused, match="Not 16 yet"):
        checked(house, jaden.child, "assessment", "2021-03-20", "refused", consent="16")
    checked(house, jaden.child, "assessment", "2021-03-20", "refused", consent="understands", words="I am fine.")
    first = HealthDue.objects.get(child=jaden.child, kind="initial")
    assert (first.held, first.lapsed) == (None, date(2021, 3, 20))
    assert due(jaden.child)["review"] == date(2022, 3, 20)
    assert "initial" not in due(jaden.child)


def test_a_parent_s_refusal_is_not_the_child_s(house: CareHouse, jaden: InCare) -> None:
    checked(house, jaden.child, "assessment", "2021-03-20", "refused", consent="parent")
    assert due(jaden.child)["initial"] == date(2021, 3, 29)


def test_the_council_agrees_only_when_it_shares_parental_responsibility(house: CareHouse, jaden: InCare) -> None:
    with pytest.raises(Refused, match="did not share parental responsibility"):
        checked(house, jaden.child, "assessment", "2021-03-20", consent="council")
    with pytest.raises(Refused, match="Say who agreed"):
        checked(house, jaden.child, "assessment", "2021-03-20", consent="")
    house.law(jaden, "2021-03-22", "C1")
    assert checked(house, jaden.child, "assessment", "2021-03-23", consent="council").outcome == "kept"


def test_a_baby_is_seen_every_six_months_and_mistakes_are_taken_back(house: CareHouse) -> None:
    bea = house.child("Bea", "Ruddock", born=date(2020, 8, 1))
    house.into_care(bea, "2021-03-01")
    assert set(due(bea)) == {"initial", "dentist", "eyes", "sdq"}
    seen = checked(house, bea, "assessment", "2021-03-20")
    assert due(bea)["young"] == date(2021, 9, 20)
    record.taken_back(
        model=Check, number=seen.pk, why="It was Ines.", by=account_of(house.ruth), now=house.evening("2021-03-21")
    )
    assert "young" not in due(bea)
    assert due(bea)["initial"] == date(2021, 3, 29)


def test_nothing_is_due_after_care(house: CareHouse, jaden: InCare) -> None:
    house.leaves(jaden, "2021-03-20")
    assert due(jaden.child) == {}


def test_ines_waits_and_lives_too_far_for_the_contract(house: CareHouse) -> None:
    ines = house.child("Ines", "Ruddock", born=date(2011, 4, 2))
    far = Where(place="U6", home=house.brackenridges.pk, miles=Decimal("41.5"))
    house.into_care(ines, "2021-03-01", where=far)
    asked = record.referred(
        child=ines.pk, service="camhs", why="Nightmares.", on=date(2021, 4, 1), by=account_of(house.ruth),
        now=house.evening("2021-04-01"),
    )  # fmt: skip
    [row] = queries.waits(account_of(house.ruth), house.evening("2021-08-06"))
    assert (row.near, row.late, row.days) == ("no", True, 127)
    record.service_saw(
        referral=asked.pk, on=date(2021, 8, 9), by=account_of(house.ruth), now=house.evening("2021-08-09")
    )
    [row] = queries.waits(account_of(house.ruth), house.evening("2021-08-30"))
    assert (row.state, row.days) == ("seen", 130)


def test_the_figures_of_the_return(house: CareHouse) -> None:
    jaden = house.child("Jaden", "Pryce", born=date(2006, 2, 10))
    bea = house.child("Bea", "Ruddock", born=date(2018, 8, 1))
    new = house.child("New", "Comer", born=date(2010, 8, 1))
    house.into_care(jaden, "2020-03-02")
    house.into_care(bea, "2020-03-02")
    house.into_care(new, "2020-06-01", house.tamworth)
    checked(house, jaden, "assessment", "2020-10-01", immunised=True)
    checked(house, jaden, "dentist", "2021-02-01")
    checked(house, jaden, "sdq", "2021-02-01", consent="", score=15)
    checked(house, bea, "assessment", "2020-10-01", immunised=False, developed=True)
    record.substance_identified(
        child=jaden.pk, identified=date(2021, 1, 4), what="Cannabis, daily.", answer="refused",
        offered=date(2021, 1, 11), by=account_of(house.ruth), now=house.evening("2021-01-11"),
    )  # fmt: skip
    rows = queries_oc2.counted(date(2021, 3, 31))
    assert {row.name for row in rows} == {"Jaden Pryce", "Bea Ruddock"}
    found = [(each.many, each.of) for each in queries_oc2.figures(rows)]
    assert found == [(1, 2), (1, 2), (1, 2), (1, 1), (1, 1), (1, 2), (0, 1), (1, 1)]
    assert queries_oc2.mean_score(rows) == 15


def test_all_of_it_through_the_pages(house: CareHouse, jaden: InCare) -> None:
    ruth, child = signed_in(house.ruth), [jaden.child_id]

    def send(name: str, args: list[Any], **said: Any) -> str:
        return text_of(ruth.post(reverse(f"care_health:{name}", args=args), said, follow=True))

    send("ask", child, **on("on", "2021-08-20"), kind="assessment", who="Nurse Adeyemi")
    check = Check.objects.get()
    send("appoint", [check.pk], **on("appointment", "2021-08-30"), who="Nurse Adeyemi")
    board = text_of(ruth.get(reverse("care_health:board"), {"due_state": "appointment"}))
    assert "Jaden Pryce" in board
    came = on("on", "2021-08-30") | {"outcome": "kept", "consent": "understands", "immunised": "yes", "developed": ""}
    assert "Write what was found" in send("came", [*child, "assessment"], **came)
    page = send("came", [*child, "assessment"], **came, found="Growing well.", words="It was all right.")
    assert "It was all right." in page
    assert "Up to date" in page
    assert "Enter the score" in send(
        "came", [*child, "sdq"], **on("on", "2021-08-30"), outcome="kept", found="Filled in."
    )
    sdq = {"outcome": "kept", "score": "17", "found": "Talks to his uncle."}
    assert "cause for concern" in send("came", [*child, "sdq"], **on("on", "2021-08-30"), **sdq)
    send("refer", child, **on("on", "2021-08-30"), service="tess", why="He does not sleep.", what="")
    asked = Referred.objects.get()
    send("answered", [asked.pk], **on("on", "2021-08-31"), accepted="yes", answer="")
    send("seen", [asked.pk], **on("on", "2021-09-01"))
    assert "Sleeps again." in send("ended", [asked.pk], **on("on", "2021-09-01"), outcome="Sleeps again.")
    send("substance", child, **on("identified", "2021-08-01"), what="Cannabis.", answer="none", note="")
    send("offered", [Substance.objects.get().pk], **on("offered", "2021-08-02"), answer="received", note="Aquarius.")
    words = dict.fromkeys(PARTS, "") | {"about": "Talk to me, not about me.", "family": "Not for everybody."}
    refused = send("passport", child, **on("made", "2021-09-01"), **words, chosen=["about", "jabs"])
    assert "Write it, or leave it out." in refused
    send("passport", child, **on("made", "2021-09-01"), **words, chosen=["about"])
    passport = Passport.objects.get()
    send("given", [passport.pk], **on("on", "2021-09-01"))
    paper = text_of(ruth.get(reverse("care_health:passport-print", args=[passport.pk])))
    assert "Talk to me, not about me." in paper
    assert "Not for everybody." not in paper
    assert "Another boy." in send("take-back", ["substance", Substance.objects.get().pk], why="Another boy.")
    assert "Services asked to help" in text_of(ruth.get(reverse("care_health:waiting")))
    figures = text_of(signed_in(house.gurdeep).get(reverse("care_health:oc2"), {"year": "2021"}))
    assert "No child was looked after for the whole of this year" in figures
    doors = (("of-due", HealthDue.objects.filter(child=jaden.child)[0].pk), ("of-referral", asked.pk))
    for name, number in doors:
        assert ruth.get(reverse(f"care_health:{name}", args=[number])).status_code == 302
    stranger = house.worker("Imogen Vale", title="Social worker", role="social_worker")
    assert signed_in(stranger).get(reverse("care_health:of-child", args=child)).status_code in {403, 404}
