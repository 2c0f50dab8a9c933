"""Fills the columns of the first response from the updates of each entry; `answer_days_late` follows by itself.

The rules are those of `actions.status.facts_of` on the day of this migration, told to the database.
"""

from django.db import migrations

ANSWERS = """
WITH answered AS (
    SELECT entry_id, min("on") AS answered_on FROM actions_ledgerupdate WHERE kind = 'response' GROUP BY entry_id
)
UPDATE actions_ledgerentry SET
    known_answered_on = answered.answered_on,
    known_answer_due_on = (
        SELECT setting.due_on FROM actions_ledgerupdate AS setting
        WHERE setting.entry_id = answered.entry_id
            AND setting.kind IN ('sent', 'extended')
            AND setting."on" <= answered.answered_on
        ORDER BY setting."on" DESC, setting.id DESC LIMIT 1
    )
FROM answered WHERE answered.entry_id = actions_ledgerentry.id
"""


class Migration(migrations.Migration):
    dependencies = [("actions", "0006_late_answers")]
    operations = [migrations.RunSQL(ANSWERS, migrations.RunSQL.noop)]
