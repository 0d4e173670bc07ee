"""What is wrong with content, with the command, or with the machine, and how it is told."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable
from difflib import get_close_matches

import msgspec


class Problem(msgspec.Struct, frozen=True, order=True):
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
        return make_visible(f"{place}: {self.message}")


class ContentError(Exception):
    """Content that cannot be used; holds every problem found, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class MissingWordError(LookupError):
    """A language lacks a word of the interface that is asked for."""

    def __init__(self, language: str, key: str) -> None:
        self.language = language
        self.key = key
        super().__init__(f"the language {language!r} has no word {key!r}")


class MachineError(Exception):
    """The environment failed: no space, no permission, a file in use. The message says which."""


_REMEDIES = {
    errno.ENOSPC: "the disk is full; free some space and try again",
    errno.EDQUOT: "your share of the disk is used up; free some space and try again",
    errno.EFBIG: "the file is larger than this system allows (see `ulimit -f`)",
    errno.EACCES: "permission is missing; check who owns it and its mode",
    errno.EPERM: "the system does not permit it; check who owns it",
    errno.EROFS: "the disk is mounted for reading only; choose another place",
    errno.EMFILE: "too many files are open; close programs or raise `ulimit -n`",
    errno.ENFILE: "too many files are open on this machine; close programs",
    errno.EBUSY: "it is in use, or something is mounted there; choose another place",
    errno.EXDEV: "it cannot be moved on this file system; choose another place",
    errno.ENAMETOOLONG: "the path is too long; choose a place nearer to the root",
    errno.EIO: "the disk reports a fault; check the disk",
}


def explain_failure(error: OSError, doing: str) -> MachineError:
    """Say in one sentence what was being done, on which file, what failed and what helps.

    >>> print(explain_failure(OSError(errno.ENOSPC, "No space", "site/a.html"), "publishing"))
    publishing failed at site/a.html: the disk is full; free some space and try again
    """
    place = f" at {error.filename}" if error.filename else ""
    reason = _REMEDIES.get(error.errno or 0) or error.strerror or str(error)
    return MachineError(f"{doing} failed{place}: {reason}")


_LONGEST_GUESSED = 200


def quote(text: str, limit: int = 80) -> str:
    """Quote what is written in a file so that a message stays on one line.

    >>> quote("gaol-1")
    '"gaol-1"'
    """
    visible = make_visible(text[: limit + 1])
    short = visible if len(visible) <= limit else visible[: limit - 1] + "…"
    return f'"{short}"'


def make_visible(text: str) -> str:
    r"""Write what cannot be printed, line ends included, by its code.

    >>> make_visible("a\nb")
    'a\\x0ab'
    """
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def guess(written: str, choices: Iterable[str]) -> str:
    """Return `; did you mean "…"?` when one of the choices is close to what is written, else "".

    >>> guess("gaol", ["goal", "area"])
    '; did you mean "goal"?'
    >>> guess("zzz", ["goal", "area"])
    ''
    """
    if len(written) > _LONGEST_GUESSED:
        return ""
    near = get_close_matches(written, list(filter(None, choices)), n=1, cutoff=0.6)
    return f"; did you mean {quote(near[0])}?" if near else ""


def guess_part(written: str, choices: Iterable[str]) -> str:
    """Guess like `guess`, where what is written holds one of the choices as a word.

    >>> guess_part("gaol-1", ["1", "2"])
    '; did you mean "1"?'
    """
    parts = re.split(r"[^a-z0-9]+", written[:_LONGEST_GUESSED].lower())
    near = [choice for choice in choices if choice in parts]
    return f"; did you mean {quote(near[0])}?" if len(near) == 1 else ""
