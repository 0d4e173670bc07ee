"""What the preview shows at the moment: the last good site, and what is wrong with the newest."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from measurebook.errors import Problem
from measurebook.model.output import OutputFile

EVERYTHING = frozenset({"*"})
"""Stands for all files."""

_OF_LATE = 30
_JUST_NOW = 5.0
"""Seconds in which a page that was asked for is open, or has been left again."""

_MOST_REMEMBERED = 1000


def is_page(path: str) -> bool:
    return path.endswith(".html")


class BuildResult(msgspec.Struct, frozen=True):
    """What a build gave: files, or None where problems kept it from giving any.

    `notes` are lines on what was done beside it; None leaves those of the build before. Unless the
    result `is_whole`, other files follow, and until then those of the last whole build stand.
    """

    files: Sequence[OutputFile] | None
    problems: Iterable[Problem] = ()
    notes: tuple[str, ...] | None = None
    is_whole: bool = True


class Scene(msgspec.Struct, frozen=True):
    """One state of the preview. `is_old` where the files are those of an earlier build.

    A state in which something that was asked for is another has another version, also across
    restarts, so that a page can tell whether it has been overtaken.
    """

    version: int
    files: Mapping[str, bytes] = msgspec.field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    is_old: bool = True
    notes: tuple[str, ...] = ()


class Stage:
    """Holds the scene. The site lives in memory: a scene is changed in one step, nothing can be
    asked for that is not in it, and nothing is left on the disk.

    One thread changes it, others look at it.
    """

    def __init__(self) -> None:
        self.scene = Scene(version=time.time_ns() // 1_000_000)
        self._last_whole: Mapping[str, bytes] = {}
        self._asked: dict[str, float] = {}
        self._turn = threading.Lock()

    def look(self, path: str) -> Scene:
        """Return the scene to one who asks for a file, and remember what was asked for."""
        with self._turn:
            self._asked.pop(path, None)
            self._asked[path] = time.monotonic()
            if len(self._asked) > _MOST_REMEMBERED:
                del self._asked[next(iter(self._asked))]
            return self.scene

    def list_shown(self, open_pages: Iterable[str]) -> list[str]:
        """List what browsers show now: besides the pages that are known to be open, those asked for
        just now, and the other files that were asked for of late.

        A part without the rest is no site, so before the first whole one nothing comes first.
        """
        if not self._last_whole:
            return []
        since = time.monotonic() - _JUST_NOW
        with self._turn:
            late = list(self._asked.items())[-_OF_LATE:]
        return [*open_pages, *(path for path, at in late if at > since or not is_page(path))]

    def show(self, result: BuildResult) -> frozenset[str]:
        """Show a build, or its problems over the last whole one.

        Returns which of the files that were asked for have changed, or EVERYTHING where problems or
        notes have. Only where there is any the scene has another version.
        """
        files = self._find_files(result)
        problems = tuple(sorted(set(result.problems)))
        is_old = result.files is None
        with self._turn:
            now = self.scene
            notes = _leave_out(problems, now.notes if result.notes is None else result.notes)
            scene = Scene(now.version, files, problems, is_old, notes)
            changed = self._find_changed(scene, now)
            self.scene = replace(scene, version=now.version + bool(changed))
        return changed

    def _find_changed(self, new: Scene, now: Scene) -> frozenset[str]:
        told, tells = [(scene.problems, scene.is_old, scene.notes) for scene in (now, new)]
        if told != tells:
            return EVERYTHING
        return frozenset(path for path in self._asked if new.files.get(path) != now.files.get(path))

    def _find_files(self, result: BuildResult) -> Mapping[str, bytes]:
        if result.files is None:
            return self._last_whole
        files = {file.path: file.data for file in result.files}
        if not result.is_whole:
            return {**self._last_whole, **files}
        self._last_whole = files
        return files


def _leave_out(problems: Iterable[Problem], notes: Iterable[str]) -> tuple[str, ...]:
    """Return the notes without those that say what a problem says anyway."""
    told = set(map(str, problems))
    return tuple(note for note in notes if note not in told)
