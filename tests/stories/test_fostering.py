"""People ask to foster: a couple from the first call to a child in their home, and people who are told no."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import Carer, Home, Stay, Terms
from righthelp.practice.care.queries_homes import rooms
from righthelp.practice.fostering import queries, record, record_panel
from righthelp.practice.fostering.models import Application, Check, Household, Item
from righthelp.practice.fostering.queries_funnel import funnel
from righthelp.practice.people.models import Person
from tests.stories.care_house import TODAY, account_of, as_application, signed_in, text_of
from tests.stories.fostering_house import FosterHouse
from tests.stories.test_care_pages import on

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> FosterHouse:
    made = FosterHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def someone(forename: str, surname: str) -> Person:
    """A grown-up."""
    return Person.objects.create(forename=forename, surname=surname, birth_date=date(1984, 2, 11))


def test_a_couple_from_the_first_call_to_the_first_child(house: FosterHouse) -> None:
    precious, lorna, helen = signed_in(house.precious), signed_in(house.lorna), signed_in(house.helen)
    asked = on("on", "2021-01-04") | {
        "name": "Dana and Rob Mistry", "source": "carer", "wishes": ["teens", "complex"],
        "worker": str(house.precious.pk),
    }  # fmt: skip
    assert "The enquiry is recorded" in text_of(precious.post(reverse("fostering:enquiry"), asked, follow=True))
    row = Application.objects.get()

    def step(name: str, *more: object, by: object = precious, **sent: str) -> str:
        return text_of(by.post(reverse(f"fostering:{name}", args=[row.pk, *more]), sent, follow=True))  # type: ignore[attr-defined]  # a browser

    step("visit", **on("on", "2021-01-12"), note="Two rooms, and a garden with hens.")
    step(
        "register",
        **on("on", "2021-01-20"),
        line="4 Alder Close",
        locality="Harborne",
        postcode="B17 9AB",
        area="south",
    )
    known = someone("Rob", "Mistry")
    for forename in ("Dana", "Rob"):
        born = on("birth_date", "1984-02-11") | on("on", "2021-01-20")
        answer = step("applicant", forename=forename, surname="Mistry", sex="F" if forename == "Dana" else "M", **born)
    assert "Say whether it is they" in answer
    step("applicant", forename="Rob", surname="Mistry", sex="M", person=str(known.pk), **born)
    assert set(row.applicants.values_list("person__forename", flat=True)) == {"Dana", "Rob"}
    assert row.applicants.filter(person=known).exists()
    for check in Check.objects.values_list("pk", flat=True):
        precious.post(reverse("fostering:check", args=[check]), on("on", "2021-03-01") | {"satisfied": "yes"})
    assert "Stage two begins" in text_of(precious.get(reverse("fostering:application", args=[row.pk])))
    house.assessed(row, "2021-03-08", "2021-06-10")
    meeting = record_panel.meeting_called(on=date(2021, 6, 22), by=account_of(house.lorna), now=house.now)
    lorna.post(
        reverse("fostering:bring", args=[meeting.pk]),
        {"about": "approval", "application": str(row.pk), "asks": "Approve them for one teenager."},
    )
    lorna.post(reverse("fostering:present", args=[meeting.pk]), {"members": [str(each.pk) for each in house.panel]})
    item = Item.objects.get()
    assert precious.post(reverse("fostering:decide", args=[item.pk])).status_code == 403
    advice = {"advice": "yes", "votes_for": "5", "votes_against": "0", "reasons": "Calm, funny, and ready."}
    assert "Panel: yes" in text_of(lorna.post(reverse("fostering:advise", args=[item.pk]), advice, follow=True))
    decision = on("on", "2021-06-28") | {
        "decision": "yes", "why": "As panel says.", "places": "1", "together": "1", "youngest": "11", "oldest": "17",
        "sexes": "any", "skills": ["teenagers"], "about": "Hens.",
    }  # fmt: skip
    assert "Decided: yes" in text_of(helen.post(reverse("fostering:decide", args=[item.pk]), decision, follow=True))
    home = Household.objects.get().home
    terms = Terms.objects.get(home=home)
    assert (terms.oldest, terms.skills, terms.decided) == (
        17,
        ["teenagers"],
        "Decision maker, after panel of 22 June 2021",
    )
    assert Carer.objects.filter(home=home, cares=True).count() == 2
    assert Application.objects.get().approved == date(2021, 6, 28)
    house.into_care(house.child("Kit", "Lane", born=date(2008, 3, 2)), "2021-07-05", home)
    assert Stay.objects.filter(home=home, ends__isnull=True).count() == 1
    assert not DueMoment.objects.filter(journey="foster-application", episode_id=row.pk).exists()


def test_a_single_carer_turned_down_after_stage_one_asks_for_a_review_and_may_complain(house: FosterHouse) -> None:
    row = house.asks("Leonora Vane", "2021-05-04", "breaks")
    house.stage_one(row, "2021-05-10", someone("Leonora", "Vane"))
    house.checks_in(row, "2021-06-01")
    check = Check.objects.filter(kind="dbs").get()
    house.did(
        record.check_answered, "2021-06-02", check=check.pk, satisfied=False, note="A conviction she had not told of."
    )
    with pytest.raises(Refused, match="A check is not satisfactory"):
        house.did(record.stage_two_begun, "2021-06-03", application=row.pk)
    said = {"why": "checks", "words": "She had not told us of a conviction for violence."}
    with pytest.raises(Refused, match="Nobody has decided against"):
        house.did(record.ended, "2021-06-10", application=row.pk, ending="refused", **said)
    house.did(record.ended, "2021-06-10", application=row.pk, ending="stage-one", **said)
    with pytest.raises(Refused, match="They can complain"):
        house.did(record.complained, "2021-06-20", application=row.pk, how="review")
    house.did(record.complained, "2021-06-20", application=row.pk, how="complaint")
    page = text_of(signed_in(house.precious).get(reverse("fostering:application", args=[row.pk])))
    assert "Complained, 20 June 2021" in page


def test_a_no_after_panel_may_be_contested_for_28_days_and_is_closed_only_then(house: FosterHouse) -> None:
    row = house.asks("Ivo Renn", "2021-01-04", "young")
    house.stage_one(row, "2021-01-10", someone("Ivo", "Renn"))
    house.checks_in(row, "2021-02-01")
    house.assessed(row, "2021-02-02", "2021-05-03", brief=True)
    item = house.decides(house.heard(row, "2021-05-11", "no"), "2021-05-14", "no")
    said = {"ending": "refused", "why": "skills", "words": "He could not say how he would keep a teenager safe."}
    with pytest.raises(Refused, match="until 11 June 2021"):
        house.did(record.ended, "2021-06-11", application=row.pk, **said)
    with pytest.raises(Refused, match="could ask until 11 June 2021"):
        house.did(record_panel.contested, "2021-06-12", item=item.pk, how="review")
    house.did(record_panel.contested, "2021-06-11", item=item.pk, how="panel")
    with pytest.raises(Refused, match="Bring it to a meeting first"):
        house.did(record.ended, "2021-06-20", application=row.pk, **said)
    house.decides(house.heard(row, "2021-06-22", "no"), "2021-06-25", "no")
    assert house.did(record.ended, "2021-06-26", application=row.pk, **said).ending == "refused"


def test_panel_has_no_quorum_once_the_chair_has_an_interest(house: FosterHouse) -> None:
    row = house.asks("The Oakes", "2021-01-04")
    house.stage_one(row, "2021-01-10", someone("May", "Oakes"))
    house.checks_in(row, "2021-02-01")
    house.assessed(row, "2021-02-02", "2021-05-03")
    lorna = account_of(house.lorna)
    meeting = record_panel.meeting_called(on=date(2021, 5, 11), by=lorna, now=house.now)
    item = record_panel.brought(
        meeting=meeting.pk, about="approval", asks="To approve them.", application=row.pk, by=lorna, now=house.now
    )
    record_panel.sat(meeting=meeting.pk, members=[each.pk for each in house.panel], by=lorna, now=house.now)
    record_panel.conflict_declared(
        item=item.pk, member=house.panel[0].pk, why="Her neighbour.", by=lorna, now=house.now
    )
    given = {"advice": "yes", "votes_for": 4, "votes_against": 0, "reasons": "Good people."}
    with pytest.raises(Refused, match="no quorum for this: 4 sat"):
        record_panel.recommended(item=item.pk, by=lorna, now=house.now, **given)  # type: ignore[arg-type]  # the verb's own
    with pytest.raises(Refused, match="Panel has not made a recommendation"):
        house.did(record_panel.decided, "2021-05-12", by=house.helen, item=item.pk, decision="yes", why="Good people.")


def test_every_count_of_the_funnel_is_its_list(house: FosterHouse) -> None:
    for name, day in (("The Ashes", "2021-07-05"), ("The Elms", "2021-07-20"), ("The Firs", "2021-08-02")):
        house.asks(name, day)
    elms = Application.objects.get(name="The Elms")
    house.did(record.visited, "2021-07-25", application=elms.pk, note="No room.")
    house.did(record.ended, "2021-07-25", application=elms.pk, ending="withdrawn", why="room", words="No spare room.")
    found = funnel(queries.within(account_of(house.lorna), house.now), TODAY)
    july = next(month for month in found.months if month.key == "2021-07")
    assert (july.reached["enquired"], july.reached["visited"], july.open, july.dropped) == (2, 1, 1, 1)
    assert (found.days["visited"], found.why) == (5, [("room", "No spare room", 1)])
    lorna = signed_in(house.lorna)
    assert "July 2021" in text_of(lorna.get(reverse("fostering:figures")))
    shown = text_of(lorna.get(reverse("fostering:board") + "?applications_month=2021-07&applications_reached=visited"))
    assert "The Elms" in shown
    assert "The Ashes" not in shown
    assert "The Firs" not in text_of(signed_in(house.ruth).get(reverse("fostering:board")))
    assert signed_in(house.ruth).get(reverse("fostering:application", args=[elms.pk])).status_code == 404


def test_no_home_of_the_trust_is_made_without_a_decision(house: FosterHouse) -> None:
    before = {room.home for room in rooms(TODAY)}
    row = house.asks("The Larches", "2021-01-04")
    house.stage_one(row, "2021-01-10", someone("Joy", "Larch"))
    house.checks_in(row, "2021-02-01")
    house.assessed(row, "2021-02-02", "2021-05-03")
    item = house.heard(row, "2021-05-11")
    assert {room.home for room in rooms(TODAY)} == before
    house.decides(item, "2021-05-12")
    assert {room.name for room in rooms(TODAY) if room.home not in before} == {"The Larches"}
    assert Home.objects.get(name="The Larches").worker == house.precious
