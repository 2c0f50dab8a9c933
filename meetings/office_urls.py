"""Addresses of the office: one workspace per meeting, and what is done from it."""

from django.urls import path

from meetings.views import office_desk, office_order, office_reference, office_reference_deeds, office_workspace

app_name = "office"

MEETING = "meetings/<slug:committee>/<slug:slug>/"
ROW = "reference/<slug:kind>/<int:pk>/"
ORDER = "reference/committees/<int:committee>/<slug:what>/"

urlpatterns = [
    path("", office_desk.desk, name="desk"),
    path(MEETING, office_workspace.workspace, name="workspace"),
    # The meeting itself: list, new, its facts.
    # Agenda.
    # Attendance and declarations.
    # Minutes.
    # Outcomes and undertakings.
    # Reference data.
    path("reference/", office_reference.overview, name="reference"),
    path("reference/holidays/add-year/", office_reference_deeds.holidays_add_year, name="holidays-add-year"),
    path("reference/memberships/<int:pk>/end/", office_reference_deeds.seat_end, name="seat-end"),
    path("reference/municipal-years/<int:pk>/seats/", office_reference_deeds.seats_copy, name="seats-copy"),
    path("reference/<slug:kind>/", office_reference.reference_list, name="reference-list"),
    path("reference/<slug:kind>/new/", office_reference.reference_new, name="reference-new"),
    path(ROW, office_reference.reference_edit, name="reference-edit"),
    path(f"{ROW}remove/", office_reference.reference_remove, name="reference-remove"),
    path(ORDER, office_order.order, name="order"),
    path(f"{ORDER}<int:row>/", office_order.order_edit, name="order-edit"),
    path(f"{ORDER}<int:row>/up/", office_order.order_move, {"direction": "up"}, name="order-up"),
    path(f"{ORDER}<int:row>/down/", office_order.order_move, {"direction": "down"}, name="order-down"),
    path(f"{ORDER}<int:row>/remove/", office_order.order_remove, name="order-remove"),
]
