"""Rows of children in education for the tests of merges: none of them open, so that two never forbid a merge."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from righthelp.practice.education.models import Discussed, OutOfSchool, Panel, PlanAsked, Surgery
from righthelp.practice.people.models import Organisation
from righthelp.practice.workforce.models import Team, Worker
from tests.stories.desk_house import NOW

Given = dict[str, Any]


def _said() -> Given:
    return {"recorded": NOW, "recorded_by_id": Worker.objects.order_by("pk").values_list("pk", flat=True)[0]}


def _back() -> Given:
    return _said() | {"withdrawn": NOW, "withdrawn_why": "Stated"}


def _day(dice: random.Random) -> date:
    return date(2010, 1, 1) + timedelta(days=dice.randrange(3000))


def _attended(_: Given, dice: random.Random) -> Given:
    school = Organisation.objects.get_or_create(kind="school", name="Stated")[0]
    day = _day(dice)
    sessions = {"possible": 20, "attended": 18, "authorised": 2, "unauthorised": 0}
    return _back() | sessions | {"school_id": school.pk, "starts": day, "ends": day + timedelta(days=30)}


def _query(_: Given, dice: random.Random) -> Given:
    day = _day(dice)
    return _said() | {"way": "social", "level": "plan", "asked": day, "what": "Stated", "closed": day}


def _panel(_: Given, dice: random.Random) -> Given:
    day = _day(dice)
    decided = {"decided": day, "decision": "place", "reasons": "Stated"}
    return _said() | decided | {"referred": day, "why": "Stated", "tried": "Stated"}


def _step(_: Given, dice: random.Random) -> Given:
    return _said() | {"kind": "challenge", "on": _day(dice), "who": "Stated", "note": "Stated"}


def _roll(_: Given, dice: random.Random) -> Given:
    return _back() | {"told": _day(dice), "by_whom": "school", "what": "Stated", "dropped": date(2021, 1, 1)}


def _discussed(_: Given, dice: random.Random) -> Given:
    team = Team.objects.order_by("pk").values_list("pk", flat=True)[0]
    surgery = Surgery.objects.create(
        on=date(1900, 1, 1) + timedelta(days=dice.randrange(40000)), team_id=team, **_said()
    )
    return _said() | {"surgery_id": surgery.pk, "said": "Stated"}


def _agreed(given: Given, dice: random.Random) -> Given:
    day = _day(dice)
    whole = {"what": "Stated", "who": "Stated", "by_when": day, "eve": day - timedelta(days=1), "done": day}
    if dice.random() < 0.5:
        panel = Panel.objects.create(child_id=given["child_id"], **_panel(given, dice))
        return _said() | whole | {"panel_id": panel.pk, "done_note": "Stated"}
    talk = Discussed.objects.create(child_id=given["child_id"], **_discussed(given, dice))
    return _said() | whole | {"discussed_id": talk.pk, "done_note": "Stated"}


def _plan(_: Given, dice: random.Random) -> Given:
    day = _day(dice)
    days = {"requested": day, "answered": day, "issued": day, "ceased": day}
    return _said() | days | {"asked_by": "parent", "ceased_why": "Stated"}


def _out(given: Given, dice: random.Random) -> Given:
    plan = PlanAsked.objects.create(child_id=given["child_id"], **_plan(given, dice))
    days = {"starts": plan.requested, "ends": plan.requested + timedelta(days=1)}
    return _back() | days | {"plan_id": plan.pk, "why": "new", "ended_how": "Stated"}


def _checked(given: Given, dice: random.Random) -> Given:
    out = OutOfSchool.objects.create(child_id=given["child_id"], **_out(given, dice))
    return _back() | {"out_id": out.pk, "on": out.starts, "seen": "well", "note": "Stated"}


def _due(given: Given, dice: random.Random) -> Given:
    out = OutOfSchool.objects.create(child_id=given["child_id"], **_out(given, dice))
    return {"out_id": out.pk, "place": 0, "since": out.starts, "ended": out.ends}


EDUCATION_ROWS: Final[dict[str, Callable[[Given, random.Random], Given]]] = {
    "education.Attended": _attended,
    "education.Query": _query,
    "education.Panel": _panel,
    "education.Step": _step,
    "education.NotOnRoll": _roll,
    "education.Discussed": _discussed,
    "education.Agreed": _agreed,
    "education.PlanAsked": _plan,
    "education.OutOfSchool": _out,
    "education.Checked": _checked,
    "education.CheckDue": _due,
}
