"""Makes .venv and installs the packages of one lock file, where that has not been done yet.

Run as a script, before any package is there: `python portal/launch/virtual_environment.py requirements.lock`. Standard
library only. pip checks every package against the hash in the lock file.
"""

import fcntl
import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
FOLDER = CHECKOUT / ".venv"
PLACE = "folder"


class InstallationError(Exception):
    """The packages cannot be installed; the text is what the person at the keyboard can do."""


def main(lock_file: Path, folder: Path = FOLDER) -> int:
    """Ready the virtual environment for `lock_file`; the exit code."""
    with lock_file.open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # `make run` and `make test` at once: one installs, the other waits
        wanted = hashlib.sha256(lock.read()).hexdigest()
        if installed(folder).get(lock_file.name) == wanted and works(folder):
            return 0
        try:
            install(lock_file, folder)
        except InstallationError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        held = {**installed(folder), PLACE: str(folder), lock_file.name: wanted}
        stamp(folder).write_text(json.dumps(held), encoding="utf-8")
    return 0


def stamp(folder: Path) -> Path:
    """The file in the environment that says which lock files it holds."""
    return folder / "installed.json"


def installed(folder: Path) -> dict[str, str]:
    """The hash of every lock file that has been installed whole, by its name; under `PLACE`, where that was."""
    try:
        kept = json.loads(stamp(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def python_of(folder: Path) -> Path:
    """The Python of the environment."""
    return folder / "bin" / "python"


def works(folder: Path) -> bool:
    """Whether the environment stands where it was made and has a Python that is new enough.

    A copied checkout brings scripts that would run the Python of the first; an upgrade of the system can take it away.
    """
    if installed(folder).get(PLACE, str(folder)) != str(folder):
        return False
    question = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([python_of(folder), "-c", question], capture_output=True, check=False).returncode == 0  # noqa: S603
    except OSError:
        return False


def install(lock_file: Path, folder: Path) -> None:
    """Make the environment where there is none that works, and install `lock_file`; raises InstallationError."""
    sys.stdout.write(f"Installing the packages of {lock_file.name} (about half a minute) … ")
    sys.stdout.flush()
    begun = time.monotonic()
    if not works(folder):
        run(
            [sys.executable, "-m", "venv", "--clear", str(folder)],
            f"Python could not make a virtual environment in {folder} (on Debian: apt install python3-venv).",
        )
    run(
        [
            *(str(python_of(folder)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"),
            *("--no-deps", "--require-hashes", "--requirement", str(lock_file)),
        ],
        f"pip could not install the packages of {lock_file.name}; its reason stands above.",
    )
    sys.stdout.write(f"done in {time.monotonic() - begun:.0f} s.\n")


def run(command: list[str], otherwise: str) -> None:
    """Run `command` quietly; where it fails, show what it said and raise InstallationError with `otherwise`."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.stdout.write("failed.\n")
        sys.stderr.write("\n".join((done.stdout + done.stderr).strip().splitlines()[-15:]) + "\n")
        raise InstallationError(otherwise)


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1]).resolve()))
    except KeyboardInterrupt:
        sys.exit(130)
