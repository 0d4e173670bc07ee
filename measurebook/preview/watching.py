"""Watches folders and builds after every change, in a thread of its own."""

from __future__ import annotations

import re
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace
from watchfiles import BaseFilter, Change, watch

from measurebook.errors import ContentError, MachineError, Problem
from measurebook.preview.following import Changed
from measurebook.preview.stage import BuildResult

_STEP = 10
"""Milliseconds of quiet after which a change is taken: a save is often several changes."""

_AT_MOST = 200
_LOOK_UP = 50
_FALLBACK_POLLING = 300
_MOMENT = 0.2
"""Seconds of work on a build between two looks for changes."""

_REST = 5
"""Looks without a change before a build goes on that has shown something: browsers that load it
want the processor for themselves."""


class SourcesOnly(BaseFilter):
    """Leaves out what editors, systems and our own tools leave beside the files people mean."""

    ignore_dirs = ("__pycache__", "node_modules")
    ignore_entity_patterns = (
        r"^\.",  # hidden: swap files, .git, .DS_Store, locks
        r"^#.*#$",
        r"~$",
        r"^~\$",
        r"^4913$",  # vim tries with this name whether it may write
        r"\.(?:bak|crdownload|kate-swp|orig|part|pyc|sw[a-p]|tmp|temp)$",
        r"___jb_(?:tmp|old)___$",
        r"^(?:Thumbs\.db|desktop\.ini)$",
    )

    def __init__(self, roots: Sequence[Path]) -> None:
        super().__init__()
        self._roots = [str(root) for root in roots]

    def __call__(self, change: Change, path: str) -> bool:
        """Judge only the part below the watched folder: that may itself lie in a hidden one."""
        root = next((root for root in self._roots if path.startswith(root)), "")
        parts = re.split(r"[/\\]", path.removeprefix(root).strip("/\\"))
        return not any(self._is_ignored(part) for part in parts)

    def _is_ignored(self, part: str) -> bool:
        patterns = self._ignore_entity_regexes
        return part in self._ignore_dirs or any(pattern.search(part) for pattern in patterns)


class Builder(msgspec.Struct):
    """Builds once at the start and again after every change, until it is told to stop.

    A build gives its results one after the other, and None where it can be left: when something
    has changed in the meantime, the next one begins, so that no save is missed and none is waited
    for. `on_change` is called with the changed files before each build but the first, and may
    return lines to show with it.
    """

    build: Callable[[], Iterable[BuildResult | None]]
    folders: Sequence[Path]
    show: Callable[[BuildResult], None]
    on_change: Callable[[Changed], tuple[str, ...] | None] | None = None
    stop: threading.Event = msgspec.field(default_factory=threading.Event)

    def run(self) -> None:
        work, rest = self._build(frozenset()), 0
        for changed in self._watch():
            if changed:
                work, rest = self._build(changed), 0
            if rest:
                rest -= 1
            elif self._go_on(work):
                rest = _REST

    def _go_on(self, work: Iterable[BuildResult | None]) -> bool:
        """Work on a build for a moment; tell whether there was something to show."""
        end = time.monotonic() + _MOMENT
        for result in work:
            if result is not None:
                self.show(result)
                return True
            if time.monotonic() > end:
                break
        return False

    def _watch(self) -> Iterator[Changed]:
        """Yield what changed; an empty set, the first one included, says that it is watching."""
        folders = [folder.resolve() for folder in self.folders if folder.exists()]
        if not folders:
            raise MachineError("there is nothing to watch: none of the folders exists")
        try:
            yield from self._look(folders, polling=None)
        except (OSError, RuntimeError):  # the system watches no more folders for this user
            yield from self._look(folders, polling=True)

    def _look(self, folders: Sequence[Path], *, polling: bool | None) -> Iterator[Changed]:
        for changes in watch(
            *folders,
            watch_filter=SourcesOnly(folders),
            step=_STEP,
            debounce=_AT_MOST,
            rust_timeout=_LOOK_UP,
            yield_on_timeout=True,
            stop_event=self.stop,
            raise_interrupt=False,
            force_polling=polling,
            poll_delay_ms=_FALLBACK_POLLING,
            ignore_permission_denied=True,
        ):
            yield frozenset(Path(path) for _, path in changes)

    def _build(self, changed: Changed) -> Iterator[BuildResult | None]:
        notes = None
        try:
            if changed and self.on_change:
                notes = self.on_change(changed)
            for result in self.build():
                yield result and replace(result, notes=notes)
        except ContentError as error:
            yield BuildResult(None, error.problems, notes)
        except MachineError as error:
            yield BuildResult(None, [Problem("this machine", 0, str(error))], notes)
        except Exception as error:  # noqa: BLE001 (a fault of the program must not end the preview)
            traceback.print_exc()
            last = traceback.extract_tb(error.__traceback__)[-1]
            what = f"{type(error).__name__}: {error} (a fault of the program, not of the content)"
            problem = Problem(Path(last.filename).name, last.lineno or 0, what)
            yield BuildResult(None, [problem], notes)
