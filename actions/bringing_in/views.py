"""The office's pages on which an older action log is brought into the ledger."""

import copy
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actions.bringing_in.choosing import Problem, changed_meanwhile, chosen_from
from actions.bringing_in.forms import LogForm
from actions.bringing_in.from_paper import items_with_logs, log_of, name_of
from actions.bringing_in.page import ROWS_ON_A_PAGE, VALUES, fates_of, preview_of
from actions.bringing_in.reading import ReadLog, read_file
from actions.bringing_in.template_file import NAME, empty_log
from actions.models import LogImport
from actions.workflow import log_imports
from actions.workflow.log_imports import RefusedLogError
from meetings.editions.models import PublishedCommittee
from meetings.models import AgendaItem
from meetings.paper_arrival import too_large_in
from meetings.paper_checks.examining import too_large
from meetings.paper_checks.kinds import XLSX
from meetings.paper_checks.refusing import PaperRefusedError
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest, permit_knowing
from portal.accounts.permissions import NotPermittedError, Permission, can
from portal.accounts.reach import holds_anywhere, scopes_of

UNPROCESSABLE = 422
MOST_EARLIER = 50


@require_http_methods(["GET", "HEAD", "POST"])
def log_new(request: OfficeRequest) -> HttpResponse:
    """The form for the file, the logs that lie in packs, and those that were begun or brought in before."""
    _permit_anywhere(request.user)
    committees = _committees(request.user)
    is_sent = request.method == "POST"
    form = LogForm(request.POST if is_sent else None, request.FILES if is_sent else None, committees=committees)
    if is_sent:
        for name in too_large_in(request):
            form.add_error("file", str(too_large(name)))
        if form.is_valid() and (kept := _kept(form, request.user)):
            return redirect(kept)
    context = {
        "form": form,
        "items": [{"item": item, "name": name_of(item)} for item in items_with_logs(committees)],
        "imports": _imports(request.user).select_related("committee", "done_by", "read_by")[:MOST_EARLIER],
    }
    return render(request, "office/bringing_in/new.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
def log_from_paper(request: OfficeRequest, item: int) -> HttpResponse:
    """Begins the preview of an action log that was read with the pack of a meeting."""
    found = get_object_or_404(AgendaItem.objects.select_related("meeting__committee"), pk=item, is_exempt=False)
    committee = get_object_or_404(PublishedCommittee, slug=found.meeting.committee.slug)
    permit_knowing(request.user, Permission.UPDATE_LEDGER, scope=committee.code)
    log = log_of(found)
    if not log.rows:
        raise Http404("no action log at this item")
    read = ReadLog(log, name_of(found), log_imports.digest_of(log))
    try:
        kept = log_imports.keep_log(
            committee=committee, read=read, source=None, as_at=found.meeting.date, by=request.user
        )
    except RefusedLogError as refused:
        messages.error(request, str(refused))
        return redirect("ledger:log-import-new")
    return redirect(kept)


@require_safe
def log_import(request: OfficeRequest, pk: int) -> HttpResponse:
    """The preview of a log; once it was brought in, the record of what became of each row."""
    found = _found(request.user, pk)
    if not found.is_done:
        return _preview(request, found, found.choices)
    fates = Paginator(fates_of(found), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/bringing_in/done.html", {"log_import": found, "fates": fates})


@require_POST
def log_choose(request: OfficeRequest, pk: int) -> HttpResponse:
    """Keeps what was chosen on this page of the preview, and goes where the officer wants to go next."""
    found = _found(request.user, pk)
    choices, problems = _choices(request, found)
    if not problems:
        try:
            log_imports.save_choices(log_import=found, choices=choices, by=request.user)
        except RefusedLogError as refused:
            return _refused(request, found, refused)
        messages.success(request, "Saved what you chose. Nothing is in the ledger yet.")
        return redirect(f"{found.get_absolute_url()}?{_query(request, request.POST.get('to', ''))}")
    return _preview(request, found, choices, problems=problems)


@require_POST
def log_do(request: OfficeRequest, pk: int) -> HttpResponse:
    """Keeps what was chosen on this page, and brings the log in."""
    found = _found(request.user, pk)
    choices, problems = _choices(request, found)
    if problems:
        return _preview(request, found, choices, problems=problems)
    try:
        log_imports.save_choices(log_import=found, choices=choices, by=request.user)
        done = log_imports.bring_in(log_import=found, by=request.user)
    except RefusedLogError as refused:
        found.refresh_from_db()
        return _refused(request, found, refused)
    made, out = len(done.outcome["made"]), len(done.outcome["left_out"])
    messages.success(request, f"Brought in {made} {'action' if made == 1 else 'actions'}; {out} left out.")
    return redirect(done)


@require_POST
def log_discard(request: OfficeRequest, pk: int) -> HttpResponse:
    """Throws the preview away, with the file."""
    found = _found(request.user, pk)
    try:
        log_imports.discard(log_import=found, by=request.user)
    except RefusedLogError as refused:
        return _refused(request, found, refused)
    messages.success(request, f"Threw “{found.file_name}” away. Nothing of it is in the ledger.")
    return redirect("ledger:log-import-new")


@require_safe
def log_file(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The file as it came, to be kept and never shown by the browser."""
    found = _found(request.user, pk)
    if not found.file or not found.file.storage.exists(found.file.name):
        raise Http404("it came from a paper of a meeting")
    response = FileResponse(found.file.open(), as_attachment=True, filename=found.file_name)
    response["Content-Type"] = "application/octet-stream"
    return response


@require_safe
def log_template(request: OfficeRequest) -> HttpResponse:
    """An empty workbook with the columns."""
    _permit_anywhere(request.user)
    response = HttpResponse(empty_log(), content_type=XLSX.media_type)
    response["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return response


def _kept(form: LogForm, user: User) -> LogImport | None:
    """Reads the file of the form and keeps it for the preview; None where it is refused, which the form then says."""
    given = form.cleaned_data
    source: Any = given["file"].file
    try:
        read = read_file(source, given["file"].name or "", sheet=given["sheet"])
        return log_imports.keep_log(
            committee=given["committee"], read=read, source=source, as_at=given["as_at"], by=user
        )
    except (PaperRefusedError, RefusedLogError) as refused:
        form.add_error("file", str(refused))
        return None


def _choices(request: OfficeRequest, found: LogImport) -> tuple[dict[str, Any], list[Problem]]:
    choices = copy.deepcopy(found.choices)
    judged = log_imports.judged(found)
    problems = chosen_from(request.POST, judged.rows, choices, found.as_at)
    return choices, changed_meanwhile(found.choices, choices, request.POST.get("seen", "")) or problems


def _preview(
    request: OfficeRequest, found: LogImport, choices: dict[str, Any], *, problems: list[Problem] | None = None
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    judged = log_imports.judged(found, choices)
    preview = preview_of(
        found, judged, choices, number=asked.get("page", "1"), show=asked.get("show", ""), problems=problems
    )
    context = {"preview": preview, "log_import": found, "values": VALUES}
    return render(request, "office/bringing_in/preview.html", context, status=UNPROCESSABLE if problems else 200)


def _refused(request: OfficeRequest, found: LogImport, refused: RefusedLogError) -> HttpResponse:
    """What was refused, at the preview; where the log is done or gone, at the page that says so."""
    if LogImport.objects.filter(pk=found.pk, done_at__isnull=True).exists():
        return _preview(request, found, found.choices, problems=refused.problems)
    messages.error(request, str(refused))
    gone = not LogImport.objects.filter(pk=found.pk).exists()
    return redirect(reverse("ledger:log-import-new") if gone else found.get_absolute_url())


def _query(request: OfficeRequest, to: str) -> str:
    """The part of the address that says which page is shown next."""
    number = to if to.isascii() and to.isdigit() else request.POST.get("page", "1")
    show = "&show=defects" if request.POST.get("show") == "defects" else ""
    return f"page={number if number.isascii() and number.isdigit() else 1}{show}"


def _permit_anywhere(user: User) -> None:
    if not holds_anywhere(user, Permission.UPDATE_LEDGER):
        raise NotPermittedError(f"Your account may not {Permission.UPDATE_LEDGER.value}.")


def _found(user: User, pk: int) -> LogImport:
    found = get_object_or_404(LogImport.objects.select_related("committee", "read_by", "done_by"), pk=pk)
    permit_knowing(user, Permission.UPDATE_LEDGER, scope=found.committee.code)
    return found


def _imports(user: User) -> QuerySet[LogImport]:
    scopes = scopes_of(user, Permission.UPDATE_LEDGER)
    logs = LogImport.objects.defer("rows")
    return logs if scopes is None else logs.filter(committee__code__in=scopes)


def _committees(user: User) -> list[PublishedCommittee]:
    return [it for it in PublishedCommittee.objects.all() if can(user, Permission.UPDATE_LEDGER, scope=it.code)]
