"""Papers of a meeting: bringing in, one paper's page, its file."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
