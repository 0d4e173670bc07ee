"""Files of a content folder, read with limits. The only part of `load` that touches the disk."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from measurebook.errors import ContentError, Problem, explain_failure
from measurebook.frontmatter import Fields, read_fields
from measurebook.memory import recall
from measurebook.settings import Layout
from measurebook.text import find_hidden

FILE_LIMIT = 1024 * 1024
LIST_LIMIT = 16 * 1024 * 1024
"""The organisations of 200 reports are ten thousand entries."""

SOURCE_LIMIT = 20 * 1024 * 1024
_LEFTOVER = re.compile(r"\..*|.*~|#.*#|4913|.*\.(sw[a-z]|tmp|bak|orig|rej)", re.IGNORECASE)
_MERGE_MARK = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_MOST_HIDDEN = 20
_MEBIBYTE = 1024 * 1024
HOW_TO_START = "`build.py start --content …` brings what a content folder needs"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@contextmanager
def collecting(problems: list[Problem]) -> Iterator[None]:
    """Add the problems of a ContentError raised in this block, so that the next file is read."""
    try:
        yield
    except ContentError as error:
        problems += error.problems


def is_leftover(name: str) -> bool:
    """Tell whether a file is hidden or was left behind by an editor, and so is not content.

    Vim tries with a file named 4913 whether it may write.

    >>> [is_leftover(name) for name in (".abad.md.swp", "abad.md~", "#abad.md#", "abad.md")]
    [True, True, True, False]
    """
    return _LEFTOVER.fullmatch(name) is not None


def list_files(folder: Path, layout: Layout) -> list[Path]:
    """List what a folder holds, sorted by name; a folder that is not there holds nothing.

    Raises ContentError for a folder that is a symbolic link or no folder.
    """
    try:
        mode = folder.lstat().st_mode
    except FileNotFoundError:
        return []
    if stat.S_ISLNK(mode):
        raise _refusal(layout.name(folder), 0, "is a symbolic link; links are not followed")
    if not stat.S_ISDIR(mode):
        raise _refusal(layout.name(folder), 0, "is not a folder")
    with _telling_failures(layout.name(folder)):
        paths = (path for path in folder.iterdir() if not is_leftover(path.name))
        return sorted(paths, key=lambda path: (path.stem, path.name))


def read_bytes(path: Path, layout: Layout, limit: int) -> bytes:
    """Read a regular file. Raises ContentError for a link, a folder, a device or a big file."""
    name = layout.name(path)
    with _telling_failures(name):
        if path.parent != layout.content and path.parent.is_symlink():
            raise _refusal(name, 0, "is behind a symbolic link; links are not followed")
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            raise _refusal(name, 0, "is a symbolic link; put the file itself here")
        if not stat.S_ISREG(status.st_mode):
            raise _refusal(name, 0, "is not a file")
        if status.st_size > limit:
            size, most = status.st_size / _MEBIBYTE, limit // _MEBIBYTE
            raise _refusal(name, 0, f"is {size:.1f} MiB long; {most} MiB is the limit, so split it")
        return path.read_bytes()


def read_text(path: Path, layout: Layout, limit: int = FILE_LIMIT) -> str:
    """Read a file that people edit: UTF-8, line ends of any system, no invisible characters and
    no merge that was not finished.
    """
    name = layout.name(path)
    return recall(("text", name), _clean, read_bytes(path, layout, limit), name)


def _clean(raw: bytes, name: str) -> str:
    text = decode(raw, name).replace("\r\n", "\n")
    hidden = {
        Problem(name, line, f"holds an invisible character, {character}; remove it")
        for line, character in islice(find_hidden(text), _MOST_HIDDEN)
    }
    if hidden:
        raise ContentError(hidden)
    if marks := [text.count("\n", 0, mark.start()) + 1 for mark in _MERGE_MARK.finditer(text)]:
        message = "is the mark of an unfinished merge; keep one version and delete the marks"
        raise ContentError(Problem(name, line, message) for line in marks)
    return text


def read_yaml(path: Path, layout: Layout, limit: int = FILE_LIMIT) -> Fields:
    """Read the fields of a YAML file."""
    return read_fields(read_text(path, layout, limit), layout.name(path))


def read_needed(path: Path, layout: Layout) -> Fields:
    """Read the fields of a YAML file that every content folder has."""
    if not os.path.lexists(path):
        raise _refusal(layout.name(path), 0, f"is missing; {HOW_TO_START}")
    return read_yaml(path, layout)


def read_optional(path: Path, layout: Layout, limit: int = FILE_LIMIT) -> Fields:
    """Read the fields of a YAML file; one that is not there has none."""
    if os.path.lexists(path):
        return read_yaml(path, layout, limit)
    return Fields(layout.name(path), {}, {})


def decode(raw: bytes, name: str) -> str:
    """Decode UTF-8, with or without a byte order mark. Raises ContentError with the line."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        written = f"0x{raw[error.start]:02x}"
    if raw.startswith(_UTF_16_MARKS):
        raise _refusal(name, 0, "is UTF-16; save it as UTF-8")
    raise _refusal(name, line, f"is not UTF-8 (byte {written}); save it as UTF-8")


@contextmanager
def _telling_failures(name: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise _refusal(name, 0, "is missing") from None
    except OSError as error:
        raise explain_failure(OSError(error.errno, error.strerror, name), "reading") from None


def _refusal(name: str, line: int, message: str) -> ContentError:
    return ContentError([Problem(name, line, message)])
