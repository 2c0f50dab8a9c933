"""Where a meeting's workspace stands; what is done from it stands below."""

MEETING = "meetings/<slug:committee>/<slug:slug>/"
