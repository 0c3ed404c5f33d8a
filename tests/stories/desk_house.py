"""The desk's small trust: the missing house, with a manager, a front door, and browsers signed in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.test import Client

from righthelp.foundation.access import stepup
from righthelp.foundation.access.models import Account
from righthelp.foundation.journey import settle
from righthelp.practice.missing.journey import Missing
from righthelp.practice.missing.models import Episode
from righthelp.practice.people.models import Person
from righthelp.practice.workforce.models import Worker
from tests.stories.missing_house import NOW, House, london

__all__ = ["NOW", "DeskHouse", "as_application", "confirmed", "london", "signed_in", "text_of"]


class DeskHouse(House):
    """Ruth (social worker) answers to Gurdeep, who manages her team; Karen sits at the front door."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.gurdeep = self.worker("Gurdeep Sandgal", team="east", title="Team manager", role="team_manager")
        self.karen = self.worker("Karen Holmcombe", team="east", title="Referral officer", role="front_door_officer")
        self.hannah = self.worker("Hannah Oakstead", team="east", title="Social worker", role="social_worker")
        self.denise = self.worker("Denise Fairmer", title="Team manager", role="missing_manager")
        self.owen = self.account("Owen Quarnley", "privacy_officer")
        self.teams["east"].manager = self.gurdeep
        self.teams["east"].save()
        Worker.objects.filter(pk__in=[self.ruth.pk, self.hannah.pk]).update(manager=self.gurdeep)

    def account(self, name: str, role: str, organisation: str = "trust") -> Account:
        """A sign-in without a worker behind it."""
        email = f"{name.split()[0].lower()}.{role}@example.org"
        return Account.objects.create(email=email, name=name, roles=[role], organisation=organisation)

    def missing(self, child: Person, start: str, returned: str = "", **more: Any) -> Episode:
        """An episode from its facts, its clocks settled as a verb would."""
        begins = london(start)
        episode = Episode.objects.create(
            child=child,
            missing_from=begins,
            notified=begins + timedelta(minutes=20),
            returned=london(returned) if returned else None,
            where_from="home",
            status="none",
            area="east",
            **more,
        )
        settle(Missing, [episode.pk], self.now)
        return episode


def account_of(person: Worker | Account) -> Account:
    """The sign-in of somebody at work."""
    found = person.account if isinstance(person, Worker) else person
    assert found is not None
    return found


def signed_in(person: Worker | Account) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(account_of(person))
    return client


def confirmed(person: Worker | Account, now: datetime = NOW) -> Client:
    """A browser in which this person is signed in and has just confirmed that it is they."""
    browser = signed_in(person)
    session = browser.session
    stepup.confirmed(session, [stepup.Need.AGAIN], now)
    session.save()
    return browser


def as_application() -> None:
    """From here on this test's connection is what the web server is: a role that owns nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE righthelp_app")


def text_of(response: Any) -> str:
    """The page as text, for looking for words in it."""
    return str(response.content.decode(errors="replace"))


def day(text: str) -> date:
    """``day("2021-09-01")``."""
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    """As :func:`london`."""
    return london(text)
