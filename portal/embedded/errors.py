"""What is said when the embedded database cannot serve."""

import psycopg


class EmbeddedDatabaseError(psycopg.OperationalError):
    """The embedded database cannot be started or reached; the text is one sentence for the person at the keyboard.

    It is an OperationalError of the driver, so Django treats it as it treats any database that does not answer.
    """
