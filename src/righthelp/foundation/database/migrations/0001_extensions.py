"""The extensions every other table may rely on; all are in PostgreSQL's own contrib, 15 and later."""

from django.contrib.postgres.operations import BtreeGistExtension, CreateExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [BtreeGistExtension(), UnaccentExtension(), CreateExtension("fuzzystrmatch")]
