"""The action log and the recommendation tracker as a paper of a meeting, frozen as at a moment."""
