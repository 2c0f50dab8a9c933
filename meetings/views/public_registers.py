"""Public registers across meetings: questions, and documents. All from editions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.editions.registers import PublishedPaper, PublishedQuestion
from meetings.pagination import CappedPaginator
from meetings.register_filters import PaperFilter, QuestionFilter

PAGE_SIZE = 25


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    """Every published question by the public or by councillors, and what became of it; the latest meeting first."""
    questions = PublishedQuestion.objects.select_related("meeting__committee").defer("words")
    filtered = QuestionFilter(request.GET, queryset=questions)
    page = CappedPaginator(filtered.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "public/question_list.html", {"filter": filtered, "page_obj": page})


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    """Every document that a published record lists; the latest meeting first, in the order of its page."""
    papers = PublishedPaper.objects.select_related("meeting__committee")
    filtered = PaperFilter(request.GET, queryset=papers)
    page = CappedPaginator(filtered.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "public/document_list.html", {"filter": filtered, "page_obj": page})
