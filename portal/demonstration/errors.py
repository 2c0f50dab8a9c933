"""What the demonstration council refuses."""


class DemonstrationError(Exception):
    """The files of the demonstration council say something that cannot be, or the database is not empty: a sentence."""
