"""What readers can take along, as the page that offers it tells of it."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

import msgspec

from measurebook.model.output import OutputFile


class FieldNote(msgspec.Struct, frozen=True):
    """A field of a table: its name as in the file, and the word that tells what it holds."""

    name: str
    type: str
    description_word: str


class Download(msgspec.Struct, frozen=True):
    """A file to take along.

    `name` tells what it is among all downloads and `address` where it stands; `for_excel` is the
    address of the same table for Excel, or "". `rows` is None for what has no rows. `fields` are
    those of a table. Title and description are words of the interface.
    """

    name: str
    title_word: str
    description_word: str
    format: str
    address: str
    bytes: int
    sha256: str
    rows: int | None = None
    for_excel: str = ""
    fields: tuple[FieldNote, ...] = ()


class Handout(msgspec.Struct, frozen=True):
    """A file to hand out as a whole: the bundle of the site, or a volume of the print edition.

    `language` is "" for what holds all languages.
    """

    kind: Literal["bundle", "print", "pdf"]
    file: OutputFile
    language: str = ""

    @property
    def sha256(self) -> str:
        return sha256(self.file.data).hexdigest()
