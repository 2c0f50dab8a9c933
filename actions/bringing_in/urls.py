"""Addresses of bringing in an older action log."""

from django.urls import URLPattern, path

import portal.converters  # noqa: F401  # makes the kinds of parts of addresses known
from actions.bringing_in import views

urlpatterns: list[URLPattern] = [
    path("bring-in/", views.log_new, name="log-import-new"),
    path("bring-in/template/", views.log_template, name="log-import-template"),
    path("bring-in/from-paper/<number:item>/", views.log_from_paper, name="log-import-from-paper"),
    path("bring-in/<number:pk>/", views.log_import, name="log-import"),
    path("bring-in/<number:pk>/choose/", views.log_choose, name="log-import-choose"),
    path("bring-in/<number:pk>/do/", views.log_do, name="log-import-do"),
    path("bring-in/<number:pk>/discard/", views.log_discard, name="log-import-discard"),
    path("bring-in/<number:pk>/file/", views.log_file, name="log-import-file"),
]
