"""Pages on which an administrator keeps the accounts."""

import logging
from collections.abc import Callable
from smtplib import SMTPException

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.forms.users import ChangeRolesForm, DetailsForm, FindForm, InviteForm
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest, permit
from portal.accounts.permissions import Permission
from portal.accounts.scopes import scopes
from portal.accounts.user_list import line, listed
from portal.accounts.workflow import inviting, keeping
from portal.accounts.workflow.frame import RefusedError

logger = logging.getLogger(__name__)
PAGE_SIZE = 50
UNPROCESSABLE = 422
MAIL_FAILED = (
    "The mail could not be sent. Ask whoever keeps this portal to look at its mail settings, then send it again."
)


@require_safe
def user_list(request: OfficeRequest) -> HttpResponse:
    """Everybody who has an account: roles, state, last sign-in, second factor."""
    permit(request.user, Permission.MANAGE_USERS)
    form = FindForm(request.GET)
    page = Paginator(listed(form.cleaned_data if form.is_valid() else {}), PAGE_SIZE).get_page(request.GET.get("page"))
    offered = scopes()
    lines = [line(user, offered) for user in page.object_list]
    return render(request, "office/users/list.html", {"form": form, "page_obj": page, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: OfficeRequest) -> HttpResponse:
    """Makes an account for somebody and mails the link with which to set its password."""
    permit(request.user, Permission.MANAGE_USERS)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            inviting.invite(email=told["email"], name=told["name"], grants=form.given, by=request.user)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        except (OSError, SMTPException):
            _mail_failed(request)
            return _detail(User.objects.get(email=told["email"].lower()))
        else:
            messages.success(request, f"{told['name']} is invited. The link in the mail is good for seven days.")
            return redirect("users:user-list")
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "office/users/invite.html", {"form": form}, status=status)


@require_safe
def user_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """One account, and what can be done to it."""
    permit(request.user, Permission.MANAGE_USERS)
    return _detail_page(request, get_object_or_404(listed({}), pk=pk))


@require_POST
def change_details(request: OfficeRequest, pk: int) -> HttpResponse:
    """Sets name and address."""
    permit(request.user, Permission.MANAGE_USERS)
    user = get_object_or_404(listed({}), pk=pk)
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return _detail_page(request, user, details=form, status=UNPROCESSABLE)
    told = form.cleaned_data
    try:
        keeping.change_details(user=user, name=told["name"], email=told["email"], by=request.user)
    except RefusedError as refusal:
        form.add_error("email", str(refusal))
        return _detail_page(request, user, details=form, status=UNPROCESSABLE)
    except (OSError, SMTPException):
        logger.exception("A change of address could not be told")
        messages.error(request, "It is changed, but the mail that tells so could not be sent. Tell them yourself.")
    else:
        messages.success(request, f"Name and address of {told['name']} are as you entered them.")
    return _detail(user)


@require_POST
def change_roles(request: OfficeRequest, pk: int) -> HttpResponse:
    """Takes roles away and gives one."""
    permit(request.user, Permission.MANAGE_USERS)
    user = get_object_or_404(listed({}), pk=pk)
    form = ChangeRolesForm(request.POST, held=keeping.roles_of(user))
    if not form.is_valid():
        return _detail_page(request, user, form=form, status=UNPROCESSABLE)
    try:
        keeping.change_roles(user=user, give=form.given, take_away=form.taken_away, by=request.user)
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return _detail_page(request, user, form=form, status=UNPROCESSABLE)
    messages.success(request, f"The roles of {user.name} are changed.")
    return _detail(user)


@require_POST
def invite_again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Mails a new invitation; the one before is void."""
    return _do(request, pk, inviting.invite_again, "A new invitation is sent to {email}. Earlier ones are void.")


@require_POST
def deactivate(request: OfficeRequest, pk: int) -> HttpResponse:
    """Nobody can sign in to the account any more."""
    return _do(request, pk, keeping.deactivate, "The account of {name} is deactivated.")


@require_POST
def reactivate(request: OfficeRequest, pk: int) -> HttpResponse:
    """The account can be used again."""
    return _do(request, pk, keeping.reactivate, "The account of {name} is active again.")


@require_POST
def end_sessions(request: OfficeRequest, pk: int) -> HttpResponse:
    """Signs the user out on every device."""
    return _do(request, pk, keeping.end_sessions, "{name} is signed out on every device.")


@require_POST
def reset_second_factor(request: OfficeRequest, pk: int) -> HttpResponse:
    """Takes away a second factor that was lost."""
    return _do(request, pk, keeping.reset_second_factor, "The second factor of {name} is removed.")


def _do(request: OfficeRequest, pk: int, deed: Callable[..., None], done: str) -> HttpResponse:
    """Does one deed to one account, says what came of it, and returns to the account's page."""
    permit(request.user, Permission.MANAGE_USERS)
    user = get_object_or_404(User, pk=pk)
    try:
        deed(user=user, by=request.user)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    except (OSError, SMTPException):
        _mail_failed(request)
    else:
        messages.success(request, done.format(name=user.name, email=user.email))
    return _detail(user)


def _mail_failed(request: OfficeRequest) -> None:
    logger.exception("An invitation could not be sent")
    messages.error(request, MAIL_FAILED)


def _detail(user: User) -> HttpResponse:
    return redirect("users:user-detail", pk=user.pk)


def _detail_page(
    request: OfficeRequest,
    user: User,
    *,
    form: ChangeRolesForm | None = None,
    details: DetailsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "line": line(user, scopes()),
        "form": form or ChangeRolesForm(held=keeping.roles_of(user)),
        "details": details or DetailsForm(initial={"name": user.name, "email": user.email}),
        "is_own": user.pk == request.user.pk,
        "may_invite_again": user.is_active and user.is_waiting,
    }
    return render(request, "office/users/detail.html", context, status=status)
