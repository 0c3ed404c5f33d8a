from django.db import migrations

from righthelp.foundation.database.prints import prints_index

LOOKED_UP = {
    "release_goes_by": (
        'people_person ((people_plain(surname) collate "C"), (people_plain(preferred_name) collate "C")) '
        "where preferred_name <> ''"
    ),
    "release_other_name": (
        'people_name ((people_plain(surname) collate "C"), (people_plain(forename) collate "C")) where not withdrawn'
    ),
    "release_email": "people_contactpoint (lower(value)) where kind = 'email'",
}
"""Names, and e-mail addresses, that documents are held against."""


class Migration(migrations.Migration):

    dependencies = [
        ("release", "0001_initial"),
        ("database", "0002_text_prints"),
        ("people", "0004_search"),
        ("front_door", "0001_initial"),
        ("casework", "0001_initial"),
        ("missing", "0001_initial"),
        ("supervision", "0001_initial"),
    ]

    operations = [
        *(
            migrations.RunSQL(f"create index {name} on {on}", f"drop index {name}") for name, on in LOOKED_UP.items()
        ),
        prints_index("front_door_call", "words"),
        prints_index("front_door_contact", "rationale"),
        prints_index("casework_part", "text"),
        prints_index("casework_attendance", "said"),
        prints_index("casework_visit", "note"),
        prints_index("casework_visited", "words"),
        prints_index("missing_interview", "own_words"),
        prints_index("missing_interview", "summary"),
        prints_index("missing_riskassessment", "risks"),
        prints_index("supervision_discussion", "note"),
        prints_index("release_letter", "body"),
    ]
