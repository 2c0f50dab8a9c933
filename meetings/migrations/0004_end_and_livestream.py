"""Lists and calendars say when a meeting ended and where it can be watched, without reading the edition."""

import datetime as dt
import json

from django.db import migrations, models


def fill(apps, schema_editor):
    rows = apps.get_model("meetings", "PublishedMeeting").objects.filter(edition__isnull=False)
    for row in rows.select_related("edition").iterator(chunk_size=100):
        facts = json.loads(row.edition.document)["meeting"]
        row.end = dt.time.fromisoformat(facts["end"]) if facts["end"] else None
        row.livestream = facts["livestream"]
        if row.end or row.livestream:
            row.save(update_fields=["end", "livestream"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_registers")]
    operations = [
        migrations.AddField("publishedmeeting", "end", models.TimeField(blank=True, null=True)),
        migrations.AddField("publishedmeeting", "livestream", models.URLField(blank=True, default="", max_length=500), preserve_default=False),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
