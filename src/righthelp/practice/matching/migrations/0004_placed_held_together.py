"""Plans, notices and decisions are of the child who lives there; passages of what was written are recognised."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index
from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0003_placed"),
        ("care", "0003_change_taken_back"),
        ("database", "0003_prints_in_one_loop"),
    ]

    operations = [
        *same_child("matching_placeddue", "stay_id", "care_stay"),
        *same_child("matching_placementplan", "stay_id", "care_stay"),
        *same_child("matching_delegated", "plan_id", "matching_placementplan"),
        *same_child("matching_notice", "stay_id", "care_stay"),
        *same_child("matching_outside", "stay_id", "care_stay"),
        prints_index("matching_placementplan", "daily"),
        prints_index("matching_placementplan", "safety"),
        prints_index("matching_outside", "why"),
    ]
