"""The backend that settings name: Django's own for PostgreSQL, which starts the embedded server when it first connects.

Settings hold, beside the usual keys, `DATA_DIR`: the absolute path of the data folder. Reading the settings, checks and
commands that need no database never start the server.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base
from django.db.backends.postgresql.client import DatabaseClient as PostgresClient

from portal.embedded import program
from portal.embedded.server import EmbeddedServer, embedded_server


class DatabaseClient(PostgresClient):
    """`manage.py dbshell`, with the bundled psql."""

    connection: "DatabaseWrapper"

    def runshell(self, parameters: Iterable[str]) -> None:
        """Open the shell; the server runs at least as long as it."""
        self.connection.server.hold()
        super().runshell(parameters)

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        """The command line of psql, which stands in the wheel and not on the path."""
        command, environment = super().settings_to_cmd_args_env(settings_dict, parameters)
        return [str(program.program("psql")), *command[1:]], environment


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the embedded database."""

    client_class = DatabaseClient

    def __init__(self, settings_dict: dict[str, Any], *arguments: Any, **options: Any) -> None:
        if not settings_dict.get("DATA_DIR"):
            raise ImproperlyConfigured("The database engine portal.embedded needs DATA_DIR, its data folder.")
        self.server: EmbeddedServer = embedded_server(Path(settings_dict["DATA_DIR"]))
        settings_dict.update(HOST=str(self.server.socket_folder), PORT=str(program.PORT), USER=program.SUPERUSER)
        super().__init__(settings_dict, *arguments, **options)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; where that fails, see to it that the server runs and has the database, and connect once more.

        So the first connection starts the server, and the connection after a crash of the server starts it again.
        """
        if not self.server.is_held():
            self.server.hold()
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            self.server.hold()
            self.server.create_database(conn_params["dbname"])
            return super().get_new_connection(conn_params)
