"""Several people press the button at once: one post goes to one, one shift to one, one leaving happens once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections

from righthelp.foundation.refusals import Refused
from righthelp.practice.workforce import record_movements, record_rota
from righthelp.practice.workforce.models import Holding, Movement, Shift, Worker
from tests.stories.workforce_house import NOW, TODAY, WorkforceHouse

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> tuple[list[str], list[BaseException]]:
    """Do all of these at the same moment; returns what was refused in words, and what failed otherwise."""
    barrier, told, failed = threading.Barrier(len(acts)), list[str](), list[BaseException]()

    def run(act: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=20)
            act()
        except Refused as no:
            told.append(no.sentence)
        except Exception as problem:
            failed.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return told, failed


def test_of_four_who_appoint_to_one_post_one_succeeds_and_three_are_told() -> None:
    house = WorkforceHouse()
    names = ("Nadia One", "Omar Two", "Una Three", "Vikram Four")
    told, failed = at_once(*[lambda name=name: house.joins(name) for name in names])
    assert failed == []
    assert len(told) == 3
    assert Holding.objects.filter(post=house.vacant).count() == 1
    assert Worker.objects.filter(name__in=names).count() == 1


def test_somebody_leaves_once() -> None:
    house = WorkforceHouse()

    def leaves() -> object:
        return record_movements.left(
            worker=house.ruth.pk, last_day=TODAY - timedelta(days=1), leaving="another", by=house.amrit, now=NOW
        )

    told, failed = at_once(leaves, leaves, leaves)
    assert failed == []
    assert len(told) == 2
    assert Movement.objects.filter(worker=house.ruth, kind="left").count() == 1


def test_one_person_is_put_on_two_duties_at_once_and_gets_one() -> None:
    house = WorkforceHouse()
    starts = NOW + timedelta(days=2)
    shifts = [
        Shift.objects.create(rota=house.rota(name), kind="morning", starts=starts, ends=starts + timedelta(hours=4))
        for name in ("One duty", "Other duty")
    ]
    told, failed = at_once(
        *[
            lambda pk=shift.pk: record_rota.shift_taken(shift=pk, worker=house.ruth.pk, by=house.gurdeep, now=NOW)
            for shift in shifts
        ]
    )
    assert failed == []
    assert len(told) == 1
    assert Shift.objects.filter(worker=house.ruth).count() == 1
