"""The two ways into the vault: one writes, one reads for an opening on which two people have agreed and which runs."""

from __future__ import annotations

from django.db import migrations

_PUT = """
create function vault_adoption_put(sealed text) returns void
language sql security definer set search_path = public, pg_temp as $$
    insert into vault_adoption (pair) values (sealed)
$$;
"""
_OPEN = """
create function vault_adoption_open(opening bigint, at timestamptz) returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
    select v.pair from vault_adoption v
     where exists (select from adoption_opening o
                    where o.id = opening and o.ends > at and o.answered <= at and o.declined_why = ''
                      and o.answered_by_id <> o.asked_by_id and o.answered_as <> o.asked_as and o.answered_as <> '')
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("adoption", "0003_seal")]

    operations = [
        migrations.RunSQL(_PUT, "drop function vault_adoption_put(text)"),
        migrations.RunSQL(_OPEN, "drop function vault_adoption_open(bigint, timestamptz)"),
    ]
