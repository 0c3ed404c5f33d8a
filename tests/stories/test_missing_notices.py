"""Police notices, as they come: in order, out of order, twice, late, amended, wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest

from righthelp.foundation.intake.models import State
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.missing.models import Episode, Forward
from tests.stories.missing_house import House, arrives, letter, london, only_episode

pytestmark = pytest.mark.django_db

AMIRA = {"police_reference": "P-100"}


@pytest.fixture
def house() -> House:
    return House()


def test_a_missing_and_a_found_notice_make_one_episode_with_its_clocks(house: House) -> None:
    amira = house.child(police="P-100", in_care=True)
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA, risk="high", place="Oak Lodge"))
    episode = only_episode(amira)
    assert (episode.missing_from, episode.notified) == (london("2021-08-28 22:10"), london("2021-08-28 22:20"))
    assert (episode.where_from, episode.status, episode.placement) == ("care", "care", "residential")
    assert (episode.area, episode.address, episode.team) == ("south", house.lodge, house.teams["east"])
    assert (episode.risk, episode.last_seen) == ("high", "Oak Lodge")
    assert DueMoment.objects.get().clock == "missing.strategy_discussion"

    arrives(letter("found", "2021-08-29 09:30", child=AMIRA, place="New Street station"))
    episode.refresh_from_db()
    assert (episode.returned, episode.found_where) == (london("2021-08-29 09:30"), "New Street station")
    due = {row.clock: row.due_at for row in DueMoment.objects.all()}
    assert due["missing.return_home_interview"] == london("2021-09-01 09:30")


def test_a_found_notice_before_its_missing_notice_waits_and_is_then_taken_in_by_itself(house: House) -> None:
    amira = house.child(police="P-100")
    found = arrives(letter("found", "2021-08-29 09:30", child=AMIRA))
    assert (found.state, found.owner) == (State.WAITING, "missing")
    assert found.due_at == found.received_at + timedelta(hours=4)
    assert "missing notice" in found.reason
    arrives(letter("missing", "2021-08-28 22:10", child=AMIRA))
    found.refresh_from_db()
    assert found.state == State.DONE
    assert only_episode(amira).returned == london("2021-08-29 09:30")


def test_another_councils_child_is_forwarded_at_once(house: House) -> None:
    sam = house.child("Sam", "Whitlock", police="P-7", authority="333", worker=False)
    arrives(letter("missing", "2021-08-28 22:10", child={"police_reference": "P-7"}))
    episode = only_episode(sam)
    forward = Forward.objects.get()
    assert (forward.episode, forward.authority, forward.forwarded_at) == (episode, "333", None)
    assert not DueMoment.objects.exists()


def test_an_unknown_child_of_a_stated_council_is_forwarded_without_an_episode(house: House) -> None:
    notice = arrives(
        letter("missing", "2021-08-28 22:10", child={"forename": "Lee", "surname": "Marsh", "authority": "333"})
    )
    assert notice.state == State.DONE
    assert not Episode.objects.exists()
    assert Forward.objects.get().child_name == "Lee Marsh"
