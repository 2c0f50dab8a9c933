"""Pages of contacts: who can be written to, who cannot, and what happens when somebody else takes over."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actions.chasing.contact_forms import ChangedHandsForm, ContactForm, FindContactForm, PassOnForm
from actions.chasing.contacts import counts_of, keep_contact, named_in_force, remove_contact
from actions.chasing.permitted import permit_ledger
from actions.models import Contact
from actions.models.contact import ContactKind
from actions.workflow.facts import RefusedUpdateError
from actions.workflow.handing_over import open_actions_of, pass_on, post_changed_hands
from meetings.pagination import CappedPaginator
from meetings.views.office_page import UNPROCESSABLE
from meetings.views.reference_form import refuse
from meetings.workflow.change import RefusedError
from portal.accounts.office import OfficeRequest
from portal.accounts.permissions import NotPermittedError

PAGE_SIZE = 50
UNREACHABLE_AT_MOST = 100


@require_safe
def contact_list(request: OfficeRequest) -> HttpResponse:
    """Whom open entries name without an address, then every contact that is kept."""
    permit_ledger(request.user)
    form = FindContactForm(request.GET)
    kept = Contact.objects.select_related("head").order_by("name")
    for word in (form.cleaned_data["text"] if form.is_valid() else "").split()[:10]:
        kept = kept.filter(Q(name__icontains=word) | Q(holder__icontains=word) | Q(directorate__icontains=word))
    page = CappedPaginator(kept, PAGE_SIZE).get_page(request.GET.get("page"))
    contacts = list(page.object_list)
    counts = counts_of(contacts)
    unreachable = [named for named in named_in_force() if not named.is_reachable]
    context = {
        "form": form,
        "page_obj": page,
        "rows": [{"contact": contact, "count": counts.get(contact.name.lower(), 0)} for contact in contacts],
        "unreachable": unreachable[:UNREACHABLE_AT_MOST],
        "unreachable_count": len(unreachable),
        "more": max(0, len(unreachable) - UNREACHABLE_AT_MOST),
        "is_narrowed": bool(request.GET.get("text")),
    }
    return render(request, "office/contacts/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def contact_new(request: OfficeRequest) -> HttpResponse:
    """The form of a new contact, with the name that the ledger uses where the page was led to with one."""
    permit_ledger(request.user)
    name = request.GET.get("name", "").replace("\x00", "")[:200]
    form = ContactForm(request.POST or None, initial={"name": name} if name else None)
    if request.method == "POST" and _kept(request, form):
        return redirect("contacts:contact-list")
    return _page(request, form, title="Add a contact")


@require_http_methods(["GET", "HEAD", "POST"])
def contact_edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """The form of a contact, with what can be done when somebody else takes over."""
    permit_ledger(request.user)
    with transaction.atomic():
        contacts = Contact.objects.all()
        contact = get_object_or_404(contacts.select_for_update() if request.method == "POST" else contacts, pk=pk)
        form = ContactForm(request.POST or None, instance=contact)
        if request.method == "POST" and _kept(request, form):
            return redirect("contacts:contact-list")
    return _contact_page(request, pk, form=form)


@require_POST
def remove(request: OfficeRequest, pk: int) -> HttpResponse:
    """Removes a contact with its address."""
    permit_ledger(request.user)
    contact = get_object_or_404(Contact, pk=pk)
    name = contact.name
    remove_contact(contact, by=request.user)
    messages.success(request, f"Removed “{name}” and the address. Nobody is written to under this name any more.")
    return redirect("contacts:contact-list")


@require_POST
def changed_hands(request: OfficeRequest, pk: int) -> HttpResponse:
    """A post has a new holder; its open actions stay with the post, and are told."""
    permit_ledger(request.user)
    contact = get_object_or_404(Contact, pk=pk)
    form = ChangedHandsForm(request.POST)
    if form.is_valid():
        try:
            told = post_changed_hands(contact=contact, by=request.user, **form.cleaned_data)
        except (RefusedUpdateError, NotPermittedError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{contact.holder} holds the post now. {_actions(len(told))} told.")
            return redirect("contacts:contact-edit", pk=pk)
    return _contact_page(request, pk, hands=form)


@require_POST
def pass_actions_on(request: OfficeRequest, pk: int) -> HttpResponse:
    """All open actions of somebody go to somebody else, with the reason."""
    permit_ledger(request.user)
    contact = get_object_or_404(Contact, pk=pk)
    form = PassOnForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        to = Contact.objects.called({given["to"]}).get(given["to"].strip().lower(), given["to"])
        try:
            told = pass_on(contact=contact, by=request.user, **(given | {"to": to}))
        except (RefusedUpdateError, NotPermittedError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{_actions(len(told))} handed over to {to}.")
            return redirect("contacts:contact-edit", pk=pk)
    return _contact_page(request, pk, passing=form)


def _kept(request: OfficeRequest, form: ContactForm) -> bool:
    """Whether what was typed is kept; the form holds the reasons where it is not."""
    if not form.is_valid():
        return False
    try:
        contact = keep_contact(form.instance, by=request.user)
    except RefusedError as refusal:
        refuse(form, refusal)
        return False
    messages.success(request, f"Kept “{contact}”.")
    return True


def _contact_page(
    request: OfficeRequest,
    pk: int,
    *,
    form: ContactForm | None = None,
    hands: ChangedHandsForm | None = None,
    passing: PassOnForm | None = None,
) -> HttpResponse:
    """The page of a contact as the database has it, with forms that may hold something else."""
    contact = get_object_or_404(Contact, pk=pk)
    context = {
        "contact": contact,
        "open_actions": open_actions_of(contact.name).for_lists()[:100],
        "holdings": contact.holdings.all() if contact.kind == ContactKind.POST else [],
        "is_post": contact.kind == ContactKind.POST,
        "hands": hands or ChangedHandsForm(),
        "passing": passing or PassOnForm(),
        "names": Contact.objects.exclude(pk=pk).values_list("name", flat=True)[:500],
    }
    failed = any(it is not None and it.errors for it in (hands, passing))
    return _page(request, form or ContactForm(instance=contact), title=contact.name, failed=failed, **context)


def _page(
    request: OfficeRequest, form: ContactForm, *, title: str, failed: bool = False, **context: Any
) -> HttpResponse:
    status = UNPROCESSABLE if form.errors or failed else 200
    return render(request, "office/contacts/form.html", {"form": form, "title": title, **context}, status=status)


def _actions(count: int) -> str:
    return "1 open action was" if count == 1 else f"{count} open actions were"
