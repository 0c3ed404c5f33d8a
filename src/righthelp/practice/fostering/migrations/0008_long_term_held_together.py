"""Families and matches are of the child whose search they belong to; what was written is recognised in documents."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index
from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [("fostering", "0007_long_term"), ("care", "0004_adoptive_visits")]

    operations = [
        *same_child("fostering_finding", "care_id", "care_incare"),
        *same_child("fostering_family", "finding_id", "fostering_finding"),
        *same_child("fostering_longterm", "family_id", "fostering_family"),
        *same_child("fostering_longterm", "stay_id", "care_stay"),
        *same_child("fostering_longterm", "item_id", "fostering_item"),
        prints_index("fostering_finding", "who"),
        prints_index("fostering_finding", "needs"),
        prints_index("fostering_longterm", "child_says"),
        prints_index("fostering_longterm", "parents_say"),
    ]
