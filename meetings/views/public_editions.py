"""Public pages of a meeting's editions: all of them, and what changed between any two."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from meetings.editions.compared import Content
from meetings.editions.difference import difference
from meetings.editions.models import Edition
from meetings.editions.summary import summary
from meetings.forms.comparison import ComparisonForm
from meetings.views.edition_rows import comparison_url, edition_rows, editions_of, is_withdrawn, published_meeting


@require_safe
def edition_list(request: HttpRequest, committee: str, slug: str) -> HttpResponse:
    """Every edition of the meeting, newest first; two that are chosen lead to what changed between them."""
    meeting = published_meeting(committee, slug)
    editions = editions_of(meeting, with_publisher=True)
    form = _form(editions, request)
    if form is not None and form.is_bound and form.is_valid():
        return redirect(comparison_url(meeting, *form.pair))
    context = {
        "meeting": meeting,
        "committee": meeting.committee,
        "current": next((edition.number for edition in editions if edition.pk == meeting.edition_id), None),
        "editions": edition_rows(meeting, editions),
        "form": form,
    }
    return render(request, "public/edition_list.html", context)


@require_safe
def edition_compare(request: HttpRequest, committee: str, slug: str, earlier: int, later: int) -> HttpResponse:
    """What changed from one edition of the meeting to a later one; a clear page where there is nothing to compare."""
    meeting = published_meeting(committee, slug)
    if earlier > later:
        return redirect(comparison_url(meeting, later, earlier), permanent=True)
    editions = editions_of(meeting)
    pair = {edition.number: edition for edition in editions if edition.number in (earlier, later)}
    refusal = _why_not_compare(pair, earlier, later)
    if refusal:
        status, sentence = refusal
        context = {"meeting": meeting, "committee": meeting.committee, "sentence": sentence, "status": status}
        return render(request, "public/comparison_refused.html", context, status=status)
    before, after = _contents(pair[earlier], pair[later])
    found = difference(before, after)
    rows = {row["number"]: row for row in edition_rows(meeting, editions)}
    context = {
        "meeting": meeting,
        "committee": meeting.committee,
        "earlier": rows[earlier] | {"published_by": before["edition"]["published_by"]},
        "later": rows[later] | {"published_by": after["edition"]["published_by"]},
        "between": [row for number, row in sorted(rows.items()) if earlier < number < later and "reason" in row],
        "difference": found,
        "summary": summary(found),
        "form": _form(editions, initial={"earlier": earlier, "later": later}),
    } | _neighbours(rows, earlier, later)
    return render(request, "public/edition_compare.html", context)


def _form(
    editions: list[Edition], request: HttpRequest | None = None, initial: dict[str, int] | None = None
) -> ComparisonForm | None:
    """The choice of two editions; None where fewer than two stand."""
    standing = [edition for edition in editions if not is_withdrawn(edition)]
    if len(standing) < 2:
        return None
    labels = [
        (edition.number, f"Edition {edition.number}, {format_date(localtime(edition.published_at), 'j F Y')}")
        for edition in standing
    ]
    asked = request.GET if request and {"earlier", "later"} & request.GET.keys() else None
    return ComparisonForm(
        asked, editions=labels, initial=initial or {"earlier": standing[1].number, "later": standing[0].number}
    )


def _why_not_compare(pair: dict[int, Edition], earlier: int, later: int) -> tuple[int, str] | None:
    """The status and the sentence of a refusal, if the two cannot be compared."""
    missing = next((number for number in (earlier, later) if number not in pair), None)
    if missing is not None:
        return 404, f"This meeting has no edition {missing}."
    withdrawn = [number for number in (earlier, later) if is_withdrawn(pair[number])]
    if withdrawn:
        return 410, f"Edition {withdrawn[0]} has been withdrawn, and its words are not shown again."
    if earlier == later:
        return 404, f"Edition {earlier} does not differ from itself. Choose two editions."
    return None


def _contents(earlier: Edition, later: Edition) -> tuple[Content, Content]:
    """The documents of both, in one query."""
    read = Edition.objects.filter(withdrawal__isnull=True).in_bulk([earlier.pk, later.pk])
    return read[earlier.pk].content, read[later.pk].content


def _neighbours(rows: dict[int, dict[str, Any]], earlier: int, later: int) -> dict[str, Any]:
    """The comparison that ends where this one begins, and the one that begins where this one ends."""
    after = next((row for _, row in sorted(rows.items()) if row.get("compared_with") == later), None)
    return {"comparison_before": rows[earlier], "comparison_after": after}
