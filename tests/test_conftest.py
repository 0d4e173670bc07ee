from __future__ import annotations

import socket

import pytest

from tests.conftest import refuse_network


def test_a_test_cannot_look_up_another_machine() -> None:
    with pytest.raises(AssertionError, match="measures"):
        socket.getaddrinfo("measures.invalid", 80)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "measures.invalid", b"198.51.100.1"])
def test_a_test_cannot_connect_to_another_machine(host: object) -> None:
    with pytest.raises(AssertionError, match="nothing here uses the network"):
        refuse_network("socket.connect", (None, (host, 80)))


def test_a_test_may_talk_to_its_own_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
