"""Addresses from which the ledger is put on an agenda as a paper."""

from django.urls import URLPattern, path

from actions.as_paper.office_views import paper_new

urlpatterns: list[URLPattern] = [path("paper/", paper_new, name="paper-new")]
