"""Reading the labelled blocks of a measure, where a label may come more than once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from measurebook.normalise.form.fields import READERS, read_other_question
from measurebook.normalise.form.findings import Findings, Reader
from measurebook.normalise.lines.blocks import Block, join_blocks
from measurebook.normalise.values.terms import TermTable


def read_blocks(blocks: Sequence[Block], reader: Reader, found: Findings) -> None:
    """Read the labelled blocks of a measure into the findings, labels included.

    A label may come twice: what stands below it the second time adds to the first, unless it is
    the same again.
    """
    by_field: dict[str, _SameField] = {}
    for block in blocks:
        known = by_field.get(block.field)
        if known is None:
            by_field[block.field] = _SameField(block, reader.lists.terms.get(block.field))
        elif block.values and known.states(block):
            found.classify(block.wording, "form-wording")
            found.classify(block.values, "repeated", "printed twice")
        else:
            known.blocks.append(block)
    for same in by_field.values():
        _read_block(join_blocks(same.blocks), reader, found)


class _SameField:
    """The blocks of a measure whose labels open the same field."""

    def __init__(self, first: Block, terms: TermTable | None) -> None:
        self.blocks = [first]
        self._terms = terms
        self._texts = [line.cleaned for line in first.values]

    @cached_property
    def _slugs(self) -> frozenset[str]:
        tables = [self._terms] if self._terms else []
        found = (table.find_all(text) for table in tables for text in self._texts)
        return frozenset(slug for terms in found for slug in terms.slugs)

    def states(self, block: Block) -> bool:
        """Tell whether a block states no more than the first one."""
        texts = [line.cleaned for line in block.values]
        if self._terms is None or texts == self._texts:
            return texts == self._texts
        found = [self._terms.find_all(text) for text in texts]
        return all(self._slugs.issuperset(x.slugs) and not x.unknown for x in found)


def _read_block(block: Block, reader: Reader, found: Findings) -> None:
    found.classify(block.wording, "form-wording")
    READERS.get(block.field, read_other_question)(block.field, block, reader, found)
