"""Random rows of any table that points to a person, made from the declaration of its model alone.

So a room that nobody had thought of when the tests of merges were written takes part in them without a line here.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import DatabaseError, models, transaction

from righthelp.practice.casework.models import Meeting
from righthelp.practice.duplicates.rows import KIND, Reference
from righthelp.practice.people.models import Person
from righthelp.practice.section47.models import Concerned, Discussion
from righthelp.practice.workforce.models import Worker
from tests.generative.adoption_rows import ADOPTION_ROWS
from tests.generative.asylum_rows import ASYLUM_ROWS
from tests.generative.care_plan_rows import CARE_PLAN_ROWS
from tests.generative.care_rows import CARE_ROWS
from tests.generative.court_rows import COURT_ROWS
from tests.generative.education_rows import EDUCATION_ROWS
from tests.generative.family_rows import FAMILY_ROWS
from tests.generative.foster_rows import FOSTER_ROWS
from tests.generative.health_rows import HEALTH_ROWS
from tests.generative.leaving_rows import LEAVING_ROWS
from tests.generative.matching_rows import MATCHING_ROWS
from tests.generative.need_rows import NEED_ROWS
from tests.generative.private_rows import PRIVATE_ROWS
from tests.generative.protection_rows import PROTECTION_ROWS
from tests.generative.referral_rows import REFERRAL_ROWS
from tests.generative.school_rows import SCHOOL_ROWS
from tests.stories.desk_house import NOW

_TRIES: Final = 24
_LEAVE: Final = object()


def _one_hour(dice: random.Random) -> dict[str, Any]:
    opened = NOW - timedelta(days=dice.randrange(1, 300))
    return {"opened_at": opened, "ends_at": opened + timedelta(minutes=50), "review_due": opened + timedelta(days=1)}


def _first_of_a_month(dice: random.Random) -> dict[str, Any]:
    return {"month": date(2021, dice.randrange(1, 9), 1)}


def _eve(dice: random.Random) -> dict[str, Any]:
    by_when = date(2021, 9, 2) + timedelta(days=dice.randrange(20))
    return {"by_when": by_when, "first_by_when": by_when, "eve": by_when - timedelta(days=1)}


def _lived_long_ago(dice: random.Random) -> dict[str, Any]:
    """In a home on days before any visit or meeting: who was seen there is worked out from those."""
    starts = date(2004, 1, 1) + timedelta(days=dice.randrange(1400))
    days = {"starts": starts, "ends": starts + timedelta(days=dice.randrange(2, 40))}
    return days | {"kind": "U", "suits": True, "home_id": None, "seen": None, "reviewed": None}


def _one_day(dice: random.Random) -> dict[str, Any]:
    """A plan of one day that is over: two plans of one day would forbid a merge."""
    starts = date(2012, 1, 1) + timedelta(days=dice.randrange(1500))
    return {"starts": starts, "ends": starts + timedelta(days=1), "ending": "met", "ending_why": "Stated"}


SAYING: Final[dict[str, Callable[[random.Random], dict[str, Any]]]] = {
    "access.EmergencyAccess": _one_hour,
    "casework.Plan": _one_day,
    "supervision.Session": _first_of_a_month,
    "supervision.Decision": _eve,
    "leaving_care.Lodging": _lived_long_ago,
    "people.Name": lambda dice: {"forename": dice.choice(["Ash", "Esha", "Ayse", "Isha"])},
    "child_in_need.Specialist": lambda _: {"referral": None},
    "privacy.Restriction": lambda _: {"set_at": NOW, "review_due": NOW + timedelta(days=90)},
}
"""By model: columns that hang together in a way which chance would rarely meet."""


def _one_concerned(given: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """A child in a strategy discussion that was held and decided on an enquiry."""
    held = NOW - timedelta(days=dice.randrange(1, 900), hours=dice.randrange(24), minutes=dice.randrange(60))
    worker = Worker.objects.order_by("pk").values_list("pk", flat=True)[0]
    meeting = Meeting.objects.create(
        kind="strategy",
        called=held,
        called_by_id=worker,
        planned=held,
        chair_id=worker,
        held=held,
        recorded=held,
        recorded_by_id=worker,
    )
    discussion = Discussion.objects.create(
        meeting=meeting, asked=held, asked_by_id=worker, recorded=held, concern="Stated", harm="NEG", held=held
    )
    return {
        "discussion_id": discussion.pk,
        "asked": held,
        "held": held,
        "quorate": True,
        "decided": held,
        "decided_by_id": worker,
        "decision": "single",
        "decision_why": "Stated",
        "safety": "Stated",
        "joint_visit": False,
        "joint_why": "Stated",
    }


def _one_enquiry(given: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """An enquiry with the child's row that decided on it, to which the database holds it."""
    row = Concerned.objects.create(child_id=given["child_id"], **_one_concerned(given, dice))
    return {
        "concerned_id": row.pk,
        "strategy_held": row.held,
        "opened": row.held,
        "how": "single",
        "decided_as": "single",
        "opened_by_id": row.decided_by_id,
        "worker_id": row.decided_by_id,
    }


