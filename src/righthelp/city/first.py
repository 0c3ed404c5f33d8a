"""The first part of the city: what the first page needs. Pure drawing, no database.

Staff and accounts; every child who has ever been missing, with family and history; every missing episode from
January 2016 to August 2021 and all that came after each.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from righthelp.city.after import After, board_day
from righthelp.city.cast import Child, Episode
from righthelp.city.dice import Dice
from righthelp.city.family import family
from righthelp.city.lives import Lives, of_other_councils
from righthelp.city.partners import partners
from righthelp.city.places import Gazetteer, nhs_numbers
from righthelp.city.plan import drawn, together
from righthelp.city.published import MONTHS
from righthelp.city.records import Records
from righthelp.city.staff import Staff, appointed
from righthelp.city.staff_rows import People
from righthelp.city.tables import COLUMNS, Tables
from righthelp.foundation.calendar import Month, local_date
from righthelp.practice.workforce import demo

POLICE_NOTICE = "police notice"


@dataclass
class First:
    """The rows of the first part, and what the rest goes on from."""

    tables: Tables
    staff: Staff
    gazetteer: Gazetteer
    people: int
    nhs: int


def first_part(password: str) -> First:
    """Draw the first part. ``password`` is the hashed password of the demonstration's accounts."""
    tables = Tables()
    staff = appointed()
    gazetteer = Gazetteer(Dice("places"))
    gazetteer.homes_of_care()
    children = drawn()
    others = of_other_councils(Dice("others"), [(each.first_day, each.last_day) for each in MONTHS])
    cancelled = _cancelled(children)
    everybody = children + others
    lives = Lives(tables, gazetteer, staff)
    lives.given(everybody)
    pairs = together(children, Dice("together"))
    episodes = [each for child in everybody for each in child.episodes] + cancelled
    for each in cancelled:
        lives.circumstances(each)
    records = Records(tables, staff)
    records.prepared(episodes)
    After(tables, staff).written(children)
    records.written(episodes)
    records.assessed(children)
    records.linked(pairs)
    records.sampled()
    numbers = _nhs(tables)
    for place in gazetteer.places:
        tables.add("people.Address", *place.row)
    family(tables, staff, partners(tables))
    _accounts(tables, staff, password)
    _notices(tables, episodes)
    return First(tables, staff, gazetteer, lives.people, numbers)


def _cancelled(children: list[Child]) -> list[Episode]:
    """About three reports a month that the police cancelled, because the child had not been missing."""
    dice = Dice("cancelled")
    found: list[Episode] = []
    for child in dice.shuffled(children)[: 3 * len(MONTHS)]:
        before = dice.pick(child.episodes).start
        start = before - timedelta(hours=dice.between(12, 60))
        end = start + timedelta(minutes=dice.whole(50, 300))
        if Month.of(start) < MONTHS[0] or not child.free(start, end) or start.date() < child.birth:
            continue
        episode = Episode(child, start, end, "care" if child.status == "care" else "home", cancelled=True)
        found.append(episode)
    return found


def _nhs(tables: Tables) -> int:
    """An NHS number of the test range for every person; returns how many were given."""
    people = tables.rows["people.Person"]
    numbers = nhs_numbers(0, len(people))
    for row, number in zip(people, numbers, strict=True):
        tables.add("people.Identifier", row[0], "nhs", str(number))
    return len(people)


def _accounts(tables: Tables, staff: Staff, password: str) -> None:
    """An account for everybody who works here, the demonstration's with a password; the partners' agreements."""
    known = {each.email: each for each in demo.PEOPLE}
    number = 0
    people = People(staff)
    for team in people.structure.teams:
        place = people.structure.places[team.id]
        tables.add(
            "workforce.Team", team.id, team.code, team.name, place.service, team.area, place.locality, place.under,
            team.manager,
        )  # fmt: skip
    people.written(tables, board_day())
    for worker in staff.workers:
        number += 1
        person = known.get(worker.email)
        roles = [person.role if person else worker.role]
        tables.add(
            "access.Account",
            number,
            password if person else "!",
            worker.email,
            worker.name,
            roles,
            "trust",
            worker.ends is None,
        )
        tables.add(
            "workforce.Worker",
            worker.id,
            number,
            worker.name,
            worker.title,
            worker.team,
            worker.manager,
            worker.starts,
            worker.ends,
        )
    for each in staff.outsiders:
        number += 1
        tables.add("access.Account", number, password, each.email, each.name, [each.role], each.organisation, True)
        if each.organisation == demo.POLICE:
            digest = hashlib.sha256(demo.PARTNER_TOKEN.encode()).hexdigest()
            tables.add("access.PartnerKey", number, digest, board_day(), board_day() + timedelta(days=365))
    for worker in people.structure.added:
        number += 1
        roles = [worker.role] if worker.role else []
        tables.add("access.Account", number, "!", worker.email, worker.name, roles, "trust", True)
        tables.add(
            "workforce.Worker", worker.id, number, worker.name, worker.title, worker.team, worker.manager,
            worker.starts, worker.ends,
        )  # fmt: skip
    for worker in people.made.former:
        tables.add(
            "workforce.Worker", worker.id, None, worker.name, worker.title, worker.team, worker.manager,
            worker.starts, worker.ends,
        )  # fmt: skip
    for absent, kind, begins, over, cover in staff.absences:
        talked = over if kind == "sickness" and over < date(2021, 8, 20) else None
        expected = kind == "sickness" and over > date(2021, 9, 1)
        tables.add("workforce.Absence", absent, kind, begins, over, cover, expected, talked)
    starts, ends = Month(2021, 4).first_day, Month(2024, 4).first_day
    tables.add(
        "access.Agreement",
        demo.POLICE,
        "Notices of missing children",
        "Children Act 2004, section 10; Working Together",
        ["home.see", "draft.keep", "account.own", "missing.notify", "indicator.see"],
        starts,
        ends,
    )
    tables.add(
        "access.Agreement",
        demo.HEALTH,
        "Answers to the multi-agency safeguarding hub",
        "Children Act 2004, sections 10 and 11; Working Together",
        ["home.see", "draft.keep", "account.own", "mash.partner"],
        starts,
        ends,
    )
    tables.add(
        "access.Agreement",
        "birmingham-city-council",
        "Oversight of the contract",
        "Children Act 2004; service contract",
        ["home.see", "draft.keep", "account.own", "indicator.see", "report.see"],
        starts,
        ends,
    )


