"""Exports on disk, for readers that take files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from measurebook.model.output import OutputFile


def write_files(folder: Path, files: Iterable[OutputFile]) -> Path:
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    return folder
