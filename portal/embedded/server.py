"""The server of one data folder: started when somebody needs it, stopped when nobody does.

Three lock files stand beside the data folder. `…starting` is kept while somebody starts or stops the server, so that
two processes never do so at once. `…held` is shared by every process that needs the server; who can have it alone is
the last. `…running` is inherited by the server's own processes: while one of them lives, it is not free.
"""

import atexit
import contextlib
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import time
from functools import cache
from pathlib import Path

import psycopg
from psycopg import pq, sql

from portal.embedded import locks, program
from portal.embedded.account import Account, account_for, let_in
from portal.embedded.errors import EmbeddedDatabaseError

SOCKET_NAME = f".s.PGSQL.{program.PORT}"
# Not the folder that TMPDIR names: every process must come to the same one.
SHORT_SOCKETS = Path("/tmp")  # noqa: S108 - `_prepared_sockets` refuses a folder that somebody else made there
LONGEST_SOCKET_PATH = 100  # bytes; the limit is 103 on macOS and 107 on Linux
READY_WITHIN = 300  # seconds; replaying the log after a power cut can take a while, and giving up would not help
STOPPED_WITHIN = 60  # seconds
LONGEST_LOG = 5_000_000  # bytes


class EmbeddedServer:
    """The PostgreSQL server of the folder `data`; make one with `embedded_server`, once a process and folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.log = data.with_name(f"{data.name}.log")
        self._starting = data.with_name(f"{data.name}.starting")
        self._held = data.with_name(f"{data.name}.held")
        self._running = data.with_name(f"{data.name}.running")
        self._hold: int | None = None
        self._holder = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def socket_folder(self) -> Path:
        """Where clients find the server: the data folder, or where its path is too long for a socket, a short one."""
        if len(os.fsencode(self.data / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
            return self.data
        mark = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return SHORT_SOCKETS / f"scrutiny-{mark}"

    def is_ready(self) -> bool:
        """Whether the server accepts connections at this moment."""
        address = f"host='{quoted(self.socket_folder)}' port={program.PORT} user={program.SUPERUSER} dbname=postgres"
        return pq.PGconn.ping(os.fsencode(address)) == pq.Ping.OK

    def is_running(self) -> bool:
        """Whether any process of the server lives, ready or not."""
        return self.data.parent.is_dir() and not locks.is_free(self._running)

    def is_held(self) -> bool:
        """Whether this process, or the one that it was forked from, keeps the server running."""
        return self._hold is not None

    def hold(self) -> None:
        """Keep the server running until this process ends, and return when it accepts connections.

        May be called again at any time: it starts the server anew where that has been killed. Raises
        EmbeddedDatabaseError with one sentence where the server cannot be started.
        """
        try:
            self.data.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
            with locks.exclusive(self._starting):
                if self._hold is None:
                    self._hold, self._holder = locks.share(self._held), os.getpid()
                    atexit.register(self.release)
                self._wait_until_ready()
        except OSError as error:
            raise EmbeddedDatabaseError(
                f"The embedded database cannot use {error.filename or self.data.parent} ({error.strerror}): start as "
                "the account that it belongs to, or set PORTAL_DATA to a folder of your own."
            ) from error

    def release(self, *, patience: float = 0) -> None:
        """Say that this process needs the server no more; the last process to say so stops it.

        `patience`: so many seconds others may need to end, where it is known that they are about to.
        """
        if self._hold is None or self._holder != os.getpid():  # a forked child leaves that to its parent
            return
        atexit.unregister(self.release)
        os.close(self._hold)
        self._hold = None
        if not self.data.parent.is_dir():  # somebody removed the data under the server, which then ends by itself
            return
        until = time.monotonic() + patience
        with locks.exclusive(self._starting):
            while not (is_last := locks.is_free(self._held)) and time.monotonic() < until:
                time.sleep(0.02)
            if is_last and self.is_running():
                self._stop()

    def create_database(self, name: str) -> None:
        """Make the database `name` where the server does not have it."""
        with psycopg.connect(
            host=str(self.socket_folder), port=program.PORT, user=program.SUPERUSER, dbname="postgres", autocommit=True
        ) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                return
            # Another process may be quicker; its database is as good.
            with contextlib.suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def _wait_until_ready(self) -> None:
        """Start the server where it does not run, and wait; one that dies while starting is started once more."""
        started = 0
        until = time.monotonic() + READY_WITHIN
        while not self.is_ready():
            if locks.is_free(self._running):
                if started == 2:
                    raise EmbeddedDatabaseError(
                        f"The embedded database does not start: {self._last_words()} (see {self.log})."
                    )
                self._start()
                started += 1
            if time.monotonic() > until:
                raise EmbeddedDatabaseError(
                    f"The embedded database is still not ready after {READY_WITHIN} seconds (see {self.log})."
                )
            time.sleep(0.02)

    def _start(self) -> None:
        account = account_for(self.data)
        let_in(account, readable=program.folders_to_read(), reached=self.data.parent)
        if not (self.data / "PG_VERSION").exists():
            self._lay_out(account)
        self._refuse_other_release()
        if account.user is not None and self.data.stat().st_uid == 0:
            account.own(self.data)  # copied by root
        sockets = self._prepared_sockets(account)
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.old"))
        running = locks.open_lock(self._running)
        try:
            if not locks.try_exclusive(running):
                return
            # No process of a server on this folder lives, so what the last one noted about itself is stale. Its process
            # id may by now belong to somebody else, and PostgreSQL would then refuse to start.
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            (sockets / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)
            with open(os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as log:
                # A session of its own: Ctrl-C in the terminal is for us, who then stop the database in order.
                self._process = subprocess.Popen(  # noqa: S603
                    program.server_command(self.data, sockets),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd=self.data,
                    env=program.ENVIRONMENT,
                    pass_fds=[running],
                    start_new_session=True,
                    **account.as_subprocess(),
                )
        finally:
            os.close(running)

    def _lay_out(self, account: Account) -> None:
        """Make the data folder in one step: a start that is interrupted leaves no half-made folder under its name."""
        draft = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        account.own(draft)
        program.lay_out(draft, account)
        if self.data.is_dir():
            self.data.rmdir()  # an empty folder, or OSError: nothing of anybody's is overwritten
        draft.rename(self.data)

    def _refuse_other_release(self) -> None:
        kept = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        if kept != program.major_version():
            raise EmbeddedDatabaseError(
                f"The data in {self.data} were written by PostgreSQL {kept}, and this release of the portal brings "
                f"PostgreSQL {program.major_version()}: dump them with the release that wrote them, and "
                "restore the dump here."
            )

    def _prepared_sockets(self, account: Account) -> Path:
        """The socket folder, which nobody but the account of the server may have made or may enter."""
        folder = self.socket_folder
        if folder == self.data:
            return folder
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            account.own(folder)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.number or stat.S_IMODE(found.st_mode) != 0o700:
            raise EmbeddedDatabaseError(
                f"The folder {folder}, which the embedded database needs, was made by somebody else: remove it, or "
                "move the checkout to a folder with a shorter path."
            )
        return folder

    def _stop(self) -> None:
        """Stop the server in order (every session is rolled back, everything is written), and wait until it is gone."""
        for request, patience in ((signal.SIGINT, STOPPED_WITHIN), (signal.SIGQUIT, STOPPED_WITHIN)):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError, ValueError, IndexError):
                os.kill(int((self.data / "postmaster.pid").read_text(encoding="ascii").splitlines()[0]), request)
            until = time.monotonic() + patience
            while time.monotonic() < until:
                if self._process is not None:
                    self._process.poll()  # lets the system forget our child
                if locks.is_free(self._running):
                    self._remove_short_sockets()
                    return
                time.sleep(0.01)

    def _remove_short_sockets(self) -> None:
        """Leave nothing of a stopped server outside the data folder."""
        if self.socket_folder != self.data:
            with contextlib.suppress(OSError):
                self.socket_folder.rmdir()

    def _last_words(self) -> str:
        """The last reason that the server gave in its log."""
        with contextlib.suppress(OSError):
            for line in reversed(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-50:]):
                if "FATAL:" in line or "PANIC:" in line:
                    words = line.split(":", 3)[-1].strip()
                    if words != "the database system is starting up":
                        return words
        return "it gave no reason"


def quoted(path: Path) -> str:
    """A path as a value between quotes in a connection string."""
    return str(path).replace("\\", "\\\\").replace("'", "\\'")


@cache
def embedded_server(data: Path) -> EmbeddedServer:
    """The one object of this process for the server of the data folder `data` (an absolute path)."""
    return EmbeddedServer(data)
