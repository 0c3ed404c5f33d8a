"""The view through which audit is read: the application role may add to the table and read only this."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "create view audit_looked with (security_barrier) as select * from audit_look",
            "drop view audit_looked",
        )
    ]
