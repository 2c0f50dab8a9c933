"""Every address of the portal."""

from django.urls import include, path

urlpatterns = [
    path("", include("portal.home.urls")),
    path("", include("portal.search.urls")),
    path("", include("portal.feeds.urls")),
    path("", include("portal.opendata.urls")),
    path("", include("portal.submissions.urls")),
    path("", include("meetings.urls")),
    path("", include("actions.register.urls")),
    path("", include("actions.impact.urls")),
    path("", include("actions.answering.urls")),
    path("", include("actions.urls")),
    path("accounts/", include("portal.accounts.sign_in_urls")),
    path("office/audit/", include("portal.audit.urls")),
    path("office/reference/clocks/", include("actions.office.clock_urls")),
    path("office/ledger/", include("actions.office.urls")),
    path("office/chasing/", include("actions.chasing.urls")),
    path("office/contacts/", include("actions.chasing.contact_urls")),
    path("office/mine/", include("portal.councillors.urls")),
    path("office/publish/", include("portal.publishing.urls")),
    path("office/programmes/", include("actions.office.programme_urls")),
    path("office/users/", include("portal.accounts.urls")),
    path("office/", include("portal.desk.urls")),
]

handler400 = "portal.home.refusals.not_read"
