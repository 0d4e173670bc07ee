"""What the content folder holds before a run, and the run's changes written into it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from measurebook.disk import commit, hold_folder, recover, staging
from measurebook.errors import ContentError, Problem, explain_failure
from measurebook.normalise.state import ENDINGS, GROUPS, KINDS, Change, Group, Plan, State
from measurebook.settings import Layout
from measurebook.shelf import Shelf, ShelvedTexts

_BUSY = "another run of normalise is at work there; wait for it"
_SAVED_MEANWHILE = "was saved while the run was on; it stays as saved: run normalise again"


# Before a run


def read_state(layout: Layout) -> State:
    """Read the documents, what is remembered of them, the ledgers and the names.

    Raises ContentError where one of the folders is a link, because what is behind a link is
    somebody else's.
    """
    _refuse_links(layout)
    unusable: dict[str, Problem] = {}
    folders = {name: layout.content / name for name in KINDS}
    try:
        shelf = Shelf()
        ledgers = ((path.stem, _read(path)) for path in _list(layout.ledgers, ".yaml"))
        return State(
            shelf=shelf,
            root=layout.content.name,
            content=ShelvedTexts(shelf, _read_documents(folders, layout, unusable)),
            memory=ShelvedTexts(shelf, _read_all(layout.memory, (*KINDS, "conflicts", "ledgers"))),
            ledgers=ShelvedTexts(shelf, ledgers),
            conflicts=dict(_read_conflicts(layout, unusable)),
            proposals=ShelvedTexts(shelf, _read_all(layout.proposed, ENDINGS)),
            cards={path.stem: _read(path) for path in _list(layout.sources, ".yaml")},
            schema=_read_optional(layout.schema),
            organisations=_read_optional(layout.vocabulary / "organisations.yaml"),
            unusable=unusable,
            folders=frozenset(
                name
                for name, path in {**folders, "conflicts": layout.conflicts}.items()
                if path.is_dir()
            ),
        )
    except OSError as error:
        raise explain_failure(error, "reading the content") from None


def _refuse_links(layout: Layout) -> None:
    """Refuse folders that are symbolic links, or no folders: reading or writing would follow."""
    folders = [layout.sources, layout.vocabulary, layout.conflicts, layout.ledgers]
    folders += [layout.content / name for name in KINDS]
    for root in (layout.memory, layout.proposed):
        folders += [root, *(root / name for name in ENDINGS)]
    problems = []
    for folder in folders:
        if folder.is_symlink():
            message = "is a symbolic link; links are not followed"
            problems.append(Problem(layout.name(folder), 0, message))
        elif os.path.lexists(folder) and not folder.is_dir():
            problems.append(Problem(layout.name(folder), 0, "is not a folder"))
    if problems:
        raise ContentError(problems)


def _read_documents(
    folders: dict[str, Path], layout: Layout, unusable: dict[str, Problem]
) -> Iterator[tuple[str, str]]:
    """Read the documents; those that cannot be read are noted with the reason."""
    for name, folder in folders.items():
        for path in _list(folder, ".md"):
            fault, text = _read_strictly(path)
            if fault:
                unusable[f"{name}/{path.stem}"] = Problem(layout.name(path), 0, fault)
            else:
                yield f"{name}/{path.stem}", text


def _read_conflicts(layout: Layout, unusable: dict[str, Problem]) -> Iterator[tuple[str, str]]:
    """Read the conflicts; those that cannot be read are noted with the reason."""
    for path in _list(layout.conflicts, ".yaml"):
        fault, text = _read_strictly(path)
        if fault:
            unusable[f"conflicts/{path.stem}"] = Problem(layout.name(path), 0, fault)
        else:
            yield path.stem, text


def _read_strictly(path: Path) -> tuple[str, str]:
    """Return why a file cannot be read, or "", and its text."""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return "is a symbolic link; put the file itself here", ""
    if not stat.S_ISREG(mode):
        return "is not a file", ""
    try:
        return "", path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return f"is not UTF-8 (byte 0x{error.object[error.start]:02x}); save it as UTF-8", ""


def _read_all(root: Path, folders: Iterable[str]) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in _list(root / folder, ENDINGS[folder]):
            if path.is_file() and not path.is_symlink():
                yield f"{folder}/{path.stem}", _read(path)


def _list(folder: Path, ending: str) -> list[Path]:
    """List the files of a folder; what editors leave and what programs hide is none of them."""
    if not folder.is_dir():
        return []
    found = (path for path in folder.iterdir() if path.suffix == ending)
    return sorted(path for path in found if not path.name.startswith("."))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="surrogateescape")


def _read_optional(path: Path) -> str | None:
    return _read(path) if path.is_file() else None


# The run's changes


@contextmanager
def run_alone(layout: Layout) -> Iterator[list[Problem]]:
    """Keep other runs away, and clear up after one that was killed; yields what came of that.

    What a person saved while a run was killed goes back into its place, or is put among the
    proposals where something newer stands there. Writes nothing else.
    """
    _refuse_links(layout)
    with hold_folder(layout.content, _BUSY):
        yield list(_clear_up(layout))


def _clear_up(layout: Layout) -> Iterator[Problem]:
    for folder in _find_folders(layout):
        for left, path in recover(folder):
            target = _find_free(layout.proposed / path.parent.name, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            left.rename(target)
            message = f"is what somebody saved as {layout.name(path)} while a run was killed"
            yield Problem(layout.name(target), 0, message, blocking=False)


def _find_folders(layout: Layout) -> list[Path]:
    """List the folders that a run writes into."""
    inner = [root / name for root in (layout.memory, layout.proposed) for name in ENDINGS]
    outer = [layout.content / name for name in KINDS]
    others = [layout.vocabulary, layout.sources, layout.conflicts, layout.ledgers]
    return [*others, *outer, *inner]


def _find_free(folder: Path, path: Path) -> Path:
    names = (f"{path.stem}-saved{'-' * (n > 0)}{n or ''}{path.suffix}" for n in range(10_000))
    return next(folder / name for name in names if not os.path.lexists(folder / name))


def write_plan(plan: Plan, layout: Layout) -> tuple[list[Change], list[Problem]]:
    """Write the changes of a run; returns those written and a problem for each that was not.

    All new texts are on the disk before the first file is replaced, so that a full disk leaves
    everything as it was. A file that was saved while the run was on stays as it was saved, and
    what is remembered of it stays too, so that the next run compares afresh. Raises MachineError
    where the disk refuses.
    """
    changes = list(plan.in_order())
    written: list[Change] = []
    problems: list[Problem] = []
    if not changes:
        return written, problems
    _refuse_links(layout)
    refused: set[str] = set()
    writings = (_Writing(_path_of(group, change, layout), change) for group, change in changes)
    with staging(writings) as staged:
        for group in GROUPS:
            pairs = [
                (change, one)
                for (of, change), one in zip(changes, staged, strict=True)
                if of == group and change.hinge not in refused
            ]
            done = commit([one for _, one in pairs])
            for (change, one), is_done in zip(pairs, done, strict=True):
                if is_done:
                    written.append(change)
                    continue
                refused.add(_full_name(group, change))
                problems.append(Problem(layout.name(one.wanted.path), 0, _SAVED_MEANWHILE))
    return written, problems


class _Writing(msgspec.Struct, frozen=True):
    """A change on its way to the disk; its texts are read when they are needed."""

    path: Path
    change: Change

    @property
    def expected(self) -> bytes | None:
        return _encode(self.change.before)

    @property
    def data(self) -> bytes | None:
        return _encode(self.change.after)


def _path_of(group: Group, change: Change, layout: Layout) -> Path:
    folders = {
        "forgotten": layout.memory,
        "schema": layout.content,
        "vocabulary": layout.vocabulary,
        "sources": layout.sources,
        "proposed": layout.proposed,
        "content": layout.content,
        "conflicts": layout.conflicts,
        "ledgers": layout.ledgers,
        "memory": layout.memory,
    }
    ending = ENDINGS[_full_name(group, change).partition("/")[0]]
    return folders[group] / f"{change.name}{ending}"


def _full_name(group: Group, change: Change) -> str:
    """Return the name of a file with its folder."""
    return change.name if "/" in change.name else f"{group}/{change.name}"


def _encode(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", errors="surrogateescape")
