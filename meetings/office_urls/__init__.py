"""Addresses of the office: one workspace per meeting, and what is done from it; one module for each part."""

from meetings.office_urls import (
    background,
    one_paper,
    papers,
    programme,
    questions,
    reference,
    restricted,
    submissions,
    workspace,
    year,
)

app_name = "office"

urlpatterns = [
    *workspace.urlpatterns,
    *papers.urlpatterns,
    *one_paper.urlpatterns,
    *restricted.urlpatterns,
    *questions.urlpatterns,
    *programme.urlpatterns,
    *year.urlpatterns,
    *submissions.urlpatterns,
    *reference.urlpatterns,
    *background.urlpatterns,
]
