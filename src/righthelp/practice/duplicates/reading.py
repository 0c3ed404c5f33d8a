"""The register as records to be compared: read from PostgreSQL in one go, prepared in DuckDB, kept nowhere.

A protected address is not compared: a sentence that two people live at the same address would give it away. Sealed
records (an adopted child's, above all) are not compared at all, and neither are records already merged.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

import duckdb
import pyarrow as pa
import pyarrow.csv as arrow_csv
from anyascii import anyascii
from django.db import connection
from nicknames import NickNamer

from righthelp.practice.people.protected import PROTECTED_HOME

_PEOPLE: Final = f"""
copy (
select p.id, p.forename, p.surname, nullif(p.preferred_name, '') as preferred, p.birth_date,
       p.birth_date_kind = 'estimated' as about, p.birth_date_kind = 'due' as unborn, nullif(p.sex, 'U') as sex,
       dmetaphone(p.forename) as forename_sound, dmetaphone(p.surname) as surname_sound,
       home.address_id as address, a.postcode, nhs.value as nhs, upn.value as upn,
       mother.id as mother_id, mother.forename || ' ' || mother.surname as mother
  from people_person p
  left join people_residence home on home.person_id = p.id and home.ends is null
       and not {PROTECTED_HOME.format(home="home")}
  left join people_address a on a.id = home.address_id
  left join people_identifier nhs on nhs.person_id = p.id and nhs.kind = 'nhs' and nhs.ended_on is null
  left join people_identifier upn on upn.person_id = p.id and upn.kind = 'upn' and upn.ended_on is null
  left join people_relationship r on r.person_id = p.id and r.kind = 'mother' and r.ends is null
  left join people_person mother on mother.id = r.other_id and mother.tier = 1
 where p.tier < 3 and p.merged_into_id is null
   and not exists (select from people_keptapart x where x.person_id = p.id) {{some}}
) to stdout (format csv, header)
"""  # noqa: S608  ours
_HOMES: Final = f"""
copy (select r.person_id as id, r.address_id as address from people_residence r
       where r.ends is not null and not {PROTECTED_HOME.format(home="r")} {{some}}) to stdout (format csv, header)
"""  # noqa: S608  ours
_NAMES: Final = """
copy (select n.person_id as id, n.forename, n.surname from people_name n where not n.withdrawn {some})
  to stdout (format csv, header)
