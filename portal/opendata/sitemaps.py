"""What search engines read first: where every page of the record is, and what they need not read."""

from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.addresses import absolute
from portal.opendata.sections import SECTIONS, last_change

XML = "application/xml; charset=utf-8"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The files of the sitemap."""
    files = []
    changed_at = last_change()
    for name, section_class in SECTIONS.items():
        address = absolute(reverse("opendata:sitemap-section", args=[name]))
        for number in range(1, section_class().file_count + 1):
            location = f"{address}?p={number}" if number > 1 else address
            files.append({"location": location, "lastmod": changed_at})
    return render(request, "machines/sitemap_index.xml", {"files": files}, content_type=XML)


@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    """One file: the addresses of a section, a page (`?p=`) of 5,000 at a time."""
    if section not in SECTIONS:
        raise Http404("no such section")
    try:
        urls = SECTIONS[section]().get_urls(page=request.GET.get("p", 1))
    except (EmptyPage, PageNotAnInteger):
        raise Http404("no such file") from None
    return render(request, "machines/sitemap.xml", {"urls": urls}, content_type=XML)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but the answers of the search, which have no end."""
    context = {"sitemap": absolute(reverse("opendata:sitemap"))}
    return render(request, "machines/robots.txt", context, content_type="text/plain; charset=utf-8")
