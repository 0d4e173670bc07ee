"""Partner lists: names paired with entity types, whatever became of the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Literal

import msgspec

from measurebook.normalise.lines.blocks import Line
from measurebook.normalise.lines.cleaning import clean, drop_item_mark
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.names import is_prose
from measurebook.text import squash_blanks

CellKind = Literal["name-head", "type-head", "table-mark", "type", "name", "no-name"]
TABLE_FIELDS = ("partner_name", "partner_type")
_HEADS: dict[str, CellKind] = {"partner_name": "name-head", "partner_type": "type-head"}
_GAP = re.compile(r"\||\t|\s{3,}")
"""What parts the cells of a row; a name may hold two blanks by mistake."""

_GLUED = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ]|[)\].\"”»])(?=[A-ZÀ-Þ])")
_BEFORE_TYPE = re.compile(r"\s*[:;,(]\s*|\s+[-–—]\s+|(?<=\))\s+")
"""What people put between a name and its type where the form has two columns."""

_SHORTEST_SENTENCES = 80
_SENTENCES = re.compile(r"[a-zà-ÿ)]{3}[.!?]\s+[A-ZÀ-Þ][a-zà-ÿ]*\s+[a-zà-ÿ]")
_LONGEST_TYPE = 80


class NamedPartner(msgspec.Struct, frozen=True):
    """A partner as printed; `name` is None where only its type is left, and the other way round."""

    name: str | None
    entity_type: str | None
    line: Line


class PartnerTable(msgspec.Struct):
    """The partners in their order, and the lines that hold none.

    `heads` are heads and marks of the table; `others` say that there is no partner, or are prose.
    """

    partners: list[NamedPartner] = msgspec.field(default_factory=list)
    heads: list[Line] = msgspec.field(default_factory=list)
    others: list[Line] = msgspec.field(default_factory=list)


class _Cell(msgspec.Struct, frozen=True):
    """A cell of the table; `column` is its place among the cells of its row, counted from 0."""

    kind: CellKind
    text: str
    line: Line
    column: int = 0
    entity_type: str | None = None


def read_partners(lines: Sequence[Line], lists: Lists) -> PartnerTable:
    """Read the partners and sort the lines that hold none.

    Cells are paired by the closed list of entity types, never by twos: a type without a name, a
    name without a type and three types in a row all occur. After a head "Name of partner", and in
    the first of two cells of a row, a text is a name even if it reads like a type.
    """
    cells = list(_read_cells(lines, lists))
    partners = list(_pair(cells))
    used = {partner.line.number for partner in partners}
    used |= {cell.line.number for cell in cells if cell.kind == "type"}
    others = {cell.line.number for cell in cells if cell.kind == "no-name"} - used
    rest = [line for line in lines if line.number not in used and not line.is_blank]
    heads = [line for line in rest if line.number not in others]
    return PartnerTable(partners, heads, [line for line in rest if line.number in others])


def _pair(cells: Sequence[_Cell]) -> Iterator[NamedPartner]:
    waiting: _Cell | None = None
    for index, cell in enumerate(cells):
        if cell.kind in {"name", "no-name"} or _is_name_like_a_type(cells, index):
            yield from _unpaired(waiting)
            waiting = None if cell.kind == "no-name" else cell
        elif cell.kind == "type":
            source, name = (waiting, waiting.text) if waiting else (cell, None)
            yield NamedPartner(name, cell.entity_type, source.line)
            waiting = None
    yield from _unpaired(waiting)


def _unpaired(cell: _Cell | None) -> Iterator[NamedPartner]:
    if cell:
        yield NamedPartner(cell.text, None, cell.line)


def _is_name_like_a_type(cells: Sequence[_Cell], index: int) -> bool:
    """Tell whether a type word stands where the table has a name.

    That is between the heads of a name and of a type, and before a type in the same row.
    """
    cell = cells[index]
    if cell.kind != "type" or index + 1 == len(cells):
        return False
    before, after = cells[index - 1] if index else None, cells[index + 1]
    is_between = before is not None and (before.kind, after.kind) == ("name-head", "type-head")
    is_in_row = (cell.column, after.column, after.kind) == (0, 1, "type")
    return is_between or (is_in_row and after.line is cell.line)


def _read_cells(lines: Iterable[Line], lists: Lists) -> Iterator[_Cell]:
    for line in lines:
        if not line.is_blank:
            yield from _read_row(line, lists)


def _read_row(line: Line, lists: Lists) -> Iterator[_Cell]:
    if lists.labels.is_glued(line.text, TABLE_FIELDS):
        yield _Cell("table-mark", "", line)
        return
    texts = [drop_item_mark(squash_blanks(clean(text))) for text in _GAP.split(line.text)]
    texts = [part for text in texts for part in _split_texts(text, lists) if part]
    if not any(text.strip("-: ") for text in texts) and "|" in line.text:
        yield _Cell("table-mark", "", line)
        return
    for column, text in enumerate(texts):
        yield _read_cell(text, line, column, lists)


def _split_texts(text: str, lists: Lists) -> list[str]:
    """Split what a captured page ran together: a head and its value, a name and its type."""
    label = lists.labels.find(text)
    if label and label.field in TABLE_FIELDS:
        return [text.removesuffix(label.inline_value), label.inline_value]
    if lists.entity_types.find(text):
        return [text]
    start = max(len(text) - _LONGEST_TYPE, 0)
    for mark in chain(_GLUED.finditer(text, start), _BEFORE_TYPE.finditer(text, start)):
        behind = text[mark.end() :]
        behind = behind.removesuffix(")") if "(" in mark[0] else behind
        if mark.start() and lists.entity_types.find(behind):
            return [text[: mark.start()], behind]
    return [text]


def _read_cell(text: str, line: Line, column: int, lists: Lists) -> _Cell:
    label = lists.labels.find(text)
    if label and label.field in _HEADS:
        return _Cell(_HEADS[label.field], text, line, column)
    entity_type = lists.entity_types.find(text)
    if entity_type:
        return _Cell("type", text, line, column, entity_type)
    is_sentences = len(text) >= _SHORTEST_SENTENCES and _SENTENCES.search(text) is not None
    is_name = not (is_prose(text) or is_sentences) and any(map(str.isalnum, text))
    is_no_name = not is_name or lists.is_empty_value(text)
    return _Cell("no-name" if is_no_name else "name", text, line, column)
