"""Raw lines split into labelled blocks, on untouched lines, before anything is cleaned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice

import msgspec
from msgspec.structs import replace

from measurebook.model.base import Span
from measurebook.normalise.lines.cleaning import clean
from measurebook.normalise.lines.labels import FoundLabel
from measurebook.text import is_blank

_LABEL_ENDS = frozenset({":", "?", "?:", "::", " ?:", "? :"})


class Line(msgspec.Struct, frozen=True, dict=True):
    """A line of a source as it stands there; `number` counts from 1."""

    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        return is_blank(self.text)

    @cached_property
    def cleaned(self) -> str:
        return clean(self.text)


class Block(msgspec.Struct, frozen=True, dict=True):
    """A label with the lines below it, up to the next label; blank lines included.

    The block above the first label has `label` None. A value on the label's own line is the
    first of `lines`, so a line can be label and value at once.
    """

    label: FoundLabel | None
    label_lines: tuple[Line, ...]
    lines: tuple[Line, ...]

    @property
    def field(self) -> str:
        return self.label.field if self.label else ""

    @cached_property
    def values(self) -> tuple[Line, ...]:
        """The lines that are not blank."""
        return tuple(line for line in self.lines if not line.is_blank)

    @property
    def wording(self) -> tuple[Line, ...]:
        """The lines of the label behind which no value stands."""
        valued = {line.number for line in self.values}
        return tuple(line for line in self.label_lines if line.number not in valued)

    @property
    def opening(self) -> Line:
        """The line of the label, or the first line of a block that a line of its own opens."""
        return (self.label_lines or self.lines)[0]

    @property
    def span(self) -> Span:
        """From the first to the last line with a value, or the label's line where none has one."""
        return span_of(self.values or self.label_lines)

    def without(self, lines: Iterable[Line]) -> Block:
        """Return this block without some of its lines."""
        return replace(self, lines=tuple(leave_out(self.lines, lines)))


def leave_out(lines: Iterable[Line], others: Iterable[Line]) -> list[Line]:
    """Return lines without those that others are."""
    gone = {line.number for line in others}
    return [line for line in lines if line.number not in gone]


def join_blocks(blocks: Sequence[Block]) -> Block:
    """Return blocks whose labels open the same field as one; there must be one."""
    return Block(
        blocks[0].label,
        tuple(line for block in blocks for line in block.label_lines),
        tuple(line for block in blocks for line in block.lines),
    )


def take_out(blocks: Iterable[Block], fields: frozenset[str]) -> tuple[list[Block], list[Line]]:
    """Take labels out that open no field, so that the block above goes on below them.

    Returns the blocks and the lines of those labels; there must be a block above all labels.
    """
    groups: list[list[Block]] = []
    for block in blocks:
        if block.field in fields:
            groups[-1].append(block)
        else:
            groups.append([block])
    taken = [line for _, *others in groups for block in others for line in block.label_lines]
    joined = [replace(join_blocks(x), label_lines=x[0].label_lines) for x in groups]
    return joined, taken


FindLabel = Callable[[Line], FoundLabel | None]


def span_of(lines: Sequence[Line]) -> Span:
    """Return the span from the first to the last of some lines; there must be one."""
    return Span(first=lines[0].number, last=lines[-1].number)


def number_lines(texts: Iterable[str]) -> tuple[Line, ...]:
    """Number the lines of a source from 1."""
    return tuple(Line(number, text) for number, text in enumerate(texts, start=1))


def split_blocks(
    lines: Iterable[Line], find: FindLabel, inner: Mapping[str, str] | None = None
) -> list[Block]:
    """Split lines at their labels; a colon alone on the next line belongs to the label.

    `inner` maps a label that stands inside another field, such as the head of a table, to that
    field: within it the label is an ordinary line, elsewhere it opens the field.
    """
    inner = inner or {}
    blocks = [_OpenBlock()]
    rest = iter(lines)
    for line in rest:
        found = find(line)
        if found is None or inner.get(found.field) == blocks[-1].field:
            blocks[-1].add(line)
        elif found.field in inner:
            blocks.append(_OpenBlock(replace(found, field=inner[found.field], inline_value="")))
            blocks[-1].add(line)
        else:
            blocks.append(_OpenBlock(found, [line, *islice(rest, found.height - 1)]))
    return [block.close() for block in blocks]


class _OpenBlock:
    """A block that still takes lines."""

    def __init__(self, label: FoundLabel | None = None, label_lines: Sequence[Line] = ()) -> None:
        self._label = label
        self._label_lines = list(label_lines)
        self._lines: list[Line] = []
        self._takes_end_of_label = bool(label_lines)
        if label and label.inline_value:
            self.add(Line(label_lines[-1].number, label.inline_value))

    @property
    def field(self) -> str:
        return self._label.field if self._label else ""

    def add(self, line: Line) -> None:
        if self._takes_end_of_label and line.cleaned in _LABEL_ENDS:
            self._label_lines.append(line)
            return
        self._takes_end_of_label = self._takes_end_of_label and line.is_blank
        self._lines.append(line)

    def close(self) -> Block:
        return Block(self._label, tuple(self._label_lines), tuple(self._lines))


def split_glued(lines: Iterable[Line], split: Callable[[str], Sequence[str]]) -> list[Line]:
    """Split lines that hold several; what comes of one line has its number."""
    return [Line(line.number, text) for line in lines for text in split(line.text)]
