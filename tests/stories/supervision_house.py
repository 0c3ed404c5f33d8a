"""What the stories of supervision share: Hannah, who supervises her, who stands above them, and her children."""

from __future__ import annotations

from datetime import datetime, timedelta

from righthelp.foundation.access.models import Account
from righthelp.practice.people.models import Person
from righthelp.practice.supervision import calling
from righthelp.practice.supervision.models import Session
from righthelp.practice.workforce.models import Allocation, Worker
from tests.stories.desk_house import NOW, DeskHouse, day, london


class SupervisionHouse(DeskHouse):
    """Gurdeep supervises Ruth and Hannah; Marcia, head of service, supervises Gurdeep; Amrit sits in HR."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.marcia = self.worker("Marcia Leverrose", team="east", title="Head of service", role="head_of_service")
        self.amrit = self.worker("Amrit Kelhar", title="Workforce officer", role="workforce_officer")
        Worker.objects.filter(pk=self.gurdeep.pk).update(manager=self.marcia)
        for person in (self.hannah, self.ruth, self.gurdeep):
            person.refresh_from_db()

    def called(self, worker: Worker, month: str = "2021-09-01", now: datetime = NOW) -> Session:
        """The supervision of a month, called as the job does."""
        calling.months_called(month=day(month), now=now)
        return Session.objects.get(worker=worker, month=day(month))

    def hannahs(self, forename: str, surname: str = "Brightwell", *, since: str = "2020-01-06 09:00") -> Person:
        """A child whose work Hannah holds."""
        child = self.child(forename, surname, worker=False)
        Allocation.objects.create(child=child, worker=self.hannah, starts=london(since))
        return child

    def sign_in_of(self, worker: Worker) -> Account:
        """The worker's account."""
        assert worker.account is not None
        return worker.account


HOUR = timedelta(hours=1)
__all__ = ["HOUR", "NOW", "SupervisionHouse", "day", "london"]
