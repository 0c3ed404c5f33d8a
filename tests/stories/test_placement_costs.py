"""What a placement costs and who pays; a panel asks what was achieved for it, and what comes next is followed."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from righthelp.foundation.journey.models import DueMoment
from righthelp.foundation.refusals import Refused
from righthelp.practice.care.models import Stay
from righthelp.practice.matching import queries_cost, record, record_back, record_cost
from righthelp.practice.matching.models import Cost, HomeOffer, PanelItem, ReviewPanel, Sought
from righthelp.practice.people.models import Person
from tests.stories.care_house import NOW, CareHouse, account_of, as_application, signed_in, text_of
from tests.stories.test_care_pages import on

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> CareHouse:
    made = CareHouse()
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: made.now)
    as_application()
    return made


def in_the_lodge(house: CareHouse, starts: str = "2021-04-29") -> tuple[Person, Stay]:
    """Kai, fourteen, in a children's home."""
    kai = house.child("Kai", "Osborne", born=date(2007, 3, 1))
    house.into_care(kai, starts, house.sycamore, place="K2")
    return kai, Stay.objects.get(child=kai)


def costs(house: CareHouse, stay: Stay, starts: str, care: int, **more: int) -> Cost:
    """Gurdeep records what was agreed, in whole pounds a week."""
    return record_cost.cost_agreed(
        stay=stay.pk, starts=date.fromisoformat(starts), care=care * 100, agreed="Contract of that day",
        by=account_of(house.gurdeep), now=NOW, **{name: pounds * 100 for name, pounds in more.items()},
    )  # fmt: skip


def test_the_year_of_a_placement_is_counted_night_by_night_and_by_who_pays(house: CareHouse) -> None:
    _, stay = in_the_lodge(house)
    costs(house, stay, "2021-04-29", 3500)
    costs(house, stay, "2021-07-01", 2800, education=700, health=700)
    (row,) = queries_cost.costs(account_of(house.gurdeep), NOW)
    assert (row.weekly, row.joint, row.days) == (420000, True, 125)
    first, second = (date(2021, 7, 1) - date(2021, 4, 29)).days, (date(2021, 9, 2) - date(2021, 7, 1)).days
    assert row.spent == first * 50000 + second * 60000
    assert row.forecast == first * 50000 + (date(2022, 4, 1) - date(2021, 7, 1)).days * 60000
    (total,) = queries_cost.totals([row])
    assert (total.provider, total.children, total.health) == ("Private", 1, 70000)


def test_a_cost_taken_back_lets_the_one_before_go_on_and_ends_when_the_child_leaves(house: CareHouse) -> None:
    _, stay = in_the_lodge(house)
    costs(house, stay, "2021-04-29", 3500)
    wrong = costs(house, stay, "2021-07-01", 9999)
    record_back.taken_back(model=Cost, number=wrong.pk, why="Another boy", by=account_of(house.gurdeep), now=NOW)
    assert Cost.objects.get(withdrawn=None).ends is None
    with pytest.raises(Refused, match="Another cost holds from that day"):
        costs(house, stay, "2021-04-29", 3600)
    house.moves(stay.care, "2021-08-30", house.tamworth)
    assert Cost.objects.get(withdrawn=None).over == date(2021, 8, 30)
    rows = queries_cost.costs(account_of(house.gurdeep), NOW)
    assert [(row.runs, row.spent) for row in rows] == [(False, (date(2021, 8, 30) - date(2021, 4, 29)).days * 50000)]


def test_a_panel_steps_a_boy_of_fourteen_down_from_a_home_to_a_foster_family(house: CareHouse) -> None:
    kai, stay = in_the_lodge(house)
    costs(house, stay, "2021-04-29", 4200)
    gurdeep, ruth = signed_in(house.gurdeep), account_of(house.ruth)
    called = on("on", "2021-09-01") | {"kind": "down", "area": "south", "chair": str(house.gurdeep.pk)}
    gurdeep.post(reverse("matching:panel-new"), called)
    panel = ReviewPanel.objects.get()
    agenda = reverse("matching:agenda", args=[panel.pk])
    assert "Kai Osborne, Sycamore Lodge, £4,200 a week, 125 days" in text_of(gurdeep.get(agenda))
    gurdeep.post(agenda, {"children": [str(kai.pk)]})
    item = PanelItem.objects.get()
    assert item.weekly == 420000
    decided = on("by_when", "2021-10-01") | {
        "achieved": "He is in school every day, and cooks.", "comes": "foster", "why": "He asks for a family.",
        "child_says": "Somewhere with a dog.",
    }  # fmt: skip
    gurdeep.post(reverse("matching:look", args=[item.pk]), decided)
    assert DueMoment.objects.filter(journey="home-step", episode_id=item.pk).count() == 1
    assert "Look for this home" in text_of(gurdeep.get(reverse("matching:panel", args=[panel.pk])))
    gurdeep.post(reverse("matching:seek", args=[item.pk]), {})
    sought = Sought.objects.get(child=kai)
    assert "He asks for a family." in sought.needs
    assert "Somewhere with a dog." in sought.needs
    assert sought.worked == "He is in school every day, and cooks."
    (offer,) = record.homes_asked(request=sought.request_id, homes=[house.tamworth.pk], by=ruth, now=NOW)
    record.answered(offer=offer.pk, answer="yes", answered_by="Mrs Tamworth", by=ruth, now=NOW)
    record.matched(
        offer=HomeOffer.objects.get().pk, children=[kai.pk], place="U6", starts=date(2021, 9, 1), why="She has a dog.",
        change="CARPL", by=ruth, now=NOW,
    )  # fmt: skip
    item.refresh_from_db()
    assert (item.done, item.done_note) == (date(2021, 9, 1), "Moved: She has a dog.")
    assert not DueMoment.objects.filter(journey="home-step").exists()
    assert "He is in school every day" in text_of(gurdeep.get(reverse("matching:panel-print", args=[panel.pk])))


def test_a_worker_sees_what_the_panel_decided_but_not_what_it_costs(house: CareHouse) -> None:
    kai, stay = in_the_lodge(house)
    costs(house, stay, "2021-04-29", 4200)
    page = text_of(signed_in(house.ruth).get(reverse("matching:of-child", args=[kai.pk])))
    assert "What it costs" not in page
    assert "4,200" not in page
    assert signed_in(house.ruth).get(reverse("matching:costs")).status_code == 403
    assert "£4,200.00 a week" in text_of(signed_in(house.gurdeep).get(reverse("matching:of-child", args=[kai.pk])))


def test_a_panel_that_has_looked_at_nobody_can_be_put_off(house: CareHouse) -> None:
    gurdeep = signed_in(house.gurdeep)
    called = on("on", "2021-09-15") | {"kind": "external", "area": "east", "chair": str(house.gurdeep.pk)}
    gurdeep.post(reverse("matching:panel-new"), called)
    panel = ReviewPanel.objects.get()
    gurdeep.post(reverse("matching:panel-cancel", args=[panel.pk]), {"why": "Half of us are ill."})
    panel.refresh_from_db()
    assert panel.cancelled is not None
    assert "Half of us are ill." in text_of(gurdeep.get(reverse("matching:panel", args=[panel.pk])))
