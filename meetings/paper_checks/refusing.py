"""Why a file is not taken."""


class UnfitError(Exception):
    """What is wrong with a file and what to do, to be read after its name: "is empty: choose another file."."""


class PaperRefusedError(Exception):
    """A file that is not taken; the text is one sentence that names it, says why, and what to do."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        super().__init__(f"“{name}” {reason}")
