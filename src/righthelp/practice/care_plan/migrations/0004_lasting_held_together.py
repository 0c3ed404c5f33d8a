"""What stands beside the plan for permanence is of one child."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [("care_plan", "0003_lasting"), ("care", "0002_held_together")]

    operations = [
        *same_child("care_plan_guardianshipasked", "care_id", "care_incare"),
        *same_child("care_plan_cliniccase", "care_id", "care_incare"),
        *same_child("care_plan_supportreview", "support_id", "care_plan_support"),
    ]
