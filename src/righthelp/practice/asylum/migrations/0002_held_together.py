"""A step is of the young person of its application; passages are recognised in documents."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index
from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [("asylum", "0001_initial"), ("database", "0003_prints_in_one_loop")]

    operations = [
        *same_child("asylum_stepped", "application_id", "asylum_application"),
        prints_index("asylum_arrival", "journey"),
        prints_index("asylum_ageassessed", "answer"),
        prints_index("asylum_ageassessed", "reasons"),
    ]
