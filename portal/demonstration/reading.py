"""Reads the files of the demonstration council into the shapes, and says in a sentence what is wrong with them."""

import dataclasses
import tomllib
import types
import typing
from pathlib import Path
from typing import Any, TypeVar

from portal.demonstration.errors import DemonstrationError
from portal.demonstration.shapes import ContactFile, CouncilFile, Demonstration, LedgerFile, Meeting, ProgrammeFile

T = TypeVar("T")
_NAMES = {str: "a text", int: "a number", bool: "true or false", dict: "a table", list: "a list"}


def read_demonstration(folder: Path) -> Demonstration:
    """All files of the council below `folder`; raises DemonstrationError."""
    meetings = sorted((folder / "meetings").glob("*.toml"))
    if not meetings:
        raise DemonstrationError(f"No meetings were found in {folder / 'meetings'}.")
    ledgers = [read_file(LedgerFile, path) for path in sorted((folder / "ledger").glob("*.toml"))]
    programmes, contacts = folder / "programmes.toml", folder / "contacts.toml"
    return Demonstration(
        council=read_file(CouncilFile, folder / "council.toml"),
        meetings=tuple(read_file(Meeting, path) for path in meetings),
        ledger=tuple(entry for ledger in ledgers for entry in ledger.entries),
        actions=tuple(action for ledger in ledgers for action in ledger.actions),
        papers={path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / "papers").glob("*.txt"))},
        contacts=read_file(ContactFile, contacts) if contacts.exists() else ContactFile(),
        programmes=read_file(ProgrammeFile, programmes) if programmes.exists() else ProgrammeFile(),
    )


def read_file(shape: type[T], path: Path) -> T:
    """One TOML file as `shape`."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DemonstrationError(f"The file {path.name} is missing.") from None
    except tomllib.TOMLDecodeError as error:
        raise DemonstrationError(f"{path.name} is not valid TOML: {error}.") from None
    return build(shape, data, path.name)


def build(shape: type[T], data: Any, where: str) -> T:
    """A value of the dataclass `shape` from a table; `where` says in messages which table of which file it is."""
    if not isinstance(data, dict):
        raise DemonstrationError(f"{where}: a table is needed here, not {data!r}.")
    hints = typing.get_type_hints(shape)
    fields = {f.metadata.get("key", f.name): f for f in dataclasses.fields(typing.cast(Any, shape))}
    for key in data:
        if key not in fields:
            raise DemonstrationError(f"{where}: “{key}” is not known here. Known are: {', '.join(fields)}.")
    values = {}
    for key, each in fields.items():
        if key in data:
            values[each.name] = _value(hints[each.name], data[key], f"{where}, {key}")
        elif each.default is dataclasses.MISSING:
            raise DemonstrationError(f"{where}: “{key}” is missing.")
    return shape(**values)


def _value(hint: Any, data: Any, where: str) -> Any:
    if isinstance(hint, types.UnionType):
        hint = next(choice for choice in typing.get_args(hint) if choice is not types.NoneType)
    if typing.get_origin(hint) is tuple:
        if not isinstance(data, list):
            raise DemonstrationError(f"{where}: a list is needed here, not {data!r}.")
        inner = typing.get_args(hint)[0]
        return tuple(
            _value(inner, each, f"{where} {_called(each, number)}") for number, each in enumerate(data, start=1)
        )
    if dataclasses.is_dataclass(hint):
        return build(typing.cast("type[Any]", hint), data, where)
    if type(data) is not hint:
        raise DemonstrationError(f"{where}: {_NAMES[hint]} is needed here, not {data!r}.")
    return data


def _called(data: Any, number: int) -> str:
    """How messages name one table of a list: by its key where it has one, else by its place."""
    if isinstance(data, dict):
        for name in ("key", "agenda", "number", "outcome"):
            if isinstance(data.get(name), str):
                return f"“{data[name]}”"
    return str(number)
