"""A YAML mapping as plain values that know their lines."""

from __future__ import annotations

from typing import Any

import msgspec

from measurebook.errors import ContentError, Problem

KeyPath = tuple[str | int, ...]
"""Keys and places in lists, counted from 0, that lead to a value from the top of the file."""


class Fields(msgspec.Struct, frozen=True):
    """A YAML mapping as plain text values, and the line of the file where each key stands."""

    path: str
    values: dict[str, Any]
    lines: dict[KeyPath, int]

    def line_of(self, *keys: str | int) -> int:
        """Return the line of a key, or of the nearest mapping around it, or 1."""
        for length in range(len(keys), 0, -1):
            if keys[:length] in self.lines:
                return self.lines[keys[:length]]
        return 1

    def problem(self, message: str, *keys: str | int, blocking: bool = True) -> Problem:
        """Return a problem that points at a key of this file."""
        return Problem(self.path, self.line_of(*keys), message, blocking)


def failure(path: str, line: int, message: str) -> ContentError:
    """Return the error for a file that cannot be read any further."""
    return ContentError([Problem(path, line, message)])
