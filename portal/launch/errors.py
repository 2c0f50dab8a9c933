"""What is said when the portal cannot be served."""


class LaunchError(Exception):
    """The portal cannot be served; the text is one sentence for the person at the keyboard."""
