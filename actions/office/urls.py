"""Addresses of the ledger in the office. The page of an entry comes last: its reference fits any word."""

from django.urls import URLPattern

from actions.answering import queue_urls
from actions.as_paper import office_urls as paper_urls
from actions.bringing_in import urls as import_urls
from actions.lists import urls as list_urls
from actions.office import entry_urls

app_name = "ledger"

urlpatterns: list[URLPattern] = [
    *list_urls.urlpatterns,
    *queue_urls.urlpatterns,
    *import_urls.urlpatterns,
    *paper_urls.urlpatterns,
    *entry_urls.urlpatterns,
]
