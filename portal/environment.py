"""Settings read from the environment, with a sentence for every value that is missing or wrong."""

import datetime as dt
import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None) -> str:
    """The value of `name`, or `default`; refuses a missing value that has no default."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(
            f"The environment variable {name} is not set, and it has no default. Set it and start again."
        )
    return default


def switch(name: str, *, default: bool) -> bool:
    """A yes-or-no value: 1/true/yes/on or 0/false/no/off."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in YES:
        return True
    if value.strip().lower() in NO:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}. Write 1 or 0.")


def whole_number(name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
    """A number from `least` on, up to `most`."""
    value = text(name, str(default))
    # A number of more digits than anybody means is not even read.
    is_number = value.isascii() and value.isdigit() and len(value) <= 18
    if not is_number or int(value) < least or (most is not None and int(value) > most):
        bounds = f"{least} or more" if most is None else f"from {least} to {most}"
        raise ImproperlyConfigured(f"{name} is {value!r}. Write a whole number, {bounds}.")
    return int(value)


def day_counts(name: str, default: tuple[int, ...], *, most: int = 365) -> tuple[int, ...]:
    """Whole numbers of days, separated by commas, each once and in order; "none" for no day at all."""
    value = text(name, ",".join(map(str, default)))
    numbers = [] if value == "none" else [number.strip() for number in value.split(",")]
    if any(not n.isascii() or not n.isdigit() or len(n) > 4 or int(n) > most for n in numbers):
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Write days from 0 to {most} with commas, as in 7,21, or none."
        )
    return tuple(sorted({int(number) for number in numbers}))


def words(name: str, default: Iterable[str] | None = ()) -> list[str]:
    """A list, separated by commas; refuses a missing one that has no default."""
    if default is not None and not os.environ.get(name, "").strip():
        return list(default)
    return [word.strip() for word in text(name).split(",") if word.strip()]


def day(name: str, default: str) -> dt.date:
    """A date as 2026-04-26."""
    value = text(name, default)
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write a date as 2026-04-26.") from None


def one_of(name: str, choices: tuple[str, ...]) -> str:
    """One of `choices`; the first is the default."""
    value = text(name, choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write one of: {', '.join(choices)}.")
    return value


def storage(name: str, *, folder: Path) -> dict[str, Any]:
    """A Django storage: the folder, unless the variable holds another one as JSON with BACKEND and OPTIONS."""
    given = os.environ.get(name, "").strip()
    if not given:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    try:
        told = json.loads(given)
    except ValueError:
        told = None
    if not isinstance(told, dict) or not told.get("BACKEND") or set(told) - {"BACKEND", "OPTIONS"}:
        raise ImproperlyConfigured(
            f"{name} is not a storage. Write JSON such as "
            '{"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": "papers"}}.'
        )
    return told


def own_folder(path: Path) -> Path:
    """A folder of this data folder that only its owner may look into, made where it is not there yet."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def kept_secret(path: Path) -> str:
    """A secret that belongs to this data folder alone: made at first use, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass  # Another process was quicker; its secret serves both.
    return path.read_text(encoding="ascii").strip()
