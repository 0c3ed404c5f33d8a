"""Who reads a contact, and children for whom another council answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.urls import reverse

from righthelp.foundation.access.models import Conflict
from righthelp.foundation.audit.models import Look
from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door import queries
from righthelp.practice.front_door.models import Contact
from righthelp.practice.front_door.record import About
from righthelp.practice.people.models import Person, Tier
from tests.stories.desk_house import signed_in, text_of
from tests.stories.front_door_house import NOW, FrontDoorHouse, account_of


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrontDoorHouse]:
    monkeypatch.setattr("righthelp.foundation.calendar.now", lambda: NOW)
    yield FrontDoorHouse()
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.mark.parametrize("how", ["conflict", "restricted", "sealed"])
def test_a_contact_with_a_child_closed_to_the_reader_is_not_there(house: FrontDoorHouse, how: str) -> None:
    amira, yusuf, _ = house.family()
    call = house.told(amira, yusuf)
    if how == "conflict":
        Conflict.objects.create(account=account_of(house.karen), kind="child", subject_id=yusuf.pk, declared_at=NOW)
    else:
        Person.objects.filter(pk=yusuf.pk).update(tier=Tier.RESTRICTED if how == "restricted" else Tier.SEALED)
    browser = signed_in(house.karen)
    assert browser.get(reverse("front_door:contact", args=[call.pk])).status_code == 404
    assert "Hassan" not in text_of(browser.get(reverse("front_door:queue")))


def test_another_teams_manager_sees_no_queue_of_strangers_and_the_receiving_one_their_referral(
    house: FrontDoorHouse,
) -> None:
    amira, *_ = house.family()
    call = house.told(amira)
    assert queries.queue(account_of(house.gurdeep), NOW) == []
    page = reverse("front_door:contact", args=[call.pk])
    assert signed_in(house.gurdeep).get(page).status_code == 404
    assert signed_in(house.iqbal).get(page).status_code == 404
    house.decided(call, "referral")
    assert signed_in(house.iqbal).get(page).status_code == 200
    assert "Amira Hassan" in text_of(signed_in(house.iqbal).get(reverse("front_door:referrals")))
    assert Look.objects.filter(account_id=account_of(house.iqbal).pk, route="front_door:contact").exists()


def test_a_child_placed_here_by_another_council_is_marked(house: FrontDoorHouse) -> None:
    leo = house.child("Leo", "Marsh", authority="333", worker=False)
    call = house.told(leo)
    assert "Placed by another council" in text_of(signed_in(house.karen).get(reverse("front_door:queue")))
    page = text_of(signed_in(house.moira).get(reverse("front_door:decide", args=[call.pk])))
    assert "Another council answers for this child: Sandwell" in page
    house.decided(call, "authority", authority="333")
    assert Contact.objects.get().authority == "333"


def test_a_call_about_nobody_is_refused(house: FrontDoorHouse) -> None:
    with pytest.raises(Refused, match="which child"):
        house.told()
    with pytest.raises(Refused, match="Describe the child"):
        house.told(children=[About()])
