"""Writes a bundle."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import msgspec

from measurebook.errors import ContentError, Problem, explain_failure
from measurebook.model.output import OutputFile, find_name_fault, find_name_faults
from measurebook.offline.manifest import (
    MANIFEST,
    README,
    Manifest,
    hash_content,
    list_files,
    write_manifest,
    write_readme,
)
from measurebook.text import make_slug

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can name; any later one would have to come from a clock."""
_MADE_ON_UNIX = 3
_PLAIN_FILE = 0o100644


class Bundle(msgspec.Struct, frozen=True):
    """A bundle that was written; `content` is the hash of the site in it, `sha256` of the zip."""

    path: Path
    size: int
    sha256: str
    content: str


def write_bundle(
    files: Sequence[OutputFile],
    target: Path,
    version: str,
    title: str = "",
    volumes: Sequence[str] = (),
) -> Bundle:
    """Write the zip `target` with all files in one folder of the zip's name.

    `volumes` are the files that hold everything in one, for the note to the reader. An older bundle
    is replaced in one step. Raises ContentError for files that cannot be handed out, and
    MachineError where the disk refuses.
    """
    content, entries = _list_entries(files, version, title, volumes)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, lambda file: _write_zip(file, name_top_folder(target), entries))
        with target.open("rb") as written:
            digest = file_digest(written, "sha256").hexdigest()
        return Bundle(target, target.stat().st_size, digest, content)
    except OSError as error:
        raise explain_failure(error, f"writing {target}") from error


def pack_bundle(
    files: Sequence[OutputFile],
    name: str,
    version: str,
    title: str = "",
    volumes: Sequence[str] = (),
) -> bytes:
    """Return the same zip as `write_bundle` writes to `name`.zip."""
    packed = BytesIO()
    _write_zip(packed, name, _list_entries(files, version, title, volumes)[1])
    return packed.getvalue()


def write_beside(file: OutputFile, folder: Path) -> Path:
    """Write a file that is handed out beside a bundle, and return where it is.

    Raises MachineError where the disk refuses.
    """
    target = folder / Path(file.path).name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(target, lambda opened: opened.write(file.data))
    except OSError as error:
        raise explain_failure(error, f"writing {target}") from error
    return target


def _list_entries(
    files: Sequence[OutputFile], version: str, title: str, volumes: Sequence[str]
) -> tuple[str, list[OutputFile]]:
    """Return the hash of the content, and all that the zip holds, sorted."""
    _refuse_unfit(files)
    listed = list_files(files)
    content = hash_content(listed)
    note = write_readme(title, version, len(files), content, volumes)
    readme = OutputFile(README, note)
    manifest = Manifest(version=version, content=content, files=listed | list_files([readme]))
    entries = [*files, readme, OutputFile(MANIFEST, write_manifest(manifest))]
    return content, sorted(entries, key=lambda file: file.path)


def _refuse_unfit(files: Sequence[OutputFile]) -> None:
    paths = [file.path for file in files]
    problems = [Problem(path, 0, fault) for path, fault in find_name_faults(paths)]
    problems += [
        Problem(path, 0, "has the name of a file that every bundle adds")
        for path in paths
        if path.casefold() in {README.casefold(), MANIFEST}
    ]
    if "index.html" not in paths:
        problems.append(Problem("index.html", 0, "is missing, and a reader would open it first"))
    if problems:
        raise ContentError(problems)


def name_top_folder(target: Path) -> str:
    """Name the folder in the zip after the zip, in letters that every system can write.

    >>> name_top_folder(Path("dist/creative-azerbaijan-0.1.0.zip"))
    'creative-azerbaijan-0.1.0'
    >>> name_top_folder(Path("My Copy.zip"))
    'my-copy'
    """
    stem = target.stem
    return (make_slug(stem) or "site") if find_name_fault(stem) else stem


def _replace(target: Path, write: Callable[[BinaryIO], object]) -> None:
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with fresh.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _write_zip(file: BinaryIO, folder: str, entries: Iterable[OutputFile]) -> None:
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for entry in entries:
            archive.writestr(_describe(f"{folder}/{entry.path}"), entry.data)


def _describe(path: str) -> ZipInfo:
    entry = ZipInfo(path, _FIRST_DATE)
    entry.create_system = _MADE_ON_UNIX
    entry.external_attr = _PLAIN_FILE << 16
    return entry
