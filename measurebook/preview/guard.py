"""Decides which requests the preview answers.

Any page open in the same browser can send requests to this machine, and a name on the internet
can be made to lead here. So a request must name this server as its host, and must not come from
a page of another server.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping

import msgspec

HEADERS_LIMIT = 16 * 1024
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


def is_loopback(host: str) -> bool:
    """Tell whether only programs on this machine reach a server that is bound to this host.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def is_everywhere(host: str) -> bool:
    """Tell whether a server that is bound to this host has every address of the machine.

    >>> is_everywhere("0.0.0.0"), is_everywhere("::"), is_everywhere("127.0.0.1")
    (True, True, False)
    """
    return _is_address(host) and ipaddress.ip_address(host).is_unspecified


class Guard(msgspec.Struct, frozen=True):
    """What this server is called. `machine` is the machine's own name.

    Bound to every address, it also answers to any number: a name that was made to lead here, the
    danger guarded against, is not a number.
    """

    host: str
    port: int
    machine: str = ""

    def refuse(self, method: str, uri: str, headers: Mapping[str, str]) -> tuple[int, str] | None:
        """Return the status and reason with which a request is refused, or None for a good one."""
        if sum(len(name) + len(value) for name, value in headers.items()) > HEADERS_LIMIT:
            return 431, "Request Header Fields Too Large"
        host = headers.get("Host", "").lower()
        if not uri.startswith("/") or not self.is_own_host(host):
            return 421, "Misdirected Request"
        origin = headers.get("Origin")
        if origin is not None and origin.lower() != f"http://{host}":
            return 403, "Forbidden"
        if method not in {"GET", "HEAD"}:
            return 405, "Method Not Allowed"
        return None

    def is_own_host(self, host: str) -> bool:
        """Tell whether a Host header, in lower case, names this server.

        >>> guard = Guard("127.0.0.1", 5500)
        >>> guard.is_own_host("localhost:5500"), guard.is_own_host("attacker.example:5500")
        (True, False)
        """
        found = _HOST.fullmatch(host)
        if found is None or int(found[2] or 80) != self.port:
            return False
        name = found[1]
        if name in _LOOPBACK or name == self.host.lower() or name == f"[{self.host.lower()}]":
            return True
        is_open = is_everywhere(self.host)
        return is_open and (_is_address(name.strip("[]")) or name == self.machine.lower() != "")


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
