"""A promise of a later day moves no last day for a response any more: the columns of recommendations follow.

The rules are those of `actions.status.facts_of` on the day of this migration, told to the database.
"""

from django.db import migrations

LAST_DAY = """
    SELECT told.due_on FROM actions_ledgerupdate AS told
    WHERE told.entry_id = entry.id AND told.kind IN ('sent', 'reconsidered') {until}
        AND NOT EXISTS (SELECT FROM actions_ledgerupdate AS correction WHERE correction.corrects_id = told.id)
    ORDER BY told."on" DESC, told.id DESC LIMIT 1
"""
PROMISES = f"""
UPDATE actions_ledgerentry AS entry SET
    known_due_on = ({LAST_DAY.format(until="")}),
    known_answer_due_on = ({LAST_DAY.format(until='AND told."on" <= entry.known_answered_on')})
WHERE entry.kind = 'recommendation' AND EXISTS (
    SELECT FROM actions_ledgerupdate AS told WHERE told.entry_id = entry.id AND told.kind = 'extended'
)
"""  # noqa: S608  # put together from constants alone


class Migration(migrations.Migration):
    dependencies = [("actions", "0018_promises")]
    operations = [migrations.RunSQL(PROMISES, migrations.RunSQL.noop)]
