"""Who else has the meeting open, and what they changed: asked for by each open page every few seconds."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from meetings.forms.minutes import Here
from meetings.models import Meeting, MinutesVersion
from meetings.views.office_json import UnreadableError, refused, sent
from meetings.views.office_page import working_meeting
from meetings.word_html import normalise
from meetings.workflow.presence import be_present, leave, others_present
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest


@require_POST
def presence(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Notes that this page is open, and tells of the others, of texts that changed, and of texts to be settled."""
    meeting = working_meeting(request.user, committee, slug)
    try:
        told = sent(request, largest=100_000)
    except UnreadableError as error:
        return refused(str(error), status=error.status)
    form = Here(told)
    if not form.is_valid():
        return refused("This page does not say which one it is.")
    page = form.cleaned_data["page"]
    if form.cleaned_data["left"]:
        leave(meeting=meeting, by=request.user, page=page)
        return HttpResponse(status=204)
    be_present(meeting=meeting, by=request.user, page=page, item=form.cleaned_data["item"])
    return JsonResponse(
        {
            "others": [
                {"name": _name(other.user, request.user), "item": other.item_id}
                for other in others_present(meeting, page=page)
            ],
            **_changes(meeting, told.get("revisions")),
        }
    )


def _name(user: User, reader: User) -> str:
    return f"{user.name} (you, on another page)" if user.pk == reader.pk else user.name


def _changes(meeting: Meeting, known: Any) -> dict[str, Any]:
    """Of the items whose text is another than the page has before it: the text, by whom and when; and what waits."""
    revisions = {str(pk): number for pk, number in known.items()} if isinstance(known, dict) else {}
    versions = MinutesVersion.objects.filter(item__meeting=meeting)
    stand = dict(meeting.items.values_list("pk", "minutes_revision"))
    moved = [pk for pk, number in stand.items() if revisions.get(str(pk), number) != number]
    changed = [
        {
            "item": version.item_id,
            "revision": version.number,
            "html": normalise(version.html),
            "by": version.saved_by.name if version.saved_by else "an import",
            "at": version.saved_at.isoformat(),
        }
        for version in versions.standing().filter(item__in=moved).select_related("saved_by")
    ]
    waiting = [list(pair) for pair in versions.waiting().values_list("item_id", "number")]
    return {"changed": changed, "waiting": waiting}
