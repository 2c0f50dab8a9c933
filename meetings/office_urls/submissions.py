"""What the public sent in."""

from django.urls import URLPattern, path

from meetings.views import office_submissions

ONE = "submissions/<int:submission>/"

urlpatterns: list[URLPattern] = [
    path("submissions/", office_submissions.submissions, name="submissions"),
    path(ONE, office_submissions.submission, name="submission"),
    path(f"{ONE}take-in/", office_submissions.take_in, name="submission-take-in"),
    path(f"{ONE}set-aside/", office_submissions.set_aside, name="submission-set-aside"),
    path(f"{ONE}wait-again/", office_submissions.wait_again, name="submission-wait-again"),
]
