"""Watches folders and builds after every change, in a thread of its own."""

from __future__ import annotations

import re
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

import msgspec
from msgspec.structs import replace
from watchfiles import BaseFilter, Change, watch
from watchfiles.main import FileChange

from measurebook.errors import ContentError, MachineError, Problem
from measurebook.preview.following import Changed
from measurebook.preview.stage import BuildResult

_STEP = 10
"""Milliseconds of quiet after which a change is taken: a save is often several changes."""

_AT_MOST = 200
_LOOK_UP = 50
_FALLBACK_POLLING = 300
_REST = 0.25
"""Seconds without a change before a build goes on that has shown something: browsers that load it
want the processor for themselves."""

Found = SimpleQueue[Changed | BaseException]
"""What one thread finds changed, for the other to build; or the fault that ended the watch."""

Roots = dict[Path, tuple[int, int]]
"""The folders that are there, each with what tells it from another that had its name before."""


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
    unseen: tuple[str, ...] | None = None
    """Lines of `on_change` that no build has shown yet."""

    def run(self) -> None:
        """Build until told to stop. Raises MachineError where nothing can be watched."""
        found: Found = SimpleQueue()
        threading.Thread(target=self._watch, args=(found,), daemon=True).start()
        work = self._build(_take(found, patience=None))
        patience: float | None = 0
        while not self.stop.is_set():
            changed = _take(found, patience)
            if changed:
                work = self._build(changed)
            patience = self._go_on(work)

    def _go_on(self, work: Iterator[BuildResult | None]) -> float | None:
        """Do the next piece of a build; return how long to wait for changes before the one after:
        for ever where there is none.
        """
        for result in work:
            if result is None:
                return 0
            self.show(result)
            return _REST
        return None

    def _watch(self, found: Found) -> None:
        """Put in what changes; an empty set tells at first that it is watching."""
        try:
            for number, changed in enumerate(self._find_changes()):
                if changed or not number:
                    found.put(changed)
            found.put(frozenset())
        except BaseException as error:  # noqa: BLE001 (handed to the thread that builds)
            found.put(error)

    def _find_changes(self) -> Iterator[Changed]:
        """Yield what changed; often nothing, and so the first time.

        The system watches a folder, not its name: where another folder has the name now, or none,
        the watch begins anew, and the name itself counts as changed once that is watched.
        """
        if not _find_roots(self.folders):
            raise MachineError("there is nothing to watch: none of the folders exists")
        renewed: Changed = frozenset()
        while not self.stop.is_set():
            roots = _find_roots(self.folders)
            for changes in self._look(list(roots)):
                yield renewed | {Path(path) for _, path in changes}
                gone = {Path(path) for kind, path in changes if kind is Change.deleted}
                renewed = _find_renewed(roots, _find_roots(self.folders)) | (gone & roots.keys())
                if renewed:
                    break

    def _look(self, folders: Sequence[Path]) -> Iterator[set[FileChange]]:
        """Yield what changes in these folders, again and again, also where nothing does."""
        if not folders:
            self.stop.wait(_LOOK_UP / 1000)
            yield set()
            return
        try:
            yield from self._watch_over(folders, polling=None)
        except (OSError, RuntimeError):  # the system watches no more folders for this user
            yield from self._watch_over(folders, polling=True)

    def _watch_over(
        self, folders: Sequence[Path], *, polling: bool | None
    ) -> Iterator[set[FileChange]]:
        with suppress(FileNotFoundError):  # gone in the meantime
            yield from watch(
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
            )

    def _build(self, changed: Changed) -> Iterator[BuildResult | None]:
        try:
            if changed and self.on_change:
                self._take_note(self.on_change(changed))
            for result in self.build():
                yield result and self._add_notes(result)
        except ContentError as error:
            yield self._add_notes(BuildResult(None, error.problems))
        except MachineError as error:
            problem = Problem("this machine", 0, str(error))
            yield self._add_notes(BuildResult(None, [problem]))
        except Exception as error:  # noqa: BLE001 (a fault of the program must not end the preview)
            traceback.print_exc()
            yield self._add_notes(BuildResult(None, [_tell_fault(error)]))

    def _take_note(self, notes: tuple[str, ...] | None) -> None:
        """Keep notes until a build shows them: the one they belong to may be left before."""
        if notes is not None:
            self.unseen = tuple(dict.fromkeys((*(self.unseen or ()), *notes)))

    def _add_notes(self, result: BuildResult) -> BuildResult:
        notes, self.unseen = self.unseen, None
        return replace(result, notes=notes)


def _tell_fault(error: Exception) -> Problem:
    last = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error} (a fault of the program, not of the content)"
    return Problem(Path(last.filename).name, last.lineno or 0, what)


def _find_roots(folders: Iterable[Path]) -> Roots:
    roots = {}
    for folder in folders:
        with suppress(OSError):
            root = folder.resolve(strict=True)
            found = root.stat()
            roots[root] = (found.st_dev, found.st_ino)
    return roots


def _find_renewed(before: Roots, now: Roots) -> Changed:
    return frozenset(path for path, _ in before.items() ^ now.items())


def _take(found: Found, patience: float | None) -> Changed:
    """Take all that has changed, after waiting so long for the first of it."""
    changed: Changed = frozenset()
    with suppress(Empty):
        while True:
            more = found.get(timeout=patience)
            if isinstance(more, BaseException):
                raise more
            changed, patience = changed | more, 0
    return changed
