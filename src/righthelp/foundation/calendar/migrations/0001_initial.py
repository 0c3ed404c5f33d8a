"""The table of days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.CreateModel(
            name="Day",
            fields=[
                ("date", models.DateField(primary_key=True, serialize=False)),
                ("working", models.BooleanField(help_text="Monday to Friday and not a bank holiday.")),
                (
                    "working_number",
                    models.IntegerField(help_text="Working days since 2010, up to and including this date."),
                ),
                (
                    "name",
                    models.CharField(blank=True, help_text="The bank holiday's name, if it is one.", max_length=80),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("working", True)),
                        fields=("working_number",),
                        name="calendar_day_one_per_working_number",
                    )
                ],
            },
        ),
    ]
