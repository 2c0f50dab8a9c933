"""Where the web server listens: HOST and PORT, checked before anything slow is done."""

import errno
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from portal.launch.errors import LaunchError

DEFAULT_HOST = "localhost"
DEFAULT_PORT = "8000"
EVERY_INTERFACE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - only compared with


@dataclass(frozen=True)
class Address:
    """A place to listen: the host as it was asked for, the address it stands for, the port."""

    host: str
    ip: str
    port: int

    @property
    def url(self) -> str:
        """The address that a browser on this machine opens."""
        host = "localhost" if self.host in EVERY_INTERFACE else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def to_ask(self) -> tuple[str, int]:
        """The address and port under which this machine reaches the server."""
        return EVERY_INTERFACE.get(self.ip, self.ip), self.port


def requested_address(environment: Mapping[str, str]) -> Address:
    """The address that HOST and PORT ask for; raises LaunchError where they make no sense."""
    host = environment.get("HOST", "").strip() or DEFAULT_HOST
    text = environment.get("PORT", "").strip() or DEFAULT_PORT
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise LaunchError(f"PORT is {text!r}: give a number from 1 to 65535, as in PORT=8001.")
    try:
        found = socket.getaddrinfo(host, int(text), type=socket.SOCK_STREAM)
    except OSError as error:
        raise LaunchError(f"HOST is {host!r}, which is no address of this machine ({error.strerror}).") from error
    # "localhost" may stand for two addresses; the older one is what every browser tries.
    ip = next((str(place[0]) for family, *_, place in found if family == socket.AF_INET), str(found[0][4][0]))
    return Address(host, ip, int(text))


def refuse_unusable(address: Address) -> None:
    """Raise LaunchError where nobody, or somebody else, may listen at `address`.

    The web workers share their port, so they would also share it with another portal without a word; the question is
    therefore asked here, by a socket that does not share.
    """
    family = socket.AF_INET6 if ":" in address.ip else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        if os.name == "posix":  # closed connections of the last run do not count
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((address.ip, address.port))
            attempt.listen(1)
        except OSError as error:
            raise LaunchError(refusal(address, error)) from error


def refusal(address: Address, error: OSError) -> str:
    """Why nobody can listen at `address`, as a sentence that says what to do."""
    if error.errno == errno.EADDRINUSE:
        another = address.port + 1 if address.port < 65535 else address.port - 1
        return (
            f"Port {address.port} is taken by another program: stop it, or choose another port, "
            f"as in PORT={another} make run."
        )
    if error.errno == errno.EACCES:
        return f"Port {address.port} is reserved for the system: choose one above 1023, as in PORT=8000 make run."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"HOST is {address.host!r}, which is no address of this machine."
    return f"The portal cannot listen at {address.host}:{address.port} ({error.strerror})."
