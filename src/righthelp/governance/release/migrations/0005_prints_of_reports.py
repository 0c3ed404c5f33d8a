"""Reports to a conference, and why decisions were taken back, are recognised in documents."""

from django.db import migrations

from righthelp.foundation.database.prints import prints_index


class Migration(migrations.Migration):
    dependencies = [
        ("release", "0004_what_goes_with_a_letter"),
        ("protection", "0003_report_and_rota"),
        ("casework", "0002_taken_back"),
    ]

    operations = [
        prints_index("protection_reportpart", "text"),
        prints_index("casework_takenback", "why"),
    ]
