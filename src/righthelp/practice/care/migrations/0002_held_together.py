"""A time in care, its laws and its stays are of one child and cover the same days: held so by the database."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.same_child import same_child

_COVERED = """
create function care_covers(of_child bigint) returns void language plpgsql as $$
declare t record;
begin
  for t in select c.id, c.starts, c.ends, daterange(c.starts, c.ends) as days, i.kind, i.starts as i_starts, i.ends as i_ends
             from care_incare c join people_involvement i on i.id = c.involvement_id where c.child_id = of_child
  loop
    if t.kind <> 'care' or t.i_starts <> t.starts or t.i_ends is distinct from t.ends then
      raise exception 'time in care %: the register of people says other days', t.id
        using errcode = 'check_violation', constraint = 'in_care_same_days';
    end if;
    if (select range_agg(daterange(starts, ends)) from care_legalstatus where care_id = t.id)
         is distinct from datemultirange(t.days) then
      raise exception 'time in care %: a day without a legal status, or one too many', t.id
        using errcode = 'check_violation', constraint = 'in_care_always_by_a_law';
    end if;
    if (select range_agg(daterange(starts, ends)) from care_stay where care_id = t.id)
         is distinct from datemultirange(t.days) then
      raise exception 'time in care %: a night without a home, or one too many', t.id
        using errcode = 'check_violation', constraint = 'in_care_always_somewhere';
    end if;
    if exists (select from care_stay s join people_placement p on p.id = s.placement_id
                where s.care_id = t.id and (p.starts <> s.starts or p.ends is distinct from s.ends)) then
      raise exception 'time in care %: a stay and its placement have other days', t.id
        using errcode = 'check_violation', constraint = 'stay_same_days';
    end if;
    if exists (select from people_placement p where p.child_id = of_child and daterange(p.starts, p.ends) && t.days
                and not exists (select from care_stay s where s.placement_id = p.id)) then
      raise exception 'time in care %: a placement of which care knows nothing', t.id
        using errcode = 'check_violation', constraint = 'placement_has_its_stay';
    end if;
  end loop;
end $$;

create function care_covered() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then perform care_covers(new.child_id); end if;
  if tg_op = 'DELETE' or (tg_op = 'UPDATE' and old.child_id <> new.child_id) then perform care_covers(old.child_id); end if;
  return null;
end $$;
"""
_WATCHED = ("care_incare", "care_legalstatus", "care_stay", "people_placement", "people_involvement")


def _watch(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create constraint trigger care_covered after insert or update or delete on {table} "
        "deferrable initially deferred for each row execute function care_covered()",
        f"drop trigger care_covered on {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("care", "0001_initial"), ("people", "0001_initial"), ("casework", "0001_initial")]

    operations = [
        *same_child("care_incare", "involvement_id", "people_involvement"),
        *same_child("care_legalstatus", "care_id", "care_incare"),
        *same_child("care_stay", "care_id", "care_incare"),
        *same_child("care_stay", "placement_id", "people_placement"),
        *same_child("care_carevisitdue", "stay_id", "care_stay"),
        *same_child("care_carereview", "care_id", "care_incare"),
        *same_child("care_carereviewdue", "care_id", "care_incare"),
        migrations.RunSQL(_COVERED, "drop function care_covered(); drop function care_covers(bigint)"),
        *(_watch(table) for table in _WATCHED),
    ]
