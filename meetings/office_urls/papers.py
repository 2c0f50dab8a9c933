"""Papers of a meeting: bringing in, placing, replacing, taking out; the file of one."""

from django.urls import path

from meetings.office_urls.place import MEETING
from meetings.views import office_paper_file, office_papers

PAPERS = f"{MEETING}papers/"
PAPER = f"{PAPERS}<int:paper>/"

urlpatterns = [
    path(PAPERS, office_papers.papers, name="papers"),
    path(f"{PAPERS}add/", office_papers.papers_add, name="papers-add"),
    path(f"{PAPERS}place/", office_papers.papers_place, name="papers-place"),
    path(f"{PAPERS}to-follow/", office_papers.papers_to_follow, name="papers-to-follow"),
    path(f"{PAPER}forms/", office_papers.paper_forms, name="paper-forms"),
    path(f"{PAPER}replace/", office_papers.paper_replace, name="paper-replace"),
    path(f"{PAPER}remove/", office_papers.paper_remove, name="paper-remove"),
    path(f"{PAPER}files/<int:number>/", office_paper_file.paper_file, name="paper-file"),
]
