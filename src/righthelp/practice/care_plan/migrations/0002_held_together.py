"""Rows of one child stand on rows of that child alone; passages of what was written are recognised in documents."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index
from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [
        ("care_plan", "0001_initial"),
        ("care", "0002_held_together"),
        ("database", "0003_prints_in_one_loop"),
    ]

    operations = [
        *same_child("care_plan_careplan", "care_id", "care_incare"),
        *same_child("care_plan_permanence", "care_id", "care_incare"),
        *same_child("care_plan_permanence", "review_id", "care_carereview"),
        *same_child("care_plan_permanencedue", "care_id", "care_incare"),
        *same_child("care_plan_challenge", "care_id", "care_incare"),
        *same_child("care_plan_challengestep", "challenge_id", "care_plan_challenge"),
        *same_child("care_plan_recommendation", "review_id", "care_carereview"),
        *same_child("care_plan_refusal", "arrangement_id", "care_plan_arrangement"),
        *same_child("care_plan_session", "arrangement_id", "care_plan_arrangement"),
        prints_index("care_plan_careplan", "wishes"),
        prints_index("care_plan_careplan", "family"),
        prints_index("care_plan_challenge", "what"),
        prints_index("care_plan_session", "how"),
        prints_index("care_plan_storyitem", "what"),
    ]
