"""Tables that remember: append-only ones refuse to change or remove a row, whoever asks; others note every change.

`Meta.triggers = append_only("sentence")` on a model puts two triggers on its table. They call one function of the
database and not pgtrigger's own, because that one can be switched off by a session variable.
"""

from typing import Any

import pgtrigger
from django.db import models

REFUSAL_FUNCTION = "record_refuse_change"

# One function for all append-only tables. Its search path is fixed, so that a dump restores and a session cannot
# put another function of the same name before it.
CREATE_REFUSAL = f"""
CREATE OR REPLACE FUNCTION public.{REFUSAL_FUNCTION}() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'history is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation',
              HINT = 'Write a new row that says what changed and why.';
END;
$$;
"""  # no value of a user stands in it
DROP_REFUSAL = f"DROP FUNCTION IF EXISTS public.{REFUSAL_FUNCTION}();"


class RefuseChange(pgtrigger.Trigger):
    """A trigger that refuses, and that no session can ask to look away."""

    when = pgtrigger.Before

    def get_func(self, model: models.Model) -> str:
        return f"RAISE EXCEPTION '{REFUSAL_FUNCTION} replaces this function';"

    def render_execute(self, model: models.Model) -> str:
        return f"public.{REFUSAL_FUNCTION}()"


NOTING_FUNCTION = "record_note_change"

# Who acts and why stands in settings of the transaction (`portal.audit.context`). The arguments of the trigger are the
# words for a row of the table, then the columns that are not noted: "password", or "text~sha256" for a column that is
# left out where another one changes with it and tells the same more briefly.
CREATE_NOTING = """
CREATE OR REPLACE FUNCTION public.record_note_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}'::jsonb ELSE to_jsonb(OLD) END;
    becomes jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}'::jsonb ELSE to_jsonb(NEW) END;
    row_id text := coalesce(becomes ->> 'id', was ->> 'id');
    hidden text;
    witness text;
    old_values jsonb;
    new_values jsonb;
BEGIN
    FOREACH hidden IN ARRAY TG_ARGV[1:] LOOP
        witness := split_part(hidden, '~', 2);
        hidden := split_part(hidden, '~', 1);
        IF witness = '' OR (was -> witness) IS DISTINCT FROM (becomes -> witness) THEN
            was := was - hidden;
            becomes := becomes - hidden;
        END IF;
    END LOOP;
    SELECT coalesce(jsonb_object_agg(key, value), '{}') INTO old_values
        FROM jsonb_each(was) WHERE value IS DISTINCT FROM becomes -> key;
    SELECT coalesce(jsonb_object_agg(key, value), '{}') INTO new_values
        FROM jsonb_each(becomes) WHERE value IS DISTINCT FROM was -> key;
    IF old_values = '{}' AND new_values = '{}' THEN
        RETURN NULL;
    END IF;
    INSERT INTO public.audit_auditevent (at, by_id, verb, subject, record, deed, before, after)
    VALUES (
        clock_timestamp(),
        nullif(current_setting('portal.by', true), '')::bigint,
        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'removed' END || ' ' || TG_ARGV[0],
        coalesce(nullif(current_setting('portal.subject', true), ''), TG_ARGV[0] || ' ' || row_id),
        TG_ARGV[0] || ' ' || row_id,
        coalesce(current_setting('portal.deed', true), ''),
        old_values,
        new_values
    );
    RETURN NULL;
END;
$$;
"""
DROP_NOTING = f"DROP FUNCTION IF EXISTS public.{NOTING_FUNCTION}();"


class NoteChange(pgtrigger.Trigger):
    """A trigger that writes every change of a row to the audit log, and that no session can ask to look away."""

    when = pgtrigger.After
    arguments: tuple[str, ...] = ()

    def __init__(self, *, arguments: tuple[str, ...], **options: Any) -> None:
        super().__init__(**options)
        self.arguments = arguments

    def get_func(self, model: models.Model) -> str:
        return f"RAISE EXCEPTION '{NOTING_FUNCTION} replaces this function';"

    def render_execute(self, model: models.Model) -> str:
        arguments = ", ".join(f"'{argument}'" for argument in self.arguments)
        return f"public.{NOTING_FUNCTION}({arguments})"


def noted(words: str, *hidden: str) -> list[Any]:
    """The trigger of a table of the office: who changed which row, when, from what to what, for bulk and raw SQL too.

    `words` names a row ("agenda item"). `hidden` are columns that are not noted ("password"), or that are not where
    another one changes with them ("minutes_html~minutes_revision").
    """
    return [
        NoteChange(
            name="noted_in_audit",
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            level=pgtrigger.Row,
            arguments=(words, *hidden),
        )
    ]


def append_only() -> list[Any]:
    """The triggers of a table whose rows are written once: no UPDATE, no DELETE, no TRUNCATE."""
    return [
        RefuseChange(name="append_only_row", operation=pgtrigger.Update | pgtrigger.Delete, level=pgtrigger.Row),
        RefuseChange(name="append_only_table", operation=pgtrigger.Truncate, level=pgtrigger.Statement),
    ]
