"""Entries of routine items are marked, and papers are found by the title of their item.

No table changes: that this migration is new makes `manage.py serve` write the entries anew from the editions.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0002_everything_public")]

    operations = []
