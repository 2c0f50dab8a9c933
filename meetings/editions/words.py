"""Values that editions carry and that readers of editions compare with."""

# The addressee kind of a recommendation that a committee makes to itself: no response is due from anybody else.
COMMITTEE_ITSELF = "committee"
