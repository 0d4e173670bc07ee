"""What is wrong with content, with the command, or with the machine, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One thing in the content that a person has to look at.

    `path` is relative to the project and uses forward slashes. `line` counts from 1; 0 means
    the file as a whole. A problem that is not `blocking` is listed, yet the site is still built.
    """

    path: str
    line: int
    message: str
    blocking: bool = True

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


class ContentError(Exception):
    """Content that cannot be used; holds every problem found, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class MachineError(Exception):
    """The environment failed: no space, no permission, a file in use. The message says which."""


def quote(text: str, limit: int = 80) -> str:
    """Quote what is written in a file so that a message stays on one line.

    >>> quote("gaol-1")
    '"gaol-1"'
    """
    visible = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    short = visible if len(visible) <= limit else visible[: limit - 1] + "…"
    return f'"{short}"'


def guess(written: str, choices: Iterable[str]) -> str:
    """Return `; did you mean "…"?` when one of the choices is close to what is written, else "".

    >>> guess("gaol", ["goal", "area"])
    '; did you mean "goal"?'
    >>> guess("zzz", ["goal", "area"])
    ''
    """
    near = get_close_matches(written, list(choices), n=1, cutoff=0.6)
    return f"; did you mean {quote(near[0])}?" if near else ""
