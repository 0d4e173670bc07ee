"""Where the measures of a report begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from measurebook.normalise.blocks import Block, Line
from measurebook.normalise.measure_fields import READERS
from measurebook.normalise.report_parts import part_of

_ONE_LINE_FIELDS = frozenset({"targets_young_people", "ifcd_support", "evaluated"})
_OPENING_FIELDS = frozenset({"agencies", "context"})
"""Labels that the forms print first in every measure."""


@dataclass
class MeasureBlocks:
    """The blocks of one measure of a report and the lines of its title; () where it has none."""

    title: tuple[Line, ...]
    blocks: list[Block] = field(default_factory=list)

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(block.field for block in self.blocks)


def group_measures(blocks: Sequence[Block]) -> list[Block | MeasureBlocks]:
    """Gather the blocks of each measure and take its title out of the block above it.

    Other blocks stay between the measures, in the order of the report.
    """
    parts: list[Block | MeasureBlocks] = []
    for block in blocks:
        if not _is_measure_field(block):
            parts.append(block)
            continue
        current = parts[-1] if parts else None
        open_measure = current if isinstance(current, MeasureBlocks) else None
        title = _trailing_title(_last_block(current))
        if open_measure and not _opens_measure(block, open_measure, title):
            open_measure.blocks.append(block)
        else:
            _cut(parts, title)
            parts.append(MeasureBlocks(title, [block]))
    return parts


def _is_measure_field(block: Block) -> bool:
    return part_of(block.label).kind == "field" and block.field in READERS


def _last_block(part: Block | MeasureBlocks | None) -> Block | None:
    return part.blocks[-1] if isinstance(part, MeasureBlocks) else part


def _opens_measure(block: Block, measure: MeasureBlocks, title: tuple[Line, ...]) -> bool:
    """Tell whether a label opens the next measure rather than a field of this one."""
    if block.field in _OPENING_FIELDS:
        return block.field in measure.fields or bool(title)
    return block.field in measure.fields and bool(title)


def _trailing_title(block: Block | None) -> tuple[Line, ...]:
    """Return the lines at the end of a block that can only be the title of the next measure.

    A title is a paragraph of its own. Where the captured page lost its blank lines, it is what
    stands behind a one-line answer, or all there is below a label that has no answer.
    """
    if block is None or not block.values:
        return ()
    part = part_of(block.label)
    if part.kind in {"heading", "goal", "area", "top"} or block.field == "relevant_measures":
        return tuple(line for line in _last_paragraph(block) if line.cleaned != "-")
    last = _last_paragraph(block)
    if len(last) < len(block.values):
        return last
    return block.values[1:] if block.field in _ONE_LINE_FIELDS else ()


def _last_paragraph(block: Block) -> tuple[Line, ...]:
    paragraph: list[Line] = []
    for line in reversed(block.lines):
        if line.is_blank and paragraph:
            break
        if not line.is_blank:
            paragraph.insert(0, line)
    return tuple(paragraph)


def _cut(parts: list[Block | MeasureBlocks], title: tuple[Line, ...]) -> None:
    """Take the lines of a title out of the last block."""
    if not parts or not title:
        return
    last = parts[-1]
    if isinstance(last, MeasureBlocks):
        last.blocks[-1] = last.blocks[-1].without(title)
    else:
        parts[-1] = last.without(title)
