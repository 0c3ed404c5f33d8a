"""The stay a child moved into is the child's own; a home chosen is one that this request had asked."""

from __future__ import annotations

from django.db import migrations

from righthelp.foundation.database.same_child import same_child


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial"), ("care", "0002_held_together")]

    operations = [
        *same_child("matching_sought", "stay_id", "care_stay"),
        migrations.RunSQL(
            'create unique index "home_offer_of_request" on "matching_homeoffer" (id, request_id)',
            'drop index "home_offer_of_request"',
        ),
        migrations.RunSQL(
            'alter table "matching_sought" add constraint "home_sought_offer_of_request" '
            'foreign key (offer_id, request_id) references "matching_homeoffer" (id, request_id)',
            'alter table "matching_sought" drop constraint "home_sought_offer_of_request"',
        ),
    ]
