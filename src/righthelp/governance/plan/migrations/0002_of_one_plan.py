"""A priority named by an action, or by a sponsor's word, is a priority of the same plan."""

from __future__ import annotations

from django.db import migrations


def _same_plan(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f'alter table "{table}" add constraint "{table}_priority_of_plan" foreign key ("priority_id", "plan_id") '
        'references "plan_priority" (id, "plan_id")',
        f'alter table "{table}" drop constraint "{table}_priority_of_plan"',
    )


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_initial")]

    operations = [
        migrations.RunSQL(
            'create unique index "plan_priority_of_plan" on "plan_priority" (id, "plan_id")',
            'drop index "plan_priority_of_plan"',
        ),
        _same_plan("plan_action"),
        _same_plan("plan_signoff"),
    ]
