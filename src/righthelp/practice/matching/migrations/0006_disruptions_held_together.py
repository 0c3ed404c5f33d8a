"""A disruption is of the child whose placement ended; what was learned is recognised in documents."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index
from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [("matching", "0005_disruptions"), ("care", "0003_change_taken_back")]

    operations = [
        *same_child("matching_disruption", "stay_id", "care_stay"),
        prints_index("matching_disruption", "learned"),
    ]
