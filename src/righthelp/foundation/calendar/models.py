"""The calendar as a table, for sums that are done in the database."""

from django.db import models


class Day(models.Model):
    """One date in England, 2010 to 2035. The same facts as :mod:`.working_days` holds in memory; a test
    compares them.
    """

    date = models.DateField(primary_key=True)
    working = models.BooleanField(help_text="Monday to Friday and not a bank holiday.")
    working_number = models.IntegerField(help_text="Working days since 2010, up to and including this date.")
    name = models.CharField(max_length=80, blank=True, help_text="The bank holiday's name, if it is one.")

    class Meta:
        constraints = (
            # "The tenth working day on" must find exactly one row.
            models.UniqueConstraint(
                fields=["working_number"],
                condition=models.Q(working=True),
                name="calendar_day_one_per_working_number",
            ),
        )

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d}" + (f" {self.name}" if self.name else "")
