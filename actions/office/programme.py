"""Taking a recommendation of the ledger into a committee's work programme."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actions.models import LedgerEntry
from actions.models.entry import LedgerEntryQuerySet
from actions.words import Rank
from meetings.forms.programme import reason_field
from meetings.models import WorkProgramme
from meetings.views.office_page import UNPROCESSABLE
from meetings.views.office_programme import working_programme
from meetings.workflow.change import RefusedError
from meetings.workflow.programme_links import row_from_recommendation
from portal.accounts.office import OfficeRequest

MOST_OFFERED = 100
UNKNOWN = "“{}” is no reference of this committee’s ledger. Write it as it is printed: {}."


class RecommendationForm(forms.Form):
    """The reference of an entry of the committee's ledger, and why it comes into the programme."""

    use_required_attribute = False

    reference = forms.CharField(
        max_length=40, error_messages={"required": "Type the reference, or choose a recommendation below."}
    )
    reason = reason_field()


@require_http_methods(["GET", "HEAD", "POST"])
def from_recommendation(request: OfficeRequest, committee: str, year: int) -> HttpResponse:
    """The open recommendations of the committee; POST takes the named one into the programme."""
    programme = working_programme(request.user, committee, year)
    typed = request.GET.get("reference", "").replace("\x00", "")[:40]
    form = RecommendationForm(request.POST or None, initial={"reference": typed})
    if request.method == "POST" and form.is_valid():
        reference, reason = form.cleaned_data["reference"].strip(), form.cleaned_data["reason"]
        entry = _entries(programme).filter(reference__iexact=reference).first()
        if entry is None:
            form.add_error("reference", UNKNOWN.format(reference, f"{programme.committee.code}-{year}-R1"))
        else:
            try:
                row = row_from_recommendation(
                    programme=programme, reference=entry.reference, text=entry.text, by=request.user, reason=reason
                )
            except RefusedError as refused:
                form.add_error("reference", refused.reasons)
            else:
                messages.success(request, f"{entry.reference} stands in the programme, to be scheduled.")
                address = reverse("office:programme", args=[programme.committee.slug, programme.year])
                return redirect(f"{address}#row-{row.pk}")
    taken = programme.rows.exclude(origin_reference="").values_list("origin_reference", flat=True)
    waiting = _entries(programme).recommendations().filter(rank__lt=Rank.ENDED).exclude(reference__in=list(taken))
    offered = waiting.with_facts(timezone.localdate()).by_urgency().for_lists()[:MOST_OFFERED]
    context = {"programme": programme, "form": form, "offered": offered}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "office/programme/from_recommendation.html", context, status=status)


def _entries(programme: WorkProgramme) -> LedgerEntryQuerySet:
    """What stands in the ledger of the programme's committee."""
    return LedgerEntry.objects.published().filter(committee__slug=programme.committee.slug)
