from django.db import migrations

from righthelp.foundation.database.prints import prints_index


class Migration(migrations.Migration):

    dependencies = [
        ("release", "0002_prints"),
        ("mash", "0001_initial"),
        ("assessment", "0001_initial"),
        ("section47", "0001_initial"),
        ("protection", "0001_initial"),
        ("child_in_need", "0001_initial"),
    ]

    operations = [
        prints_index("mash_check", "answer"),
        prints_index("assessment_text", "text"),
        prints_index("assessment_contribution", "what"),
        prints_index("section47_discussion", "concern"),
        prints_index("section47_enquiry", "findings"),
        prints_index("protection_conferencerecord", "worries"),
        prints_index("protection_conferencerecord", "family_views"),
        prints_index("protection_childconference", "views"),
        prints_index("child_in_need_review", "outcomes"),
        prints_index("child_in_need_review", "child_view"),
    ]
