"""A check is of a time in care of the same child; passages of what was written are recognised in documents."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index
from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [
        ("health", "0001_initial"),
        ("care", "0002_held_together"),
        ("database", "0003_prints_in_one_loop"),
    ]

    operations = [
        *same_child("health_check", "care_id", "care_incare"),
        *same_child("health_healthdue", "care_id", "care_incare"),
        prints_index("health_check", "words"),
        prints_index("health_check", "found"),
        prints_index("health_passport", "story"),
        prints_index("health_referred", "why"),
        prints_index("health_substance", "what"),
    ]
