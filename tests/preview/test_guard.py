"""Requests that do not come from this machine's own browser page are told from those that do."""

from __future__ import annotations

import pytest

from measurebook.preview.guard import HEADERS_LIMIT, Guard, is_loopback

GUARD = Guard("127.0.0.1", 5500)


@pytest.mark.parametrize(
    "host", ["localhost:5500", "127.0.0.1:5500", "[::1]:5500", "LOCALHOST:5500"]
)
def test_own_hosts_are_answered(host: str) -> None:
    assert GUARD.refuse("GET", "/", {"Host": host}) is None


@pytest.mark.parametrize(
    "host",
    [
        "",
        "localhost",
        "localhost:80",
        "localhost:55000",
        "localhost:5500:5500",
        "localhost.:5500",
        "localhost.attacker.example:5500",
        "attacker.example",
        "attacker.example:5500",
        "127.0.0.1.attacker.example:5500",
        "attacker.example@127.0.0.1:5500",
        "127.1:5500",
        "2130706433:5500",
        "0x7f000001:5500",
        "0.0.0.0:5500",
        "192.168.1.7:5500",
        "[::]:5500",
        "[::ffff:127.0.0.1]:5500",
        "localhost:5500,attacker.example",
        "localhost:5500 ",
        "local host:5500",
        "localhost:99999999999",
    ],
)
def test_foreign_hosts_are_misdirected(host: str) -> None:
    assert GUARD.refuse("GET", "/", {"Host": host}) == (421, "Misdirected Request")


def test_the_usual_port_need_not_be_named() -> None:
    assert Guard("127.0.0.1", 80).refuse("GET", "/", {"Host": "localhost"}) is None


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "http://attacker.example",
        "http://localhost",
        "http://localhost:5501",
        "https://localhost:5500",
        "http://127.0.0.1:5500",
        "http://localhost:5500.attacker.example",
        "http://localhost:5500/",
        "chrome-extension://abc",
        "file://",
    ],
)
def test_foreign_origins_are_forbidden(origin: str) -> None:
    headers = {"Host": "localhost:5500", "Origin": origin}
    assert GUARD.refuse("GET", "/livereload", headers) == (403, "Forbidden")


def test_the_own_origin_is_answered() -> None:
    headers = {"Host": "localhost:5500", "Origin": "http://localhost:5500"}
    assert GUARD.refuse("GET", "/livereload", headers) is None


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"])
def test_only_reading_is_allowed(method: str) -> None:
    refusal = GUARD.refuse(method, "/", {"Host": "localhost:5500"})
    assert refusal == (405, "Method Not Allowed")


def test_an_absolute_address_is_misdirected() -> None:
    headers = {"Host": "localhost:5500"}
    assert GUARD.refuse("GET", "http://attacker.example/", headers) == (421, "Misdirected Request")


def test_long_headers_are_refused() -> None:
    headers = {"Host": "localhost:5500", "Cookie": "x" * HEADERS_LIMIT}
    refusal = GUARD.refuse("GET", "/", headers)
    assert refusal
    assert refusal[0] == 431


def test_a_server_for_the_network_answers_to_its_own_address() -> None:
    guard = Guard("192.168.1.7", 5500)
    assert guard.is_own_host("192.168.1.7:5500")
    assert not guard.is_own_host("192.168.1.8:5500")


def test_a_server_for_every_address_answers_to_numbers_and_the_machines_name() -> None:
    guard = Guard("0.0.0.0", 5500, "Desk")
    assert guard.is_own_host("192.168.1.7:5500")
    assert guard.is_own_host("[fe80::1]:5500")
    assert guard.is_own_host("desk:5500")
    assert not guard.is_own_host("attacker.example:5500")
    assert not Guard("0.0.0.0", 5500, "").is_own_host("attacker.example:5500")


@pytest.mark.parametrize(
    ("host", "expected"),
    [("::1", True), ("127.0.0.5", True), ("192.168.1.7", False), ("::", False), ("desk", False)],
)
def test_loopback_addresses_are_known(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
