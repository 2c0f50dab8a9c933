"""Deeds on reference data: what is kept once for all meetings."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import IntegrityError, models
from django.db.models import ProtectedError

from meetings.models import Committee, Holiday, MinuteSeries, StandingItem
from meetings.workflow.change import RefusedError
from portal.accounts.models import User
from portal.accounts.permissions import NotPermittedError, Permission, can
from portal.accounts.reach import scopes_of
from portal.audit.context import deed

Row = TypeVar("Row", bound=models.Model)

# Clerks keep these too: the table of holidays and the run of minute numbers are theirs to decide, and so is what stands
# on every agenda.
KEPT_BY_CLERKS: tuple[type[models.Model], ...] = (StandingItem, MinuteSeries, Holiday)
NOT_YOURS = f"Your account may not {Permission.EDIT_REFERENCE.value}."
_TAKEN = "Somebody else has just entered the same. Look at what stands now, and save again."


def may_keep(user: User, model: type[models.Model], *, scope: str = "") -> bool:
    """Whether the user keeps rows of this kind; `scope` is the code of the committee to which the row belongs."""
    if can(user, Permission.EDIT_REFERENCE):
        return True
    return model in KEPT_BY_CLERKS and can(user, Permission.EDIT_RECORD, scope=scope)


def reach_of(user: User, model: type[models.Model], *, of_committees: bool) -> frozenset[str] | None:
    """The codes of the committees whose rows of this kind the user keeps; None where it is all of them."""
    if may_keep(user, model):
        return None
    return scopes_of(user, Permission.EDIT_RECORD) if of_committees and model in KEPT_BY_CLERKS else frozenset()


def demand_keeping(user: User, model: type[models.Model], *, scope: str = "") -> None:
    """Passes in silence, or raises NotPermittedError with the sentence to show."""
    if not may_keep(user, model, scope=scope):
        raise NotPermittedError(NOT_YOURS)


def scope_of(row: models.Model) -> str:
    """The code of the committee to which a row belongs; "" for what is the whole council's."""
    committee = getattr(row, "committee", None) if getattr(row, "committee_id", None) else None
    return committee.code if isinstance(committee, Committee) else ""


def subject_of(row: models.Model) -> str:
    """What the audit log says that a deed was about; rows of a committee are found under the committee."""
    if isinstance(row, Committee):
        return f"committee {row.slug}"
    committee = getattr(row, "committee", None)
    if isinstance(committee, Committee):
        return f"committee {committee.slug}"
    if slug := getattr(row, "slug", ""):
        return f"{row._meta.verbose_name} {slug}"
    return f"{row._meta.verbose_name} {row}"[:200]


@contextmanager
def reference_deed(verb: str, *, on: models.Model, by: User, subject: str = "") -> Iterator[None]:
    """One transaction in which reference data are changed; what the database refuses becomes a sentence.

    `on` is the row, or any row of the kind where `subject` says what the deed is about.
    """
    demand_keeping(by, type(on), scope=scope_of(on))
    try:
        with deed(verb, by=by, subject=subject or subject_of(on)):
            yield
    except IntegrityError as error:
        if isinstance(error, ProtectedError):
            raise RefusedError(why_not_remove(on, error)) from error
        raise RefusedError(_sentence(error, type(on))) from error


def keep(row: Row, *, by: User, check: Callable[[Row], list[str]] | None = None) -> Row:
    """Enters a row of reference data, or changes it, and returns it.

    Raises NotPermittedError, or RefusedError with what the database or `check` has against it.
    """
    verb = "added" if row.pk is None else "changed"
    with reference_deed(f"{verb} the {row._meta.verbose_name}", on=row, by=by):
        if reasons := check(row) if check else []:
            raise RefusedError(*reasons)
        row.save()
    return row


def remove(row: models.Model, *, by: User) -> None:
    """Takes a row away that nothing in the record uses; raises NotPermittedError or RefusedError."""
    with reference_deed(f"removed the {row._meta.verbose_name}", on=row, by=by):
        row.delete()


def why_not_remove(row: models.Model, error: ProtectedError) -> str:
    """What uses the row, counted, in a sentence."""
    users = Counter(type(user) for user in error.protected_objects)
    told = [
        f"{number} {model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural}"
        for model, number in sorted(users.items(), key=lambda pair: (-pair[1], str(pair[0]._meta.verbose_name)))
    ]
    named = " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)
    return f"“{row}” is used by {named}, so it stays. It can be given another name, but not be removed."


def _sentence(error: IntegrityError, model: type[models.Model]) -> str:
    """The sentence of the constraint that was broken."""
    diagnosis = getattr(error.__cause__, "diag", None)
    broken = getattr(diagnosis, "constraint_name", None)
    for constraint in model._meta.constraints:
        if constraint.name == broken:
            return str(constraint.get_violation_error_message())
    if "permanent" in str(error):
        return "A published address is permanent: name and remit can change, the address and the code stay."
    return _TAKEN
