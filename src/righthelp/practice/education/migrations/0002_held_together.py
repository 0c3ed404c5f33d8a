"""Rows that stand on one another are of one child; passages are recognised in documents."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index
from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [("education", "0001_initial"), ("database", "0003_prints_in_one_loop")]

    operations = [
        *same_child("education_panel", "query_id", "education_query"),
        *same_child("education_agreed", "panel_id", "education_panel"),
        *same_child("education_agreed", "discussed_id", "education_discussed"),
        *same_child("education_outofschool", "plan_id", "education_planasked"),
        *same_child("education_checked", "out_id", "education_outofschool"),
        *same_child("education_checkdue", "out_id", "education_outofschool"),
        prints_index("education_query", "what"),
        prints_index("education_query", "answer"),
        prints_index("education_panel", "why"),
        prints_index("education_panel", "reasons"),
        prints_index("education_step", "note"),
        prints_index("education_notonroll", "what"),
        prints_index("education_checked", "note"),
        prints_index("education_discussed", "said"),
    ]
