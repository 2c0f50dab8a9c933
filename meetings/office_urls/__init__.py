"""Addresses of the office: one workspace per meeting, and what is done from it; one module for each part."""

from meetings.office_urls import papers, programme, questions, reference, restricted, submissions, workspace, year

app_name = "office"

urlpatterns = [
    *workspace.urlpatterns,
    *papers.urlpatterns,
    *restricted.urlpatterns,
    *questions.urlpatterns,
    *programme.urlpatterns,
    *year.urlpatterns,
    *submissions.urlpatterns,
    *reference.urlpatterns,
]
