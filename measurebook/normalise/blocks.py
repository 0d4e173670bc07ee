"""Raw lines split into labelled blocks, on untouched lines, before anything is cleaned."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from measurebook.model.base import Span
from measurebook.model.vocabulary import Noise
from measurebook.normalise.cleaning import clean
from measurebook.normalise.labels import FoundLabel

_LABEL_ENDS = frozenset({":", "?", "?:", "::", " ?:"})


@dataclass(frozen=True)
class Line:
    """A line of a source as it stands there; `number` counts from 1."""

    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        return not self.cleaned

    @cached_property
    def cleaned(self) -> str:
        return clean(self.text)


@dataclass(frozen=True)
class Block:
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

    @property
    def values(self) -> tuple[Line, ...]:
        """The lines that are not blank."""
        return tuple(line for line in self.lines if not line.is_blank)

    @property
    def span(self) -> Span:
        """From the first to the last line with a value, or the label's line where none has one."""
        return span_of(self.values or self.label_lines)

    def without(self, lines: Iterable[Line]) -> Block:
        """Return this block without some of its lines."""
        gone = set(lines)
        return Block(self.label, self.label_lines, tuple(x for x in self.lines if x not in gone))


FindLabel = Callable[[Line], FoundLabel | None]


def span_of(lines: Sequence[Line]) -> Span:
    """Return the span from the first to the last of some lines; there must be one."""
    return Span(first=lines[0].number, last=lines[-1].number)


def number_lines(texts: Iterable[str]) -> tuple[Line, ...]:
    """Number the lines of a source from 1."""
    return tuple(Line(number, text) for number, text in enumerate(texts, start=1))


def split_blocks(
    lines: Sequence[Line], find: FindLabel, inner: Mapping[str, str] | None = None
) -> list[Block]:
    """Split lines at their labels; a colon alone on the next line belongs to the label.

    `inner` maps a label that stands inside another field, such as the head of a table, to that
    field: within it the label is an ordinary line, elsewhere it opens the field.
    """
    inner = inner or {}
    blocks = [_OpenBlock(None)]
    for line in lines:
        current = blocks[-1]
        found = find(line)
        if found and not (found.field in inner and inner[found.field] == current.field):
            blocks.append(_OpenBlock(found, inner.get(found.field, found.field), line))
        else:
            current.add(line)
    return [block.close() for block in blocks]


class _OpenBlock:
    """A block that still takes lines."""

    def __init__(
        self, label: FoundLabel | None, field: str = "", label_line: Line | None = None
    ) -> None:
        self.label = replace(label, field=field) if label else None
        self.field = field
        self.label_lines = [label_line] if label_line else []
        self.lines: list[Line] = []
        if label and label_line and label.field != field:
            self.label_lines, self.lines = [], [label_line]
        if label and label_line and label.inline_value:
            self.lines.append(Line(label_line.number, label.inline_value))

    def add(self, line: Line) -> None:
        is_end_of_label = line.cleaned in _LABEL_ENDS and all(x.is_blank for x in self.lines)
        (self.label_lines if self.label and is_end_of_label else self.lines).append(line)

    def close(self) -> Block:
        return Block(self.label, tuple(self.label_lines), tuple(self.lines))


class NoiseTable:
    """Tells lines of a captured page that are not content."""

    def __init__(self, noise: Noise) -> None:
        self._chrome = [re.compile(pattern, re.IGNORECASE) for pattern in noise.chrome]
        self._spam = [re.compile(pattern, re.IGNORECASE) for pattern in noise.spam]

    def is_chrome(self, line: Line) -> bool:
        return any(pattern.fullmatch(line.cleaned) for pattern in self._chrome)

    def is_spam(self, line: Line) -> bool:
        return any(pattern.fullmatch(line.cleaned) for pattern in self._spam)
