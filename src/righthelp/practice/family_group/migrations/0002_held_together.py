"""What stands on one another is of one child; passages are recognised in documents."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index
from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [
        ("family_group", "0001_initial"),
        ("care", "0003_change_taken_back"),
        ("database", "0003_prints_in_one_loop"),
    ]

    operations = [
        *same_child("family_group_member", "group_id", "family_group_group"),
        *same_child("family_group_resource", "group_id", "family_group_group"),
        *same_child("family_group_work", "edge_id", "family_group_edge"),
        *same_child("family_group_return", "care_id", "care_incare"),
        *same_child("family_group_check", "plan_id", "family_group_return"),
        prints_index("family_group_group", "plan"),
        prints_index("family_group_group", "why"),
        prints_index("family_group_member", "words"),
        prints_index("family_group_edge", "why"),
        prints_index("family_group_work", "what"),
        prints_index("family_group_return", "changed"),
    ]
