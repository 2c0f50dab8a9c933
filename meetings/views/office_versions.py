"""The versions of the minutes of an item: read, compared, restored; and two texts settled."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.forms.minutes import ChosenVersion, SettledText, TwoVersions
from meetings.models import AgendaItem, Meeting, MinutesVersion
from meetings.views.office_item_block import item_of
from meetings.views.office_page import UNPROCESSABLE, working_meeting
from meetings.word_html import normalise
from meetings.workflow.change import RefusedError
from meetings.workflow.minutes import restore_minutes, settle_minutes
from meetings.workspace.versions import difference, side_by_side, sittings
from meetings.workspace.writing import as_written
from portal.accounts.office import OfficeRequest


def _back_to(meeting: Meeting, item: AgendaItem) -> HttpResponse:
    response = redirect("office:workspace", committee=meeting.committee.slug, slug=meeting.slug)
    response["Location"] += f"#minute-{item.pk}"
    return response


def _version(item: AgendaItem, number: int) -> MinutesVersion | None:
    """The version of this number; None for 0, the empty item before the first. Raises Http404."""
    if number == 0:
        return None
    found = item.versions.select_related("saved_by").filter(number=number).first()
    if found is None:
        raise Http404("no such version")
    return found


@require_safe
def versions(request: OfficeRequest, committee: str, slug: str, item: int) -> HttpResponse:
    """Every version of the minutes of one item, the newest first."""
    meeting = working_meeting(request.user, committee, slug)
    return _versions_page(request, meeting, item_of(meeting, item))


def _versions_page(
    request: OfficeRequest, meeting: Meeting, item: AgendaItem, *, wrong: tuple[str, ...] = (), status: int = 200
) -> HttpResponse:
    waiting = set(item.versions.waiting().values_list("number", flat=True))
    context = {"meeting": meeting, "item": item, "sittings": sittings(item), "waiting": waiting, "wrong": wrong}
    return render(request, "office/minutes_versions.html", context, status=status)


@require_safe
def compare(request: OfficeRequest, committee: str, slug: str, item: int) -> HttpResponse:
    """What changed from one version to another, word by word."""
    meeting = working_meeting(request.user, committee, slug)
    agenda_item = item_of(meeting, item)
    form = TwoVersions(request.GET)
    if not form.is_valid():
        sentence = "Choose two versions to be compared."
        return _versions_page(request, meeting, agenda_item, wrong=(sentence,), status=UNPROCESSABLE)
    numbers = sorted((form.cleaned_data["before"], form.cleaned_data["after"]))
    before, after = (_version(agenda_item, number) for number in numbers)
    parts = difference(before.html if before else "", after.html if after else "")
    context = {"meeting": meeting, "item": agenda_item, "before": before, "after": after, "parts": parts}
    return render(request, "office/minutes_compare.html", context)


@require_POST
def restore(request: OfficeRequest, committee: str, slug: str, item: int) -> HttpResponse:
    """Makes an earlier version stand again."""
    meeting = working_meeting(request.user, committee, slug)
    agenda_item = item_of(meeting, item)
    form = ChosenVersion(request.POST)
    try:
        if not form.is_valid():
            raise RefusedError("Choose the version that shall be restored.")
        saved = restore_minutes(item=agenda_item, by=request.user, **form.cleaned_data)
    except RefusedError as error:
        agenda_item.refresh_from_db(fields=["minutes_revision"])
        return _versions_page(request, meeting, agenda_item, wrong=tuple(error.reasons), status=UNPROCESSABLE)
    number = form.cleaned_data["number"]
    if saved.is_new:
        messages.success(request, f"Version {number} of the minutes stands again, as version {saved.number}.")
    else:
        messages.info(request, f"Version {number} says what stands already.")
    return _back_to(meeting, agenda_item)


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: OfficeRequest, committee: str, slug: str, item: int, number: int) -> HttpResponse:
    """Two texts of one item side by side, and a field for the one that shall stand."""
    meeting = working_meeting(request.user, committee, slug)
    agenda_item = item_of(meeting, item)
    beside = _version(agenda_item, number)
    if beside is None or not beside.is_beside:
        raise Http404("no text that stands beside another")
    wrong: list[str] = []
    form = SettledText(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            settle_minutes(
                item=agenda_item, html=form.html, number=number, based_on=form.cleaned_data["based_on"], by=request.user
            )
        except RefusedError as error:
            wrong = error.reasons
            agenda_item.refresh_from_db(fields=["minutes_html", "minutes_revision"])
        else:
            messages.success(request, f"The minutes of {agenda_item} are settled.")
            return _back_to(meeting, agenda_item)
    return _settle_page(request, meeting, agenda_item, beside, form=form, wrong=wrong)


def _settle_page(
    request: OfficeRequest,
    meeting: Meeting,
    item: AgendaItem,
    beside: MinutesVersion,
    *,
    form: SettledText,
    wrong: list[str],
) -> HttpResponse:
    standing = item.versions.standing().select_related("saved_by").first()
    ours, theirs = normalise(item.minutes_html), normalise(beside.html)
    chosen = theirs if request.GET.get("from") == "beside" else ours
    kind, text = as_written(chosen)
    if form.is_bound:
        kind, text = form["kind"].value() or kind, form["text"].value() or ""
    shown = SettledText(initial={"kind": kind, "text": text, "based_on": item.minutes_revision})
    context = {
        "meeting": meeting,
        "item": item,
        "beside": beside,
        "standing": standing,
        "is_settled": not item.versions.waiting().filter(pk=beside.pk).exists(),
        "rows": side_by_side(ours, theirs),
        "texts": {"ours": ours, "theirs": theirs},
        "form": shown,
        "wrong": [*wrong, *[error for errors in form.errors.values() for error in errors]] if form.is_bound else [],
        "is_from_beside": chosen == theirs,
    }
    return render(request, "office/minutes_settle.html", context, status=UNPROCESSABLE if form.is_bound else 200)
