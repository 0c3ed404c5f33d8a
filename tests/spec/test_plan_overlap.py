"""The overlaps that readers of the development plan of 2019 had found are found, among few others."""

from __future__ import annotations

import csv
from pathlib import Path

from righthelp.governance.plan.models import Action
from righthelp.governance.plan.overlap import pairs, stems

KNOWN = {(4, 11), (22, 38), (55, 62)}
MOST = 12


def actions() -> list[Action]:
    rows = csv.DictReader(Path(__file__).with_name("development_plan.csv").read_text(encoding="utf-8").splitlines())
    return [Action(number=int(row["number"]), text=row["text"]) for row in rows]


def test_the_known_overlaps_are_among_few_pairs_that_are_shown() -> None:
    found = {(pair.one.number, pair.other.number) for pair in pairs(actions())}
    assert found >= KNOWN
    assert len(found) <= MOST


def test_the_nearest_pair_is_named_with_what_it_shares() -> None:
    first = pairs(actions())[0]
    assert (first.one.number, first.other.number) == (4, 11)
    assert set(first.shared) == {"services", "step", "universal"}


def test_words_are_the_same_whatever_their_endings_and_small_ones_say_nothing() -> None:
    assert stems("Reviewing the placements and policies").keys() == stems("Review of a placement policy").keys()
    assert not stems("To be with the")


def test_actions_that_share_no_word_are_no_pair() -> None:
    assert pairs([Action(text="Recruit carers."), Action(text="Publish figures monthly.")]) == []


def test_one_rare_word_alone_makes_no_pair() -> None:
    assert pairs([Action(text="Launch the hub."), Action(text="Launch a permanence strategy.")]) == []


def test_two_empty_actions_are_no_pair_and_no_failure() -> None:
    assert pairs([Action(text="To be"), Action(text="To be")]) == []
