"""The papers of a meeting: files brought in, each looked into; placed, replaced, taken out."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.papers import MOST_IN_A_FORM, AddForm, PaperForms, PlaceForm, RemoveForm, ReplaceForm
from meetings.models import AgendaItem, Document, Meeting
from meetings.paper_arrival import too_large_in
from meetings.paper_checks.examining import examine, too_large
from meetings.paper_checks.refusing import PaperRefusedError
from meetings.paper_titles import item_number_of
from meetings.views.office_page import (
    UNPROCESSABLE,
    answer_with,
    is_part_wanted,
    rendered_parts,
    working_meeting,
    workspace_page,
)
from meetings.workflow.change import RefusedError
from meetings.workflow.papers import Arrived, bring_in, place_paper, remove_paper, replace_file, wait_for_papers
from meetings.workspace import Workspace
from meetings.workspace.papers import row_of
from portal.accounts.office import OfficeRequest

NOTHING = "Choose one file or more."
NO_SUCH_ITEM = "That item is no longer on this agenda. Load the page again and choose another."
TOO_MANY = f"At most {MOST_IN_A_FORM} files are taken at once. Send the others after these."
CUT_OFF = "The files did not arrive whole, or were too large together. Send fewer at once."


@require_safe
def papers(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """The part as it stands now, with the agenda beside it where files changed that too; else the whole workspace."""
    meeting = working_meeting(request.user, committee, slug)
    if not is_part_wanted(request):
        return answer_with(request, meeting, "papers")
    also = ("agenda",) if "agenda" in request.GET else ()
    return HttpResponse(rendered_parts(request, meeting, "papers", also=also))


@require_POST
def papers_add(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Brings in the files that were sent: all that are fit, whatever is wrong with the others.

    A script sends one at a time and is told in JSON what became of it; a browser without one gets the workspace, with
    what was refused and why.
    """
    meeting = working_meeting(request.user, committee, slug)
    items = Workspace(meeting, request.user).items
    form = AddForm(request.POST, request.FILES, items=items)
    is_valid = form.is_valid()
    files: list[UploadedFile] = form.cleaned_data.get("chosen", [])
    problems = [str(too_large(name)) for name in too_large_in(request)]
    taken: list[Arrived] = []
    if not is_valid:
        problems.append(NO_SUCH_ITEM)
    elif len(files) > MOST_IN_A_FORM:
        problems.append(TOO_MANY)
    elif not files and not problems:
        problems.append(NOTHING if request.POST else CUT_OFF)
    else:
        for file in files:
            item = _item_named(file, items) if form.goes_by_name else form.chosen_item
            place = form.cleaned_data.get("position") if len(files) == 1 else None
            _take(file, meeting, item, request, taken, problems, position=place)
    return _told(request, meeting, taken, problems, form)


