"""Work programmes, and task and finish groups."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
