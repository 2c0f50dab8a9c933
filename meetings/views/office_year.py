"""The municipal year with every deadline, as a page and as a table for spreadsheets."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.forms.year import YearForm
from meetings.municipal_year import municipal_year_days, municipal_year_label, municipal_year_of
from meetings.office_filters import committees_of
from meetings.policies.deadlines import minutes_rule
from meetings.policies.planning import Plan
from meetings.views.office_meetings import permit_editing
from meetings.workspace.year import as_csv, months_of, year_rows
from portal.accounts.office import OfficeRequest
from portal.spreadsheet_cells import CSV_TYPE


@require_safe
def year(request: OfficeRequest) -> HttpResponse:
    """The meetings of the year that the address names, with what follows from their dates."""
    permit_editing(request.user)
    today = timezone.localdate()
    form = YearForm(request.GET, committees=committees_of(request.user), present=municipal_year_of(today))
    chosen, committees = form.chosen
    plan = Plan(*municipal_year_days(chosen))
    rows = year_rows(plan, committees={it.pk for it in committees}, today=today)
    query = request.GET.urlencode()
    context = {
        "form": form,
        "year": municipal_year_label(chosen),
        "before": _other(request, chosen - 1, form),
        "after": _other(request, chosen + 1, form),
        "months": months_of(rows, plan.table.names),
        "count": len(rows),
        "warned": sum(bool(row.warnings) for row in rows),
        "deadlines": plan.deadlines(today),
        "minutes_rule": minutes_rule(),
        "csv_url": f"{reverse('office:year-csv')}{'?' if query else ''}{query}",
    }
    return render(request, "office/year/year.html", context)


@require_safe
def year_csv(request: OfficeRequest) -> HttpResponse:
    """The same dates as text for spreadsheets."""
    permit_editing(request.user)
    today = timezone.localdate()
    form = YearForm(request.GET, committees=committees_of(request.user), present=municipal_year_of(today))
    chosen, committees = form.chosen
    rows = year_rows(Plan(*municipal_year_days(chosen)), committees={it.pk for it in committees}, today=today)
    name = f"meetings-{municipal_year_label(chosen).replace(' ', '-')}.csv"
    response = HttpResponse(as_csv(rows), content_type=CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _other(request: OfficeRequest, chosen: int, form: YearForm) -> dict[str, str] | None:
    """The year before or after, with the same committees, where there is one to choose."""
    if chosen not in [value for value, _ in form.fields["year"].choices]:  # type: ignore[attr-defined]
        return None
    asked = request.GET.copy()
    asked["year"] = str(chosen)
    return {"label": municipal_year_label(chosen), "url": f"?{asked.urlencode()}"}
