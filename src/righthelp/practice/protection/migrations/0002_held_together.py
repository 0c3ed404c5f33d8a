"""What Django cannot say: rows of several tables about one child, a review after its plan's first day, one set of dates."""

from django.db import migrations
from django.db.migrations import RunSQL

from righthelp.foundation.database.same_child import same_child


def _key(table: str, name: str, columns: str, to: str, unique: bool = True) -> list[RunSQL]:
    """``columns`` of ``table`` are the same-named pair in ``to``: checked when the transaction ends."""
    target = to.split("(")[0]
    made = []
    if unique:
        made.append(RunSQL(f"create unique index if not exists {target}_pair on {to}", RunSQL.noop))
    made.append(
        RunSQL(
            f"alter table {table} add constraint {name} foreign key ({columns}) references {to} "
            "deferrable initially deferred",
            f"alter table {table} drop constraint {name}",
        )
    )
    return made


_AGREES = """
create function protection_plan_agrees() returns trigger language plpgsql as $$
begin
  if exists (
    select from protection_protectionplan p join casework_plan c on c.id = p.plan_id
     where c.id = case when tg_table_name = 'casework_plan' then new.id else (to_jsonb(new) ->> 'plan_id')::bigint end
       and (c.kind <> 'cp' or c.starts <> p.starts or c.ends is distinct from p.ends)) then
    raise exception 'a child protection plan and what is kept beside it have the same dates'
      using errcode = 'check_violation', constraint = 'protection_plan_agrees';
  end if;
  return null;
end $$;
create constraint trigger protection_plan_agrees after insert or update on protection_protectionplan
  deferrable initially deferred for each row execute function protection_plan_agrees();
create constraint trigger protection_plan_agrees after update of starts, ends, kind on casework_plan
  deferrable initially deferred for each row when (new.kind = 'cp' or old.kind = 'cp')
  execute function protection_plan_agrees();
"""
_AGREES_NO_MORE = """
drop trigger protection_plan_agrees on casework_plan;
drop trigger protection_plan_agrees on protection_protectionplan;
drop function protection_plan_agrees();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0001_initial"),
        ("section47", "0001_initial"),
        ("protection", "0001_initial"),
    ]

    operations = [
        *same_child("protection_childconference", "enquiry", "section47_enquiry"),
        *same_child("protection_childconference", "plan_id", "casework_plan"),
        *same_child("protection_protectionplan", "plan_id", "casework_plan"),
        *same_child("protection_protectionplan", "conference_id", "protection_childconference"),
        *same_child("protection_stage", "plan_id", "protection_protectionplan"),
        *same_child("protection_milestone", "plan_id", "protection_protectionplan"),
        *same_child("protection_escalation", "plan_id", "protection_protectionplan"),
        *same_child("protection_transferout", "plan_id", "protection_protectionplan"),
        *_key(
            "protection_childconference",
            "protection_conference_begins_with_its_plan",
            "plan_id, plan_starts",
            "casework_plan(id, starts)",
        ),
        *_key(
            "protection_childconference",
            "protection_conference_of_its_meeting",
            "meeting_id, child_id",
            "casework_meetingabout(meeting_id, child_id)",
            unique=False,
        ),
        *_key(
            "protection_score",
            "protection_score_of_somebody_there",
            "attendance_id, meeting_id",
            "casework_attendance(id, meeting_id)",
        ),
        *_key(
            "protection_score",
            "protection_score_of_a_child_there",
            "meeting_id, child_id",
            "casework_meetingabout(meeting_id, child_id)",
            unique=False,
        ),
        RunSQL(
            "alter table protection_childconference add constraint protection_review_after_its_plan "
            "check (held is null or plan_starts is null or (held at time zone 'Europe/London')::date > plan_starts)",
            "alter table protection_childconference drop constraint protection_review_after_its_plan",
        ),
        RunSQL(_AGREES, _AGREES_NO_MORE),
    ]
