"""Costs and what panels decide are of the child who lives there; what was achieved is recognised in documents."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index
from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [("matching", "0007_costs"), ("care", "0003_change_taken_back")]

    operations = [
        *same_child("matching_cost", "stay_id", "care_stay"),
        *same_child("matching_panelitem", "stay_id", "care_stay"),
        *same_child("matching_panelitem", "sought_id", "matching_sought"),
        prints_index("matching_panelitem", "achieved"),
    ]
