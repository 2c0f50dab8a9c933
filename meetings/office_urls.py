"""Addresses of the office: one workspace per meeting, and what is done from it."""

from django.urls import path

from meetings.views import office_desk, office_minutes, office_presence, office_versions, office_workspace

app_name = "office"

MEETING = "meetings/<slug:committee>/<slug:slug>/"
MINUTES = f"{MEETING}items/<int:item>/minutes/"

urlpatterns = [
    path("", office_desk.desk, name="desk"),
    path(MEETING, office_workspace.workspace, name="workspace"),
    # The meeting itself: list, new, its facts.
    # Agenda.
    # Attendance and declarations.
    # Minutes.
    path("fresh-token/", office_minutes.fresh_token, name="fresh-token"),
    path(f"{MEETING}presence/", office_presence.presence, name="presence"),
    path(f"{MEETING}clean-paste/", office_minutes.clean_paste, name="clean-paste"),
    path(f"{MEETING}minutes/", office_minutes.save_all, name="minutes-save-all"),
    path(f"{MINUTES}", office_minutes.save, name="minutes-save"),
    path(f"{MINUTES}versions/", office_versions.versions, name="minutes-versions"),
    path(f"{MINUTES}compare/", office_versions.compare, name="minutes-compare"),
    path(f"{MINUTES}restore/", office_versions.restore, name="minutes-restore"),
    path(f"{MINUTES}settle/<int:number>/", office_versions.settle, name="minutes-settle"),
    # Outcomes and undertakings.
    # Reference data.
]
