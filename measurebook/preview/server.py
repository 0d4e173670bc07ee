"""The preview's web server: livereload's socket and script, with the scene's files beside them."""

from __future__ import annotations

import errno
import json
import mimetypes
import socket
from collections.abc import Collection
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from measurebook.errors import MachineError, explain_failure
from measurebook.preview.decorating import (
    SCRIPT_PATH,
    STYLE,
    STYLE_PATH,
    decorate,
    make_page,
)
from measurebook.preview.guard import Guard
from measurebook.preview.stage import Stage, is_page

_PORTS_TRIED = 50
_LAST_PORT = 65_535
_READ_AT_MOST = 1024 * 1024
"""Headers beyond this close the connection; below it they get an answer, see HEADERS_LIMIT."""

_MESSAGE_LIMIT = 16 * 1024
_RELOAD = {"command": "reload", "path": "*", "liveCSS": False}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_KINDS = {
    ".bib": "text/plain",
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".ris": "text/plain",
    ".txt": "text/plain",
    ".ttl": "text/turtle",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Stated here, because what the system knows differs from machine to machine."""


class Guarded(RequestHandler):
    """Refuses what the guard refuses, before anything else is done."""

    guard: Guard
    stage: Stage

    def initialize(self, guard: Guard, stage: Stage) -> None:
        self.guard = guard
        self.stage = stage

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        request = self.request
        refusal = self.guard.refuse(request.method or "", request.uri or "", request.headers)
        if refusal:
            raise HTTPError(*refusal, reason=refusal[1])

    def write_error(self, status_code: int, **_: Any) -> None:
        if status_code == 405:
            self.set_header("Allow", "GET, HEAD")
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")

    def compute_etag(self) -> None:
        """Nothing is stored, so nothing is compared."""

    def send(self, data: bytes, kind: str, status: int = 200) -> None:
        self.set_status(status)
        self.set_header("Content-Type", kind)
        self.set_header("Content-Length", len(data))
        self.finish(b"" if self.request.method == "HEAD" else data)


class Files(Guarded):
    """The files of the site."""

    def get(self) -> None:
        path = _read_path(self.request.path)
        scene = self.stage.look(path)
        data = scene.files.get(path)
        if data is not None:
            page = decorate(data, scene, self.guard.port) if is_page(path) else data
            self.send(page, find_kind(path))
        elif not scene.files and is_page(path):
            title = "Not built yet" if scene.problems else "Building"
            text = "This page appears by itself as soon as there is something to show."
            self.send(make_page(title, text, scene, self.guard.port), find_kind(path))
        else:
            page = make_page("Not found", "The site has no such file.", scene, self.guard.port)
            self.send(page, find_kind(".html"), 404)

    head = get


class Style(Guarded):
    """The look of the problems."""

    def get(self) -> None:
        self.send(STYLE.encode(), find_kind(".css"))

    head = get


class Script(Guarded, LiveReloadJSHandler):  # type: ignore[misc]  # livereload has no types
    """livereload's script for the browser."""

    def head(self) -> None:
        self.get()


class Socket(Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """livereload's socket; only pages of this server may open it."""

    version = 0
    path = ""
    """The page that listens here, once it has told its address."""

    def check_origin(self, origin: str) -> bool:
        return origin.lower() == f"http://{self.request.host.lower()}"

    def on_message(self, message: str | bytes) -> None:
        """Let livereload answer what its own script says; a page that was overtaken reloads."""
        told = _read_message(message)
        if told is None:
            self.close(1003, "not understood")
            return
        if told["command"] == "hello":
            self.version = told.get("snipver", 0)
        else:
            self.path = _read_address(told.get("url"))
        super().on_message(json.dumps(told))
        if told["command"] == "info" and self.version != self.stage.scene.version:
            self.send_message(_RELOAD)


def _read_message(message: str | bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(message)
    except (ValueError, RecursionError):
        return None
    if isinstance(told, dict) and told.get("command") in ("hello", "info"):
        return told
    return None


def _read_address(address: object) -> str:
    """Return the site's path for the address of a page; "" for what is none."""
    with suppress(ValueError):
        return _read_path(urlsplit(address).path) if isinstance(address, str) else ""
    return ""


def _read_path(path: str) -> str:
    """Return the site's path for the path of a request; a folder stands for its index page.

    What comes out is looked up among the names of the site, never on the disk.
    """
    try:
        plain = unquote(path, errors="strict").removeprefix("/")
    except UnicodeDecodeError:
        return ""
    if any(part.startswith(".") for part in plain.split("/")):
        return ""
    return f"{plain}index.html" if not plain or plain.endswith("/") else plain


def find_kind(path: str) -> str:
    """Return the content type of a file by its name.

    >>> find_kind("index.html"), find_kind("assets/img/mark.svg")
    ('text/html; charset=utf-8', 'image/svg+xml')
    """
    ending = path[path.rfind(".") :]
    kind = _KINDS.get(ending) or mimetypes.guess_type(f"x{ending}")[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind in {"application/json", "application/xml"}
    return f"{kind}; charset=utf-8" if is_text else kind


def bind(host: str, port: int) -> socket.socket:
    """Listen at the port, or at the next one that is free; 0 takes any.

    Raises MachineError where none can be had.
    """
    if not 0 <= port <= _LAST_PORT:
        raise MachineError(f"{port} is not a port; choose one up to {_LAST_PORT}")
    last = min(port + _PORTS_TRIED, _LAST_PORT) if port else 0
    for tried in range(port, last + 1):
        try:
            return _listen(host, tried)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or tried == last:
                raise explain_failure(error, f"listening at {host}, port {tried},") from error
    raise AssertionError("the loop returns or raises")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=128)
    listening.setblocking(False)
    return listening


def make_server(guard: Guard, stage: Stage) -> HTTPServer:
    """Make the server; it listens to nothing yet."""
    shared = {"guard": guard, "stage": stage}
    LiveReloadHandler.waiters.clear()
    application = Application(
        [
            (r"/livereload", Socket, shared),
            (rf"/{SCRIPT_PATH}", Script, shared),
            (rf"/{STYLE_PATH}", Style, shared),
            (r".*", Files, shared),
        ],
        log_function=lambda _: None,
        websocket_max_message_size=_MESSAGE_LIMIT,
    )
    return HTTPServer(
        application,
        max_header_size=_READ_AT_MOST,
        max_body_size=_MESSAGE_LIMIT,
        idle_connection_timeout=60,
        body_timeout=10,
    )


def list_open_pages() -> set[str]:
    """List the pages that listen; may be called in any thread."""
    return {page.path for page in tuple(LiveReloadHandler.waiters)}


def reload_pages(changed: Collection[str]) -> None:
    """Tell the open pages what has changed; to be called in the server's own thread."""
    for page in tuple(LiveReloadHandler.waiters):
        for message in _list_messages(page.path, changed):
            page.send_message(message)


def _list_messages(page: str, changed: Collection[str]) -> list[dict[str, object]]:
    """Tell a page what concerns it: not that others have changed.

    A style sheet is exchanged in the page as it stands; for anything else the page loads again.
    """
    shown = [path for path in changed if path == page or not is_page(path)]
    if all(path.endswith(".css") for path in shown):
        return [{"command": "reload", "path": path, "liveCSS": True} for path in shown]
    return [_RELOAD]
