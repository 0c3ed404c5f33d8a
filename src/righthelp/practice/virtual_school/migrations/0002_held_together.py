"""A plan is of a time in care of the same child; passages of what was written are recognised in documents."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index
from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [
        ("virtual_school", "0001_initial"),
        ("care", "0002_held_together"),
        ("database", "0003_prints_in_one_loop"),
    ]

    operations = [
        *same_child("virtual_school_pep", "care_id", "care_incare"),
        *same_child("virtual_school_pepdue", "care_id", "care_incare"),
        prints_index("virtual_school_pep", "words"),
        prints_index("virtual_school_pep", "needs"),
    ]
