"""Applications to foster: which are open, how far each is, and what one of them says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import within_reach
from righthelp.foundation.calendar import say_date
from righthelp.foundation.journey.models import DueMoment
from righthelp.practice.fostering import law
from righthelp.practice.fostering.codes import STAGES, Advice, Contest, Stage
from righthelp.practice.fostering.models import Application, Household, Item

SEE: Final = "fostering.see"


def within(account: Account, now: datetime) -> QuerySet[Application]:
    """Applications that the account may open."""
    rows = Application.objects.all()
    return within_reach(rows, account, SEE, kind="foster_application", field="id", now=now)


def households(account: Account, now: datetime) -> QuerySet[Household]:
    """Fostering households that the account may open."""
    return within_reach(Household.objects.all(), account, SEE, kind="foster_household", field="id", now=now)


def stage_of(row: Application) -> Stage:
    """The last stage that an application has a day for."""
    return next(Stage(each) for each in reversed(STAGES) if getattr(row, each))


@dataclass(frozen=True)
class Line:
    """An application in the list: how far, since when, and what is due next."""

    row: Application
    stage: Stage
    since: date
    due: datetime | None
    now: datetime

    @property
    def late(self) -> bool:
        """What is due next is overdue."""
        return self.due is not None and self.due < self.now

    @property
    def state(self) -> str:
        """Where it stands, for choosing: open, approved, or how it ended."""
        return "approved" if self.row.approved else str(self.row.ending) if self.row.ended else "open"


def lines(account: Account, now: datetime) -> list[Line]:
    """Every application within reach, the latest enquiry first, with what is due next. Two queries."""
    rows = list(within(account, now).select_related("worker").order_by("-enquired", "-pk"))
    dues = DueMoment.objects.filter(journey="foster-application", episode_id__in=[row.pk for row in rows if row.runs])
    first: dict[int, datetime] = {}
    for episode, due in dues.order_by("-due_at").values_list("episode_id", "due_at"):
        first[episode] = due
    return [_line(row, first.get(row.pk), now) for row in rows]


def _line(row: Application, due: datetime | None, now: datetime) -> Line:
    stage = stage_of(row)
    return Line(row, stage, getattr(row, stage), due, now)


def may_not_close(row: Application, on: date) -> str:
    """Why an application cannot be closed as not approved on a day; empty when it can: the decision maker said no, they
    were told, and either did not ask again in 28 days or were answered."""
    last = Item.objects.filter(application=row, decided__isnull=False).order_by("-decided", "-pk").first()
    if last is None or last.decision != Advice.NO:
        return "Nobody has decided against an approval after panel."
    if last.told is None:
        return "They have not been told of the decision in writing."
    if last.contest == Contest.PANEL:
        return "They asked panel to look again. Bring it to a meeting first."
    again = Item.objects.filter(application=row, contest__in=Contest.values).exists()
    until = last.told + timedelta(days=law.CONTEST_DAYS)
    if not again and on <= until:
        return f"They can ask panel or the independent review mechanism until {say_date(until)}."
    return ""


def last_word(row: Application) -> Item | None:
    """The latest decision about an application."""
    return row.items.filter(decided__isnull=False).order_by("-decided", "-pk").first()


def contest_until(item: Item) -> date | None:
    """The last day on which people who were told no may ask again; None where nothing is to be asked."""
    if item.decision != Advice.NO or item.told is None or item.contested:
        return None
    return item.told + timedelta(days=law.CONTEST_DAYS)


def terms_to_start_with(item: Item) -> dict[str, Any]:
    """What the form of a decision begins with: the terms that hold now, or one place for anybody."""
    names = ("places", "together", "youngest", "oldest", "sexes", "skills", "about")
    last = item.household.home.terms.order_by("-starts").first() if item.household else None
    if last is not None:
        return {name: getattr(last, name) for name in names}
    return {"places": 1, "together": 1, "youngest": 0, "oldest": 17, "sexes": "any"}


__all__ = [
    "Line",
    "contest_until",
    "households",
    "last_word",
    "lines",
    "may_not_close",
    "stage_of",
    "terms_to_start_with",
    "within",
]
