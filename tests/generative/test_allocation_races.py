"""Whatever managers do at once, a child has at most one primary worker at any moment, and nobody loses a child."""

from __future__ import annotations

import random
import threading
import uuid
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connections

from righthelp.foundation.refusals import Refused
from righthelp.practice.workforce import record
from righthelp.practice.workforce.models import Allocation
from righthelp.practice.workforce.record import Passing
from tests.stories.desk_house import NOW, DeskHouse

MANAGERS, ACTS, CHILDREN = 4, 12, 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_primary_at_any_time_under_random_races(seed: int) -> None:
    house = DeskHouse()
    workers = [house.ruth.pk, house.hannah.pk, house.gurdeep.pk]
    children = [house.child(f"Child{number}", "Race").pk for number in range(CHILDREN)]
    unexpected = list[BaseException]()
    barrier = threading.Barrier(MANAGERS)

    def manager(place: int) -> None:
        dice = random.Random(seed * 100 + place)
        barrier.wait(timeout=30)
        for step in range(ACTS):
            now = NOW + timedelta(seconds=step * MANAGERS + place)
            child, worker = dice.choice(children), dice.choice(workers)
            try:
                match dice.randrange(4):
                    case 0:
                        record.allocated(child=child, worker=worker, by=house.gurdeep, now=now)
                    case 1:
                        record.handed_over(children=dice.sample(children, 2), worker=worker, by=house.gurdeep, now=now)
                    case 2:
                        record.reallocated(
                            key=uuid.uuid4(),
                            giver=worker,
                            why="workload",
                            passing=[Passing(each, dice.choice(workers)) for each in dice.sample(children, 3)],
                            by=house.gurdeep,
                            now=now,
                        )
                    case _:
                        held = Allocation.objects.filter(child_id=child, primary=True, ends=None).first()
                        if held:
                            record.undone(allocation=held.pk, by=house.gurdeep, now=now, reason="A race")
            except Refused:
                continue
            except Exception as problem:
                unexpected.append(problem)
        connections.close_all()

    threads = [threading.Thread(target=manager, args=(place,)) for place in range(MANAGERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert unexpected == []
    for child in children:
        rows = list(Allocation.objects.filter(child_id=child, primary=True).order_by("starts"))
        assert [row.ends for row in rows].count(None) <= 1
        for former, later in pairwise(rows):
            assert former.ends is not None
            assert former.starts < former.ends <= later.starts
