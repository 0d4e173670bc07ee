"""What the preview shows at the moment: the last good site, and what is wrong with the newest."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from measurebook.errors import Problem
from measurebook.model.output import OutputFile


@dataclass(frozen=True)
class BuildResult:
    """What one build gave: all files, or None where problems kept it from giving any.

    `notes` are lines on what was done beside it; None leaves those of the build before.
    """

    files: Sequence[OutputFile] | None
    problems: Iterable[Problem] = ()
    notes: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Scene:
    """One state of the preview. `is_old` where the files are those of an earlier build.

    Every state has another version, also across restarts, so that a page can tell whether it has
    been overtaken.
    """

    version: int
    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    is_old: bool = True
    notes: tuple[str, ...] = ()


class Stage:
    """Holds the scene. The site lives in memory: a scene is changed in one step, nothing can be
    asked for that is not in it, and nothing is left on the disk.

    One thread changes it, others read it.
    """

    def __init__(self) -> None:
        self.scene = Scene(version=time.time_ns() // 1_000_000)

    def show(self, result: BuildResult) -> bool:
        """Show a build, or its problems over the last good one; tell whether anything changed."""
        now = self.scene
        files = now.files
        if result.files is not None:
            files = {file.path: file.data for file in result.files}
        problems = tuple(sorted(set(result.problems)))
        is_old = result.files is None
        notes = now.notes if result.notes is None else result.notes
        scene = Scene(now.version, files, problems, is_old, notes)
        if scene == now:
            return False
        self.scene = replace(scene, version=now.version + 1)
        return True
