"""What the normaliser remembers of a file it wrote: the text, and where the file stood last.

The first line of a remembered text says what it must be. A memory that was cut off, edited or
merged line by line does not fit that line and counts as none: nobody can tell then what was
generated, so nothing is changed on its word.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from measurebook.normalise.line_ends import plain

_SEAL = re.compile(r"# remembered: (?P<sha>[0-9a-f]{64}) (?P<place>deleted by hand|at [^\n]+)\n")
_DELETED = "deleted by hand"


@dataclass(frozen=True)
class Remembered:
    """The text last generated for a file, and the file's slug at that time.

    `place` is None where the file had been deleted by hand.
    """

    text: str
    place: str | None


def write_remembered(remembered: Remembered) -> str:
    place = _DELETED if remembered.place is None else f"at {remembered.place}"
    return f"# remembered: {_digest(place, remembered.text)} {place}\n{remembered.text}"


def read_remembered(text: str) -> Remembered | None:
    """Read what is remembered; None where it is not what was written.

    >>> read_remembered(write_remembered(Remembered("a", "abad")))
    Remembered(text='a', place='abad')
    >>> read_remembered(write_remembered(Remembered("a", None)) + "b") is None
    True
    """
    text = plain(text)  # version control may have changed the line ends
    seal = _SEAL.match(text)
    if seal is None:
        return None
    rest = text[seal.end() :]
    if seal["sha"] != _digest(seal["place"], rest):
        return None
    is_deleted = seal["place"] == _DELETED
    return Remembered(rest, None if is_deleted else seal["place"].removeprefix("at "))


def _digest(place: str, text: str) -> str:
    return hashlib.sha256(f"{place}\n{text}".encode(errors="surrogateescape")).hexdigest()
