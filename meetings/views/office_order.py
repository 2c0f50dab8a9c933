"""What stands in an order on a committee: its standing items, and the officers who usually attend."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from meetings.forms.reference.base import ReferenceForm
from meetings.forms.reference.committees import StandingItemForm, UsualOfficerForm
from meetings.models import Committee, StandingItem, UsualOfficer
from meetings.views.office_page import UNPROCESSABLE
from meetings.views.reference_cells import order_address
from meetings.views.reference_form import form_page, grouped, refuse
from meetings.workflow.change import RefusedError
from meetings.workflow.reference import demand_keeping, keep, remove
from meetings.workflow.reference_committees import add_in_place, move
from portal.accounts.office import OfficeRequest


@dataclass(frozen=True)
class Order:
    """A kind of row that has a place; `what` says on its page what it is for."""

    key: str
    model: "type[StandingItem] | type[UsualOfficer]"
    form: type[ReferenceForm[Any]]
    title: str
    one: str
    what: str


ORDERS = {
    order.key: order
    for order in [
        Order(
            "standing-items",
            StandingItem,
            StandingItemForm,
            "Standing items",
            "standing item",
            "A new meeting begins with these items, in this order. Agendas that were made already stay as they are.",
        ),
        Order(
            "usual-officers",
            UsualOfficer,
            UsualOfficerForm,
            "Usual officers",
            "usual officer",
            "Posts whose holders usually attend. They are offered, in this order, in the attendance of every meeting.",
        ),
    ]
}


def _placed(request: OfficeRequest, committee: int, what: str) -> tuple[Committee, Order]:
    """The committee and what is kept in order on it, for somebody who keeps it."""
    if what not in ORDERS:
        raise Http404("nothing of that kind stands in an order")
    row = Committee.objects.filter(pk=committee).first()
    demand_keeping(request.user, ORDERS[what].model, scope=row.code if row else "")
    if row is None:
        raise Http404("no such committee")
    return row, ORDERS[what]


def _rows(order: Order, committee: Committee) -> list[Any]:
    if order.model is UsualOfficer:
        return list(committee.usual_officers.select_related("post").order_by("position", "pk"))
    return list(committee.standing_items.order_by("position"))


def _words(row: Any) -> dict[str, str]:
    """The name of a row, and what stands under it in small."""
    if isinstance(row, UsualOfficer):
        return {"name": row.post.title, "note": row.post.directorate}
    notes = [row.get_kind_display(), "concerns education" if row.is_education else "", row.purpose]
    return {"name": row.title, "note": "; ".join(filter(None, notes))}


@require_http_methods(["GET", "HEAD", "POST"])
def order(request: OfficeRequest, committee: int, what: str) -> HttpResponse:
    """The rows in their order, and the form of a new one."""
    parent, told = _placed(request, committee, what)
    form = told.form(request.POST or None, instance=told.model(committee=parent))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                saved = add_in_place(form.instance, by=request.user)
        except RefusedError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"Added “{saved}”.")
            return redirect(f"{order_address(parent, what)}#add")
    rows = _rows(told, parent)
    listed = [
        {"row": row, **_words(row), "is_first": number == 1, "is_last": number == len(rows)}
        for number, row in enumerate(rows, 1)
    ]
    context = {"committee": parent, "order": told, "listed": listed, "form": form, "groups": grouped(form)}
    return render(request, "office/reference/order.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def order_edit(request: OfficeRequest, committee: int, what: str, row: int) -> HttpResponse:
    """The form of one row."""
    parent, told = _placed(request, committee, what)
    with transaction.atomic():
        rows = told.model._default_manager.filter(committee=parent)
        instance = get_object_or_404(rows.select_for_update() if request.method == "POST" else rows, pk=row)
        title = str(instance)
        form = told.form(request.POST or None, instance=instance)
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    saved = keep(form.instance, by=request.user)
            except RefusedError as refusal:
                refuse(form, refusal)
            else:
                messages.success(request, f"Saved “{saved}”.")
                return redirect(order_address(parent, what))
    shown = {
        "one": told.one,
        "many": f"{told.title}: {parent}",
        "address": order_address(parent, what),
        "key": what,
        "beside": "",
    }
    removal = reverse("office:order-remove", args=[committee, what, row])
    return form_page(request, shown, form, title=title, removal=removal)


@require_POST
def order_move(request: OfficeRequest, committee: int, what: str, row: int, direction: str) -> HttpResponse:
    """Moves a row one place up or down, and shows the list at that row."""
    parent, told = _placed(request, committee, what)
    moved = get_object_or_404(told.model._default_manager.filter(committee=parent), pk=row)
    move(moved, up=direction == "up", by=request.user)  # type: ignore[type-var]  # it is of one kind or the other
    return redirect(f"{order_address(parent, what)}#row-{row}")


@require_POST
def order_remove(request: OfficeRequest, committee: int, what: str, row: int) -> HttpResponse:
    """Takes a row out of the order."""
    parent, told = _placed(request, committee, what)
    removed = get_object_or_404(told.model._default_manager.filter(committee=parent), pk=row)
    title = str(removed)
    remove(removed, by=request.user)
    messages.success(request, f"Removed “{title}”.")
    return redirect(order_address(parent, what))
