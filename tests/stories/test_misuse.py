"""Twelve patterns planted among a week of ordinary work: each is found, and little else is."""

from __future__ import annotations

import random
import uuid
from datetime import date, datetime, timedelta

import pytest

from righthelp.foundation.access.models import Account, EmergencyAccess
from righthelp.foundation.audit.models import Look
from righthelp.foundation.calendar import local_date
from righthelp.governance.privacy import jobs, record
from righthelp.governance.privacy.models import Finding, Pattern
from righthelp.governance.privacy.patterns import patterns
from righthelp.practice.people.models import Address, Person, Relationship, Residence
from righthelp.practice.workforce.models import Team, Worker
from tests.stories.missing_house import london

pytestmark = pytest.mark.django_db
TODAY = london("2021-09-01 23:30")
STAFF = 60
DAYS = 5
_SURNAMES = ("Aster", "Birch", "Cedar", "Dogwood", "Elder", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Kelp", "Larch")
_FORENAMES = ("Ann", "Bo", "Cy", "Dee", "Ed", "Fay", "Gil", "Hal", "Ida", "Jo", "Kit", "Lee", "Mo", "Nan", "Oz")


def look(
    account: Account, at: datetime, about: int, *, tie: str = "allocated worker", kind: str = "record", yes: bool = True
) -> Look:
    return Look(
        at=at,
        account_id=account.pk,
        account_name=account.name,
        act="child.see",
        kind=kind,
        purpose="allocated work",
        relationship=tie if yes else "",
        route="child",
        request=uuid.uuid4(),
        allowed=yes,
        subject_kind="child",
        subject_ids=[about] if about else [],
    )


class Week:
    """Sixty people at work for five days, each on a dozen children of their own, a few on the front door."""

    def __init__(self) -> None:
        dice = random.Random(20210901)
        team = Team.objects.create(code="east-1", name="Safeguarding East 1")
        self.workers: list[Worker] = []
        self.accounts: list[Account] = []
        for number in range(STAFF):
            name = f"{_FORENAMES[number % 15]}{number} {_SURNAMES[number % 12]}worth"
            role = "front_door_officer" if number < 6 else "social_worker"
            account = Account.objects.create(email=f"w{number}@example.org", name=name, roles=[role])
            worker = Worker.objects.create(
                account=account, name=name, title="Worker", team=team, starts=date(2018, 1, 1)
            )
            self.accounts.append(account)
            self.workers.append(worker)
        self.children = Person.objects.bulk_create(
            Person(
                forename=dice.choice(_FORENAMES),
                surname=dice.choice(_SURNAMES),
                birth_date=date(2006, 1, 1) + timedelta(days=dice.randrange(4000)),
            )
            for _ in range(STAFF * 12)
        )
        rows: list[Look] = []
        for day in range(25):  # the weeks before too, which are each person's own measure
            morning = TODAY.replace(hour=8, minute=0) - timedelta(days=day)
            for number, account in enumerate(self.accounts):
                own = self.children[number * 12 : number * 12 + 12]
                for _ in range(dice.randrange(4, 11)):
                    at = morning + timedelta(minutes=dice.randrange(0, 560))
                    child = dice.choice(own)
                    duty = number < 6
                    rows.append(look(account, at, child.pk, tie="" if duty else "allocated worker"))
                    if duty or dice.random() < 0.3:  # the front door screens: what it opens it writes on
                        rows.append(look(account, at + timedelta(minutes=5), child.pk, kind="change", tie=""))
        Look.objects.bulk_create(rows, batch_size=2000)

    def person(self, forename: str, surname: str, born: date = date(2010, 4, 4)) -> Person:
        return Person.objects.create(forename=forename, surname=surname, birth_date=born)


def planted(week: Week) -> dict[Pattern, int]:
    """One of each pattern yesterday or today, by people of their own: pattern to account (0 for several people)."""
    who = iter(week.accounts[10:40])
    at = london("2021-09-01 11:00")
    officer = Account.objects.create(email="po@example.org", name="Owen Quarnley", roles=["privacy_officer"])
    rows: list[Look] = []
    found: dict[Pattern, int] = {}

    def by(pattern: Pattern) -> Account:
        account = next(who)
        found[pattern] = account.pk
        return account

    sly = by(Pattern.SURNAME)
    rows.append(look(sly, at, week.person("Tim", sly.name.split()[-1]).pk, tie=""))
    near = by(Pattern.POSTCODE)
    record.own_details_kept(
        account=near.pk, forename="Near", surnames="Neighbour", postcode="B99 7ZZ", by=officer, now=at
    )
    home = Address.objects.create(line="1 Their Street", locality="Erdington", postcode="B99 7ZZ", area="east")
    neighbour = week.person("Una", "Quill")
    Residence.objects.create(person=neighbour, address=home, starts=date(2015, 1, 1))
    rows.append(look(near, at, neighbour.pk, tie=""))
    own = by(Pattern.OWN_RECORD)
    rows.append(look(own, at, week.person(*own.name.split()).pk, yes=False))
    nosy, colleague = by(Pattern.COLLEAGUE), next(who)
    record.own_details_kept(
        account=colleague.pk, forename="Cora", surnames="League", birth_date=date(1980, 1, 1), by=officer, now=at
    )
    mother, son = week.person("Cora", "League", date(1980, 1, 1)), week.person("Sonny", "Dale")
    Relationship.objects.create(person=son, other=mother, kind="mother")
    rows.append(look(nosy, at, son.pk, tie=""))
    idle = by(Pattern.NO_WORK)
    rows += [look(idle, at + timedelta(minutes=n), week.children[n * 7].pk, tie="") for n in range(6)]
    busy = by(Pattern.VOLUME)
    rows += [look(busy, at + timedelta(minutes=n), child.pk) for n, child in enumerate(week.children[100:148:1])]
    walker = by(Pattern.WALK)
    first = week.children[200].pk
    rows += [look(walker, at + timedelta(seconds=20 * n), first + n, yes=False) for n in range(9)]
    owl = by(Pattern.HOURS)
    night = london("2021-09-01 01:10")
    rows += [look(owl, night + timedelta(minutes=n), week.children[300 + 3 * n].pk) for n in range(5)]
    famous = week.person("Famous", "Name")
    crowd = [next(who) for _ in range(8)]
    rows += [look(each, at + timedelta(minutes=n), famous.pk, tie="") for n, each in enumerate(crowd)]
    found[Pattern.CROWD] = 0
    leaver = by(Pattern.LEAVER)
    Worker.objects.filter(account=leaver).update(ends=date(2021, 9, 4))
    rows.append(look(leaver, at, 0, kind="export"))
    tries = by(Pattern.REFUSED)
    rows += [look(tries, at + timedelta(minutes=n), week.children[400 + 5 * n].pk, yes=False) for n in range(11)]
    often = by(Pattern.EMERGENCY)
    for days in (20, 12, 6, 0):
        opened = at - timedelta(days=days)
        EmergencyAccess.objects.create(
            account=often,
            kind="child",
            subject_id=week.children[days].pk,
            category="danger",
            reason="The usual worker could not be reached, as so often.",
            opened_at=opened,
            ends_at=opened + timedelta(minutes=60),
            review_due=opened + timedelta(days=2),
        )
    Look.objects.bulk_create(rows)
    return found


def test_all_twelve_are_found_and_hardly_anything_else() -> None:
    week = Week()
    wanted = planted(week)
    found = patterns(local_date(TODAY), TODAY)
    seen = {(Pattern(each.pattern), each.account_id or 0) for each in found}
    assert set(wanted.items()) - seen == set()
    also = seen - set(wanted.items())
    print(f"{len(wanted)} of {len(wanted)} found; beside them {len(also)} in {STAFF} staff-days: {sorted(also)}")  # noqa: T201  the measure
    assert len(set(Pattern)) == 12 == len(wanted)
    # A planted look may show in a second light (a walk is refused as well); of others at most five in 1,000 days.
    of_others = {account for _pattern, account in also} - set(wanted.values())
    assert len(of_others) <= STAFF * 5 / 1000


def test_ordinary_days_raise_at_most_five_in_a_thousand_staff_days() -> None:
    Week()
    alarms = sum(len(patterns(local_date(TODAY) - timedelta(days=day), TODAY)) for day in range(DAYS))
    assert alarms <= STAFF * DAYS * 5 / 1000


def test_found_twice_it_is_kept_once_and_its_answer_stays() -> None:
    week = Week()
    planted(week)
    jobs.audit_read(TODAY)
    before = Finding.objects.count()
    officer = Account.objects.get(email="po@example.org")
    one = Finding.objects.filter(pattern=Pattern.SURNAME).get()
    record.answered(
        finding=one.pk, answer="explained", reason="His own client, before the move.", by=officer, now=TODAY
    )
    assert jobs.audit_read(TODAY) == "0 new"
    one.refresh_from_db()
    assert (Finding.objects.count(), one.answer) == (before, "explained")


def test_each_says_in_a_sentence_what_was_seen() -> None:
    week = Week()
    planted(week)
    for each in patterns(local_date(TODAY), TODAY):
        assert each.said.startswith("On 1 September 2021, "), each.said
        assert each.said.endswith("."), each.said
