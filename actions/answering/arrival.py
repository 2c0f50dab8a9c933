"""How the files of an answer arrive: by a link under which something can be answered, and none larger than is taken."""

from django.http import HttpRequest

from actions.answering.limits import LARGEST_MB, MOST_FILES
from meetings.paper_arrival import PaperArrival


class EvidenceArrival(PaperArrival):
    """As papers of the office arrive, with a smaller limit. The view sets it once it knows that the link is good."""

    together = MOST_FILES
    is_taken_here = True

    @property
    def largest(self) -> int:
        return LARGEST_MB << 20


def is_too_much(request: HttpRequest) -> bool:
    """Whether the whole form is larger than all that may be in it; nothing of it has been read yet."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdigit() or int(length) > (MOST_FILES * LARGEST_MB << 20)
