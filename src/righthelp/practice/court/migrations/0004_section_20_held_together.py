"""An agreement is about the child whose time in care it belongs to, and a review about the child of its agreement."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [("court", "0003_section_20"), ("care", "0002_held_together")]

    operations = [
        *same_child("court_consent", "care_id", "care_incare"),
        *same_child("court_consentreview", "consent_id", "court_consent"),
    ]
