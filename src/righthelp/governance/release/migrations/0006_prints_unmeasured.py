from django.db import migrations

from righthelp.foundation.database.prints import UNMEASURED


class Migration(migrations.Migration):
    dependencies = [("release", "0005_prints_of_reports"), ("database", "0003_prints_in_one_loop")]

    operations = [migrations.RunSQL(UNMEASURED, migrations.RunSQL.noop)]
