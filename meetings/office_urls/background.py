"""Work in the background."""

from django.urls import path

from meetings.views import office_background

urlpatterns = [
    path("work/", office_background.overview, name="background"),
    path("work/papers/<int:pk>/again/", office_background.read_again, name="background-paper-again"),
    path("work/jobs/<int:pk>/again/", office_background.job_again, name="background-job-again"),
]
