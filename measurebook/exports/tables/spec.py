"""How the tables to take along are described: their fields, keys and links."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from measurebook.exports.release import Release

Cell = str | int | bool | None
Row = tuple[Cell, ...]
FieldType = Literal["string", "integer", "number", "boolean", "year", "uri"]
"""`uri` is a string in the form of an address."""

PLAIN_DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"


class Field(msgspec.Struct, frozen=True):
    """A column. `choices` are all values it can have, `pattern` is what each of them matches.

    What it holds is told by a word of the interface: `column_` and `word`, or its name.
    """

    name: str
    word: str = ""
    type: FieldType = "string"
    choices: tuple[str, ...] = ()
    pattern: str = ""
    is_required: bool = False

    @property
    def description_word(self) -> str:
        return f"column_{self.word or self.name}"


class ForeignKey(msgspec.Struct, frozen=True):
    """Columns whose values are rows of another table: `there` are its columns."""

    here: tuple[str, ...]
    table: str
    there: tuple[str, ...]


class Table(msgspec.Struct, frozen=True):
    """A table. Its key is what tells its rows apart; `read` gives its rows in the site's order.

    Its title and what its rows are is told by words of the interface.
    """

    name: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    read: Callable[[Release], Iterator[Row]]
    links: tuple[ForeignKey, ...] = ()

    @property
    def title_word(self) -> str:
        return f"table_{self.name}"

    @property
    def description_word(self) -> str:
        return f"table_{self.name}_text"


def key_field(name: str, word: str = "", kind: FieldType = "string") -> Field:
    """Return a column that every row fills in."""
    return Field(name, word, kind, is_required=True)


def link(field: str, table: str, there: str = "") -> ForeignKey:
    """Return a link by one column, to the column that has the name of its table's things."""
    return ForeignKey((field,), table, (there or field,))


POSITION = key_field("position", kind="integer")
LINES = key_field("lines")
MARKDOWN_TEXT = Field("text", "markdown_text")
