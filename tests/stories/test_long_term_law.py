"""What a long-term placement is held to: the plan, panel, who was told; and what is taken back or kept apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from righthelp.foundation.refusals import Refused
from righthelp.practice.care import queries as care_queries
from righthelp.practice.care import record as care_record
from righthelp.practice.care.models import Stay, Terms
from righthelp.practice.care.placing import Where
from righthelp.practice.fostering import profile_print, queries_lasting, record_lasting, record_panel
from righthelp.practice.fostering.models import Item
from righthelp.practice.fostering.models_lasting import Finding, LongTerm
from righthelp.practice.people.models import Residence
from righthelp.practice.people.models_partners import Attendance
from righthelp.practice.people.record import Place
from tests.stories.care_house import account_of, as_application, signed_in, text_of
from tests.stories.lasting_match_house import LastingHouse
from tests.stories.test_care_pages import on
from tests.stories.test_long_term import states

pytestmark = pytest.mark.django_db
HOSPITAL = Where(place="T1", elsewhere="Hospital", at=Place("1 Steel Lane", "Birmingham", "B4 6NH", "outside"))


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> LastingHouse:
    made = LastingHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def by(house: LastingHouse, who: Any = None) -> dict[str, Any]:
    """What a verb is given of who records it, and when."""
    return {"by": account_of(who or house.gurdeep), "now": house.now}


def test_it_begins_when_everybody_was_told_and_while_it_is_the_plan(house: LastingHouse) -> None:
    ivy, care, match = house.agreed()
    told = {"child_told": date(2021, 7, 24), "carers_told": date(2021, 7, 22), "parents_told": None, "not_told": "No."}
    with pytest.raises(Refused, match="Not everybody was told before 24 July 2021"):
        record_lasting.long_term_begun(match=match.pk, starts=date(2021, 7, 22), **told, **by(house, house.ruth))  # type: ignore[arg-type]
    house.decides_on(care, "adoption", "2021-07-21")
    with pytest.raises(Refused, match="not the plan for permanence now"):
        house.lasts(match)
    for day in ("2021-07-22", "2021-07-23"):  # decided, and confirmed: it is the plan since the first of the two
        house.decides_on(care, "fostering", day)
    assert queries_lasting.planned(ivy.pk) == queries_lasting.Planned(date(2021, 7, 22), main=True)
    Terms.objects.filter(home=house.osgoods).update(oldest=5)  # she has grown past what they are approved for
    house.lasts(match)
    with pytest.raises(IntegrityError, match="long_term_told_before_it_begins"), transaction.atomic():
        LongTerm.objects.filter(pk=match.pk).update(carers_told=date(2021, 7, 23))


def test_only_a_match_makes_it_long_term_and_in_hospital_it_still_is(house: LastingHouse) -> None:
    ivy, care = house.ivy()
    with pytest.raises(Refused, match="long-term when a match was agreed"):
        house.moves(care, "2021-06-10", house.osgoods, place="U4", change="PLACE")
    house.plan_of(Stay.objects.get(care=care))
    finding = house.looks(care)
    house.moves(care, "2021-06-20", where=HOSPITAL)
    (row,) = queries_lasting.waiting(account_of(house.ruth), house.now)
    assert (row.where, row.state, row.unasked) == ("The Osgoods", "looked", True)
    match = house.matches(house.considers(finding, house.osgoods))
    house.says_yes(house.before_panel(match))
    with pytest.raises(Refused, match="Record the return"):
        house.lasts(match)
    house.moves(care, "2021-07-21", house.osgoods)
    house.lasts(match)
    house.moves(care, "2021-08-02", where=HOSPITAL)
    assert states(house) == []
    with pytest.raises(Refused, match="in a long-term foster home since 22 July 2021"):
        record_lasting.finding_begun(care=care.pk, **by(house, house.ruth))
    house.moves(care, "2021-08-05", house.osgoods, place="U4", change="PLACE")
    with pytest.raises(Refused, match="The child lives there, “Fostered, long term”"):
        house.moves(care, "2021-08-06", house.osgoods, place="U4", change="PLACE")
    (looked,) = care_queries.looked_after(account_of(house.ruth), house.now)
    assert (looked.child, looked.moves) == (ivy.pk, 0)


def test_a_match_taken_back_leaves_nothing_to_decide_and_an_earlier_no_stays_to_be_read(house: LastingHouse) -> None:
    _, care = house.ivy(house.brackenridges)
    house.plan_of(Stay.objects.get(care=care))
    family = house.considers(house.looks(care), house.brackenridges)
    match = house.matches(family)
    item, helen = house.before_panel(match), by(house, house.helen)
    with pytest.raises(Refused, match="Only colleagues of the fostering service"):
        record_panel.advice_back(item=item.pk, why="Other words.", **by(house, house.ruth))
    record_lasting.taken_back(model=LongTerm, number=match.pk, why="Too early.", **by(house))
    with pytest.raises(Refused, match="Panel has not made a recommendation"):
        record_panel.decided(item=item.pk, decision="yes", why="As panel says.", on=date(2021, 7, 20), **helen)
    with pytest.raises(Refused, match="The match was taken back"):
        record_panel.advice_back(item=item.pk, why="Other words.", **helen)
    again = house.matches(family)
    assert "The fostering service brings it to panel." in text_of(
        signed_in(house.ruth).get(reverse("fostering:finding", args=[family.finding_id]))
    )
    no = house.before_panel(again, "2021-07-27")
    house.did(record_panel.decided, "2021-07-28", by=house.helen, item=no.pk, decision="no", why="Her school is far.")
    house.before_panel(again, "2021-08-10")
    with pytest.raises(Refused, match="went to panel again"):
        record_panel.decision_back(item=no.pk, why="Wrong.", **helen)
    page = text_of(signed_in(house.ruth).get(reverse("fostering:finding", args=[family.finding_id])))
    assert "At panel before" in page
    assert "Her school is far." in page


def test_two_changes_taken_back_do_not_make_two_searches_of_one(house: LastingHouse) -> None:
    _, care, match = house.agreed()
    house.lasts(match)
    house.moves(care, "2021-08-02", house.tamworth)
    Finding.objects.update(opened=date(2021, 6, 14))
    house.looks(care)
    care_record.change_taken_back(care=care.pk, why="Another child.", **by(house))
    with pytest.raises(Refused, match="A family is looked for anew"):
        care_record.change_taken_back(care=care.pk, why="Another child.", **by(house))


def test_a_full_home_takes_one_more_with_a_reason(house: LastingHouse) -> None:
    house.into_care(house.child("Ann", "Moss", born=date(2013, 3, 2)), "2021-02-01", house.tamworth)
    _, care = house.ivy()
    match = house.matches(house.considers(house.looks(care), house.tamworth))
    item = house.before_panel(match)
    assert "of an agency" not in text_of(signed_in(house.helen).get(reverse("fostering:item", args=[item.pk])))
    house.says_yes(item)
    days: dict[str, Any] = dict.fromkeys(("starts", "child_told", "carers_told", "parents_told"), date(2021, 7, 22))
    given = days | {"match": match.pk, "not_told": ""} | by(house, house.ruth)
    told = {key: words for name in days for key, words in on(name, "2021-07-22").items()}
    page = text_of(signed_in(house.ruth).post(reverse("fostering:begins", args=[match.pk]), told))
    assert "write why it may take one more" in page
    assert 'name="exemption"' in page
    record_lasting.long_term_begun(exemption="Ann is her friend.", **given)
    stay = Stay.objects.get(care=care, ends=None)
    assert (stay.place, stay.exemption) == ("U4", "Ann is her friend.")


def test_a_protected_address_and_the_child_do_not_stand_on_one_page(house: LastingHouse) -> None:
    house.carer(house.brackenridges, "Will", "Brackenridge")
    ivy, care, match = house.agreed(house.brackenridges)
    house.moves(care, "2021-08-02", where=HOSPITAL)
    row = Finding.objects.get()
    row.who = "Will she hope? Mrs Brackenridge says so, on Cotterill Way in B14; she will. Ivy Brand laughs."
    row.save()
    Attendance.objects.create(person=ivy, kind="home", starts=date(2021, 1, 4))  # no school to leave out
    names = profile_print.tells_where(ivy.pk)
    said = "… she hope? Mrs … says so, on … in …; she will. Ivy … laughs."
    assert profile_print.blanked(row.who, names) == said
    assert profile_print.left_out(row) == ["B14", "Brackenridge", "Brand", "Cotterill Way", "Will"]
    Residence.objects.filter(person=ivy).update(protected=True)
    page = text_of(signed_in(house.helen).get(reverse("fostering:item", args=[match.item_id or Item.objects.get().pk])))
    assert ("The Brackenridges" in page, "Ivy Brand" in page) == (True, False)
    assert "whose address is protected" in page
    hidden = queries_lasting.protected_homes(ivy.pk)
    assert not any("where the child lives" in words for _, words in queries_lasting.homes_to_consider(ivy.pk, hidden))
