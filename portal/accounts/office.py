"""What every page of the office stands on: who is signed in, and what becomes of a request that is not permitted."""

from django.http import Http404, HttpRequest

from portal.accounts.models import User
from portal.accounts.permissions import NotPermittedError, Permission, can


class OfficeRequest(HttpRequest):
    """A request to the office: the middleware has made sure that somebody is signed in."""

    user: User


def permit(user: User, permission: Permission, *, scope: str = "") -> None:
    """Passes in silence, or raises NotPermittedError, which is answered with 403 and its sentence."""
    if not can(user, permission, scope=scope):
        raise NotPermittedError(f"Your account may not {permission.value}.")


def permit_knowing(user: User, permission: Permission, *, scope: str) -> None:
    """As `permit`, for what the reader may not even know of: raises Http404."""
    if not can(user, permission, scope=scope):
        raise Http404("nothing that this reader may know of")
