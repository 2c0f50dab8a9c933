"""Reference data."""

from django.urls import path

from meetings.views import office_order, office_reference, office_reference_deeds

ROW = "reference/<slug:kind>/<int:pk>/"
ORDER = "reference/committees/<int:committee>/<slug:what>/"

urlpatterns = [
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
