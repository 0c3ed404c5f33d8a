"""Changes of address of the last year as the acts they were: who moved together, who was told, who must not be."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Final

from django.db import connection

from righthelp.city.after import board_day
from righthelp.city.dice import Dice, at
from righthelp.city.staff import TODAY
from righthelp.city.tables import Tables

_MOVES: Final = """
select r.starts, r.address_id, r.situation, r.protected, array_agg(r.person_id order by r.person_id),
       array_agg(r.id order by r.person_id), array_agg(f.id order by r.person_id)
  from people_residence r join people_residence f on f.person_id = r.person_id and f.ends = r.starts
 where r.starts > %(since)s and r.starts < %(today)s and r.person_id >= %(low)s and r.person_id < %(high)s
 group by 1, 2, 3, 4, case when r.address_id is null or exists
       (select from people_address a where a.id = r.address_id and a.kind <> 'home') then r.person_id end
 order by 1, 2, 5
"""
_ASKED: Final = """
select p.id, t.organisation_id, o.name, w.name, k.other_id, coalesce(kp.forename || ' ' || kp.surname, k.words)
  from unnest(%(people)s::bigint[]) p(id)
  left join lateral (select organisation_id from people_attendance where person_id = p.id and ends is null
                      and organisation_id is not null limit 1) t on true
  left join people_organisation o on o.id = t.organisation_id
  left join workforce_allocation a on a.child_id = p.id and a.ends is null and a.primary
  left join workforce_worker w on w.id = a.worker_id
  left join lateral (select other_id, words from people_mustnotknow where person_id = p.id and ends is null limit 1) k
       on true
  left join people_person kp on kp.id = k.other_id
"""
_WHY: Final = ("New tenancy", "Eviction", "Nearer to family", "The placement ended", "A bigger home", "Moved to safety")


def moves(tables: Tables, *, low: int, high: int, first_id: int) -> int:
    """Write the moves of people with ids from low up to high. Returns the next free id."""
    dice, number = Dice("moves", low), first_id
    with connection.cursor() as cursor:
        cursor.execute(_MOVES, {"since": TODAY - timedelta(days=365), "today": TODAY, "low": low, "high": high})
        found = cursor.fetchall()
        cursor.execute(_ASKED, {"people": [person for row in found for person in row[4]]})
        asked = {row[0]: row[1:] for row in cursor.fetchall()}
    for starts, address, situation, protected, people, homes, before in found:
        written = at(starts + timedelta(days=dice.whole(0, 6)), 11)
        if written >= board_day():
            written = at(starts, 9)
        by = next((asked[each][2] for each in people if asked[each][2]), "Family support worker")
        tables.add("people.Move", number, starts, address, situation, protected, dice.pick(_WHY), written, by)
        for person, home, former in zip(people, homes, before, strict=True):
            tables.add("people.Moved", number, person, home, former)
        _told(tables, dice, number, starts, [asked[each] for each in people], by)
        number += 1
    return number


def _told(
    tables: Tables,
    dice: Dice,
    number: int,
    starts: date,
    people: list[tuple[int | None, str, str, int | None, str]],
    by: str,
) -> None:
    """Schools, workers and surgeries that were told, most of them within days; and who must not be."""
    tellings: dict[tuple[str, str], int | None] = defaultdict(lambda: None)
    for organisation, name, worker, _, _ in people:
        if name:
            tellings["school", name] = organisation
        if worker:
            tellings["worker", worker] = None
    tellings["health", "GP surgery"] = None
    for (kind, who), organisation in sorted(tellings.items()):
        told = at(starts + timedelta(days=dice.whole(0, 9)), dice.whole(9, 16))
        if told >= board_day() or dice.chance(0.08):
            why = "The family asked to tell them themselves." if told < board_day() and dice.chance(0.2) else ""
            tables.add("people.Telling", number, kind, who, None, organisation, False, "", None, "", "", why)
        else:
            how = dice.pick(("by telephone", "by e-mail", "in the meeting"))
            tables.add("people.Telling", number, kind, who, None, organisation, False, "", told, by, how, "")
    for other, who in sorted({(each[3] or 0, each[4]) for each in people if each[4]}):
        tables.add(
            "people.Telling", number, "other", who, other or None, None, True, "Must not know where they live", None,
            "", "", "",
        )  # fmt: skip
