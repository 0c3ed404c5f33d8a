"""Rows of two tables that must be of one child, one family, one plan: held so by the database."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.same_child import same_child

OF_A_PLAN = ("needplan", "review", "needdue", "step", "closing", "oversight", "escalation")


def _composite(table: str, name: str, columns: str, to: str, of: str, more: str = "") -> list[migrations.RunSQL]:
    """``columns`` of ``table`` are those ``of`` one row of ``to``."""
    return [
        migrations.RunSQL(
            f'create unique index if not exists "{name}_of" on "{to}" ({of})', f'drop index if exists "{name}_of"'
        ),
        migrations.RunSQL(
            f'alter table "{table}" add constraint "{name}" foreign key ({columns}) references "{to}" ({of}) {more}',
            f'alter table "{table}" drop constraint "{name}"',
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("child_in_need", "0001_initial"),
        ("casework", "0001_initial"),
        ("front_door", "0001_initial"),
    ]

    operations = [
        *(
            operation
            for name in OF_A_PLAN
            for operation in same_child(f"child_in_need_{name}", "plan_id", "casework_plan")
        ),
        *same_child("child_in_need_needplan", "earlier_id", "casework_plan"),
        *same_child("child_in_need_needplan", "step_id", "child_in_need_step"),
        *same_child("child_in_need_needplan", "referral", "front_door_referral"),
        *same_child("child_in_need_oversight", "action_id", "casework_action"),
        *same_child("child_in_need_specialist", "referral", "front_door_referral"),
        *_composite(
            "child_in_need_review",
            "child_in_need_review_of_plan_starts",
            "plan_id, plan_starts",
            "casework_plan",
            "id, starts",
            "on update cascade deferrable initially deferred",
        ),
        *_composite(
            "child_in_need_weeklysupport",
            "child_in_need_weekly_on_support",
            "decision_id, family_id, supports",
            "child_in_need_meansdecision",
            "id, family_id, supports",
        ),
        migrations.RunSQL(
            'alter table "child_in_need_payment" add constraint "child_in_need_payment_on_support" '
            "foreign key (decision_id, family_id, supports) "
            'references "child_in_need_meansdecision" (id, family_id, supports)',
            'alter table "child_in_need_payment" drop constraint "child_in_need_payment_on_support"',
        ),
    ]
