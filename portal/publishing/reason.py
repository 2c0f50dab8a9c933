"""A reason against publishing: a sentence with the place where it is mended."""

# How the workspace marks the rows of its parts.
_ROWS = {"minutes": "minute", "agenda": "row", "questions": "question"}


class Reason(str):
    """A sentence that says why something may not be published, and where in the office it is mended.

    `part` is a part of the meeting's workspace ("agenda"), `item` the number of the row of an item or a question; `url`
    is an address, where it is mended on a page of its own. A reason without any is about the publishing itself.
    """

    part: str
    item: int | None
    url: str

    def __new__(cls, sentence: str, *, part: str = "", item: int | None = None, url: str = "") -> "Reason":
        """The sentence, with its place."""
        reason = super().__new__(cls, sentence)
        reason.part, reason.item, reason.url = part, item, url
        return reason

    @property
    def place(self) -> str:
        """The mark in the workspace at which it is mended; nothing where it is not mended there."""
        return f"{_ROWS[self.part]}-{self.item}" if self.item and self.part in _ROWS else self.part
