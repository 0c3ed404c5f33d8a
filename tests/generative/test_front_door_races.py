"""Two at once at the front door and in MASH: one of them is told, nobody loses anything, nothing is there twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from righthelp.foundation.refusals import Refused
from righthelp.practice.front_door import record_decision, record_owner, record_referral
from righthelp.practice.front_door.models import Call, Contact, Referral, Turn, Undone, Word
from righthelp.practice.mash import record as mash_record
from righthelp.practice.mash import record_decision as mash_decision
from righthelp.practice.mash.models import Check, Enquiry, Rated, Work
from righthelp.practice.workforce.models import Worker
from tests.stories.mash_house import NOW, MashHouse, account_of

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 4


def at_once(*acts: Callable[[], Any]) -> tuple[list[Any], list[str]]:
    """Do all of it in the same moment, each on a connection of its own: what was done, and what was refused."""
    barrier = threading.Barrier(len(acts))
    did: list[Any] = []
    refused: list[str] = []
    unexpected: list[BaseException] = []

    def one(act: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=30)
            did.append(act())
        except Refused as no:
            refused.append(no.sentence)
        except BaseException as problem:
            unexpected.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert unexpected == []
    return did, refused


@pytest.fixture
def house() -> MashHouse:
    return MashHouse()


def test_two_decide_at_once_and_the_slower_is_told(house: MashHouse) -> None:
    for n in range(TIMES):
        child = house.child(f"Child{n}", "Race", worker=False)
        call = house.told(child, words=str(n))
        did, refused = at_once(
            lambda call=call: house.decided(call, "referral"),
            lambda call=call: house.decided(call, "advice", advice="Ask the school nurse.", by=house.priya),
        )
        assert (len(did), len(refused)) == (1, 1)
        assert "Somebody has just decided" in refused[0]
        contact = call.contacts.get()
        assert Referral.objects.filter(contact=contact).count() == (contact.outcome == "referral")
        assert Word.objects.filter(contact=contact).count() == 1


def test_two_take_it_at_once_and_one_has_it(house: MashHouse) -> None:
    for n in range(TIMES):
        call = house.told(house.child(f"Child{n}", "Race", worker=False), words=str(n))

        def take(worker: Worker, call: Call = call) -> Call:
            return record_owner.taken(call=call.pk, by=account_of(worker), now=NOW)

        did, refused = at_once(lambda: take(house.karen), lambda: take(house.dev))
        assert (len(did), len(refused)) == (1, 1)
        assert "has taken this" in refused[0]
        assert Turn.objects.filter(call=call, worker__isnull=False).count() == 1


def test_a_call_sent_twice_is_one_call(house: MashHouse) -> None:
    child = house.child("Amira", "Hassan", worker=False)
    did, refused = at_once(*[lambda: house.told(child)] * 4)
    assert (len(did), refused) == (4, [])
    assert (Call.objects.count(), Contact.objects.count()) == (1, 1)


def test_two_calls_decided_at_once_open_one_referral_for_a_child(house: MashHouse) -> None:
    for n in range(TIMES):
        child = house.child(f"Child{n}", "Race", worker=False)
        calls = [house.told(child, words=f"{n} {which}") for which in "ab"]
        did, refused = at_once(
            lambda calls=calls: house.decided(calls[0], "referral"),
            lambda calls=calls: house.decided(calls[1], "mash", by=house.priya),
        )
        assert (len(did), len(refused)) == (1, 1)
        assert "open" in refused[0]
        assert Referral.objects.filter(child=child).count() == 1
        assert Contact.objects.filter(child=child, decided__isnull=False).count() == 1  # the other waits, undecided


def test_a_referral_accepted_while_its_decision_is_taken_back_is_one_of_the_two(house: MashHouse) -> None:
    for n in range(TIMES):
        child = house.child(f"Child{n}", "Race", worker=False)
        (contact,) = house.decided(house.told(child, words=str(n)), "referral")
        made = Referral.objects.get(contact=contact)
        did, _ = at_once(
            lambda made=made: record_referral.accepted(referral=made.pk, by=account_of(house.iqbal), now=NOW),
            lambda contact=contact: record_decision.decision_undone(
                contact=contact.pk, why="The wrong child.", by=account_of(house.moira), now=NOW
            ),
        )
        made.refresh_from_db()
        assert len(did) == 1
        assert bool(made.accepted) != bool(made.withdrawn)
        assert Undone.objects.filter(contact=contact).exists() == bool(made.withdrawn)


def test_mash_is_begun_once_by_two_and_asks_each_agency_once(house: MashHouse) -> None:
    leon, marcus = house.brothers()
    pair = house.referred(leon, marcus)
    did, refused = at_once(lambda: house.begun(*pair), lambda: house.begun(*pair, by=house.tom))
    assert (len(did), len(refused)) == (1, 1)
    assert (Work.objects.count(), Enquiry.objects.count(), Rated.objects.count()) == (1, 2, 2)
    work = Work.objects.get()
    did, refused = at_once(
        lambda: house.asked(work, "police", "health"), lambda: house.asked(work, "police", "health", by=house.tom)
    )
    assert len(did) == 1
    assert Check.objects.count() == 4


def test_an_answer_recorded_by_two_at_once_is_kept_once(house: MashHouse) -> None:
    leon, _ = house.brothers()
    checks = house.asked(house.begun(*house.referred(leon)), "police")
    did, refused = at_once(
        lambda: house.answered(checks, "police", answer="Two calls."),
        lambda: house.answered(checks, "police", answer="Three calls.", by=house.tom),
    )
    assert (len(did), len(refused)) == (1, 1)
    assert "just recorded an answer" in refused[0]


def test_mash_decided_by_two_at_once_is_decided_once(house: MashHouse) -> None:
    leon, _ = house.brothers()
    work = house.begun(*house.referred(leon))
    late = {"missing_why": "It cannot wait."}
    did, refused = at_once(
        lambda: house.concluded(work, "strategy", **late),
        lambda: house.concluded(work, "nfa", by=house.helen, **late),
    )
    assert (len(did), len(refused)) == (1, 1)
    mine = Enquiry.objects.get()
    did, refused = at_once(
        *[lambda: mash_decision.decision_undone(enquiry=mine.pk, why="Twice.", by=account_of(house.priya), now=NOW)] * 2
    )
    assert (len(did), len(refused)) == (1, 1)
    assert mine.undone.count() == 1


def test_mash_work_taken_by_two_at_once_is_one_workers(house: MashHouse) -> None:
    for n in range(TIMES):
        work = house.begun(*house.referred(house.child(f"Child{n}", "Race", worker=False), words=str(n)))
        Work.objects.filter(pk=work.pk).update(worker=None)

        def take(worker: Worker, work: Work = work) -> Work:
            return mash_record.taken(work=work.pk, by=account_of(worker), now=NOW)

        did, refused = at_once(lambda: take(house.nadia), lambda: take(house.tom))
        assert (len(did), len(refused)) == (1, 1)


def test_a_referral_passed_on_while_it_is_accepted_stays_with_one_team(house: MashHouse) -> None:
    for n in range(TIMES):
        house.decided(house.told(house.child(f"Child{n}", "Race", worker=False), words=str(n)), "referral")
        made = Referral.objects.latest("pk")
        did, refused = at_once(
            lambda made=made: record_referral.accepted(referral=made.pk, by=account_of(house.iqbal), now=NOW),
            lambda made=made: record_referral.passed_to(
                referral=made.pk,
                team=house.teams["mash"].pk,
                why="They live elsewhere.",
                by=account_of(house.moira),
                now=NOW,
            ),
        )
        made.refresh_from_db()
        assert made.team.code == "mash"  # passed on last, or accepted too late by a team that has it no longer
        assert made.accepted is None
        assert len(did) == 2 or "The manager of MASH accepts it" in refused[0]
