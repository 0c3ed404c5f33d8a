"""What the stories of the missing pages share: who signs in, when it is, and the children of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse

from righthelp.foundation.access.models import Account
from righthelp.foundation.calendar import local
from righthelp.practice.missing import record_episode, record_offers
from righthelp.practice.missing.models import Answer, Episode, How, WhereFrom
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker
from tests.stories.missing_house import House, london


def boxes(name: str, moment: datetime) -> dict[str, str]:
    """What a person types into the boxes of a moment."""
    wall = local(moment)
    return {
        f"{name}_day": str(wall.day),
        f"{name}_month": str(wall.month),
        f"{name}_year": str(wall.year),
        f"{name}_time": wall.strftime("%H:%M"),
    }


@dataclass
class Day:
    """A day of the missing team: who works, who is missing, who is home."""

    house: House
    coordinator: Worker
    manager: Worker
    amira: Episode
    leo: Episode
    sana: Episode
    kofi: Episode

    @property
    def now(self) -> datetime:
        """Noon on 1 September 2021."""
        return self.house.now


def episode_of(house: House, child: Person, since: str, until: str = "", **more: str) -> Episode:
    """A child reported missing by telephone, and home again where ``until`` is given."""
    start = london(since)
    made = record_episode.notified(
        child=child.pk, missing_from=start, told_at=start, by=house.tariq, now=house.now, **more
    )
    if until:
        made = record_episode.found(episode=made.pk, returned=london(until), by=house.tariq, now=house.now)
    return made


def a_day() -> Day:
    """Amira missing for four days from Oak Lodge, Leo since last night from home; Sana home since yesterday and not
    yet offered an interview; Kofi home since Sunday noon, offered, his interview due now and not held.
    """
    house = House()
    coordinator = house.worker("Samira Haddad", title="Missing co-ordinator", role="missing_coordinator")
    manager = house.worker("Denise Fairmer", title="Team manager", role="missing_manager")
    amira = episode_of(house, house.child("Amira", "Hassan", in_care=True), "2021-08-28 08:00", risk="high")
    leo = episode_of(house, house.child("Leo", "Brandt", worker=False), "2021-08-31 21:30", where_from=WhereFrom.HOME)
    sana = episode_of(house, house.child("Sana", "Mirza"), "2021-08-30 17:00", "2021-08-31 09:30")
    kofi = episode_of(house, house.child("Kofi", "Annor", in_care=True), "2021-08-28 20:00", "2021-08-29 15:00")
    record_offers.support_worker_assigned(episode=kofi.pk, worker=house.grace, by=manager, now=house.now)
    record_offers.interview_offered(
        episode=kofi.pk,
        at=london("2021-08-29 17:00"),
        how=How.PHONE,
        answer=Answer.COME_BACK,
        by=house.grace,
        now=house.now,
    )
    return Day(house, coordinator, manager, amira, leo, sana, kofi)


def signed_in(worker: Worker | Account) -> Client:
    """A browser in which the worker is signed in."""
    client = Client()
    account = worker if isinstance(worker, Account) else worker.account
    assert account is not None
    client.force_login(account)
    return client


def at(name: str, *args: object) -> str:
    """The address of a page of the missing room."""
    return reverse(f"missing:{name}", args=args)


HOUR = timedelta(hours=1)
