"""What earlier editions still show, after something was taken out of the record."""

from meetings.editions.models import Edition
from meetings.editions.papers import papers_of


def editions_that_show_more(edition: Edition) -> list[int]:
    """Numbers of earlier standing editions of the meeting that show what this one keeps from the public.

    That is: an item that is exempt now and was open then, or a paper that is not listed any more. They stay readable
    until somebody withdraws them.
    """
    content = edition.content
    restricted = {item["anchor"] for item in content["items"] if item["restriction"]}
    papers = {paper["sha256"] for paper in papers_of(content)}
    earlier = Edition.objects.filter(address=edition.address, number__lt=edition.number, withdrawal__isnull=True)
    return [
        other.number
        for other in earlier.order_by("number")
        if any(item["anchor"] in restricted and not item["restriction"] for item in other.content["items"])
        or any(paper["sha256"] and paper["sha256"] not in papers for paper in papers_of(other.content))
    ]
