"""Who made a change, and why, is written once: the application's role may add to a context but alter nothing in it.

pghistory writes a context again with every change of one request, so the role must hold UPDATE on the table. The
trigger lets through what keeps all that was there, as pghistory's own writing does.
"""

from django.db import migrations

GUARD = """
create function audit_context_only_grows() returns trigger language plpgsql as $$
begin
    if new.id is distinct from old.id or new.created_at is distinct from old.created_at
       or not coalesce(new.metadata @> old.metadata, old.metadata is null) then
        raise exception 'What history says of a change cannot be altered.' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger audit_context_only_grows before update on pghistory_context
    for each row execute function audit_context_only_grows();
"""
BACK = """
drop trigger audit_context_only_grows on pghistory_context;
drop function audit_context_only_grows();
"""


class Migration(migrations.Migration):
    """See the module's own text."""

    dependencies = [("audit", "0002_looked"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [migrations.RunSQL(GUARD, BACK)]
