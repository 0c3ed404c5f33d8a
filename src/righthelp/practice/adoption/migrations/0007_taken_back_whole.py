"""What is taken back stands on a plan and adopters of the same child; and the way by which a pair leaves the vault."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.same_child import same_child

_TAKE = """
create function vault_adoption_take(opening bigint, at timestamptz, sealed text) returns integer
language sql security definer set search_path = public, pg_temp as $$
    with gone as (
        delete from vault_adoption v
         where v.pair = sealed
           and exists (select from adoption_opening o
                        where o.id = opening and o.undoes and o.ends > at and o.answered <= at and o.declined_why = ''
                          and o.answered_by_id <> o.asked_by_id and o.answered_as <> o.asked_as and o.answered_as <> '')
        returning 1)
    select count(*)::integer from gone
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("adoption", "0006_taken_back")]

    operations = [
        *same_child("adoption_takingback", "plan_id", "adoption_adopting"),
        *same_child("adoption_takingback", "link_id", "adoption_linked"),
        migrations.RunSQL(_TAKE, "drop function vault_adoption_take(bigint, timestamptz, text)"),
    ]