STANDING_ON: Final[dict[str, Callable[[dict[str, Any], random.Random], dict[str, Any]]]] = {
    "section47.Concerned": _one_concerned,
    "section47.Enquiry": _one_enquiry,
    **ADOPTION_ROWS,
    **ASYLUM_ROWS,
    **CARE_ROWS,
    **CARE_PLAN_ROWS,
    **COURT_ROWS,
    **EDUCATION_ROWS,
    **FAMILY_ROWS,
    **PRIVATE_ROWS,
    **FOSTER_ROWS,
    **HEALTH_ROWS,
    **LEAVING_ROWS,
    **MATCHING_ROWS,
    **NEED_ROWS,
    **PROTECTION_ROWS,
    **REFERRAL_ROWS,
    **SCHOOL_ROWS,
}
"""By model: the whole of a row that stands on other rows about the same person, which are made with it."""


class AnyRow:
    """Makes rows of any model; parents that a row needs are made in the same way."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self._number = 0

    def of(self, reference: Reference, who: Person) -> bool:
        """A row of the table that points to ``who`` by this column; False when the database accepted none of many."""
        given: dict[str, Any] = {reference.column: who.pk}
        if reference.of_kind:
            given["kind"] = KIND
        return self._made(reference.model, given, depth=0) is not None

    def _made(self, model: type[models.Model], given: dict[str, Any], *, depth: int) -> models.Model | None:
        if model._meta.label in STANDING_ON and not given:
            given = {"child_id": self.dice.choice(list(Person.objects.values_list("pk", flat=True)))}
        for attempt in range(_TRIES):
            values = self._values(model, plainly=attempt % 2 == 0, depth=depth) | given
            stands_on = STANDING_ON.get(model._meta.label)
            try:
                with transaction.atomic():
                    if stands_on and given:
                        values = {**given, **stands_on(given, self.dice)}
                    made: models.Model = model._default_manager.create(**values)
                    return made
            except (DatabaseError, ValueError):
                continue  # it cannot stand beside another row, or says two things that exclude one another
        return None

    def _values(self, model: type[models.Model], *, plainly: bool, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for field in model._meta.local_concrete_fields:
            if getattr(field, "generated", False) or isinstance(field, models.AutoField):
                continue
            value = self._value(field, plainly=plainly, depth=depth)
            if value is not _LEAVE:
                values[field.attname] = value
        if values.get("starts") and values.get("ends") and values["ends"] <= values["starts"]:
            values["ends"] = values["starts"] + timedelta(days=self.dice.randrange(1, 90))
        saying = SAYING.get(model._meta.label)
        return values | (saying(self.dice) if saying else {})

    def _value(self, field: models.Field[Any, Any], *, plainly: bool, depth: int) -> Any:
        dice = self.dice
        if field.null and (plainly or dice.random() < 0.5):
            return _LEAVE
        if isinstance(field, models.ForeignKey):
            return self._parent(field.related_model, depth)
        if field.choices:
            chosen = [value for value, _ in field.flatchoices]
            return _LEAVE if plainly and (field.blank or field.has_default()) else dice.choice(chosen)
        if field.has_default() or (field.blank and plainly):
            return _LEAVE
        self._number += 1
        moment: datetime = NOW - timedelta(days=dice.randrange(1, 900), hours=dice.randrange(24))
        match field:
            case models.DateTimeField():
                return moment
            case models.DateField():
                return moment.date()
            case models.UUIDField():
                return uuid.UUID(int=dice.getrandbits(128))
            case models.BooleanField():
                return dice.random() < 0.5
            case models.CharField() | models.TextField():
                return f"W{self._number} stated"[: field.max_length or 40]
            case models.IntegerField():
                return self._number % 30_000
            case models.JSONField():
                return {}
        return _LEAVE

    def _parent(self, model: Any, depth: int) -> Any:
        held = list(model._default_manager.order_by("pk").values_list("pk", flat=True)[:40])
        if held and (depth or self.dice.random() < 0.7 or model is Person):
            return self.dice.choice(held)
        made = self._made(model, {}, depth=depth + 1) if depth < 3 and not _standing(model) else None
        return made.pk if made else self.dice.choice(held) if held else None


def _standing(model: Any) -> bool:
    """Accounts, workers and teams are those of the story: a merge does not turn on there being more of them."""
    return model._meta.label in {"access.Account", "workforce.Worker", "workforce.Team", "people.Person"}
