"""The pages of signing in that say or allow more than allauth's own."""

import logging
from collections.abc import Callable
from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.accounts import invitations
from portal.accounts.directory import PROVIDER, directory_name, directory_origin
from portal.accounts.forms.sign_in import FirstPasswordForm
from portal.accounts.second_factor import must_set_up
from portal.accounts.sessions import explanation
from portal.accounts.workflow import inviting
from portal.accounts.workflow.frame import RefusedError

logger = logging.getLogger(__name__)
GONE, UNPROCESSABLE, UNAVAILABLE = 410, 422, 503


class SignInView(LoginView):
    """Says why somebody has to sign in again, and offers the council's directory where there is one."""

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**options),
            "ended": explanation(self.request.GET.get("ended", "")),
            "directory": directory_name(),
            "provider": PROVIDER,
        }


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The sign-in page; its form may lead to the directory and nowhere else."""
    view = SignInView.as_view()
    if directory_origin():
        view = csp_update({"form-action": [directory_origin()]})(view)
    response: HttpResponseBase = view(request)
    return response


class SetUpView(ActivateTOTPView):
    """Setting up the second factor; says so where the account may not go on without one."""

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        return {**super().get_context_data(**options), "is_demanded": must_set_up(self.request.user)}


# The picture to be scanned is an image in the address itself, on this page and no other.
set_up_second_factor = csp_update({"img-src": ["data:"]})(SetUpView.as_view())


@require_http_methods(["POST"])
def by_directory(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Leads to the council's directory; only to sign in, never to tie a directory's account to the one in use."""
    if provider_id != PROVIDER or not directory_name() or request.GET.get("process", "login") != "login":
        raise Http404("no such directory")
    return _with_directory(openid_connect.login, request, provider_id)


def from_directory(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Where the directory sends people back to, with a proof of who they are."""
    return _with_directory(openid_connect.callback, request, provider_id)


def _with_directory(view: Callable[..., HttpResponseBase], request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """The answer of allauth's view, which asks the directory; a page that says so where that does not answer."""
    try:
        return view(request, provider_id)
    except OSError as error:  # as which the errors of requests come
        logger.error("The directory of OIDC_ISSUER cannot be asked: %s", error)
        return render(request, "socialaccount/authentication_error.html", status=UNAVAILABLE)


@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Where an invitation leads: to set a password. Looking at it changes nothing, as mail programs look first."""
    user = invitations.user_invited_by(token)
    if user is None:
        return render(request, "account/invitation_void.html", status=GONE)
    form = FirstPasswordForm(data=request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            inviting.accept(token=token, password=form.cleaned_data["password1"])
        except RefusedError:
            return render(request, "account/invitation_void.html", status=GONE)
        logout(request)  # somebody else may be signed in on this machine: the administrator who tries the link
        messages.success(request, "Your password is set. Sign in with it.")
        return redirect("account_login")
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "account/invitation.html", {"form": form, "invited": user}, status=status)