def _notices(tables: Tables, episodes: list[Episode]) -> None:
    """The police's notices, word for word, of August and of everybody still missing."""
    since = Month(2021, 8).starts_at
    for episode in sorted(episodes, key=lambda each: each.id):
        if episode.start < since and episode.end is not None:
            continue
        told = episode.notified or episode.start
        _notice(tables, episode, "missing", episode.start, told)
        if episode.end:
            event = "cancelled" if episode.cancelled else "found"
            _notice(tables, episode, event, episode.end, min(episode.end + timedelta(minutes=25), board_day()))


def _notice(tables: Tables, episode: Episode, event: str, happened: datetime, received: datetime) -> None:
    key = f"{episode.reference}/{event}"
    row = _row_of(tables, episode)
    child = {"police_reference": f"WMP-SYN-{episode.child.id:07d}"}
    body: dict[str, object] = {"event": event, "happened_at": happened.isoformat(), "child": child}
    if event == "missing":
        body |= {"place": row["last_seen"], "risk": episode.risk, "where_from": episode.where}
    elif event == "found":
        body |= {"place": row["found_where"], "how": row["found_how"]}
    else:
        body["reason"] = row["cancelled_reason"]
    tables.add(
        "intake.Message",
        uuid.uuid5(uuid.NAMESPACE_URL, key),
        demo.POLICE,
        POLICE_NOTICE,
        key,
        1,
        episode.reference,
        json.dumps(body),
        max(received, happened),
        happened,
        "done",
        "",
        "",
        None,
        episode.child.id,
        max(received, happened),
        "",
        "",
    )


def _row_of(tables: Tables, episode: Episode) -> dict[str, object]:
    """The row of an episode, by column; episodes were written in the order of their ids."""
    return dict(zip(COLUMNS["missing.Episode"], tables.rows["missing.Episode"][episode.id - 1], strict=True))


def waiting_notices() -> list[dict[str, object]]:
    """Notices that came in the night and that software alone cannot settle; bodies as the police send."""
    late = board_day() - timedelta(hours=2)
    day = local_date(late)
    return [
        {
            "key": "20/SYN/900001/21/missing",
            "series": "20/SYN/900001/21",
            "received": late - timedelta(minutes=50),
            "body": {
                "event": "missing",
                "happened_at": f"{day}T19:20:00+01:00",
                "risk": "medium",
                "place": "Left a friend’s house in Stechford.",
                "child": {"forename": "Tiana", "surname": "Quarnford", "birth_date": "2007-02-11"},
            },
        },
        {
            "key": "20/SYN/900002/21/found",
            "series": "20/SYN/900002/21",
            "received": late - timedelta(minutes=20),
            "body": {
                "event": "found",
                "happened_at": f"{day}T21:10:00+01:00",
                "place": "Coach station",
                "how": "Found by the police",
                "child": {"forename": "Kian", "surname": "Walbourne", "birth_date": "2005-10-30"},
            },
        },
        {
            "key": "20/SYN/900003/21/missing",
            "series": "20/SYN/900003/21",
            "received": late,
            "body": {
                "event": "missing",
                "happened_at": "2020-10-25T01:30:00",
                "risk": "low",
                "place": "Report found in an old file.",
                "child": {"forename": "Aleena", "surname": "Farrani", "birth_date": "2006-06-01"},
            },
        },
        {
            "key": "20/SYN/900004/21/missing",
            "series": "20/SYN/900004/21",
            "received": late + timedelta(minutes=40),
            "body": {
                "event": "missing",
                "happened_at": f"{day}T20:05:00+01:00",
                "risk": "high",
                "place": "City centre, with two others.",
                "child": {},
            },
        },
    ]
