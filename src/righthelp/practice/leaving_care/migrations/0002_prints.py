"""Passages of what young people said are recognised in documents."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index


class Migration(migrations.Migration):
    dependencies = [("leaving_care", "0001_initial"), ("database", "0003_prints_in_one_loop")]

    operations = [
        prints_index("leaving_care_support", "needs"),
        prints_index("leaving_care_contact", "note"),
        prints_index("leaving_care_pathwayplan", "health"),
        prints_index("leaving_care_pathwayplan", "people"),
    ]
