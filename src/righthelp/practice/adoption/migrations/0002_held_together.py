"""A plan, adopters considered, the stay with them and reviews due are of one child; passages are recognised in
documents."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index
from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [
        ("adoption", "0001_initial"),
        ("care", "0003_change_taken_back"),
        ("database", "0003_prints_in_one_loop"),
    ]

    operations = [
        *same_child("adoption_adopting", "care_id", "care_incare"),
        *same_child("adoption_linked", "plan_id", "adoption_adopting"),
        *same_child("adoption_linked", "stay_id", "care_stay"),
        *same_child("adoption_reviewdue", "plan_id", "adoption_adopting"),
        prints_index("adoption_adopting", "profile"),
        prints_index("adoption_adopting", "decided_why"),
        prints_index("adoption_linked", "matched_why"),
        prints_index("adoption_linked", "disrupted_why"),
    ]