@require_POST
def papers_place(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Moves a paper: one place up or down by its buttons, anywhere by dragging, to an item by its form."""
    meeting = working_meeting(request.user, committee, slug)
    step, _, pk = request.POST.get("deed", "").partition(" ")
    document = _paper_of(meeting, pk or request.POST.get("paper", ""))
    items = Workspace(meeting, request.user).items
    if step:
        item, position = document.item, _next_to(document, up=step == "up")
    else:
        form = PlaceForm(request.POST, document=document, items=items)
        if not form.is_valid():
            return answer_with(request, meeting, "papers", status=UNPROCESSABLE, problems=[NO_SUCH_ITEM])
        item, position = form.chosen_item, form.cleaned_data["position"]
    try:
        place_paper(document=document, item=item, position=position, by=request.user)
    except RefusedError as refused:
        return answer_with(request, meeting, "papers", status=UNPROCESSABLE, problems=refused.reasons)
    return answer_with(request, meeting, "papers", at=f"paper-{document.pk}")


@require_POST
def papers_to_follow(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Marks an item as waiting for papers, which also takes back what the arrival of a paper did."""
    meeting = working_meeting(request.user, committee, slug)
    pk = request.POST.get("item", "")
    item = meeting.items.filter(pk=pk).first() if _is_number(pk) else None
    if item is None:
        return answer_with(request, meeting, "papers", status=UNPROCESSABLE, problems=[NO_SUCH_ITEM])
    try:
        wait_for_papers(item=item, by=request.user)
    except RefusedError as refused:
        return answer_with(request, meeting, "papers", status=UNPROCESSABLE, problems=refused.reasons)
    return answer_with(request, meeting, "papers", also=("agenda",), at=f"papers-{item.pk}")


@require_safe
def paper_forms(request: OfficeRequest, committee: str, slug: str, paper: int) -> HttpResponse:
    """What can be done with one paper: for a script alone, without one within the whole workspace."""
    meeting = working_meeting(request.user, committee, slug)
    workspace = Workspace(meeting, request.user)
    forms = PaperForms(_paper_of(meeting, str(paper)), workspace.items)
    if is_part_wanted(request):
        context = {"row": row_of(workspace, forms.document, forms), "meeting": meeting}
        return render(request, "office/parts/paper_forms.html", context)
    return workspace_page(request, meeting, given={"papers": {"opened": forms}})


@require_POST
def paper_replace(request: OfficeRequest, committee: str, slug: str, paper: int) -> HttpResponse:
    """Gives a paper a new file."""
    meeting = working_meeting(request.user, committee, slug)
    document = _paper_of(meeting, str(paper))
    form = ReplaceForm(request.POST, request.FILES, document=document)
    problems = [str(too_large(name)) for name in too_large_in(request)]
    taken: list[Arrived] = []
    file = request.FILES.get("file")
    if not form.is_valid():
        problems += _errors(form)
    elif file is not None:
        _take(file, meeting, document, request, taken, problems, reason=form.cleaned_data.get("reason", ""))
    elif not problems:
        problems.append("Choose the new file.")
    opened = PaperForms(document, Workspace(meeting, request.user).items, replace=form) if problems else None
    return _told(request, meeting, taken, problems, opened=opened)


@require_POST
def paper_remove(request: OfficeRequest, committee: str, slug: str, paper: int) -> HttpResponse:
    """Takes a paper out of the record that is being prepared."""
    meeting = working_meeting(request.user, committee, slug)
    document = _paper_of(meeting, str(paper))
    form = RemoveForm(request.POST, document=document)
    problems = [] if form.is_valid() else _errors(form)
    if not problems:
        try:
            remove_paper(document=document, reason=form.cleaned_data.get("reason", ""), by=request.user)
        except RefusedError as refused:
            problems = refused.reasons
    if problems:
        opened = PaperForms(document, Workspace(meeting, request.user).items, remove=form)
        return answer_with(request, meeting, "papers", status=UNPROCESSABLE, problems=problems, opened=opened)
    return answer_with(request, meeting, "papers")


def _take(
    file: UploadedFile,
    meeting: Meeting,
    to: AgendaItem | Document | None,
    request: OfficeRequest,
    taken: list[Arrived],
    problems: list[str],
    *,
    reason: str = "",
    position: int | None = None,
) -> None:
    """Looks into one file and brings it in, as a new paper or as the new file of one; adds to `taken` or `problems`."""
    try:
        source: Any = file.file
        examined = examine(source, file.name or "")
        if isinstance(to, Document):
            arrived = replace_file(document=to, examined=examined, source=source, reason=reason, by=request.user)
        else:
            arrived = bring_in(
                meeting=meeting, item=to, examined=examined, source=source, by=request.user, position=position
            )
        taken.append(arrived)
    except PaperRefusedError as refused:
        problems.append(str(refused))
    except RefusedError as refused:
        problems += refused.reasons


def _told(
    request: OfficeRequest, meeting: Meeting, taken: list[Arrived], problems: list[str], form: AddForm | None = None,
    *, opened: PaperForms | None = None,
) -> HttpResponse:  # fmt: skip
    """What became of the files, to a script in JSON, else as messages, or as the workspace with what was wrong."""
    said = [sentence for arrived in taken for sentence in arrived.sentences]
    if request.headers.get("X-Requested-With"):
        state = "refused" if problems else ("taken" if any(arrived.is_new for arrived in taken) else "known")
        has_come = any(arrived.has_come for arrived in taken)
        told = {"state": state, "sentence": " ".join([*problems, *said]), "agenda": has_come}
        return JsonResponse(told, status=UNPROCESSABLE if problems else 200)
    if problems:
        given = {"problems": problems, "taken": said, "opened": opened}
        return workspace_page(request, meeting, given={"papers": given}, status=UNPROCESSABLE)
    for sentence in said:
        messages.success(request, sentence)
    response = redirect("office:workspace", committee=meeting.committee.slug, slug=meeting.slug)
    response["Location"] += "#papers"
    return response


def _item_named(file: UploadedFile, items: Sequence[AgendaItem]) -> AgendaItem | None:
    number = item_number_of(file.name or "")
    return next((item for item in items if number and item.agenda_number.lower() == number), None)


def _paper_of(meeting: Meeting, pk: str) -> Document:
    documents = Document.objects.select_related("item", "meeting__committee").defer("text")
    found = documents.filter(pk=pk, meeting=meeting).first() if _is_number(pk) else None
    if found is None:
        raise Http404("no such paper")
    return found


def _errors(form: Form) -> list[str]:
    return [str(sentence) for sentences in form.errors.values() for sentence in sentences]


def _is_number(pk: str) -> bool:
    return pk.isascii() and pk.isdigit() and len(pk) <= 18


def _next_to(document: Document, *, up: bool) -> int:
    """Before how many others the paper stands after one step."""
    siblings = document.meeting.documents.filter(item=document.item_id).order_by("position", "pk")
    place = [sibling.pk for sibling in siblings.only("pk")].index(document.pk)
    return max(0, place - 1) if up else place + 1
