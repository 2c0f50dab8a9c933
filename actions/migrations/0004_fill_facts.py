"""Fills the columns of facts from the updates of each entry, and the counts of each committee from its entries.

The rules are those of `actions.status.facts_of` on the day of this migration, told to the database.
"""

from django.db import migrations

FACTS = """
WITH known AS (
    SELECT entry_id,
        (array_agg(kind ORDER BY "on" DESC, id DESC) FILTER (WHERE ends))[1] AS known_end,
        (array_agg(evidence ORDER BY "on" DESC, id DESC) FILTER (WHERE ends))[1] AS evidence,
        (array_agg(verdict ORDER BY "on" DESC, id DESC) FILTER (WHERE kind = 'response'))[1] AS verdict,
        (array_agg("on" ORDER BY "on" DESC, id DESC) FILTER (WHERE kind = 'sent'))[1] AS sent_on,
        (array_agg(due_on ORDER BY "on" DESC, id DESC) FILTER (WHERE kind IN ('sent', 'extended')))[1] AS due_on,
        (array_agg(owner ORDER BY "on" DESC, id DESC) FILTER (WHERE kind = 'handed over'))[1] AS owner,
        (array_agg(directorate ORDER BY "on" DESC, id DESC) FILTER (WHERE kind = 'handed over'))[1] AS directorate,
        bool_or(kind = 'planned') AS planned,
        bool_or(kind = 'progress') AS progress,
        (array_agg(text ORDER BY "on" DESC, id DESC) FILTER (WHERE text <> ''))[1] AS latest,
        (array_agg("on" ORDER BY "on" DESC, id DESC) FILTER (WHERE text <> ''))[1] AS latest_on
    FROM (SELECT *, kind IN ('completed', 'reopened', 'withdrawn') AS ends FROM actions_ledgerupdate) AS updates
    GROUP BY entry_id
)
UPDATE actions_ledgerentry SET
    known_end = coalesce(known.known_end, ''),
    known_evidence = coalesce(evidence, '') <> '',
    known_verdict = coalesce(verdict, ''),
    known_sent_on = sent_on,
    known_due_on = due_on,
    known_owner = coalesce(owner, ''),
    known_directorate = coalesce(directorate, ''),
    known_planned = planned,
    known_progress = progress,
    known_latest = coalesce(latest, ''),
    known_latest_on = latest_on
FROM known WHERE known.entry_id = actions_ledgerentry.id
"""

COUNTS = """
UPDATE meetings_publishedcommittee AS committee SET
    recommendation_count = (
        SELECT count(*) FROM actions_ledgerentry AS entry
        WHERE entry.committee_id = committee.id AND entry.edition_id IS NOT NULL AND entry.kind = 'recommendation'
    ),
    action_count = (
        SELECT count(*) FROM actions_ledgerentry AS entry
        WHERE entry.committee_id = committee.id AND entry.edition_id IS NOT NULL AND entry.kind = 'action'
    )
"""


class Migration(migrations.Migration):
    dependencies = [("actions", "0003_facts_as_columns"), ("meetings", "0005_counts_of_committees")]
    operations = [
        migrations.RunSQL(FACTS, migrations.RunSQL.noop),
        migrations.RunSQL(COUNTS, migrations.RunSQL.noop),
    ]
