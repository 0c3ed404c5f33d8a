"""Fill the table of days from 2010 to 2035."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from righthelp.foundation.calendar.table import fill_days


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    fill_days(apps.get_model("calendar", "Day"), schema_editor.connection.alias)


def keep(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Going back drops the table itself in the migration before; there is nothing to undo here."""


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial")]
    operations = [migrations.RunPython(fill, keep)]
