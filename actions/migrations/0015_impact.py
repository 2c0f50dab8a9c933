"""Keeps the day on which an entry ended or was reopened, by which completions count as in time or late.

The rule is that of `actions.status.facts_of` on the day of this migration, told to the database.
"""

from django.db import migrations, models

ENDS = """
UPDATE actions_ledgerentry AS entry SET known_end_on = told.day
FROM (
    SELECT DISTINCT ON (said.entry_id) said.entry_id, said."on" AS day
    FROM actions_ledgerupdate AS said
    WHERE said.kind IN ('completed', 'reopened', 'superseded', 'merged', 'withdrawn')
        AND NOT EXISTS (SELECT FROM actions_ledgerupdate AS later WHERE later.corrects_id = said.id)
    ORDER BY said.entry_id, said."on" DESC, said.id DESC
) AS told
WHERE told.entry_id = entry.id
"""


class Migration(migrations.Migration):
    dependencies = [("actions", "0014_bringing")]
    operations = [
        migrations.AddField(
            model_name="ledgerentry",
            name="known_end_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.RunSQL(ENDS, migrations.RunSQL.noop),
    ]
