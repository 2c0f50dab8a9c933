"""Under which system account the embedded database runs.

PostgreSQL refuses to run as root. Where the portal is started by root, the server gets an account of its own, which
owns the data folder and nothing else; where it is started by anybody else, the server simply runs as that person.
"""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.embedded import passage
from portal.embedded.errors import EmbeddedDatabaseError

SERVICE_ACCOUNT = "scrutiny-db"


@dataclass(frozen=True)
class Account:
    """The user and group number that the server runs as; None where they are those of the present process."""

    user: int | None = None
    group: int | None = None

    def as_subprocess(self) -> dict[str, Any]:
        """The arguments that make `subprocess` start a program under this account."""
        if self.user is None:
            return {}
        return {"user": self.user, "group": self.group, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give `path`, and whatever is in it, to this account."""
        if self.user is None or self.group is None:
            return
        os.chown(path, self.user, self.group)
        for folder, folders, files in os.walk(path):
            for name in (*folders, *files):
                os.chown(Path(folder) / name, self.user, self.group, follow_symlinks=False)

    @property
    def number(self) -> int:
        """The user number that the files of the server belong to."""
        return os.geteuid() if self.user is None else self.user


def account_for(data: Path) -> Account:
    """The account for the server of the data folder `data`, which need not exist yet.

    As root: the owner of the data folder, so that a folder once made stays with its account; else the service account,
    which is made at the first start. Raises EmbeddedDatabaseError where the folder belongs to somebody else.
    """
    owner = data.stat().st_uid if data.exists() else None
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise EmbeddedDatabaseError(
                f"The data folder {data} belongs to another account ({name_of(owner)}): start as that account or as "
                "root, or set PORTAL_DATA to a folder of your own."
            )
        return Account()
    if owner:
        return Account(owner, data.stat().st_gid)
    entry = service_account()
    return Account(entry.pw_uid, entry.pw_gid)


def name_of(user: int | None) -> str:
    """The name of a user number, or the number where it has no name."""
    try:
        return pwd.getpwuid(user).pw_name if user is not None else "nobody known"
    except KeyError:
        return str(user)


def service_account() -> pwd.struct_passwd:
    """The account `scrutiny-db`, made with `useradd` where the machine does not have it yet."""
    try:
        return pwd.getpwnam(SERVICE_ACCOUNT)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if useradd:
        subprocess.run(  # noqa: S603
            [
                useradd,
                "--system",
                "--no-create-home",
                "--home",
                "/nonexistent",
                "--shell",
                "/bin/false",
                SERVICE_ACCOUNT,
            ],
            capture_output=True,
            check=False,
        )
    try:
        return pwd.getpwnam(SERVICE_ACCOUNT)
    except KeyError:
        raise EmbeddedDatabaseError(
            f"PostgreSQL does not run as root, and the account {SERVICE_ACCOUNT} for it could not be made: "
            "start as an ordinary user, or set DATABASE_URL."
        ) from None


def let_in(account: Account, *, readable: list[Path], reached: Path) -> None:
    """Make sure that `account` can read the program folders and come as far as the folder `reached`.

    Root's own checkout may be closed to others in two ways: the files were unpacked readable for root only, or a folder
    above them (such as /root) lets nobody pass. The first is opened, since the programs are no secret; in the second
    this one account, and no other, is allowed to pass. Raises EmbeddedDatabaseError where that is not possible.
    """
    if account.user is None:
        return
    for folder in readable:
        for path in (folder, *folder.rglob("*")):
            allow_reading(path)
    for path in (*readable, reached):
        for folder in (*reversed(path.parents), path):
            if can_enter(account, folder):
                continue
            if not (passage.grant(folder, account.number) and can_enter(account, folder)):
                raise EmbeddedDatabaseError(
                    f"Only root may enter {folder}, and PostgreSQL does not run as root: move the checkout to a folder "
                    "that every account may enter (such as /srv), or set DATABASE_URL."
                )


def allow_reading(path: Path) -> None:
    """Let everybody read a file or list a folder of the programs; executables stay executable."""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return
    wanted = mode | 0o444
    if stat.S_ISDIR(mode) or mode & stat.S_IXUSR:
        wanted |= 0o111
    if wanted != mode:
        path.chmod(stat.S_IMODE(wanted))


def can_enter(account: Account, folder: Path) -> bool:
    """Whether the account may pass through `folder`; asked of the kernel, which knows every kind of permission."""
    if folder.stat().st_mode & stat.S_IXOTH:
        return True
    tried = subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)],
        capture_output=True,
        check=False,
        cwd="/",
        **account.as_subprocess(),
    )
    return tried.returncode == 0
