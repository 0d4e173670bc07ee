"""A finished file of the site, and which names such a file may have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec

PATH_LENGTH = 120
_RESERVED_NAMES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


class OutputFile(msgspec.Struct, frozen=True):
    """A file of the site: its path with forward slashes from the site's folder, and its bytes.

    `made_of` is a hash of what it was made of, empty where nobody asked.
    """

    path: str
    data: bytes
    made_of: bytes = b""


def find_name_fault(path: str) -> str | None:
    """Tell why a path cannot be used on every file system and from a zip, or None where it can.

    >>> find_name_fault("measures/abad.html")
    >>> find_name_fault("measures/Abad.html")
    'holds characters other than a-z, 0-9, "-", ".", "_" and "/"'
    >>> find_name_fault("../abad.html")
    'has a part that is empty or starts or ends with a dot'
    """
    if not re.fullmatch(r"[a-z0-9\-._/]+", path):
        return 'holds characters other than a-z, 0-9, "-", ".", "_" and "/"'
    if len(path) > PATH_LENGTH:
        return f"is longer than {PATH_LENGTH} characters"
    parts = path.split("/")
    if any(not part or part.startswith(".") or part.endswith(".") for part in parts):
        return "has a part that is empty or starts or ends with a dot"
    if any(_RESERVED_NAMES.fullmatch(part) for part in parts):
        return "has a part that is reserved on Windows"
    return None


def find_name_faults(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each path that cannot stand in one folder with the others, and why.

    >>> list(find_name_faults(["a", "b.html", "a/b.html", "b.html"]))
    [('a', 'is a file and a folder'), ('b.html', 'comes 2 times')]
    """
    folders: set[str] = set()
    counts = [(path, len(list(same))) for path, same in groupby(sorted(paths))]
    for path, _ in counts:
        folders.update(_folders_of(path))
    for path, count in counts:
        if fault := find_name_fault(path):
            yield path, fault
        if path in folders:
            yield path, "is a file and a folder"
        if count > 1:
            yield path, f"comes {count} times"


def _folders_of(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
