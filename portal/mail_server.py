"""Mail by a mail server, which may take a message for one of its readers and refuse it for another."""

import smtplib
from collections.abc import Sequence
from typing import Any

from django.core.mail.backends import smtp


class _Talk(smtplib.SMTP):
    """Keeps for whom the last message was refused: the place among its readers, and the code of the answer."""

    refused: dict[int, int]

    def sendmail(self, from_addr: str, to_addrs: str | Sequence[str], *args: Any, **options: Any) -> Any:
        """As smtplib's, which tells a refusal of some readers by what it returns, and of all by raising."""
        self.refused = {}
        refused = super().sendmail(from_addr, to_addrs, *args, **options)
        self.refused = {place: refused[one][0] for place, one in enumerate(to_addrs) if one in refused}
        return refused


class _TalkUnderTls(_Talk, smtplib.SMTP_SSL):
    """The same to a server that is spoken to under TLS from the first byte."""


class EmailBackend(smtp.EmailBackend):
    """Django's, which passes over what the server refused as long as it took the message for anybody."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """What Django's backend opens."""
        return _TalkUnderTls if self.use_ssl else _Talk

    @property
    def refused(self) -> dict[int, int]:
        """Of the message that was sent last by the open connection."""
        return getattr(self.connection, "refused", {})
