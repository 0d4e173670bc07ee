"""Checks a bundle against its own manifest."""

from __future__ import annotations

import errno
import os
import stat
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec

from measurebook.errors import Problem, explain_failure, quote
from measurebook.model.output import find_name_faults
from measurebook.offline.manifest import (
    MANIFEST,
    README,
    Listed,
    Manifest,
    hash_content,
    list_file,
)

_MANIFEST_LIMIT = 64 * 1024 * 1024
_LOCAL_HEADER = 30
"""Bytes before the name of a file."""

_END = 22
_END_MARK = b"PK\5\6"
_NO_COMMENT = b"\0\0"
_TORN = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
)
"""What reading a garbled zip ends in."""


def verify_bundle(path: Path) -> list[Problem]:
    """Return what is wrong with a bundle: names, links, and every file that is not as listed.

    Nothing is unpacked, and of the zip no more is read than it says to hold. Raises MachineError
    where the file cannot be read at all.
    """
    try:
        with path.open("rb") as file:
            faults = _read_faults(file)
    except OSError as error:
        raise explain_failure(error, f"reading {path}") from error
    return [Problem(path.name, 0, fault) for fault in faults]


def _read_faults(file: BinaryIO) -> list[str]:
    try:
        with ZipFile(file) as archive:
            return list(_find_faults(archive))
    except _TORN as error:
        return [f"is not a whole zip: {error}"]
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place that no file has, named by a garbled zip
            raise
        return ["is not a whole zip"]


def _find_faults(archive: ZipFile) -> Iterator[str]:
    faults = list(_find_entry_faults(archive.infolist()))
    yield from faults
    if faults:
        return  # what is named or stored in another way than ours is not read
    yield from _find_strays(archive)
    entries = {info.filename.partition("/")[2]: info for info in archive.infolist()}
    if MANIFEST not in entries:
        yield f"holds no {MANIFEST}"
        return
    try:
        manifest = _read_manifest(archive, entries.pop(MANIFEST))
    except ValueError as error:
        yield f"{MANIFEST} cannot be read: {error}"
        return
    found = {name: list_file(archive.read(info)) for name, info in entries.items()}
    yield from _compare(manifest, found)


def _find_entry_faults(entries: list[ZipInfo]) -> Iterator[str]:
    tops = {info.filename.partition("/")[0] for info in entries}
    if len(tops) != 1:
        yield f"holds {len(tops)} folders at its top; expected one"
    names = [info.filename.partition("/")[2].replace(README, README.lower()) for info in entries]
    for name, fault in find_name_faults([*names, *tops]):
        yield f"the name {quote(name, 200)} {fault}"
    for info in entries:
        storing = _find_storing_fault(info)
        if storing:
            yield f"{quote(info.filename, 200)} {storing}"


def _find_storing_fault(info: ZipInfo) -> str | None:
    if not stat.S_ISREG(info.external_attr >> 16):
        return "is not a plain file"
    if info.compress_type != ZIP_STORED or info.compress_size != info.file_size:
        return "is compressed; a bundle's files are stored"
    if info.flag_bits & 1:
        return "is encrypted"
    return None


def _find_strays(archive: ZipFile) -> Iterator[str]:
    """Yield what a zip holds beside its files: reading tools pass over it, other programs do not.

    A script before the first file is run by a shell, and a comment may hold anything.
    """
    end = 0
    for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
        if info.header_offset != end:
            break
        end += _LOCAL_HEADER + len(info.filename) + info.file_size
    if end != archive.start_dir:
        yield "holds bytes before or between its files that belong to none of them"
    if not _ends_with_its_end(archive):
        yield "holds a comment, or bytes that were put after its end"


def _ends_with_its_end(archive: ZipFile) -> bool:
    file = archive.fp
    if file is None:
        return False
    file.seek(-_END, os.SEEK_END)
    last = file.read()
    return last.startswith(_END_MARK) and last.endswith(_NO_COMMENT)


def _read_manifest(archive: ZipFile, info: ZipInfo) -> Manifest:
    if info.file_size > _MANIFEST_LIMIT:
        raise ValueError(f"it is longer than {_MANIFEST_LIMIT:,} bytes")
    return msgspec.json.decode(archive.read(info), type=Manifest)


def _compare(manifest: Manifest, found: dict[str, Listed]) -> Iterator[str]:
    moved = {found[name]: name for name in sorted(found.keys() - manifest.files.keys())}
    for name in sorted(manifest.files.keys() | found.keys()):
        if name not in found:
            now = moved.get(manifest.files[name])
            renamed = f"; the same bytes stand as {quote(now, 200)}" if now else ""
            yield f"{quote(name, 200)} is listed and missing{renamed}"
        elif name not in manifest.files:
            yield f"{quote(name, 200)} is there and not listed"
        elif found[name] != manifest.files[name]:
            yield f"{quote(name, 200)} is not what was listed: its SHA-256 or size differs"
    if manifest.content != hash_content(manifest.files):
        yield f"{MANIFEST} states a hash of the content that its list does not give"
