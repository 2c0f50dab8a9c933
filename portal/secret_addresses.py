"""Addresses by which whoever knows them may do something are kept out of the log."""

import logging
import re

_SECRET = re.compile(r"(/(?:answer|confirm)/)[^/\s]+")


class HideSecrets(logging.Filter):
    """Writes "/answer/…/" for the address of an owner's link, and alike for the link that confirms a question."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_hidden(argument) for argument in record.args)
        record.msg = _hidden(record.msg)
        return True


def _hidden(told: object) -> object:
    return _SECRET.sub(r"\1…", told) if isinstance(told, str) else told
