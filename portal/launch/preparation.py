"""What has to be true before the first page is served: a database that answers, its tables, a council, static files."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from portal.accounts.demo import SIGN_INS
from portal.embedded.errors import EmbeddedDatabaseError
from portal.launch.errors import LaunchError

ANSWER_WITHIN = 10  # seconds
# Two servers that start at once on one database prepare it one after the other. Any number does, if always the same.
PREPARATION_LOCK = 20_220_426


def reach_database() -> None:
    """Connect to the database, which starts the embedded one; raises LaunchError where it does not answer."""
    if connection.vendor != "postgresql":
        raise LaunchError(
            f"DATABASE_URL names a database of the kind {connection.vendor}; the portal needs PostgreSQL."
        )
    connection.settings_dict["OPTIONS"].setdefault("connect_timeout", ANSWER_WITHIN)
    try:
        connection.ensure_connection()
    except Error as error:
        if isinstance(error.__cause__, EmbeddedDatabaseError):
            raise LaunchError(str(error)) from error
        raise LaunchError(unreachable(str(error))) from error


def unreachable(reason: str) -> str:
    """The sentence for a database of DATABASE_URL that does not answer; it never holds the password."""
    named = connection.settings_dict
    place = f"{named['HOST'] or 'localhost'}:{named['PORT'] or 5432}"
    short = reason.strip().splitlines()[0].rsplit("failed: ", 1)[-1].removeprefix("FATAL:").strip(" .")
    return f"The database {named['NAME']} at {place}, which DATABASE_URL names, cannot be used: {short}."


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until nobody else prepares this database, and keep others waiting for the block."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARATION_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARATION_LOCK])


def migrate() -> None:
    """Bring the tables up to this release, and what the tables hold of the editions with them."""
    executor = MigrationExecutor(connection)
    is_behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    call_command("migrate", verbosity=0, interactive=False)
    if is_behind and apps.get_model("meetings", "Edition")._base_manager.exists():
        call_command("rebuild_public_rows", verbosity=0)


def load_demonstration() -> bool:
    """Load the demonstration council where there is no committee at all; whether that was done. Never in production.

    In a process of its own: the setting of PDFs starts threads that a web worker, forked later, would wait for in vain.
    Raises LaunchError.
    """
    if settings.IS_PRODUCTION or apps.get_model("meetings", "Committee")._base_manager.exists():
        return False
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "load_demo", "--verbosity", "0"]
    if subprocess.run(command, check=False).returncode:  # noqa: S603  # our own command
        raise LaunchError("The demonstration council could not be loaded; what went wrong stands above.")
    return True


def demonstration_sign_ins() -> list[tuple[str, str, str]]:
    """Role, e-mail address and password of the demonstration accounts that this database really has."""
    field = get_user_model().USERNAME_FIELD
    addresses = [address for _, address, _ in SIGN_INS]
    existing = set(get_user_model()._base_manager.filter(**{f"{field}__in": addresses}).values_list(field, flat=True))
    return [sign_in for sign_in in SIGN_INS if sign_in[1] in existing]


def collect_static_files() -> None:
    """Copy, hash and compress the static files, unless none has changed since that was last done."""
    if not settings.STATIC_ROOT:
        return
    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name(f"{root.name}.stamp")
    current = fingerprint_of_static_files()
    if root.is_dir() and stamp.exists() and stamp.read_text(encoding="ascii") == current:
        return
    # Files of earlier releases stay: a server that still runs, or a page in a browser's cache, may ask for them.
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(current, encoding="ascii")


def fingerprint_of_static_files() -> str:
    """A hash that changes with the name, size or date of any static file, or with the way they are stored."""
    known: list[object] = [settings.STORAGES["staticfiles"], settings.STATIC_URL]
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            known.append((str(storage.path(name)), status.st_size, status.st_mtime_ns))
    return hashlib.sha256(json.dumps(known, default=str).encode()).hexdigest()
