"""The page of a search over everything public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.search.asked import LONGEST, asked
from portal.search.findings import committees_and_years, find_all
from portal.search.forms import SearchForm


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the public record says to the question in the address; without a question, how to ask one."""
    question = asked(request.GET.get("q", ""))
    committees, years = committees_and_years()
    form = SearchForm({**request.GET.dict(), "q": question.text}, committees=committees, years=years)
    context: dict[str, object] = {"form": form, "question": question, "longest": LONGEST}
    if question.text:
        context["found"] = find_all(
            question,
            form,
            committees=committees,
            years=years,
            page=request.GET.get("page"),
            today=timezone.localdate(),
        )
    return render(request, "public/search.html", context)
