from django.db import migrations

from righthelp.foundation.database.prints import UNMEASURED


class Migration(migrations.Migration):
    dependencies = [("release", "0003_more_prints"), ("database", "0003_prints_in_one_loop")]

    operations = [migrations.RunSQL(UNMEASURED, migrations.RunSQL.noop)]
