"""What the normaliser remembers of a file it wrote: the text, and where the file stood last.

The first line of a remembered text says what it must be. A memory that was cut off, edited or
merged line by line does not fit that line and counts as none: nobody can tell then what was
generated, so nothing is changed on its word.
"""

from __future__ import annotations

import hashlib
import re

import msgspec

from measurebook.normalise.merging.line_ends import plain

_SEAL = re.compile(
    r"# remembered: (?P<sha>[0-9a-f]{64}) (?P<state>at|deleted at) (?P<place>[^\n]+)\n"
)


class Remembered(msgspec.Struct, frozen=True):
    """The text last generated for a file, the slug the file had last, and whether it was deleted.

    What was deleted by hand is remembered, so that it stays deleted.
    """

    text: str
    place: str
    is_deleted: bool = False


def write_remembered(remembered: Remembered) -> str:
    place = f"{'deleted at' if remembered.is_deleted else 'at'} {remembered.place}"
    return f"# remembered: {_digest(place, remembered.text)} {place}\n{remembered.text}"


def read_remembered(text: str) -> Remembered | None:
    """Read what is remembered; None where it is not what was written.

    >>> read_remembered(write_remembered(Remembered("a", "abad")))
    Remembered(text='a', place='abad', is_deleted=False)
    >>> read_remembered(write_remembered(Remembered("a", "abad")) + "b") is None
    True
    """
    text = plain(text)  # version control may have changed the line ends
    seal = _SEAL.match(text)
    if seal is None:
        return None
    rest = text[seal.end() :]
    if seal["sha"] != _digest(f"{seal['state']} {seal['place']}", rest):
        return None
    return Remembered(rest, seal["place"], seal["state"] != "at")


def _digest(place: str, text: str) -> str:
    return hashlib.sha256(f"{place}\n{text}".encode(errors="surrogateescape")).hexdigest()
