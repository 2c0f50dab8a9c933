"""One paper's page and its deeds, restricted business, and what is to be reviewed."""

from django.urls import path

from meetings.office_urls.place import MEETING
from meetings.views import office_exclusion, office_paper, office_report, office_restricted

PAPER = f"{MEETING}papers/<int:paper>/"

urlpatterns = [
    path(PAPER, office_paper.paper, name="paper"),
    path(f"{PAPER}facts/", office_paper.facts, name="paper-facts"),
    path(f"{PAPER}restriction/", office_paper.restriction, name="paper-restriction"),
    path(f"{PAPER}restriction/remove/", office_paper.restriction_remove, name="paper-open"),
    path(f"{PAPER}report/", office_report.header, name="report-header"),
    path(f"{PAPER}report/background/", office_report.background, name="report-background"),
    path(f"{PAPER}report/review/", office_report.review, name="report-review"),
    path(f"{MEETING}items/<int:item>/exclusion/", office_exclusion.record, name="exclusion-record"),
    path("restricted/", office_restricted.restricted, name="restricted"),
]
