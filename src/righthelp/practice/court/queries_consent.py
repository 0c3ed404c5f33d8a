"""Named reads of section 20: the register, and one child's agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Prefetch

from righthelp.foundation.access.models import Account
from righthelp.foundation.access.reach import reach_condition
from righthelp.foundation.access.ties import values
from righthelp.foundation.calendar import add_months, local_date
from righthelp.practice.care.models import LegalStatus
from righthelp.practice.court import law
from righthelp.practice.court.codes import Aim
from righthelp.practice.court.models_consent import Consent, ConsentReview
from righthelp.practice.court.queries import SEE


@dataclass(frozen=True)
class Accommodated:
    """A child in care by section 20. ``aim`` is empty and ``reviewed`` None where no agreement is recorded."""

    child: int
    name: str
    since: date
    worker: str
    who: str
    aim: str
    reviewed: date | None
    objected: date | None
    today: date

    @property
    def months(self) -> int:
        """Whole months by section 20."""
        between = (self.today.year - self.since.year) * 12 + self.today.month - self.since.month
        return between - (add_months(self.since, between) > self.today)

    @property
    def review_by(self) -> date | None:
        """The last day of the next review."""
        return add_months(self.reviewed, law.CONSENT_MONTHS) if self.reviewed else None

    @property
    def late(self) -> bool:
        return self.review_by is not None and self.review_by < self.today

    @property
    def aim_words(self) -> str:
        return str(Aim(self.aim).label) if self.aim else ""


_REGISTER: Final = """
select legal_status.child_id, p.forename || ' ' || p.surname, legal_status.starts, coalesce(w.name, ''),
       coalesce(n.who, ''), coalesce(n.aim, ''), r.since, case when n.settled is null then n.objected end
  from care_legalstatus legal_status
  join people_person p on p.id = legal_status.child_id
  left join court_consent n on n.care_id = legal_status.care_id and n.ended is null
  left join court_consentreview r on r.consent_id = n.id and r.held is null
  left join workforce_allocation al on al.child_id = legal_status.child_id and al.primary and al.ends is null
  left join workforce_worker w on w.id = al.worker_id
 where legal_status.law = 'V2' and legal_status.ends is null and {reached}
 order by legal_status.starts, legal_status.child_id"""


def accommodated(account: Account, now: datetime) -> list[Accommodated]:
    """Children in care by section 20 within the account's reach, the longest first. One query."""
    reached = reach_condition(account, SEE, kind="child", column="legal_status.child_id")
    with connection.cursor() as cursor:
        cursor.execute(_REGISTER.format(reached=reached), values(account, "child", now))
        return [Accommodated(*[*row, local_date(now)]) for row in cursor.fetchall()]


def section_20_of(child: int) -> LegalStatus | None:
    """The legal status of a child who is in care by section 20 now."""
    return LegalStatus.objects.filter(child_id=child, law="V2", ends__isnull=True).first()


def consents_of(child: int) -> list[Consent]:
    """Agreements about a child with their reviews, the newest first."""
    reviews = Prefetch("reviews", ConsentReview.objects.select_related("reviewer").order_by("-since"))
    return list(Consent.objects.filter(child_id=child).prefetch_related(reviews).order_by("-agreed", "-pk"))


__all__ = ["Accommodated", "accommodated", "consents_of", "section_20_of"]
