"""Where the measures of a report begin and end."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from measurebook.normalise.form.fields import READERS
from measurebook.normalise.lines.blocks import Block, Line
from measurebook.normalise.lines.labels import FoundLabel
from measurebook.normalise.readers.report.parts import part_of
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.names import is_prose
from measurebook.normalise.values.partners import TABLE_FIELDS

LOST_HEADING = "lost:heading"
"""A line that stands where a heading stands, but is none that the lists know."""

_ANSWERS = frozenset({"targets_young_people", "ifcd_support", "evaluated"})
_OPENING = frozenset({"agencies", "context", "overview_title"})
"""Labels that the forms print first in every measure."""

_EARLY = frozenset({"domains", "key_objectives", "main_features"})
_LATE = frozenset({*_ANSWERS, "results_achieved", "results_expected", "funding", "partners"})
_PARTS_ABOVE_MEASURES = frozenset({"heading", "goal", "area", "top"})
_LONGEST_HEADING = 150
_LONGEST_PLAIN_TITLE = 12
"""Words; a longer paragraph below prose that ends with a full stop is more prose."""


class MeasureBlocks(msgspec.Struct):
    """The blocks of one measure of a report and the lines of its title; () where it has none."""

    title: tuple[Line, ...]
    blocks: list[Block]
    fields: set[str] = msgspec.field(default_factory=set)

    @property
    def opening(self) -> Line:
        """The first line of the title, or that of the first label."""
        return self.title[0] if self.title else self.blocks[0].opening

    def add(self, block: Block) -> None:
        self.blocks.append(block)
        self.fields.add(block.field)


def group_measures(blocks: Sequence[Block], lists: Lists) -> list[Block | MeasureBlocks]:
    """Gather the blocks of each measure and take its title out of the block above it.

    Other blocks stay between the measures, in the order of the report. A line that stands where
    a heading should, but is none that is known, becomes a block of its own (`LOST_HEADING`).
    """
    return _Grouping(blocks, lists).parts


class _Grouping:
    """Goes through the blocks of a report and sorts them into measures."""

    def __init__(self, blocks: Sequence[Block], lists: Lists) -> None:
        self.parts: list[Block | MeasureBlocks] = []
        self._lists = lists
        self._keeps_blanks = any(line.is_blank for block in blocks for line in block.lines)
        for block, below in zip(blocks, _find_known_below(blocks), strict=True):
            if _is_measure_field(block) or _is_unknown_field(block, below):
                self._take_field(block)
            else:
                self._cut_lost_heading()
                self.parts.append(block)
        self._cut_lost_heading()

    def _take_field(self, block: Block) -> None:
        current = self.parts[-1] if self.parts else None
        title = self._find_title(_last_block(current))
        if isinstance(current, MeasureBlocks) and not _opens_measure(block, current, title):
            current.add(block)
        else:
            self._cut(title)
            self.parts.append(MeasureBlocks(title, [block], {block.field}))

    def _cut(self, lines: tuple[Line, ...]) -> None:
        """Take lines out of the last block."""
        if not self.parts or not lines:
            return
        last = self.parts[-1]
        if isinstance(last, MeasureBlocks):
            last.blocks[-1] = last.blocks[-1].without(lines)
        else:
            self.parts[-1] = last.without(lines)

    def _cut_lost_heading(self) -> None:
        """Take out a short line that stands apart behind an answer or the last value of a list."""
        block = _last_block(self.parts[-1] if self.parts else None)
        behind = (self._find_behind(block) if block else None) or ()
        lines = self._last_paragraph(behind)
        is_apart = bool(behind) and (behind[0].is_blank or not self._keeps_blanks)
        if is_apart and len(lines) == 1 and _reads_like_heading(lines[0]):
            self._cut(lines)
            self.parts.append(Block(FoundLabel(LOST_HEADING, ""), lines, ()))

    def _find_title(self, block: Block | None) -> tuple[Line, ...]:
        """Return the lines at the end of a block that can only be the title of the next measure.

        A title is a paragraph of its own. Where the captured page lost its blank lines, it is
        what stands behind an answer or a list, or the last line of a text.
        """
        if block is None or not block.values:
            return ()
        kind = part_of(block.label).kind
        if kind in _PARTS_ABOVE_MEASURES or block.field == "relevant_measures":
            lines = self._last_paragraph(block.lines)
            lines = tuple(x for x in lines if not self._lists.is_empty_value(x.cleaned))
            return () if is_prose(" ".join(x.cleaned for x in lines)) else lines
        behind = self._find_behind(block)
        if behind is not None:
            return self._last_paragraph(behind)
        lines = self._last_paragraph(block.lines)
        is_own = len(lines) < len(block.values)
        is_below_question = kind in {"question", "unknown"} and block.lines[0].is_blank
        return lines if (is_own or is_below_question) and not _ends_prose(lines) else ()

    def _find_behind(self, block: Block) -> Sequence[Line] | None:
        """Return the lines behind an answer or a list, or None for a text without such an end."""
        last = self._find_last_value(block)
        if last is None:
            return None
        return [line for line in block.lines if line.number > last]

    def _find_last_value(self, block: Block) -> int | None:
        """Return the line of the last value that is one of a closed list."""
        if block.field in self._lists.terms:
            find = self._lists.terms[block.field].find_all
            known = [x.number for x in block.values if find(x.cleaned).slugs]
            return known[-1] if known else None
        if block.field == "partners":
            return self._find_last_type(block)
        is_asked = block.field in _ANSWERS or part_of(block.label).kind in {"question", "unknown"}
        first = block.values[0] if is_asked and block.values else None
        is_answer = first is not None and self._lists.answers.find(first.cleaned) is not None
        return first.number if first and is_answer else None

    def _find_last_type(self, block: Block) -> int | None:
        """Return the line of the last type of entity, if only a title can stand behind it."""
        last, has_heads = None, False
        for line in block.values:
            label = self._lists.labels.find(line.text)
            is_head = label is not None and label.field in TABLE_FIELDS
            has_heads = has_heads or is_head
            if is_head or self._lists.entity_types.find(line.text.strip(" |")):
                last = None if label and label.field == "partner_name" else line.number
        behind = [line for line in block.lines if last and line.number > last]
        is_apart = bool(behind) and (behind[0].is_blank or not self._keeps_blanks)
        return last if has_heads or is_apart else None

    def _last_paragraph(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        paragraph: list[Line] = []
        for line in reversed(lines):
            if paragraph and (line.is_blank or not self._keeps_blanks):
                break
            if not line.is_blank:
                paragraph.append(line)
        return tuple(reversed(paragraph))


def _is_measure_field(block: Block) -> bool:
    return part_of(block.label).kind == "field" and block.field in READERS


def _is_unknown_field(block: Block, below: Block | None) -> bool:
    """Tell whether a label that no list has belongs to a measure.

    It does if a field that opens no measure follows; before one that does, it is a label above
    the measures of an area.
    """
    if part_of(block.label).kind != "unknown" or below is None:
        return False
    return _is_measure_field(below) and below.field not in _OPENING


def _find_known_below(blocks: Sequence[Block]) -> list[Block | None]:
    """Return for each block the next one below it whose label the lists have."""
    below: list[Block | None] = []
    known = None
    for block in reversed(blocks):
        below.append(known)
        known = known if part_of(block.label).kind == "unknown" else block
    return below[::-1]


def _last_block(part: Block | MeasureBlocks | None) -> Block | None:
    return part.blocks[-1] if isinstance(part, MeasureBlocks) else part


def _opens_measure(block: Block, measure: MeasureBlocks, title: tuple[Line, ...]) -> bool:
    """Tell whether a label opens the next measure rather than a field of this one."""
    is_repeated = block.field in measure.fields
    if block.field in _OPENING:
        return bool(title) or (is_repeated and not measure.fields <= _OPENING)
    is_late = not measure.fields.isdisjoint(_LATE)
    return bool(title) and (is_repeated or (block.field in _EARLY and is_late))


def _reads_like_heading(line: Line) -> bool:
    text = line.cleaned
    return len(text) <= _LONGEST_HEADING and text[-1] not in ".,;:!?" and text[0].isupper()


def _ends_prose(lines: Sequence[Line]) -> bool:
    """Tell whether lines below prose are more of it rather than a title."""
    text = " ".join(line.cleaned for line in lines)
    is_long = len(text.split()) > _LONGEST_PLAIN_TITLE
    return is_prose(text) or (is_long and text.endswith((".", ";")))
