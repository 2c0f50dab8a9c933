"""Why a file could not be read, in the sentences that the office reads."""


class UnreadableError(Exception):
    """The words of a file cannot be read, however often it is tried. Its classes are known by their `code`."""

    code = ""
    sentence = ""


class EncryptedError(UnreadableError):
    code = "encrypted"
    sentence = "The file asks for a password, so nobody can read it here. Bring in a copy without a password."


class DamagedError(UnreadableError):
    code = "damaged"
    sentence = "The file is damaged and cannot be opened. Bring it in again, or ask for another copy."


class TooLargeError(UnreadableError):
    code = "too large"
    sentence = "What the file holds is too large once unpacked, so its words were not read."


class OtherKindError(UnreadableError):
    """No fault of the file: a picture, or a kind that is not read."""

    code = "other kind"
    sentence = "No words are read from files of this kind; the search finds the paper by its title."


class MissingError(UnreadableError):
    code = "missing"
    sentence = "The file is missing from the store of papers. Bring it in again."


class ChangedError(UnreadableError):
    code = "changed"
    sentence = "The file in the store is not the one that was brought in. Bring it in again."


# What the reader's own process can find out; what else it says is not believed.
BY_CODE: dict[str, type[UnreadableError]] = {
    fault.code: fault for fault in (EncryptedError, DamagedError, TooLargeError, OtherKindError)
}


class ReaderStoppedError(Exception):
    """The reader ended without an answer: it took too long, or too much memory. Another time it may come through."""
