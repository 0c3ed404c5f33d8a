"""A home for a child: asked for in their own words, homes asked, one chosen, and the move with it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import record as care_record
from righthelp.practice.care.models import InCare, Stay
from righthelp.practice.matching import queries, record
from righthelp.practice.matching.models import HomeOffer, Sought
from righthelp.practice.matching.record import Entry, Words
from righthelp.practice.people.models import Person, Relationship
from tests.stories.care_house import NOW, TODAY, CareHouse, account_of, as_application, signed_in, text_of
from tests.stories.test_care_pages import on

pytestmark = pytest.mark.django_db
WHO = Words(who="Laughs at her own jokes before she has told them.", needs="Somebody who reads to her.")
ENTRY = Entry(law="V2", order="Mother, with advice, 1 September", need="N1", why="Nobody at home could keep them safe.")


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def sought(house: CareHouse, child: Person, **more: object) -> Sought:
    """Ruth asks for a foster home by the next day."""
    said: dict[str, object] = {"said": WHO, "kinds": ["foster"], "by_when": date(2021, 9, 2)}
    return record.home_sought(child=child.pk, by=account_of(house.ruth), now=NOW, **(said | more))  # type: ignore[arg-type]  # said and more are the verb's own


def asks(house: CareHouse, row: Sought, *homes: int) -> list[HomeOffer]:
    """Ruth asks homes."""
    return record.homes_asked(request=row.request_id, homes=homes, by=account_of(house.ruth), now=NOW)


def answers(house: CareHouse, offer: HomeOffer, answer: str, reason: str = "") -> None:
    """A home answers."""
    record.answered(
        offer=offer.pk, answer=answer, answered_by="Mrs Osgood", reason=reason, by=account_of(house.ruth), now=NOW
    )


def moves_in(house: CareHouse, offer: HomeOffer, *children: Person, **more: object) -> list[Sought]:
    """The children move into the home chosen, today."""
    said: dict[str, object] = {"place": "U6", "starts": TODAY, "why": "They stay together.", "entry": ENTRY}
    return record.matched(
        offer=offer.pk,
        children=[child.pk for child in children],
        by=account_of(house.ruth),
        now=NOW,
        **(said | more),  # type: ignore[arg-type]  # the verb's own
    )


def test_three_siblings_are_offered_two_homes_and_stay_together(house: CareHouse) -> None:
    ivy, rowan, bo = (house.child(each, "Brand", born=date(2012, 5, 1)) for each in ("Ivy", "Rowan", "Bo"))
    row = sought(house, ivy)
    for child in (rowan, bo):
        Relationship.objects.create(person=ivy, other=child, kind="sibling")
        record.sibling_joined(request=row.request_id, child=child.pk, said=WHO, by=account_of(house.ruth), now=NOW)
    fit = {each.room.name: each for each in queries.homes_for(row.request, TODAY)}
    assert fit["The Osgoods"].possible
    assert fit["The Brackenridges"].not_fits == ("only 2 of 3 places are free",)
    osgoods, brackenridges = asks(house, row, house.osgoods.pk, house.brackenridges.pk)
    answers(house, osgoods, "yes")
    answers(house, brackenridges, "if", "Two of them, not three.")
    with pytest.raises(Refused, match="Write why not the other homes"):
        moves_in(house, osgoods, ivy, rowan, bo)
    moves_in(house, osgoods, ivy, rowan, bo, others="Only two of the three could have lived there.")
    assert set(Stay.objects.filter(home=house.osgoods).values_list("child_id", flat=True)) == {ivy.pk, rowan.pk, bo.pk}
    assert set(Sought.objects.values_list("others", flat=True)) == {"Only two of the three could have lived there."}
    assert not DueMoment.objects.filter(journey="home-sought").exists()


def test_a_home_that_filled_up_meanwhile_is_refused_and_the_search_goes_on(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock")
    row = sought(house, maya)
    (offer,) = asks(house, row, house.tamworth.pk)
    answers(house, offer, "yes")
    house.into_care(house.child("Leo", "Quist"), "2021-08-30", house.tamworth)
    with pytest.raises(Refused, match="The home is full on that day"):
        moves_in(house, offer, maya)
    assert Sought.objects.get(pk=row.pk).runs
    assert not InCare.objects.filter(child=maya).exists()


def test_a_teenager_whom_four_homes_decline_has_no_offer_and_says_why(house: CareHouse) -> None:
    jordan = house.child("Jordan", "Pell", born=date(2005, 6, 1))
    row = sought(house, jordan, kinds=["foster", "childrens"])
    homes = (house.osgoods, house.tamworth, house.brackenridges, house.sycamore)
    for offer in asks(house, row, *(home.pk for home in homes)):
        answers(house, offer, "no", "There are younger children here now.")
    (listed,) = queries.sought_now(account_of(house.ruth), NOW)
    assert (listed.asked, listed.said_yes, listed.said_no) == (4, 0, 4)
    assert DueMoment.objects.filter(journey="home-sought", episode_id=row.pk).count() == 2
    with pytest.raises(Refused, match="This home has not said yes"):
        moves_in(house, row.request.offers.first() or HomeOffer(), jordan)


def test_a_home_says_no_with_a_reason(house: CareHouse) -> None:
    row = sought(house, house.child("Jordan", "Pell"))
    (offer,) = asks(house, row, house.tamworth.pk)
    with pytest.raises(Refused, match="Write the reason"):
        answers(house, offer, "no")


def test_a_match_recorded_by_mistake_opens_the_search_again(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock")
    care = house.into_care(maya, "2021-06-01")
    row = sought(house, maya)
    (offer,) = asks(house, row, house.tamworth.pk)
    answers(house, offer, "yes")
    moves_in(house, offer, maya, change="CARPL")
    care_record.change_taken_back(care=care.pk, why="Another child", by=account_of(house.gurdeep), now=NOW)
    assert Sought.objects.get(pk=row.pk).runs
    assert Stay.objects.get(child=maya, ends=None).home == house.osgoods


def test_one_search_at_a_time(house: CareHouse) -> None:
    maya = house.child("Maya", "Ruddock")
    row = sought(house, maya)
    with pytest.raises(Refused, match="A home is sought for this child already"):
        sought(house, maya)
    record.given_up(request=row.request_id, ended="home", why="Her aunt came.", by=account_of(house.ruth), now=NOW)
    assert sought(house, maya).runs


def test_a_home_of_another_request_cannot_be_the_one_chosen(house: CareHouse) -> None:
    maya, leo = house.child("Maya", "Ruddock"), house.child("Leo", "Quist")
    care = house.into_care(maya, "2021-06-01")
    mine, other = sought(house, maya), sought(house, leo)
    (offer,) = asks(house, other, house.tamworth.pk)
    stay = Stay.objects.get(care=care)
    with pytest.raises(IntegrityError, match="home_sought_offer_of_request"), transaction.atomic():
        Sought.objects.filter(pk=mine.pk).update(offer=offer, stay=stay, placed=TODAY, why="Stated")


def test_from_the_childs_record_to_the_new_home_through_the_pages(house: CareHouse) -> None:
    maya, kit = house.child("Maya", "Ruddock"), house.child("Kit", "Ruddock")
    Relationship.objects.create(person=maya, other=kit, kind="sibling")
    ruth = signed_in(house.ruth)
    asked = on("by_when", "2021-09-03") | {"who": "Builds dens.", "needs": "A garden.", "kinds": ["foster"]}
    answer = text_of(ruth.post(reverse("matching:new", args=[maya.pk]), asked, follow=True))
    assert "3 places are free" not in answer
    assert "The Osgoods" in answer
    row = Sought.objects.get(child=maya)
    ruth.post(reverse("matching:join", args=[row.pk]), {"child": str(kit.pk), "who": "Sings.", "needs": "His sister."})
    ruth.post(reverse("matching:search", args=[row.pk]), {"homes": [str(house.osgoods.pk)]})
    offer = HomeOffer.objects.get()
    page = text_of(ruth.get(reverse("matching:sought", args=[row.pk])))
    assert "Builds dens." in page
    assert "No answer yet" in page
    said = {"answer": "yes", "answered_by": "Mrs Osgood"}
    ruth.post(reverse("matching:answer", args=[row.pk, offer.pk]), said)
    move = on("starts", "2021-09-01") | {
        "children": [str(maya.pk), str(kit.pk)], "place": "U6", "why": "Together, and near their school.",
        "law": "V2", "order": "Mother, 1 September", "need": "N4", "entry_why": "Their mother is in hospital.",
    }  # fmt: skip
    answer = text_of(ruth.post(reverse("matching:match", args=[row.pk, offer.pk]), move, follow=True))
    assert "They have moved in." in answer
    assert InCare.objects.filter(child__in=[maya, kit]).count() == 2
    board = text_of(ruth.get(reverse("matching:board")))
    assert "Maya Ruddock" not in board


def test_a_brother_whose_record_the_reader_may_not_open_is_counted_not_named(house: CareHouse) -> None:
    maya, kit = house.child("Maya", "Ruddock"), house.child("Sorrel", "Quaine", worker=False)
    row = sought(house, maya)
    record.sibling_joined(request=row.request_id, child=kit.pk, said=WHO, by=account_of(house.gurdeep), now=NOW)
    page = text_of(signed_in(house.ruth).get(reverse("matching:sought", args=[row.pk])))
    assert "1 more whose record you may not open" in page
    assert "Sorrel" not in page
