"""One fact told of several entries: what is to be said, what would come of it, and then the deed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from actions.chasing.asking import chase_now, why_not_now
from actions.lists.deeds import Deed, SharedFactForm, deeds_for
from actions.lists.office_views import UNPROCESSABLE, permit_ledger
from actions.models import LedgerEntry
from actions.words import EntryKind
from actions.workflow.together import RefusedTogetherError, refusals_of, tell_all
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest
from portal.accounts.permissions import Permission
from portal.accounts.reach import scopes_of

MOST = 200
# So many are named in the sentence that says what was done.
NAMED = 12
NOBODY = "Nobody was written to: something has changed since you looked. Choose the entries again."
NONE_CHOSEN = "Choose at least one entry in the list first."
TOO_MANY = "So many entries are told the same at once: 200 at most. Choose fewer."
CHANGED = "Nothing was written: something has changed since you looked. See below what each entry says now."


@require_POST
def together(request: OfficeRequest, kind: EntryKind, deed: str) -> HttpResponse:
    """Asks what is to be told of the chosen entries; shows what would come of it (`step` preview); does it (write)."""
    permit_ledger(request.user)
    doing, back = _deed(kind, deed), _back(request, kind)
    step = request.POST.get("step", "")
    # Who changes the words may have said them of a wrong day: what they left out is asked about again.
    named = request.POST.getlist("chosen") + (request.POST.getlist("left_out") if step == "again" else [])
    entries = _chosen(request.user, kind, named)
    if not entries or len(entries) > MOST:
        messages.error(request, TOO_MANY if entries else NONE_CHOSEN)
        return redirect(back)
    context = {"deed": doing, "kind": kind.value, "entries": entries, "back": back, "address": request.path}
    if doing.form is None:
        return _chase(request, context) if step == "write" else _chase_preview(request, context)
    form = context["form"] = doing.form(request.POST if step else None)
    if step in ("", "again") or not form.is_valid():
        is_wrong = step != "again" and form.errors
        return render(request, "office/ledger/together.html", context, status=UNPROCESSABLE if is_wrong else 200)
    return _write(request, context, form) if step == "write" else _preview(request, context, form)


def _preview(
    request: OfficeRequest, context: dict[str, Any], form: SharedFactForm, *, trouble: str = ""
) -> HttpResponse:
    entries: list[LedgerEntry] = context["entries"]
    sentences = refusals_of(entries=entries, fact=form.fact, by=request.user)
    context["told"] = [(field.label, form.cleaned_data[field.name]) for field in form if form.cleaned_data[field.name]]
    return _shown(request, context, sentences, trouble)


def _chase_preview(request: OfficeRequest, context: dict[str, Any]) -> HttpResponse:
    return _shown(request, context, why_not_now(context["entries"]), "")


def _shown(request: OfficeRequest, context: dict[str, Any], sentences: dict[int, str], trouble: str) -> HttpResponse:
    """What would come of it: which entries would be left out, and why, and which would be told."""
    entries: list[LedgerEntry] = context["entries"]
    context["refused"] = [(entry, sentences[entry.pk]) for entry in entries if entry.pk in sentences]
    context["taken"] = [entry for entry in entries if entry.pk not in sentences]
    context["trouble"] = trouble
    return render(request, "office/ledger/preview.html", context, status=UNPROCESSABLE if trouble else 200)


def _write(request: OfficeRequest, context: dict[str, Any], form: SharedFactForm) -> HttpResponse:
    try:
        told = tell_all(entries=context["entries"], fact=form.fact, by=request.user)
    except RefusedTogetherError:
        return _preview(request, context, form, trouble=CHANGED)
    return _done(request, context, [update.entry.reference for update in told])


def _chase(request: OfficeRequest, context: dict[str, Any]) -> HttpResponse:
    sent = chase_now(entries=context["entries"], by=request.user)
    about = [message.entry.reference for message in sent if message.entry]
    if about:
        return _done(request, context, about)
    messages.error(request, NOBODY)
    return redirect(context["back"])


def _done(request: OfficeRequest, context: dict[str, Any], references: list[str]) -> HttpResponse:
    what = f"{len(references)} {context['kind']}{'' if len(references) == 1 else 's'}"
    more = f" and {len(references) - NAMED} more" if len(references) > NAMED else ""
    messages.success(request, f"{context['deed'].done} {what}: {', '.join(references[:NAMED])}{more}.")
    return redirect(context["back"])


def _deed(kind: EntryKind, name: str) -> Deed:
    found = next((deed for deed in deeds_for(kind) if deed.name == name), None)
    if found is None:
        raise Http404("no such deed")
    return found


def _chosen(user: User, kind: EntryKind, references: list[str]) -> list[LedgerEntry]:
    """The entries of these references that the user keeps, as they stand; others are as if they did not exist."""
    codes = scopes_of(user, Permission.UPDATE_LEDGER)
    wanted = {reference.replace("\x00", "")[:40] for reference in references[: 10 * MOST]}
    entries = LedgerEntry.objects.published().filter(kind=kind, reference__in=wanted)
    if codes is not None:
        entries = entries.filter(committee__code__in=codes)
    return list(entries.with_facts(timezone.localdate()).by_urgency().for_lists()[: MOST + 1])


def _back(request: OfficeRequest, kind: EntryKind) -> str:
    """The list as it was, with its filters; the bare list where the address is somebody else's."""
    plain = reverse(f"ledger:{kind}-list")
    asked = request.POST.get("back", "")
    is_own = asked.split("?")[0] == plain and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_own and len(asked) < 2000 else plain
