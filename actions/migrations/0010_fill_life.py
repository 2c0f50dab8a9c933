"""Fills the columns that came with the life of an entry: promises, reviews, and the kind of the item.

The rules are those of `actions.status.facts_of` and `actions.opening.entry_values` on the day of this migration, told to
the database.
"""

from django.db import migrations

FACTS = """
UPDATE actions_ledgerentry AS entry SET
    known_promised_on = (
        SELECT told.due_on FROM actions_ledgerupdate AS told
        WHERE told.entry_id = entry.id AND told.kind = 'extended' ORDER BY told."on" DESC, told.id DESC LIMIT 1
    ),
    known_reviewed_on = (
        SELECT max(told."on") FROM actions_ledgerupdate AS told WHERE told.entry_id = entry.id AND told.kind = 'reviewed'
    )
WHERE EXISTS (
    SELECT FROM actions_ledgerupdate AS told WHERE told.entry_id = entry.id AND told.kind IN ('extended', 'reviewed')
)
"""
ITEM_KINDS = """
WITH items AS (
    SELECT edition.id AS edition_id, item.told
    FROM meetings_edition AS edition, jsonb_array_elements(edition.document::jsonb -> 'items') AS item (told)
    WHERE edition.id IN (SELECT edition_id FROM actions_ledgerentry)
), lines AS (
    SELECT items.edition_id, items.told ->> 'kind' AS kind, line.key #>> '{}' AS key
    FROM items, jsonb_path_query(items.told, '$.body[*].lines[*].key') AS line (key)
)
UPDATE actions_ledgerentry AS entry SET item_kind = lines.kind
FROM lines WHERE lines.edition_id = entry.edition_id AND lines.key = entry.line_key::text
"""


class Migration(migrations.Migration):
    dependencies = [("actions", "0009_life_of_an_entry")]
    operations = [
        migrations.RunSQL(FACTS, migrations.RunSQL.noop),
        migrations.RunSQL(ITEM_KINDS, migrations.RunSQL.noop),
    ]