"""
_TYPES: Final = {
    "id": pa.int64(),
    "forename": pa.string(),
    "surname": pa.string(),
    "preferred": pa.string(),
    "birth_date": pa.date32(),
    "about": pa.bool_(),
    "unborn": pa.bool_(),
    "sex": pa.string(),
    "forename_sound": pa.string(),
    "surname_sound": pa.string(),
    "address": pa.int64(),
    "postcode": pa.string(),
    "nhs": pa.string(),
    "upn": pa.string(),
    "mother_id": pa.int64(),
    "mother": pa.string(),
}
_TWIN_NAMES: Final = (  # two names that sound alike, given to twins; spelt in many ways
    ("hassan", "hasan", "hassaan", "hasaan", "hassen"),
    ("hussain", "hussein", "husain", "husein", "hussayn", "hossain", "hussan"),
)


@lru_cache(maxsize=1)
def _namer() -> NickNamer:
    return NickNamer()


def plain(name: str) -> str:
    """A name as it is compared: Latin letters and single spaces, lower case."""
    letters = "".join(each if each.isalpha() else " " for each in anyascii(name).lower().replace("'", ""))
    return " ".join(letters.split())


def nicknames(name: str) -> list[str]:
    """The full names that a forename may be short for, itself among them when it has short forms of its own."""
    full = set(_namer().canonicals_of(name))
    return sorted(full | {name} if full or _namer().nicknames_of(name) else full)


def twin_name(name: str) -> int:
    """Which of the names that twins share a sound in this is a spelling of; 0 for any other."""
    return next((place for place, names in enumerate(_TWIN_NAMES, 1) if name in names), 0)


def people(within: duckdb.DuckDBPyConnection, only: Collection[int] | None = None) -> int:
    """Make the table ``person`` in DuckDB, one row for each person on the register (or in ``only``); returns how many.

    Columns are what ``weights.py`` compares. An unborn child's due date is nobody's birth date.
    """
    some = "" if only is None else "and {0} = any(%(only)s)"
    _into(within, "raw", _PEOPLE.format(some=some.format("p.id")), only)
    _into(within, "homes", _HOMES.format(some=some.format("r.person_id")), only)
    _into(within, "other_names", _NAMES.format(some=some.format("n.person_id")), only)
    words = within.execute(
        "select distinct unnest([forename, surname, preferred, mother]) from raw union "
        "select distinct unnest([forename, surname]) from other_names"
    ).fetchall()
    rows = [(word, tidy, nicknames(tidy), twin_name(tidy)) for (word,) in words if word for tidy in [plain(word)]]
    names = pa.table(
        dict(zip(("word", "tidy", "nicks", "twin"), map(list, zip(*rows, strict=True)), strict=True))
        if rows
        else {"word": pa.array([], pa.string()), "tidy": pa.array([], pa.string())}
        | {"nicks": pa.array([], pa.list_(pa.string())), "twin": pa.array([], pa.int64())}
    )
    within.register("names", names)
    within.execute(_PREPARE)
    for name in ("raw", "homes", "other_names"):
        within.execute(f"drop table {name}")
    within.unregister("names")
    counted = within.execute("select count(*) from person").fetchone()
    return int(counted[0]) if counted else 0


def _into(within: duckdb.DuckDBPyConnection, table: str, query: str, only: Collection[int] | None) -> None:
    """What ``query`` brings, as a table of DuckDB. It stays in memory: names are not written to any disk."""
    buffer = BytesIO()
    with connection.cursor() as cursor, cursor.copy(query, {"only": list(only)} if only is not None else None) as rows:
        for part in rows:
            buffer.write(part)
    buffer.seek(0)
    options = arrow_csv.ConvertOptions(
        column_types=_TYPES, strings_can_be_null=True, true_values=["t"], false_values=["f"]
    )
    read: Any = arrow_csv.read_csv(buffer, convert_options=options)
    within.register("incoming", read)
    within.execute(f"create or replace table {table} as select * from incoming")  # noqa: S608  ours
    within.unregister("incoming")


_PREPARE: Final = """
create or replace table person as
with other as (
    select id, list(distinct f.tidy) filter (f.tidy <> '') as forenames,
           list(distinct s.tidy) filter (s.tidy <> '') as surnames
      from other_names o left join names f on f.word = o.forename left join names s on s.word = o.surname group by id
), homes_ever as (
    select id, list(distinct address) as addresses
      from (select id, address from homes union all select id, address from raw where address is not null)
     group by id
), one as (
    select *, row_number() over (partition by id order by address, nhs, upn, mother_id) as nth from raw
)
select p.id,
       nullif(f.tidy, '') as forename, nullif(s.tidy, '') as surname,
       coalesce(other.forenames, []) || case when coalesce(k.tidy, '') = '' then [] else [k.tidy] end as forenames,
       coalesce(other.surnames, []) as surnames,
       list_distinct(coalesce(other.surnames, []) || case when s.tidy = '' then [] else [s.tidy] end) as all_surnames,
       coalesce(f.nicks, []) as nicks, coalesce(f.twin, 0) as twin_name,
       nullif(p.forename_sound, '') as forename_sound, nullif(p.surname_sound, '') as surname_sound,
       case when not unborn then birth_date end as born, about, year(born) as born_year,
       strftime(born, '%m%d') as born_day,
       printf('%d-%d-%d', year(born), least(month(born), day(born)), greatest(month(born), day(born))) as born_key,
       least(p.forename_sound, p.surname_sound) || '/' || greatest(p.forename_sound, p.surname_sound) as name_key,
       sex, address, postcode, coalesce(homes_ever.addresses, []) as addresses, nhs, upn, mother_id, m.tidy as mother
  from one p
  left join names f on f.word = p.forename
  left join names s on s.word = p.surname
  left join names k on k.word = p.preferred
  left join names m on m.word = p.mother
  left join other on other.id = p.id
  left join homes_ever on homes_ever.id = p.id
 where nth = 1
"""
