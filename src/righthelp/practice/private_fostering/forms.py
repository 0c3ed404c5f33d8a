"""The forms of private fostering. Fields are named as the verbs' parameters."""

from __future__ import annotations

from righthelp.foundation.pages.forms import Form
from righthelp.practice.care.forms import WhyForm, day, listed, one_of, short_line
from righthelp.practice.casework.forms import lines
from righthelp.practice.private_fostering.codes import Ending, Found, Notifier, Suits

_DAY = "Enter the day."


class ToldForm(Form):
    """We were told."""

    notified = day("The day we were told", _DAY)
    notifier = listed("Who told us", Notifier.choices, "Choose who told us.")
    starts = day("The day the child began to live there, or will", _DAY)
    carer = short_line("Who the carer is", 160, "Write who the carer is.")
    tie = short_line("Who they are to the child", 160, "Write who they are to the child.", "A friend’s mother.")
    where = short_line("Where", 240, "Write where the child lives.")
    why = lines("Why the child lives there, and for how long", "Write why, and for how long.")
    parents = lines("What the parents say and do", "Write what the parents say and do.")


class CheckForm(Form):
    """Somebody of the household was checked."""

    who = short_line("Who", 160, "Write who was checked.", "Everybody over 16 who lives or works there.")
    on = day("On", _DAY)
    found = one_of("What was found", Found.choices, "Choose what was found.")
    note = lines("If something was found: what, and what we do about it", "", required=False)


class AssessForm(Form):
    """Whether it suits the child."""

    on = day("On", _DAY)
    suits = one_of("Does the arrangement suit the child?", Suits.choices, "Choose one.")
    why = lines("Why", "Write why.", hint="What the child says; the carer, the home, school, health, the parents.")
    requirements = lines("What we require of the carer", "", required=False)


class EndForm(Form):
    """It ends."""

    ends = day("On", _DAY)
    ending = one_of("Why", Ending.choices, "Choose why it ended.")
    why = lines("Where the child lives now, and what helps", "Write where the child lives now.")


__all__ = ["AssessForm", "CheckForm", "EndForm", "ToldForm", "WhyForm"]
