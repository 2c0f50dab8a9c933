"""Addresses of the impact of scrutiny. One that was published never dies."""

from django.urls import path

import portal.converters  # noqa: F401  # makes the kinds of parts of addresses known
from actions.impact import views

app_name = "impact"

urlpatterns = [
    path("impact/", views.impact, name="impact"),
    path("impact/figures.csv", views.figures_table, name="figures"),
    path("impact/<number:year>/", views.report, name="council-report"),
    path("impact/<number:year>/recommendations.csv", views.report_table, name="council-report-table"),
    path("impact/<slug:committee>/<number:year>/", views.report, name="report"),
    path("impact/<slug:committee>/<number:year>/recommendations.csv", views.report_table, name="report-table"),
]
