"""Reference data: what is kept once for all meetings. One list and one form serve every kind of it."""

from typing import Any

from django.contrib import messages
from django.db import models, transaction
from django.forms import ModelForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.pagination import CappedPaginator
from meetings.views.office_page import UNPROCESSABLE
from meetings.views.reference_beside import LIST_DEEDS
from meetings.views.reference_form import edit_page, form_page, refuse
from meetings.views.reference_kinds import KINDS, Kind
from meetings.workflow.change import RefusedError
from meetings.workflow.reference import NOT_YOURS, demand_keeping, may_keep, reach_of, remove, scope_of
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest
from portal.accounts.permissions import NotPermittedError, Permission, can

PER_PAGE = 100


def _kind(key: str) -> Kind:
    try:
        return KINDS[key]
    except KeyError:
        raise Http404("no such kind of reference data") from None


def _reach(user: User, kind: Kind) -> frozenset[str] | None:
    return reach_of(user, kind.model, of_committees=bool(kind.code_path))


def _row(request: OfficeRequest, kind: Kind, pk: int, *, lock: bool = False) -> models.Model:
    """The row, for somebody who keeps it; nobody learns of rows that they may not keep."""
    if _reach(request.user, kind) == frozenset():
        raise NotPermittedError(NOT_YOURS)
    rows = kind.model._default_manager.all()
    row = (rows.select_for_update() if lock else rows).filter(pk=pk).first()
    if row is None or kind.form is None:
        raise Http404("no such row")
    demand_keeping(request.user, kind.model, scope=scope_of(row))
    return row


@require_safe
def overview(request: OfficeRequest) -> HttpResponse:
    """Every kind of reference data that the reader keeps, with its number and what it is for."""
    kinds = [kind for kind in KINDS.values() if _reach(request.user, kind) != frozenset()]
    if not kinds:
        raise NotPermittedError(NOT_YOURS)
    listed = [{"kind": kind, "number": kind.model._default_manager.count()} for kind in kinds]
    keeps_clocks = can(request.user, Permission.EDIT_REFERENCE)
    return render(request, "office/reference/overview.html", {"listed": listed, "keeps_clocks": keeps_clocks})


@require_safe
def reference_list(request: OfficeRequest, kind: str) -> HttpResponse:
    """The rows of one kind."""
    told = _kind(kind)
    reach = _reach(request.user, told)
    if reach == frozenset():
        raise NotPermittedError(NOT_YOURS)
    rows = told.rows()
    if reach is not None:
        rows = rows.filter(**{f"{told.code_path}__in": reach})
    filterset = told.filterset(request.GET, queryset=rows) if told.filterset else None
    page = CappedPaginator(filterset.qs if filterset else rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "kind": told,
        "form": filterset.form if filterset else None,
        "page": page,
        "rows": [{"cells": list(zip(told.columns, told.cells(row), strict=True))} for row in page],
        "deeds": LIST_DEEDS[kind]() if kind in LIST_DEEDS else {},
    }
    return render(request, "office/reference/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reference_new(request: OfficeRequest, kind: str) -> HttpResponse:
    """The form of a new row. The address may name the committee or the person to which it belongs."""
    told = _kind(kind)
    if _reach(request.user, told) == frozenset():
        raise NotPermittedError(NOT_YOURS)
    if told.form is None:
        raise Http404("these are entered elsewhere")
    named = {name: request.GET[name] for name in ("committee", "person") if request.GET.get(name, "").isdecimal()}
    form = told.form(request.POST or None, initial=named)
    title = told.add_words
    if request.method == "POST" and (saved := _saved(request, told, form)):
        messages.success(request, f"Added “{saved}”.")
        return redirect(_afterwards(request, told, saved))
    return form_page(request, told, form, title=title)


@require_http_methods(["GET", "HEAD", "POST"])
def reference_edit(request: OfficeRequest, kind: str, pk: int) -> HttpResponse:
    """The form of a row, and what belongs to it."""
    told = _kind(kind)
    with transaction.atomic():
        row = _row(request, told, pk, lock=request.method == "POST")
        title = str(row)
        form = told.form(request.POST or None, instance=row)  # type: ignore[misc]  # a kind without a form has no rows
        if request.method == "POST" and (saved := _saved(request, told, form)):
            messages.success(request, f"Saved “{saved}”.")
            return redirect(told.address)
    return edit_page(request, told, pk, form, title=title)


def _saved(request: OfficeRequest, kind: Kind, form: "ModelForm[Any]") -> models.Model | None:
    """The row, kept; or nothing, and the form knows why."""
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            return kind.save(form, request.user)
    except RefusedError as refusal:
        refuse(form, refusal)
        return None


def _afterwards(request: OfficeRequest, kind: Kind, saved: models.Model) -> str:
    """Back to the committee or the person from which a seat or a series was added; to the new row where more belongs
    to it; else to the list.
    """
    for name, key in (("committee", "committees"), ("person", "people")):
        pk = getattr(saved, f"{name}_id", None)
        if pk and request.GET.get(name) == str(pk) and may_keep(request.user, KINDS[key].model):
            return reverse("office:reference-edit", args=[key, pk])
    if kind.key in ("committees", "people"):
        return reverse("office:reference-edit", args=[kind.key, saved.pk])
    return kind.address


@require_POST
def reference_remove(request: OfficeRequest, kind: str, pk: int) -> HttpResponse:
    """Takes a row away that nothing uses, or says what does."""
    told = _kind(kind)
    row = _row(request, told, pk)
    title = str(row)
    try:
        remove(row, by=request.user)
    except RefusedError as refusal:
        fresh = told.model._default_manager.get(pk=pk)
        form = told.form(instance=fresh)  # type: ignore[misc]  # a kind without a form has no rows
        response = edit_page(request, told, pk, form, title=title, refused=refusal.reasons)
        response.status_code = UNPROCESSABLE
        return response
    messages.success(request, f"Removed “{title}”.")
    return redirect(told.address)
