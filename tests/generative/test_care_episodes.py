"""Episodes held against the rules by which the national return (SSDA903) is checked; the numbers are the return's own.

The checker knows nothing of laws and stays: it reads finished episodes, as the department does.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from righthelp.practice.care.episodes import Episode, Lived, Under, episodes

COMES, GOES = date(2019, 3, 4), date(2021, 8, 20)
LAWS = ("V2", "C1", "C2", "E1", "L2")
MOVES = {"P", "B", "T", "U"}


def broken(found: Sequence[Episode]) -> set[str]:
    """The numbers of the rules that these episodes of one time in care break."""
    wrong = set()
    if found[0].began != "S":
        wrong.add("357")
    if len({each.need for each in found}) != 1:
        wrong.add("504")
    for each in found:
        if (each.ends is None) != (each.ended == ""):
            wrong.add("148")
        if each.ends is not None and each.ends <= each.starts:
            wrong.add("355" if each.ends == each.starts else "356")
        if each.ends is None and each.change:
            wrong.add("233")
    if found[-1].ended == "X1":
        wrong.add("388")
    for one, two in pairwise(found):
        wrong |= _between(one, two)
    return wrong


def _between(one: Episode, two: Episode) -> set[str]:
    law, home = one.law != two.law, (one.place, one.provider, one.urn) != (two.place, two.provider, two.urn)
    rules = {
        "142": one.ends is None,
        "388": one.ended != "X1" or one.ends != two.starts,
        "431": two.began == "S" and one.ends == two.starts,
        "433": two.began != "S" and one.ends != two.starts,
        "434": two.began == "L" and (not law or home),
        "435": two.began == "P" and (law or not home),
        "436": two.began in "BU" and not (law and home),
        "225": (two.began in MOVES) != bool(one.change),
        "501": one.ends is not None and one.ends > two.starts,
    }
    return {number for number, yes in rules.items() if yes}


def _cut(dice: random.Random, ends: date | None) -> list[tuple[date, date | None]]:
    """The time in care cut into stretches that touch."""
    last = (ends or date(2021, 9, 1)) - COMES
    days = sorted(dice.sample(range(1, last.days), dice.randrange(6)))
    starts = [COMES, *(COMES + timedelta(days=each) for each in days)]
    return list(zip(starts, [*starts[1:], ends], strict=True))


@pytest.mark.parametrize("seed", range(400))
def test_episodes_of_any_time_in_care_pass_the_returns_rules(seed: int) -> None:
    dice = random.Random(seed)
    ends = GOES if dice.random() < 0.6 else None
    laws, stays = list[Under](), list[Lived]()
    law, home = "", 0
    for start, end in _cut(dice, ends):
        law = dice.choice([each for each in LAWS if each != law])
        laws.append(Under(law, start, end))
    for number, (start, end) in enumerate(_cut(dice, ends)):
        same = number > 0 and dice.random() < 0.3  # the same carers, now for good
        home = home if same else home + 1
        place = "U4" if same and stays[-1].place == "U6" else "U6"
        if same and place == stays[-1].place:
            home += 1
        stays.append(Lived(place, "PR1", f"SC{home:06}", home, start, end, ""))
    stays = [replace(each, change="CARPL") for each in stays[:-1]] + stays[-1:]
    found = episodes(laws, stays, need="N1", left="E4A" if ends else None, ends=ends)
    assert broken(found) == set()
    assert (found[0].starts, found[-1].ends) == (COMES, ends)
    assert sum(((each.ends or GOES) - each.starts).days for each in found) == (GOES - COMES).days


def _two() -> list[Episode]:
    """Ivy comes to the Osgoods by agreement, and the court makes an interim order while she stays there."""
    laws = [Under("V2", COMES, date(2019, 5, 1)), Under("C1", date(2019, 5, 1), GOES)]
    stays = [Lived("U6", "PR1", "SC000001", 1, COMES, GOES)]
    return episodes(laws, stays, need="N1", left="E4A", ends=GOES)


def test_an_order_while_the_child_stays_is_a_new_episode_of_law() -> None:
    first, second = _two()
    assert (first.began, first.ended, first.change) == ("S", "X1", "")
    assert (second.began, second.law, second.ended) == ("L", "C1", "E4A")


@pytest.mark.parametrize(
    ("rule", "which", "changed"),
    [
        ("357", 0, {"began": "P"}),
        ("504", 1, {"need": "N8"}),
        ("148", 1, {"ended": ""}),
        ("355", 1, {"ends": date(2019, 5, 1)}),
        ("356", 1, {"ends": date(2019, 4, 1)}),
        ("388", 1, {"ended": "X1"}),
        ("388", 0, {"ended": "E4A"}),
        ("142", 0, {"ends": None, "ended": ""}),
        ("431", 1, {"began": "S"}),
        ("433", 0, {"ends": date(2019, 4, 30)}),
        ("434", 1, {"law": "V2"}),
        ("435", 1, {"began": "P"}),
        ("436", 1, {"began": "B"}),
        ("225", 0, {"change": "CARPL"}),
        ("501", 0, {"ends": date(2019, 5, 2)}),
    ],
)
def test_the_checker_sees_what_the_return_would_refuse(rule: str, which: int, changed: dict[str, object]) -> None:
    found = _two()
    assert broken(found) == set()
    found[which] = replace(found[which], **changed)  # type: ignore[arg-type]  # fields of an episode
    assert rule in broken(found)


def test_a_move_and_an_order_on_one_day_are_one_episode_with_both() -> None:
    day = date(2019, 5, 1)
    laws = [Under("V2", COMES, day), Under("C1", day, None)]
    stays = [
        Lived("U6", "PR1", "SC000001", 1, COMES, day, "CARPL"),
        Lived("K2", "PR4", "SC000002", 2, day, None),
    ]
    found = episodes(laws, stays, need="N1", left=None, ends=None)
    assert [each.began for each in found] == ["S", "B"]
    assert broken(found) == set()


def test_laws_and_stays_that_do_not_end_together_are_refused() -> None:
    with pytest.raises(ValueError, match="begin and end together"):
        episodes([Under("V2", COMES, GOES)], [Lived("U6", "PR1", "", 1, COMES, None)], need="N1", left=None, ends=None)
