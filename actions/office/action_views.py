"""Opening an action that stands in no published minutes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actions.office.action_form import ActionForm
from actions.workflow.facts import RefusedUpdateError
from actions.workflow.new_actions import add_action
from meetings.editions.models import PublishedCommittee
from portal.accounts.office import OfficeRequest
from portal.accounts.permissions import NotPermittedError, Permission
from portal.accounts.reach import holds_anywhere, scopes_of

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def action_new(request: OfficeRequest) -> HttpResponse:
    """The form; `committee` and `meeting` in its address are chosen already. POST opens the action."""
    if not holds_anywhere(request.user, Permission.UPDATE_LEDGER):
        raise NotPermittedError(f"Your account may not {Permission.UPDATE_LEDGER.value}.")
    committees = _committees(request)
    if request.method != "POST":
        asked = {name: request.GET.get(name, "") for name in ("committee", "meeting", "item") if name in request.GET}
        return _page(request, ActionForm(committees=committees, initial=asked))
    if request.POST.get("deed") == "show":
        return _page(request, ActionForm(committees=committees, initial=request.POST.dict()))
    form = ActionForm(request.POST, committees=committees)
    if form.is_valid():
        try:
            action = add_action(**form.values(), by=request.user)
        except RefusedUpdateError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Opened {action.reference}. The public sees it from now on.")
            return redirect("ledger:entry", action.reference)
    return _page(request, form, status=UNPROCESSABLE)


def _committees(request: OfficeRequest) -> list[PublishedCommittee]:
    """Those whose ledger the reader keeps."""
    scopes = scopes_of(request.user, Permission.UPDATE_LEDGER)
    committees = PublishedCommittee.objects.order_by("position", "name")
    return list(committees if scopes is None else committees.filter(code__in=scopes))


def _page(request: OfficeRequest, form: ActionForm, *, status: int = 200) -> HttpResponse:
    return render(request, "office/ledger/action_new.html", {"form": form}, status=status)
