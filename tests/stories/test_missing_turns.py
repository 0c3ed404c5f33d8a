"""Many notices of one child at the same moment, each in a connection of its own: still one episode and one state."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from righthelp.foundation.intake.models import Message, State
from righthelp.practice.missing.models import Episode
from tests.stories.missing_house import House, arrives, letter, london

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(transactional_db: None) -> House:
    return House()


def test_notices_that_come_at_the_same_moment_take_turns(house: House) -> None:
    amira = house.child(police="P-100")
    said: dict[str, Any] = {"child": {"police_reference": "P-100"}}
    letters = [
        letter("found", "2021-08-29 09:30", **said),
        letter("missing", "2021-08-28 22:10", **said),
        letter("sighted", "2021-08-29 01:00", **said),
        letter("missing", "2021-08-28 22:10", **said),
        letter("missing", "2021-08-28 21:10", revision=2, **said),
        letter("missing", "2021-08-30 22:10", report="B", **said),
        letter("found", "2021-08-31 22:10", report="B", **said),
    ]
    start, wrong = threading.Barrier(len(letters)), []

    def comes(one: Any) -> None:
        try:
            start.wait()
            arrives(one, now=london("2021-09-01 12:00"))
        except Exception as problem:
            wrong.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=comes, args=(one,)) for one in letters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    times = Episode.objects.filter(child=amira).order_by("missing_from").values_list("missing_from", "returned")
    assert list(times) == [
        (london("2021-08-28 21:10"), london("2021-08-29 09:30")),
        (london("2021-08-30 22:10"), london("2021-08-31 22:10")),
    ]
    assert set(Message.objects.values_list("state", flat=True)) == {State.DONE}
