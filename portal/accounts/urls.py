"""Addresses on which an administrator keeps the accounts."""

from django.urls import path

from portal.accounts.views import users

app_name = "users"

urlpatterns = [
    path("", users.user_list, name="list"),
    path("invite/", users.invite, name="invite"),
    path("<int:pk>/", users.user_detail, name="detail"),
    path("<int:pk>/change-roles/", users.change_roles, name="change-roles"),
    path("<int:pk>/invite-again/", users.invite_again, name="invite-again"),
    path("<int:pk>/deactivate/", users.deactivate, name="deactivate"),
    path("<int:pk>/reactivate/", users.reactivate, name="reactivate"),
    path("<int:pk>/end-sessions/", users.end_sessions, name="end-sessions"),
    path("<int:pk>/reset-second-factor/", users.reset_second_factor, name="reset-second-factor"),
]
