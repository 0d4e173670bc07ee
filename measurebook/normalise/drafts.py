"""What the content folder holds before a run, and the run's changes written into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from measurebook.disk import replace_file
from measurebook.errors import Problem
from measurebook.normalise.reconcile import FOLDERS, Change
from measurebook.normalise.run import Plan, State
from measurebook.settings import Layout


def read_state(layout: Layout) -> State:
    """Read the documents, what is remembered of them, the ledgers and the names.

    What is remembered of a folder counts only while the folder is there: whoever removes all
    measures starts anew, whoever removes one of them wants it gone.
    """
    return State(
        root=layout.content.name,
        content=dict(_read_documents(layout.content)),
        memory=dict(_read_documents(layout.memory, only_beside=layout.content)),
        ledgers={path.stem: _read(path) for path in _list(layout.ledgers, ".yaml")},
        proposals=dict(_read_documents(layout.proposed)),
        organisations=_read(layout.vocabulary / "organisations.yaml"),
    )


def _read_documents(root: Path, only_beside: Path | None = None) -> Iterator[tuple[str, str]]:
    for folder in FOLDERS.values():
        if only_beside and not (only_beside / folder).is_dir():
            continue
        for path in _list(root / folder, ".md"):
            yield f"{folder}/{path.stem}", _read(path)


def _list(folder: Path, ending: str) -> list[Path]:
    if not folder.is_dir() or folder.is_symlink():
        return []
    found = (path for path in folder.iterdir() if path.suffix == ending)
    return sorted(p for p in found if not p.name.startswith(".") and p.is_file())


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="surrogateescape")


def write_plan(plan: Plan, layout: Layout) -> tuple[list[Change], list[Problem]]:
    """Write the changes of a run; returns those written and a problem for each that was not.

    A file that was saved while the run was on stays as it was saved, and what is remembered of it
    stays too, so that the next run compares afresh.
    """
    places = {
        "vocabulary": (layout.vocabulary, ".yaml"),
        "sources": (layout.sources, ".yaml"),
        "content": (layout.content, ".md"),
        "memory": (layout.memory, ".md"),
        "proposed": (layout.proposed, ".md"),
        "ledgers": (layout.ledgers, ".yaml"),
    }
    written: list[Change] = []
    problems: list[Problem] = []
    refused: set[str] = set()
    for group, (folder, ending) in places.items():
        for change in plan.changes.get(group, ()):
            if group == "memory" and change.name in refused:
                continue
            path = folder / f"{change.name}{ending}"
            if replace_file(path, _encode(change.before), _encode(change.after)):
                written.append(change)
                continue
            refused.add(change.name)
            message = "was saved while the run was on; it stays as saved: run normalise again"
            problems.append(Problem(layout.name(path), 0, message))
    return written, problems


def _encode(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", errors="surrogateescape")
