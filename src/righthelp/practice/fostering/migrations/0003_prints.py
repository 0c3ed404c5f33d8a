"""Passages of what children said of foster homes are recognised in documents."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index


class Migration(migrations.Migration):
    dependencies = [("fostering", "0002_households"), ("database", "0003_prints_in_one_loop")]

    operations = [prints_index("fostering_view", "child_says")]
