"""Shows the site while it is edited: a save is seen in the open page a moment later.

A thread watches the folders and builds; the server answers from the last good build, which it
holds in memory. A build that fails leaves that build in place and shows its problems over it.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
import webbrowser
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from measurebook.preview.decorating import tell
from measurebook.preview.following import Changed, Normalised, SourceFollower
from measurebook.preview.guard import Guard, is_everywhere, is_loopback
from measurebook.preview.server import bind, list_open_pages, make_server, reload_pages
from measurebook.preview.stage import EVERYTHING, BuildResult, Stage
from measurebook.preview.watching import Builder

__all__ = ["DEFAULT_HOST", "DEFAULT_PORT", "BuildResult", "Normalised", "SourceFollower", "serve"]

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 5500
_LONGEST_FAREWELL = 0.5


def serve(  # noqa: PLR0913 (one for each word of the command)
    build: Callable[[Collection[str]], Iterable[BuildResult | None]],
    watch: Sequence[Path],
    *,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    open_browser: bool = False,
    on_change: Callable[[Changed], tuple[str, ...] | None] | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve a preview until it is interrupted (Ctrl-C), and then return.

    `build` is given what browsers show now; it may give a part of the site first,
    and None where it can be left, and gives the whole site last. It may give problems or raise
    ContentError or MachineError, and is called in another thread. `watch` are the folders whose
    changes call it again; `on_change` is called with the changed files just before, in the same
    thread; it may itself change files, and returns lines to show (None leaves the last ones).
    `say` is given every line for the terminal.

    Raises MachineError where no port is free or nothing can be watched.
    """
    preview = _Preview(host, port, say)
    builder = Builder(lambda: build(preview.list_shown()), watch, preview.show, on_change)
    with suppress(KeyboardInterrupt):
        asyncio.run(preview.run(builder, open_browser=open_browser))


class _Preview:
    def __init__(self, host: str, port: int, say: Callable[[str], None]) -> None:
        self.say = say
        self.stage = Stage()
        self.listening = bind(host, port)
        bound, found = self.listening.getsockname()[:2]
        host = bound if is_everywhere(bound) else host
        self.guard = Guard(host, found, socket.gethostname())
        if port and found != port:
            say(f"Port {port} is taken; using {found}.")
        if not is_loopback(host):
            say(f"Warning: {self._tell_readers()}")

    def _tell_readers(self) -> str:
        if not is_everywhere(self.guard.host):
            return f"every machine that reaches {self.guard.host} can read this preview."
        address = f"http://{self.guard.machine}:{self.guard.port}/"
        return (
            "every machine that reaches this one can read this preview,"
            f" at {address} or at its IP address."
        )

    @property
    def address(self) -> str:
        """The address for a browser on this machine."""
        host = self.guard.host
        if is_loopback(host) or is_everywhere(host):
            host = "localhost"
        return f"http://{f'[{host}]' if ':' in host else host}:{self.guard.port}/"

    async def run(self, builder: Builder, *, open_browser: bool) -> None:
        self.loop = asyncio.get_running_loop()
        self.ended: asyncio.Future[None] = self.loop.create_future()
        self.is_first = True
        self.open_browser = open_browser
        _silence_other_peoples_requests()
        server = make_server(self.guard, self.stage)
        server.add_socket(self.listening)
        # A daemon, because a build that is on must not hold up the end.
        thread = threading.Thread(target=self._build_on, args=(builder,), daemon=True)
        thread.start()
        try:
            await self.ended
        finally:
            builder.stop.set()
            server.stop()
            thread.join(_LONGEST_FAREWELL)

    def _build_on(self, builder: Builder) -> None:
        """Run in the other thread; a fault there ends the server and is raised here."""
        try:
            builder.run()
        except BaseException as error:  # noqa: BLE001 (handed to the thread that waits)
            self._in_loop(self._end, error)

    def _end(self, error: BaseException) -> None:
        if not self.ended.done():
            self.ended.set_exception(error)

    def show(self, result: BuildResult) -> None:
        """Show a build; called in the other thread."""
        before = self.stage.scene.notes
        changed = self.stage.show(result)
        if changed or self.is_first:
            scene = self.stage.scene
            if scene.notes and scene.notes != before:
                self.say("\n".join(scene.notes))
            if scene.problems:
                self.say(tell(scene.problems))
            elif not self.is_first:
                self.say("Built.")
            self._in_loop(reload_pages, changed or EVERYTHING)
        if self.is_first:
            self.say(f"Preview at {self.address} (Ctrl-C ends it)")
            if self.open_browser:
                _open_browser(self.address)
        self.is_first = False

    def list_shown(self) -> list[str]:
        """List what browsers show now; called in the other thread."""
        return self.stage.list_shown(list_open_pages())

    def _in_loop(self, call: Callable[..., None], *values: object) -> None:
        with suppress(RuntimeError):  # the loop has ended in the meantime
            self.loop.call_soon_threadsafe(call, *values)


def _open_browser(address: str) -> None:
    """Open it in a thread of its own: a browser in the foreground returns when it is closed."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _silence_other_peoples_requests() -> None:
    """Keep out of the terminal what strangers send and livereload's own talk; faults stay."""
    for name in ("tornado.access", "tornado.general", "livereload"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
