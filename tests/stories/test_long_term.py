"""A family until a girl is grown up: looked for, considered, matched with the carers she lives with, and kept so."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from righthelp.foundation.audit.models import Looked
from righthelp.foundation.refusals import Refused
from righthelp.practice.care import queries as care_queries
from righthelp.practice.care import record as care_record
from righthelp.practice.care.episodes import of as episodes_of
from righthelp.practice.care.models import CareVisitDue, InCare, Stay
from righthelp.practice.fostering import queries_lasting, record_lasting, record_panel
from righthelp.practice.fostering.models import Item
from righthelp.practice.fostering.models_lasting import Family, Finding, LongTerm
from righthelp.practice.matching import record as matching
from tests.stories.care_house import account_of, as_application, signed_in, text_of
from tests.stories.lasting_match_house import LastingHouse
from tests.stories.test_care_pages import on

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> LastingHouse:
    made = LastingHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def states(house: LastingHouse) -> list[str]:
    """How far each child is who waits for a long-term match."""
    return [row.state for row in queries_lasting.waiting(account_of(house.ruth), house.now)]


def test_ivy_stays_with_the_carers_she_loves_until_she_is_grown_up(house: LastingHouse) -> None:
    household = house.household(house.osgoods)
    ivy, care = house.ivy()
    house.sees(ivy, "2021-01-14")
    house.sees(ivy, "2021-06-30")
    (row,) = queries_lasting.waiting(account_of(house.ruth), house.now)
    assert (row.state, row.decided, row.days) == ("none", date(2021, 6, 1), 92)
    finding = house.looks(care)
    family = house.considers(finding, house.osgoods)
    with pytest.raises(Refused, match="Agree the placement plan first"):
        house.matches(family)
    house.plan_of(Stay.objects.get(care=care))
    match = house.matches(family)
    assert states(house) == ["match"]
    item = house.before_panel(match)
    assert (item.household_id, states(house)) == (household.pk, ["advised"])
    with pytest.raises(Refused, match="has not said yes yet"):
        house.lasts(match)
    house.says_yes(item)
    with pytest.raises(Refused, match="decided on 20 July 2021"):
        house.lasts(match, "2021-07-19")
    stay = house.lasts(match).stay
    assert stay is not None
    assert (stay.place, stay.home, stay.starts) == ("U4", house.osgoods, date(2021, 7, 22))
    assert states(house) == []
    last = episodes_of(InCare.objects.get(pk=care.pk))[-1]
    assert (last.began, last.place) == ("T", "U4")  # another placement with the same carer
    (looked,) = care_queries.looked_after(account_of(house.ruth), house.now)
    assert looked.moves == 0
    assert list(CareVisitDue.objects.filter(stay=stay).values_list("rule", flat=True)) == ["six-weeks"]
    page = text_of(signed_in(house.ruth).get(reverse("fostering:of-child", args=[ivy.pk])))
    assert "Long-term since 22 July 2021" in page
    assert "Matched long term with foster carers" in text_of(
        signed_in(house.ruth).get(reverse("timeline", args=[ivy.pk]))
    )


def test_a_change_that_was_a_mistake_leaves_the_match_decided_and_a_wrong_decision_is_taken_again(
    house: LastingHouse,
) -> None:
    house.household(house.osgoods)
    _, care = house.ivy()
    house.plan_of(Stay.objects.get(care=care))
    match = house.matches(house.considers(house.looks(care), house.osgoods))
    item = house.before_panel(match)
    house.says_yes(item)
    house.lasts(match)
    helen, now = account_of(house.helen), house.now
    with pytest.raises(Refused, match="The long-term placement has begun on it"):
        record_panel.decision_back(item=item.pk, why="Wrong child.", by=helen, now=now)
    care_record.change_taken_back(care=care.pk, why="The wrong day.", by=account_of(house.gurdeep), now=now)
    assert Stay.objects.get(care=care).place == "U6"
    assert states(house) == ["yes"]
    record_panel.decision_back(item=item.pk, why="Wrong child.", by=helen, now=now)
    assert states(house) == ["advised"]
    page = text_of(signed_in(house.helen).get(reverse("fostering:item", args=[item.pk])))
    assert "Taken back 1 September 2021, Helen Marsh: Wrong child." in page
    given = {"by": account_of(house.gurdeep), "now": now, "why": "Not this family."}
    with pytest.raises(Refused, match="There is a match with this family"):
        record_lasting.taken_back(model=Family, number=match.family_id, **given)  # type: ignore[arg-type]
    record_lasting.taken_back(model=LongTerm, number=match.pk, **given)  # type: ignore[arg-type]
    assert states(house) == ["chosen"]


def test_carers_of_an_agency_are_matched_by_the_same_panel_and_a_no_may_come_again(house: LastingHouse) -> None:
    ivy, care = house.ivy(house.brackenridges)
    house.plan_of(Stay.objects.get(care=care))
    finding = house.looks(care)
    house.considers(finding, house.tamworth, "no")
    match = house.matches(house.considers(finding, house.brackenridges))
    item = house.before_panel(match)
    assert (item.household, item.home) == (None, house.brackenridges)
    helen = signed_in(house.helen)
    given = on("on", "2021-07-20") | {"decision": "no", "why": "Her school is too far."}
    helen.post(reverse("fostering:decide", args=[item.pk]), given)
    assert states(house) == ["no"]
    assert "The Brackenridges, of an agency" in text_of(helen.get(reverse("fostering:item", args=[item.pk])))
    page = reverse("fostering:item", args=[item.pk])
    assert "A child whose record you may not open" in text_of(signed_in(house.femi).get(page))
    assert signed_in(house.ruth).get(page).status_code == 404  # panel is independent of the child’s own worker
    assert "Ivy Brand" in text_of(signed_in(house.precious).get(page))
    seen = Looked.objects.filter(route="fostering:item", subject_kind="child", subject_ids=[ivy.pk])
    assert set(seen.values_list("account_name", flat=True)) == {"Helen Marsh", "Precious Ndlovu"}
    house.says_yes(house.before_panel(match, "2021-08-10"), "2021-08-12")
    house.lasts(match, "2021-08-13")
    assert Stay.objects.get(child=ivy, ends__isnull=True).place == "U4"
    assert Item.objects.filter(child=ivy).count() == 2
    page = reverse("fostering:tell", args=[Item.objects.latest("pk").pk])
    signed_in(house.femi).post(page, on("on", "2021-08-16"))
    assert Item.objects.latest("pk").told == date(2021, 8, 16)


def test_the_profile_begins_from_what_is_known_and_its_print_does_not_say_where_she_is(house: LastingHouse) -> None:
    house.carer(house.osgoods)
    ivy, care = house.ivy()
    matching.home_sought(
        child=ivy.pk, kinds=["foster"], by_when=date(2021, 6, 20), by=account_of(house.ruth),
        now=house.evening("2021-06-02"), said=matching.Words(
            who="Ivy Brand draws all day with Bea at 21 Plane Tree Road.", likes="Foxes.", needs="Somebody who stays.",
        ),
    )  # fmt: skip
    ruth = signed_in(house.ruth)
    ruth.post(reverse("fostering:finding-begin", args=[ivy.pk]))
    row = Finding.objects.get()
    assert (row.care, row.loves, row.needs) == (care, "Foxes.", "Somebody who stays.")
    shown = text_of(ruth.get(reverse("fostering:finding-print", args=[row.pk])))
    assert "This is Ivy" in shown
    assert "Ivy … draws all day with … at …." in shown
    assert "Not written yet: which family would suit" in shown
    house.leaves(care, "2021-08-02")
    assert Finding.objects.get().over == date(2021, 8, 2)
    care_record.leaving_taken_back(care=care.pk, why="Not yet.", by=account_of(house.gurdeep), now=house.now)
    assert Finding.objects.get().runs


def test_the_list_counts_what_its_numbers_say(house: LastingHouse) -> None:
    _, care = house.ivy()
    kit, lodge = house.planned(house.child("Kit", "Moss", born=date(2008, 3, 2)), house.sycamore, place="K2")
    house.looks(lodge)
    house.planned(house.child("Ann", "Moss", born=date(2013, 3, 2)), house.tamworth)
    lorna, ruth = signed_in(house.lorna), signed_in(house.ruth)
    page = reverse("fostering:lasting")
    assert "Ivy Brand" not in text_of(lorna.get(page))  # nobody has asked fostering to look yet
    assert "Ivy Brand" in text_of(ruth.get(page + "?lasting_state=none"))
    finding = house.looks(care)
    house.considers(finding, house.tamworth, "no")
    asked = text_of(lorna.get(page + "?lasting_first=no"))
    assert ("Ivy Brand" in asked, kit.surname in asked) == (True, False)  # in a children’s home there is nobody to ask
    tiles = re.findall(r'rh-number__value">(\d+)</span>.*?href="/([^"#]*)[^"]*">([^<]+)', text_of(ruth.get(page)))
    assert [(words, int(number)) for number, _, words in tiles] == [
        ("for whom nobody looks yet", 1), ("whose present carers were not considered", 1), ("to be decided", 0),
        ("decided, to begin", 0), ("planned for over a year", 0),
    ]  # fmt: skip
    for number, href, words in tiles:
        listed = ruth.get(f"/{href.replace('&amp;', '&')}&format=csv&table=lasting").content.decode().splitlines()
        assert len(listed) - 1 == int(number), words
    assert "Ivy Brand" not in text_of(ruth.get(page + "?lasting_state=none"))
    assert ruth.get(page + "?format=csv&table=lasting").content.decode().count("Nobody looks yet") == 1  # Ann
    wrong = {"why": "Her twin’s page."}
    back = reverse("fostering:lasting-back", args=["finding", finding.pk])
    assert signed_in(house.ruth).post(back, wrong).status_code == 403
    assert "Families were considered" in text_of(signed_in(house.gurdeep).post(back, wrong))
