"""An order is about the child whose case it was made in."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.prints import prints_index
from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [("court", "0001_initial")]

    operations = [
        *same_child("court_order", "on_id", "court_matterchild"),
        prints_index("court_advice", "advice"),
    ]
