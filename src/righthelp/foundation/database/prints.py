"""Prints of texts: a few numbers for each text by which a passage pasted from it is recognised, kept by the database.

``text_shingles(text)`` gives a number for every five words that stand together; ``text_prints(text)`` keeps of every
four such numbers the smallest. A passage of eight words has at least one print, wherever it is pasted. An index over
the prints finds the text again among millions, is written in the transaction that writes the text, holds none of its
words, and needs nobody to bring it up to date.
"""

from __future__ import annotations

from typing import Final

from django.db.migrations import RunSQL

PASSAGE: Final = 8
"""Words: a passage as long as this is found."""

FUNCTIONS: Final = """
create function text_words(text) returns text[] language sql immutable parallel safe strict
return regexp_split_to_array(trim(both ' ' from regexp_replace(regexp_replace(lower(normalize($1, NFKD)),
  '[\\u0300-\\u036f''’‘`´]', '', 'g'), '[^a-z0-9]+', ' ', 'g')), ' ');

create function text_shingles(text) returns int[] language sql immutable parallel safe strict
return (
  select coalesce(array_agg(hashtext(five) order by i), '{}') from (
    select i, word || ' ' || lead(word, 1) over said || ' ' || lead(word, 2) over said || ' ' ||
           lead(word, 3) over said || ' ' || lead(word, 4) over said as five
      from unnest(text_words($1)) with ordinality as words(word, i) window said as (order by i)) fives
   where five is not null);

create function text_prints(text) returns int[] language sql immutable parallel safe strict
return (
  select coalesce(array_agg(distinct least_of), '{}') from (
    select min(each) over (order by i rows between current row and 3 following) as least_of
      from unnest(text_shingles($1)) with ordinality as shingles(each, i)) picked);
"""
FASTER: Final = """
create or replace function text_prints(text) returns int[] language plpgsql immutable parallel safe strict as $$
declare
  words text[] := public.text_words($1);
  fives int[] := '{}';
  smallest int;
  found int[] := '{}';
begin
  for i in 1 .. array_length(words, 1) - 4 loop
    fives[i] := hashtext(
      words[i] || ' ' || words[i + 1] || ' ' || words[i + 2] || ' ' || words[i + 3] || ' ' || words[i + 4]);
  end loop;
  for i in 1 .. array_length(words, 1) - 4 loop
    smallest := least(fives[i], fives[i + 1], fives[i + 2], fives[i + 3]);
    if not smallest = any (found) then
      found := found || smallest;
    end if;
  end loop;
  return array(select each from unnest(found) as each order by each);
end $$;
"""
"""The same numbers, reckoned in one loop instead of four queries: half the time for each text that is written. An index
is built without a search path, so the function says where the other one lies."""

UNMEASURED: Final = r"""
do $$
declare kept record;
begin
  for kept in select indexrelid::regclass as name from pg_index join pg_class on pg_class.oid = indexrelid
               where relname like '%\_prints' loop
    execute format('alter index %s alter column 1 set statistics 0', kept.name);
  end loop;
end $$;
"""
"""ANALYZE would reckon the prints of thirty thousand texts for each index, at each of its rounds, and the planner needs
nothing of it: it looks for few prints in an index made for them."""

GONE: Final = "drop function text_prints(text); drop function text_shingles(text); drop function text_words(text)"


def prints_index(table: str, column: str) -> RunSQL:
    """A migration operation: passages of ``table.column`` are recognised. Depends on ``database`` 0002."""
    name = f"{table}_{column}_prints"
    return RunSQL(
        f'create index "{name}" on "{table}" using gin (text_prints("{column}")); '
        f'alter index "{name}" alter column 1 set statistics 0',
        f'drop index "{name}"',
    )
