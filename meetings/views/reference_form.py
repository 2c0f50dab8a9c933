"""The page of one form of reference data."""

from typing import Any

from django.forms import BaseForm, BoundField, ModelForm
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from meetings.views.office_page import UNPROCESSABLE
from meetings.views.reference_beside import BESIDE
from meetings.views.reference_kinds import Kind
from meetings.workflow.change import RefusedError
from portal.accounts.office import OfficeRequest
from portal.accounts.permissions import Permission, can


def grouped(form: BaseForm) -> list[dict[str, Any]]:
    """The fields in the groups of the form, each with whether it takes the whole width."""
    whole = getattr(form, "whole", [])
    names = [field.name for field in form.visible_fields()]
    groups: list[tuple[str, list[str]]] = getattr(form, "groups", [("", names)])
    return [{"title": title, "fields": [_field(form[name], name in whole) for name in told]} for title, told in groups]


def _field(field: BoundField, is_whole: bool) -> dict[str, Any]:
    return {"field": field, "css": "form__whole" if is_whole else "form__part"}


def refuse(form: BaseForm, refusal: RefusedError) -> None:
    """Gives the reasons of a deed to the form, which was valid by itself."""
    for reason in refusal.reasons:
        form.add_error(None, reason)


def form_page(
    request: OfficeRequest,
    kind: Any,
    form: BaseForm,
    *,
    title: str,
    beside: dict[str, Any] | None = None,
    removal: str = "",
    record: str = "",
    note: str = "",
) -> HttpResponse:
    """The form of a row (422 where it has errors); `kind` tells its words, its list and its part beside it."""
    context = {
        "kind": kind,
        "form": form,
        "groups": grouped(form),
        "title": title,
        "beside": beside or {},
        "removal": removal,
        "record": record,
        "note": note,
        "is_new": not removal,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "office/reference/form.html", context, status=status)


def edit_page(
    request: OfficeRequest, kind: Kind, pk: int, form: "ModelForm[Any]", *, title: str, **given: Any
) -> HttpResponse:
    """The page of a row as the database has it, with a form that may hold something else."""
    row = kind.model._default_manager.get(pk=pk)
    beside = BESIDE[kind.key](row, request.user) if kind.key in BESIDE else {}
    removal = reverse("office:reference-remove", args=[kind.key, pk])
    record = f"{kind.noted_as} {pk}" if can(request.user, Permission.READ_AUDIT) else ""
    return form_page(request, kind, form, title=title, beside={**beside, **given}, removal=removal, record=record)
