"""The door of the office: nothing behind it is answered to somebody who has not signed in, nor kept by any cache."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from portal.accounts.permissions import NotPermittedError
from portal.accounts.second_factor import must_set_up
from portal.accounts.sessions import ACCOUNTS, OFFICE

Respond = Callable[[HttpRequest], HttpResponseBase]
SIGNED_OUT = "X-Signed-Out"


class OfficeDoor:
    """Denies by default: whatever address stands under the office's is asked for by somebody who is signed in.

    A page is answered with the way to the sign-in; a part of a page, or what a script saves, with 401. Whoever must
    have a second factor and has none is led to set one up first.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith((OFFICE, ACCOUNTS)):
            return self.get_response(request)
        response = self._refusal(request) or self.get_response(request)
        add_never_cache_headers(response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Turns the refusal of a deed into the refusal of the page."""
        if isinstance(error, NotPermittedError):
            raise PermissionDenied(str(error)) from error

    def _refusal(self, request: HttpRequest) -> HttpResponseBase | None:
        """Why the office does not answer this request; None where it does."""
        if not request.path_info.startswith(OFFICE):
            return None
        if not request.user.is_authenticated:
            return self._sign_in(request)
        if must_set_up(request.user):
            if _is_script(request):
                return HttpResponse("Your account needs a second factor first. Load the page again.", status=403)
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return None

    def _sign_in(self, request: HttpRequest) -> HttpResponseBase:
        if _is_script(request):
            return HttpResponse("You are signed out.", status=401, headers={SIGNED_OUT: "1"})
        query = {"next": _way_back(request)}
        ended = getattr(request, "session_ended", None)
        if ended:
            query["ended"] = str(ended)
        return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode(query)}")


def _is_script(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request") or request.headers.get("X-Requested-With"))


def _way_back(request: HttpRequest) -> str:
    """The page to return to: the one that was asked for, or the one from which a form was sent."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    referrer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referrer, allowed_hosts={request.get_host()}):
        page = urlsplit(referrer)
        if page.path.startswith(OFFICE):
            return f"{page.path}?{page.query}" if page.query else page.path
    return OFFICE
