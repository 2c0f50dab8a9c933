"""Recording that the public was excluded from exempt business."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from meetings.views.office_item_block import answer_with_outcomes, item_of
from meetings.views.office_page import UNPROCESSABLE, working_meeting
from meetings.workflow.change import RefusedError
from meetings.workflow.exclusion import record_exclusion
from portal.accounts.office import OfficeRequest


@require_POST
def record(request: OfficeRequest, committee: str, slug: str, item: int) -> HttpResponse:
    """Puts the resolution, with the paragraphs of the exempt items, among the outcomes of an item."""
    meeting = working_meeting(request.user, committee, slug)
    row = item_of(meeting, item)
    try:
        record_exclusion(item=row, by=request.user)
    except RefusedError as refused:
        problem = " ".join(refused.reasons)
        return answer_with_outcomes(request, meeting, row, status=UNPROCESSABLE, problem=problem)
    return answer_with_outcomes(request, meeting, row, said="The resolution is recorded.")
