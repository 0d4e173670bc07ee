"""Partner lists: names paired with entity types, whatever became of the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from measurebook.normalise.blocks import Line
from measurebook.normalise.labels import LabelTable
from measurebook.normalise.terms import TermTable

CellKind = Literal["name-head", "type-head", "table-mark", "type", "name"]
TABLE_FIELDS = ("partner_name", "partner_type")


@dataclass(frozen=True)
class NamedPartner:
    """A partner as printed; `name` is None where only its type is left, and the other way round."""

    name: str | None
    entity_type: str | None
    line: Line


@dataclass(frozen=True)
class _Cell:
    kind: CellKind
    text: str
    line: Line
    entity_type: str | None = None


def read_partners(
    lines: Sequence[Line], labels: LabelTable, entity_types: TermTable
) -> tuple[list[NamedPartner], list[Line]]:
    """Return the partners in their order and the lines that are only heads or marks of the table.

    Cells are paired by the closed list of entity types, never by twos: a type without a name, a
    name without a type and three types in a row all occur. After a head "Name of partner" a text
    is a name even if it reads like a type.
    """
    cells = list(_read_cells(lines, labels, entity_types))
    partners: list[NamedPartner] = []
    waiting: _Cell | None = None
    for index, cell in enumerate(cells):
        if cell.kind == "name" or _is_name_like_a_type(cells, index):
            partners += _unpaired(waiting)
            waiting = cell
        elif cell.kind == "type":
            source = waiting or cell
            name = waiting.text if waiting else None
            partners.append(NamedPartner(name, cell.entity_type, source.line))
            waiting = None
    partners += _unpaired(waiting)
    used = {cell.line for cell in cells if cell.kind in {"name", "type"}}
    return partners, [line for line in lines if line not in used and not line.is_blank]


def _unpaired(cell: _Cell | None) -> list[NamedPartner]:
    return [NamedPartner(cell.text, None, cell.line)] if cell else []


def _is_name_like_a_type(cells: Sequence[_Cell], index: int) -> bool:
    """Tell whether a type word stands between the heads of a name and of a type."""
    around = [cell.kind for cell in cells[max(index - 1, 0) : index + 2]]
    return around == ["name-head", "type", "type-head"]


def _read_cells(
    lines: Iterable[Line], labels: LabelTable, entity_types: TermTable
) -> Iterator[_Cell]:
    for line in lines:
        if line.is_blank:
            continue
        if labels.is_glued(line.text, TABLE_FIELDS):
            yield _Cell("table-mark", "", line)
            continue
        texts = [text.strip() for text in line.cleaned.split("|")]
        texts = [text for text in texts if text.strip("-: ")]
        if not texts:
            yield _Cell("table-mark", "", line)
        for text in texts:
            yield _read_cell(text, line, labels, entity_types)


def _read_cell(text: str, line: Line, labels: LabelTable, entity_types: TermTable) -> _Cell:
    label = labels.find(text)
    if label and label.field in TABLE_FIELDS:
        kind: CellKind = "name-head" if label.field == "partner_name" else "type-head"
        return _Cell(kind, text, line)
    found = entity_types.find(text)
    if found:
        return _Cell("type", text, line, found)
    return _Cell("name", re.sub(r"\s+", " ", text), line)
