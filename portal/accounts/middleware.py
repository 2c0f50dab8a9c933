"""The door of the office: nothing behind it is answered to somebody who has not signed in, nor kept by any cache."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

from portal.accounts.permissions import NotPermittedError

Respond = Callable[[HttpRequest], HttpResponseBase]
OFFICE = "/office/"
SIGNED_OUT = "X-Signed-Out"


class OfficeDoor:
    """Denies by default: whatever address stands under the office's is asked for by somebody who is signed in.

    A page is answered with the way to the sign-in; a part of a page, or what a script saves, with 401.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(OFFICE):
            return self.get_response(request)
        response = self.get_response(request) if request.user.is_authenticated else self._sign_in(request)
        add_never_cache_headers(response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Turns the refusal of a deed into the refusal of the page."""
        if isinstance(error, NotPermittedError):
            raise PermissionDenied(str(error)) from error

    def _sign_in(self, request: HttpRequest) -> HttpResponseBase:
        if request.headers.get("HX-Request") or request.headers.get("X-Requested-With"):
            return HttpResponse("You are signed out.", status=401, headers={SIGNED_OUT: "1"})
        path = request.get_full_path() if request.method in ("GET", "HEAD") else OFFICE
        return redirect_to_login(path, login_url=settings.LOGIN_URL)
