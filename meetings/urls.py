"""Addresses of committees and meetings. One that was published never dies."""

from django.urls import path

import portal.converters  # noqa: F401  # makes the kinds of parts of addresses known
from meetings.views import (
    public_calendar,
    public_committee,
    public_editions,
    public_meeting,
    public_meeting_list,
    public_paper,
    public_people,
    public_programme,
    public_registers,
)

app_name = "meetings"

urlpatterns = [
    path("committees/", public_committee.committee_list, name="committee-list"),
    path("committees/<slug:slug>/", public_committee.committee_detail, name="committee-detail"),
    path("committees/<slug:slug>/work-programme/", public_programme.programme_now, name="programme-now"),
    path("committees/<slug:slug>/work-programme/<number:year>/", public_programme.programme, name="programme"),
    path("people/", public_people.person_list, name="person-list"),
    path("people/<slug:slug>/", public_people.person_detail, name="person-detail"),
    path("questions/", public_registers.question_list, name="question-list"),
    path("documents/", public_registers.document_list, name="document-list"),
    path("meetings/", public_meeting_list.meeting_list, name="meeting-list"),
    path("meetings/calendar/", public_calendar.calendar_now, name="calendar-now"),
    path("meetings/calendar/<int:year>/<int:month>/", public_calendar.month_calendar, name="calendar"),
    path("meetings/<slug:committee>/<slug:slug>/", public_meeting.meeting_detail, name="meeting-detail"),
    path(
        "meetings/<slug:committee>/<slug:slug>/editions/<number:number>/",
        public_meeting.edition_detail,
        name="edition-detail",
    ),
    path("meetings/<slug:committee>/<slug:slug>/editions/", public_editions.edition_list, name="edition-list"),
    path(
        "meetings/<slug:committee>/<slug:slug>/compare/<number:earlier>/<number:later>/",
        public_editions.edition_compare,
        name="edition-compare",
    ),
    path(
        "meetings/<slug:committee>/<slug:slug>/papers/<slug:sha>/<filename:filename>",
        public_paper.paper_detail,
        name="paper-detail",
    ),
]
