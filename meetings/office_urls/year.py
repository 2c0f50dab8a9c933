"""The municipal year with its deadlines, making a series of meetings, and moving one."""

from django.urls import path

from meetings.office_urls.place import MEETING
from meetings.views import office_move, office_series, office_year

urlpatterns = [
    path("year/", office_year.year, name="year"),
    path("year/dates.csv", office_year.year_csv, name="year-csv"),
    path("year/series/", office_series.series, name="series"),
    path(f"{MEETING}move/", office_move.move, name="move"),
]
