"""Care through its pages: coming into care at night, a move, a review, leaving; homes and their places."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from righthelp.practice.care import episodes
from righthelp.practice.care.models import CareReview, Home, InCare, Stay
from righthelp.practice.people.models import Residence
from righthelp.practice.workforce.models import Worker
from tests.stories.care_house import CareHouse, as_application, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def on(name: str, day: str) -> dict[str, str]:
    """A day as the form sends it."""
    year, month, number = day.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


def test_a_girl_comes_into_care_moves_is_reviewed_and_goes_home(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock")
    ruth, colin, gurdeep = signed_in(house.ruth), signed_in(house.colin), signed_in(house.gurdeep)
    entry = on("starts", "2021-06-01") | {
        "law": "V2", "order": "Mother, with advice, 1 June", "need": "N4", "why": "Her mother is in hospital.",
        "place": "U6", "home": str(house.osgoods.pk), "why_here": "Near her school.",
    }  # fmt: skip
    answer = ruth.post(reverse("care:enter", args=[maya.pk]), entry, follow=True)
    assert "The child is looked after" in text_of(answer)
    care = InCare.objects.get(child=maya)
    move = on("starts", "2021-07-05") | {"change": "CARPL", "place": "U6", "home": str(house.tamworth.pk)}
    ruth.post(reverse("care:move", args=[care.pk]), move)
    gurdeep.post(reverse("care:officer", args=[care.pk]), {"officer": str(house.colin.pk)})
    review = on("held", "2021-06-25") | {
        "part": "PN1", "childs_words": "I want to stay at my school.", "progress": "Well.", "decisions": "Stay there.",
    }  # fmt: skip
    answer = colin.post(reverse("care:review", args=[care.pk]), review, follow=True)
    assert "I want to stay at my school." in text_of(answer)
    assert CareReview.objects.get(care=care).in_time
    leave = on("ends", "2021-08-30") | {"left": "E4A", "why": "Her mother is well again."}
    answer = gurdeep.post(reverse("care:leave", args=[care.pk]), leave, follow=True)
    assert "Now record where they live." in text_of(answer)
    assert answer.redirect_chain[-1][0] == f"/children/{maya.pk}/addresses/move"
    answer = gurdeep.get(reverse("care:child", args=[maya.pk]))
    assert "In care 1 June 2021 to 30 August 2021" in text_of(answer)
    found = [(each.began, each.ended) for each in episodes.of(InCare.objects.get(pk=care.pk))]
    assert found == [("S", "X1"), ("P", "E4A")]


def test_what_is_due_stands_on_the_page_as_soon_as_a_child_comes_into_care(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock")
    house.into_care(maya, "2021-08-24")
    page = text_of(signed_in(house.ruth).get(reverse("care:child", args=[maya.pk])))
    assert "No reviewing officer yet" in page
    for words, on in (("Reviewing officer named", "1 September"), ("First review of a child in care", "22 September")):
        assert f'{words} <span class="rh-small">by {on} 2021</span>' in page
    assert "Late" in page  # nobody has seen her within a week


def test_a_full_home_is_refused_and_what_was_typed_is_kept(house: CareHouse) -> None:
    house.into_care(house.child("Ivy", "Brand"), "2021-06-01", house.tamworth)
    second = house.child("Rowan", "Brand")
    entry = on("starts", "2021-06-02") | {
        "law": "V2", "order": "Mother", "need": "N1", "why": "Found alone at two in the morning.", "place": "U6",
        "home": str(house.tamworth.pk),
    }  # fmt: skip
    answer = text_of(signed_in(house.ruth).post(reverse("care:enter", args=[second.pk]), entry))
    assert "The home is full on that day" in answer
    assert "Found alone at two in the morning." in answer
    assert not InCare.objects.filter(child=second).exists()


def test_where_each_child_sleeps_tonight_stands_in_one_list(house: CareHouse) -> None:
    maya, leo = house.child("Maya", "Ruddock"), house.child("Leo", "Quist")
    care = house.into_care(maya, "2021-06-01")
    house.into_care(leo, "2021-07-01", house.tamworth)
    house.moves(care, "2021-08-01", house.brackenridges, change="CREQB")
    page = text_of(signed_in(house.ruth).get(reverse("care:board")))
    assert "The Brackenridges" in page
    assert "Mrs Tamworth" in page
    assert "The Osgoods" not in page


def test_the_list_keeps_to_its_queries_however_many_children(
    house: CareHouse, django_assert_max_num_queries: object
) -> None:
    browser = signed_in(house.gurdeep)
    for number in range(6):
        home = house.opens(f"Home {number}", line=f"{number} Long Lane")
        house.into_care(house.child(f"Child{number}", "Many"), "2021-06-01", home)
    browser.get(reverse("care:board"))
    with django_assert_max_num_queries(20):  # type: ignore[operator]  # the fixture is a context manager
        browser.get(reverse("care:board"))


def test_a_stranger_to_the_child_opens_nothing(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock", worker=False)
    house.into_care(maya, "2021-06-01")
    assert signed_in(house.hannah).get(reverse("care:child", args=[maya.pk])).status_code in {403, 404}


def test_a_child_without_an_officer_is_every_officers(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock", worker=False)
    care = house.into_care(maya, "2021-06-01")
    browser = signed_in(house.colin)
    assert browser.get(reverse("care:child", args=[maya.pk])).status_code == 200
    other = house.worker("Beverley Rainsford", title="Reviewing officer", role="reviewing_officer")
    InCare.objects.filter(pk=care.pk).update(officer=other)
    assert browser.get(reverse("care:child", args=[maya.pk])).status_code in {403, 404}


def test_a_home_comes_on_the_register_and_takes_children(house: CareHouse) -> None:
    form = on("starts", "2021-08-02") | {
        "kind": "foster", "name": "The Penhaligons", "line": "7 Marl Road", "locality": "Harborne",
        "postcode": "B17 9ZZ", "area": "south", "provider": "PR1", "places": "2", "together": "3",
        "youngest": "0", "oldest": "10",
        "sexes": "any", "skills": ["babies", "siblings"], "decided": "After panel of 26 July",
    }  # fmt: skip
    answer = text_of(signed_in(house.gurdeep).post(reverse("care:register"), form, follow=True))
    assert "2 places free" in answer
    home = Home.objects.get(name="The Penhaligons")
    house.into_care(house.child("Bo", "Lark", born=date(2016, 5, 5)), "2021-08-20", home)
    listed = text_of(signed_in(house.ruth).get(reverse("care:homes"), {"homes_good": "babies", "homes_free": "yes"}))
    assert "The Penhaligons" in listed
    assert "The Osgoods" not in listed


def test_a_home_names_only_children_within_reach(house: CareHouse) -> None:
    house.into_care(house.child("Ivy", "Brand"), "2021-06-01")
    house.into_care(house.child("Sorrel", "Quaine", worker=False), "2021-06-02")
    page = text_of(signed_in(house.ruth).get(reverse("care:home", args=[house.osgoods.pk])))
    assert "Ivy Brand" in page
    assert "Sorrel" not in page
    assert "1 child whose record you may not open" in page


def test_a_reviewing_officer_does_not_move_children(house: CareHouse) -> None:
    care = house.into_care(house.child("Ivy", "Brand"), "2021-06-01")
    Worker.objects.get(pk=house.colin.pk)
    answer = signed_in(house.colin).post(reverse("care:move", args=[care.pk]), {})
    assert answer.status_code == 403
    assert Stay.objects.filter(care=care).count() == 1


def test_law_and_reviews_stand_in_the_chronology(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock")
    care = house.into_care(maya, "2021-06-01")
    house.law(care, "2021-07-12", "C1")
    house.review(care, "2021-06-25", part="PN3")
    page = text_of(signed_in(house.ruth).get(reverse("timeline", args=[maya.pk])))
    assert "Looked after by law: interim care order" in page
    assert "Review of a child in care: came and showed what they think without words" in page


def test_where_a_protected_child_lives_is_told_to_those_tied_to_her_alone(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock")
    house.into_care(maya, "2021-06-01")
    Residence.objects.filter(person=maya, ends__isnull=True).update(protected=True)
    head = signed_in(house.worker("Marcia Leverrose", title="Head of service", role="head_of_service"))
    for address in (reverse("care:child", args=[maya.pk]), reverse("care:board")):
        page = text_of(head.get(address))
        assert "Address protected" in page, address
        assert "The Osgoods" not in page, address
    home = text_of(head.get(reverse("care:home", args=[house.osgoods.pk])))
    assert "Maya" not in home
    assert "1 child whose record you may not open" in home
    assert "The Osgoods" in text_of(signed_in(house.ruth).get(reverse("care:child", args=[maya.pk])))


def test_a_change_taken_back_stays_readable_with_its_reason(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock")
    care = house.into_care(maya, "2021-06-01")
    house.law(care, "2021-07-12", "C1")
    browser = signed_in(house.gurdeep)
    browser.post(reverse("care:take-back", args=[care.pk]), {"why": "The order was for her cousin."})
    page = text_of(browser.get(reverse("care:child", args=[maya.pk])))
    assert "Interim care order from 12 July 2021" in page
    assert "The order was for her cousin." in page


def test_a_carer_is_found_by_name(house: CareHouse) -> None:
    olive = house.child("Olive", "Osgood", born=date(1979, 3, 3))
    address = reverse("care:carer", args=[house.osgoods.pk])
    browser = signed_in(house.gurdeep)
    assert "Olive Osgood" in text_of(browser.get(address, {"q": "olive osgood"}))
    form = on("starts", "2021-03-01") | {"q": "olive osgood", "person": str(olive.pk), "cares": "yes"}
    browser.post(address, form)
    assert "Olive Osgood" in text_of(browser.get(reverse("care:home", args=[house.osgoods.pk])))


def test_a_reviewing_officer_sees_the_reviews_that_fall_due(house: CareHouse) -> None:
    maya, stranger = house.child("Maya", "Ruddock"), house.child("Otto", "Penfold")
    care = house.into_care(maya, "2021-08-10")
    house.into_care(stranger, "2021-08-10", house.tamworth)
    signed_in(house.gurdeep).post(reverse("care:officer", args=[care.pk]), {"officer": str(house.colin.pk)})
    colin = signed_in(house.colin)
    work = text_of(colin.get("/worklist?whose=mine"))
    assert "First review of a child in care" in work
    assert "Maya Ruddock" in work
    assert "Otto Penfold" not in work
    assert "Maya Ruddock" in text_of(colin.get("/"))
