"""`text_prints` in one loop; an index over it can be built in any search path."""

from django.db import migrations

from righthelp.foundation.database.prints import FASTER


class Migration(migrations.Migration):
    dependencies = [("database", "0002_text_prints")]

    operations = [migrations.RunSQL(FASTER, migrations.RunSQL.noop)]
