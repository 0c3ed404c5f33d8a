"""Whatever managers press at once: one open enquiry a child, one discussion waiting, one record of one press."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest

from righthelp.foundation.refusals import Refused
from righthelp.practice.section47 import record_after, record_decision, record_enquiry
from righthelp.practice.section47.models import Concerned, Discussion, Enquiry, Given
from tests.generative.racing import raced
from tests.stories.section47_house import HOUR, NOW, Section47House, account_of

pytestmark = pytest.mark.django_db(transaction=True)
Press = Callable[[], object]


def at_once(*presses: Press) -> tuple[int, list[str]]:
    """Everybody presses at the same moment: how many were recorded, and what the others were told."""
    recorded, told, unexpected = raced(*presses)
    assert unexpected == []
    return recorded, told


def test_two_discussions_open_one_enquiry_about_one_child() -> None:
    house = Section47House()
    ana = house.known("Ana", "Race")
    first = house.held(house.asked(ana))
    second = house.held(house.asked(ana, concern="The aunt rang, too.", by=house.sam))
    recorded, told = at_once(
        lambda: house.settled(first, house.choice("joint")), lambda: house.settled(second, house.choice("single"))
    )
    assert recorded == 1
    assert len(told) == 1
    assert "goes on" in told[0]
    assert Enquiry.objects.filter(child=ana, withdrawn__isnull=True).count() == 1


def test_one_decision_pressed_four_times_is_recorded_once() -> None:
    house = Section47House()
    found = house.held(house.asked(house.known("Ana", "Race")))
    recorded, told = at_once(*[lambda: house.settled(found, house.choice("single"))] * 4)
    assert (recorded, len(told)) == (1, 3)
    assert Enquiry.objects.count() == 1


def test_asked_for_twice_at_once_is_one_discussion() -> None:
    house = Section47House()
    ana = house.known("Ana", "Race")
    recorded, told = at_once(*[lambda: house.asked(ana)] * 3)
    assert (recorded, told) == (3, [])
    assert Discussion.objects.count() == 1


def test_of_two_who_ask_about_one_child_the_second_is_led_to_the_first() -> None:
    house = Section47House()
    ana = house.known("Ana", "Race")
    recorded, told = at_once(lambda: house.asked(ana), lambda: house.asked(ana, by=house.sam))
    assert recorded == 1
    assert "not held yet" in told[0]
    assert Concerned.objects.count() == 1


def test_a_finding_and_a_note_at_once_lose_nothing() -> None:
    house = Section47House()
    ana = house.known("Ana", "Race")
    enquiry = house.enquiry(ana, decision="single")
    house.visit(ana, NOW + HOUR)
    version = Enquiry.objects.get().version
    recorded, told = at_once(
        lambda: house.found(enquiry, now=NOW + 2 * HOUR, version=version),
        lambda: record_enquiry.written(
            enquiry=enquiry.pk, findings="Other words.", version=version, by=account_of(house.iqbal), now=NOW + 2 * HOUR
        ),
    )
    assert (recorded, len(told)) == (1, 1)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_under_random_presses_no_child_has_two_enquiries_and_every_one_has_its_discussion(seed: int) -> None:
    house = Section47House()
    children = [house.known(f"Child{n}", "Race") for n in range(3)]
    iqbal, petra = account_of(house.iqbal), account_of(house.petra)

    def manager(place: int) -> None:
        dice = random.Random(seed * 100 + place)
        for step in range(8):
            now = NOW + timedelta(minutes=step * 10 + place)
            child = dice.choice(children)
            try:
                match dice.randrange(5):
                    case 0 | 1:
                        asked = house.asked(child, at=now - HOUR, now=now, concern=f"{place} {step}", by=house.sam)
                        house.settled(house.held(asked, at=now, now=now), house.choice("single"), now=now)
                    case 2:
                        row = Concerned.objects.filter(child=child, decided__isnull=False).first()
                        if row:
                            record_decision.taken_back(concerned=row.pk, why="A race", by=iqbal, now=now)
                    case 3:
                        held = Enquiry.objects.filter(child=child, authorised=None, withdrawn=None).first()
                        if held:
                            house.found(held, now=now, unseen_why="A race", outcome="unfounded", next_step="none")
                            house.authorised(held, now=now, by=house.petra)
                    case _:
                        found = Discussion.objects.filter(held__isnull=False).first()
                        if found:
                            present = found.meeting.attendances.filter(came="yes")
                            to = {each.pk: "hand" for each in present}
                            record_after.given(discussion=found.pk, to=to, by=petra, now=now)
            except Refused:
                continue

    recorded, told = at_once(*[lambda place=place: manager(place) for place in range(3)])
    assert (recorded, told) == (3, [])
    for child in children:
        assert Enquiry.objects.filter(child=child, authorised=None, withdrawn=None).count() <= 1
        standing = Enquiry.objects.filter(child=child, withdrawn=None).order_by("opened")
        for former, later in pairwise(standing):
            assert former.authorised is not None
            assert former.authorised <= later.opened
    for enquiry in Enquiry.objects.filter(withdrawn=None).select_related("concerned"):
        assert enquiry.concerned.held == enquiry.strategy_held
        assert enquiry.concerned.decision == enquiry.how
        assert enquiry.opened >= enquiry.strategy_held
    assert all(each.at >= NOW for each in Given.objects.all())
