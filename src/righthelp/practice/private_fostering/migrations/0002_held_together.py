"""Checks and visits due are of the child of the arrangement; passages are recognised in documents."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index
from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [("private_fostering", "0001_initial"), ("database", "0003_prints_in_one_loop")]

    operations = [
        *same_child("private_fostering_checked", "arrangement_id", "private_fostering_arrangement"),
        *same_child("private_fostering_visitdue", "arrangement_id", "private_fostering_arrangement"),
        prints_index("private_fostering_arrangement", "why"),
        prints_index("private_fostering_arrangement", "assessed_why"),
    ]
