"""Reads addresses as a browser does and finds the file of the site that each leads to."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property, lru_cache

from measurebook.errors import quote

OUTSIDE_SCHEMES = frozenset({"http", "https", "mailto"})
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"`{}|^]|\s|%(?![0-9a-fA-F]{2})")


@lru_cache(maxsize=1 << 16)
def read_scheme(address: str) -> str:
    """Return the scheme of an address in lower case, or "" for a relative one.

    >>> read_scheme("HTTPS://example.org"), read_scheme("goals/1.html")
    ('https', '')
    """
    found = _SCHEME.match(address)
    return found[1].lower() if found else ""


@lru_cache(maxsize=1 << 16)
def find_form_fault(address: str) -> str | None:
    r"""Tell what makes an address read differently in different programs, or None.

    Browsers drop blanks and line feeds inside addresses and take `\` for `/`, which hides
    schemes and hosts from whoever checks.

    >>> find_form_fault("java\nscript:alert(1)")
    'holds a blank, a control character, a backslash or another character that must be escaped'
    """
    if not address:
        return "is empty"
    if _UNSAFE.search(address):
        return (
            "holds a blank, a control character, a backslash or another character "
            "that must be escaped"
        )
    return None


class Tree:
    """The files of the site as links see them. Faults are told in words, None is a good link."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = frozenset(paths)
        self._found: dict[tuple[str, str], tuple[str, str | None]] = {}

    @cached_property
    def folders(self) -> frozenset[str]:
        found = {"."}
        for path in self.paths:
            while path := posixpath.dirname(path):
                found.add(path)
        return frozenset(found)

    @cached_property
    def _by_lower_case(self) -> dict[str, str]:
        return {path.lower(): path for path in self.paths}

    def resolve(self, folder: str, address: str) -> tuple[str, str | None]:
        """Return the path that an address without fragment leads to from a folder, and its fault.

        Answers are kept: the links of the navigation come again on every page.
        """
        key = (folder, address)
        if key not in self._found:
            self._found[key] = self._look_up(folder, address)
        return self._found[key]

    def _look_up(self, folder: str, address: str) -> tuple[str, str | None]:
        if address.startswith("/"):
            return "", "starts at the root of the host; expected a relative address"
        written = address.partition("?")[0]
        if "%" in written:
            return "", 'holds a "%"; the names of our files need no escapes'
        path = posixpath.normpath(posixpath.join(folder, written))
        if path.startswith(".."):
            return "", "leads out of the site"
        if path in self.folders or written.endswith(("/", "/.", "/..")):
            return path, self._tell_folder(folder, path)
        return path, None if path in self.paths else self._tell_nothing(folder, path)

    def _tell_folder(self, folder: str, path: str) -> str:
        index = posixpath.normpath(posixpath.join(path, "index.html"))
        better = f"; link to {_shown(folder, index)}" if index in self.paths else ""
        return f"leads to a folder, and links must lead to files{better}"

    def _tell_nothing(self, folder: str, path: str) -> str:
        near = self._by_lower_case.get(path.lower())
        if near:
            return f"leads to no file; letters differ in case from {_shown(folder, near)}"
        return f"leads to no file{self._guess(folder, path)}"

    def _guess(self, folder: str, path: str) -> str:
        """Guess a file of the same name elsewhere, or of nearly that name in the same folder."""
        home, name = posixpath.split(path)
        namesakes = self._by_name.get(name, [])
        if namesakes and name != "index.html":
            return f"; did you mean {_shown(folder, min(namesakes, key=len))}?"
        stem, kind = posixpath.splitext(name)
        near = get_close_matches(stem, sorted(self._stems[home, kind]), n=1)
        if not near:
            return ""
        return f"; did you mean {_shown(folder, posixpath.join(home, near[0] + kind))}?"

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted(self.paths):
            found.setdefault(posixpath.basename(path), []).append(path)
        return found

    @cached_property
    def _stems(self) -> dict[tuple[str, str], set[str]]:
        """The names in each folder, by their kind and without it."""
        found = defaultdict[tuple[str, str], set[str]](set)
        for path in self.paths:
            home, name = posixpath.split(path)
            stem, kind = posixpath.splitext(name)
            found[home, kind].add(stem)
        return found


def _shown(folder: str, path: str) -> str:
    return quote(posixpath.relpath(path, folder or "."), limit=200)
