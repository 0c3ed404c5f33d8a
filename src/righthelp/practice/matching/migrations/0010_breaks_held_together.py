"""A short break is of the child whose series it is; what was written of it is recognised in documents."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index
from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [("matching", "0009_breaks")]

    operations = [
        *same_child("matching_breakstay", "series_id", "matching_breakseries"),
        prints_index("matching_breakseries", "plan"),
        prints_index("matching_breakstay", "how"),
    ]
