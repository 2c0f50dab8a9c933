import pytest
from django.db import connection


@pytest.fixture
def no_jobs(transactional_db):
    """The library's tables are not ours to flush between tests; so they are emptied here, before and after."""

    def empty() -> None:
        with connection.cursor() as cursor:
            for table in ("periodic_defers", "events", "jobs", "workers"):
                cursor.execute(f"DELETE FROM procrastinate_{table}")

    empty()
    yield
    empty()
