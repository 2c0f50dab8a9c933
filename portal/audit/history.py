"""Append-only tables: the database itself refuses to change or remove a row, whoever asks.

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


def append_only() -> list[Any]:
    """The triggers of a table whose rows are written once: no UPDATE, no DELETE, no TRUNCATE."""
    return [
        RefuseChange(name="append_only_row", operation=pgtrigger.Update | pgtrigger.Delete, level=pgtrigger.Row),
        RefuseChange(name="append_only_table", operation=pgtrigger.Truncate, level=pgtrigger.Statement),
    ]
