"""The kernel: dated facts, the clocks over them, and two engines that give them meaning.

    class Missing(Journey, subject="child"):
        \"\"\"A child reported missing, until someone independent has listened to them at home.\"\"\"

        notified = Moment("the police told us the child was missing", always=True)
        returned = Moment("the child was found or came home")
        rhi_held = Moment("an independent person held the return home interview")

    RETURN_INTERVIEW = Clock(
        "return home interview", starts=Missing.returned, stops=Missing.rhi_held, within=hours(72),
        authority=Authority("Statutory guidance on children who run away or go missing from home or care,
        2014"),
    )

See ``docs/how-to/add-a-fact.md`` and ``docs/how-to/add-a-clock.md``. The set engine is imported where it is
used (``from righthelp.foundation.journey.engines import set as set_engine``), because Ibis takes a second to
load.
"""

from righthelp.foundation.journey.binding import Binding, bind, registry
from righthelp.foundation.journey.clocks import Authority, Clock, ClockView, Limit, State
from righthelp.foundation.journey.describe import describe
from righthelp.foundation.journey.engines.explain import Explanation
from righthelp.foundation.journey.engines.row import evaluate, holds
from righthelp.foundation.journey.errors import DefinitionError, MissingParameter, NotBound
from righthelp.foundation.journey.expressions import NOW, literal, parameter
from righthelp.foundation.journey.facts import Choice, Day, Flag, Journey, Moment, Number
from righthelp.foundation.journey.forms import case, count, deadline, exists
from righthelp.foundation.journey.reading import explain, facts_of
from righthelp.foundation.journey.settling import running, settle, settle_all
from righthelp.foundation.journey.spans import Span, days, hours, months, working_days
from righthelp.foundation.journey.sweeping import Passed, Swept, sweep
from righthelp.foundation.journey.versions import facts_version

__all__ = [
    "NOW",
    "Authority",
    "Binding",
    "Choice",
    "Clock",
    "ClockView",
    "Day",
    "DefinitionError",
    "Explanation",
    "Flag",
    "Journey",
    "Limit",
    "MissingParameter",
    "Moment",
    "NotBound",
    "Number",
    "Passed",
    "Span",
    "State",
    "Swept",
    "bind",
    "case",
    "count",
    "days",
    "deadline",
    "describe",
    "evaluate",
    "exists",
    "explain",
    "facts_of",
    "facts_version",
    "holds",
    "hours",
    "literal",
    "months",
    "parameter",
    "registry",
    "running",
    "settle",
    "settle_all",
    "sweep",
    "working_days",
]
