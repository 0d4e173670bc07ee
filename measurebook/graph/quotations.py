"""Sentences of texts, quoted for what was found in them."""

from __future__ import annotations

import msgspec

from measurebook.graph.passages import Passage
from measurebook.graph.sentences import find_sentence


class Quotation(msgspec.Struct, frozen=True):
    """A sentence word for word, parted at the words it was found by.

    `section` and `fragment` lead to its passage, `lines` of `source` state it.
    """

    section: str
    fragment: str
    before: str
    found: str
    after: str
    source: str
    lines: str

    @property
    def sentence(self) -> str:
        return f"{self.before}{self.found}{self.after}"

    @property
    def place(self) -> str:
        """Where it stands, as `source:lines`."""
        return f"{self.source}:{self.lines}"


def quote(passage: Passage, first: int, last: int) -> Quotation:
    """Quote the sentence around the words from `first` to `last` of a passage."""
    start, end = find_sentence(passage.text, first, last)
    return Quotation(
        section=passage.section,
        fragment=passage.fragment,
        before=passage.text[start:first],
        found=passage.text[first:last],
        after=passage.text[last:end],
        source=passage.source,
        lines=passage.lines,
    )
