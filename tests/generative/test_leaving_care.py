"""Who is a care leaver, against an oracle that walks the calendar day by day and knows no stretches."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from righthelp.foundation.calendar import add_months
from righthelp.practice.leaving_care.eligibility import Stretch, eligible_since, standing

LEFT = ("E4A", "E4B", "E5", "E9", "E45", "E8")


def history(dice: random.Random, born: date) -> list[Stretch]:
    """Times in care that follow one another, the last one perhaps still running."""
    found, day = [], born + timedelta(days=dice.randrange(12 * 365, 18 * 365))
    for _ in range(dice.randrange(1, 5)):
        ends = min(day + timedelta(days=dice.choice((1, 30, 60, 90, 91, 92, 400))), add_months(born, 216))
        if ends <= day:
            break
        found.append(Stretch(day, ends, dice.choice(LEFT)))
        day = ends + timedelta(days=dice.choice((0, 1, 40, 200)))
    if found and dice.random() < 0.3 and found[-1].ends != add_months(born, 216):
        found[-1] = Stretch(found[-1].starts)
    return found


def walked(born: date, times: list[Stretch], until: date) -> str:
    """The oracle: lives through every day and keeps a tally; nothing is asked of a stretch but 'tonight?'."""
    tally, since_sixteen, home_since, guarded, last = 0, False, None, False, "none"
    day = min((each.starts for each in times), default=until)
    while day <= until:
        months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
        if months >= 216:
            break
        tonight = [each for each in times if each.starts <= day and (each.ends is None or day < each.ends)]
        ended = [each for each in times if each.ends == day]
        if tonight:
            home_since, guarded = None, False
            tally += months >= 168
            since_sixteen = since_sixteen or months >= 192
        elif ended:
            home_since = day if ended[-1].left in ("E4A", "E4B") else None
            guarded = ended[-1].left in ("E45", "E46", "E47", "E48")
        if months < 192:
            last = "none"
        elif tonight:
            last = "eligible" if tally >= 91 else "none"
        elif since_sixteen and tally >= 91:
            long_home = home_since is not None and day >= add_months(home_since, 6)
            last = "qualifying" if long_home else "relevant"
        else:
            last = "qualifying" if since_sixteen or guarded else "none"
        day += timedelta(days=1)
    age = (until.year - born.year) - ((until.month, until.day) < (born.month, born.day))
    if age < 16 or age >= 25:
        return "none"
    if age < 18:
        return last
    if last in ("eligible", "relevant"):
        return "former"
    ended_guarded = guarded or any(
        each.ends == add_months(born, 216) and each.left == "E45" for each in times if each is times[-1]
    )
    return "qualifying" if age < 21 and (last == "qualifying" or since_sixteen or ended_guarded) else "none"


@pytest.mark.parametrize("seed", range(60))
def test_the_category_is_that_of_a_life_lived_day_by_day(seed: int) -> None:
    dice = random.Random(seed)
    born = date(2000, dice.randrange(1, 13), dice.randrange(1, 28))
    times = history(dice, born)
    for _ in range(6):
        day = born + timedelta(days=dice.randrange(15 * 365, 26 * 365))
        until_now = [each for each in times if each.starts <= day]
        assert standing(born, times, day).category.value == walked(born, until_now, day), (born, times, day)


@pytest.mark.parametrize("seed", range(40))
def test_eligible_since_is_the_first_day_on_which_the_category_says_so(seed: int) -> None:
    dice = random.Random(1000 + seed)
    born = date(2000, dice.randrange(1, 13), dice.randrange(1, 28))
    times = history(dice, born)
    days = (add_months(born, 192) + timedelta(days=number) for number in range(731))
    days_minor = (day for day in days if day < add_months(born, 216))
    assert eligible_since(born, times) == next(
        (day for day in days_minor if standing(born, times, day).category.value == "eligible"), None
    )
