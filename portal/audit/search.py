"""Words within what changed: found by an index over both states of a row."""

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Func

# The signs by which JSON writes line ends and quotes are no words. What stands beyond the first 200,000 letters of a
# change is not found: the index holds a megabyte a row and would refuse the change itself. The cost is told, and the
# function kept whole by its search path, because the planner would else make the words of every event anew instead of
# asking the index.
CREATE_WORDS = r"""
CREATE OR REPLACE FUNCTION public.audit_event_words(before jsonb, after jsonb) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000 SET search_path = pg_catalog AS $$
    SELECT to_tsvector(
        'simple'::regconfig,
        regexp_replace(
            left(concat_ws(' ', before::text, after::text), 200000), '\\u[0-9a-f]{4}|\\.|[<>/]', ' ', 'g'
        )
    )
$$;
"""
DROP_WORDS = "DROP FUNCTION IF EXISTS public.audit_event_words(jsonb, jsonb);"
_WORDS = 10


class EventWords(Func):
    """The words of both states of an event's row."""

    function = "audit_event_words"
    output_field = SearchVectorField()


def all_words(text: str) -> SearchQuery:
    """Every word of the text, or a word that begins with it."""
    words = [word.replace("\\", " ").replace("'", " ") for word in text.split()[:_WORDS]]
    asked = " & ".join(f"'{word}':*" for word in words if word.strip())
    return SearchQuery(asked, config="simple", search_type="raw")
