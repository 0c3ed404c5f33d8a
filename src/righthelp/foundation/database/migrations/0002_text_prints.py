from django.db import migrations

from righthelp.foundation.database.prints import FUNCTIONS, GONE


class Migration(migrations.Migration):

    dependencies = [("database", "0001_extensions")]

    operations = [migrations.RunSQL(FUNCTIONS, GONE)]
