"""Addresses on which an administrator keeps the accounts."""

from django.urls import path

from portal.accounts.views import users

app_name = "users"

urlpatterns = [
    path("", users.user_list, name="user-list"),
    path("invite/", users.invite, name="user-invite"),
    path("<int:pk>/", users.user_detail, name="user-detail"),
    path("<int:pk>/change-roles/", users.change_roles, name="user-change-roles"),
    path("<int:pk>/change-details/", users.change_details, name="user-change-details"),
    path("<int:pk>/invite-again/", users.invite_again, name="user-invite-again"),
    path("<int:pk>/deactivate/", users.deactivate, name="user-deactivate"),
    path("<int:pk>/reactivate/", users.reactivate, name="user-reactivate"),
    path("<int:pk>/end-sessions/", users.end_sessions, name="user-end-sessions"),
    path("<int:pk>/reset-second-factor/", users.reset_second_factor, name="user-reset-second-factor"),
]
