"""What two sources of one measure state differently, quoted side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from measurebook.model.base import Citation
from measurebook.model.conflict import Conflict, ConflictKind, Quote
from measurebook.model.measure import SECTION_HEADINGS
from measurebook.normalise.conflicts.material import Found, Material, Passage, Subject
from measurebook.normalise.lines.folding import fold_line
from measurebook.normalise.merging.same_measure import Difference
from measurebook.normalise.reading import Draft
from measurebook.text import fold_name

_KINDS: Mapping[str, ConflictKind] = {
    "title": "name",
    "agencies": "name",
    "partners": "name",
    "country": "name",
    "year": "date",
    "funding": "number",
    "targets_young_people": "answer",
    "ifcd_support": "answer",
    "evaluated": "answer",
    "goals": "answer",
    "areas": "answer",
    "domains": "answer",
    "scope": "answer",
    "nature": "answer",
    "transversal_priorities": "answer",
    "website": "wording",
    **dict.fromkeys(SECTION_HEADINGS, "wording"),
}
"""What is compared. The rest of a record is read from these, or belongs to the single source."""

_MOST_LINES = 500
"""Longer texts are no answers to a form; comparing them would take long."""

_ENOUGH = 400
"""Of a longer passage that differs, the first sentences up to about this length are quoted."""


def find_differing_sources(material: Material) -> Iterator[Found]:
    """Find what two sources of one measure state differently.

    Letter case, blanks, quotation marks, dashes and the order of a list make no difference. Nor
    does a text that ends early in one of the sources: captures are cut off.
    """
    for difference in material.differences:
        kind = _KINDS.get(difference.key)
        if kind and not _is_same(difference):
            subject = Subject("measures", difference.slug)
            sides = [
                _read_side(material, subject, one, difference.key) for one in _sides(difference)
            ]
            is_readable = all(0 < len(side) <= _MOST_LINES for side in sides)
            quotes = _quote(*sides) if is_readable else ()
            if quotes:
                record = Conflict(
                    kind=kind,
                    rule="two-sources",
                    field=difference.key,
                    found_by="program",
                    quotes=quotes,
                )
                yield Found(record, (subject,))


def _sides(difference: Difference) -> tuple[Draft, Draft]:
    return difference.first, difference.second


def _is_same(difference: Difference) -> bool:
    heading = SECTION_HEADINGS.get(difference.key)
    if heading:
        one, other = (_fold(draft.sections[heading]) for draft in _sides(difference))
        return one.startswith(other) or other.startswith(one)
    values = [_read_value(draft.record, difference.key) for draft in _sides(difference)]
    return values[0] == values[1]


def _read_value(record: Any, key: str) -> object:
    value = getattr(record, key)
    if key == "funding":
        return _fold(value.statement)
    if isinstance(value, str):
        return _fold(value)
    return frozenset(value)


def _fold(text: str) -> str:
    return " ".join(fold_name(text).replace("\\", "").strip(" .").split())


def _read_side(material: Material, subject: Subject, draft: Draft, key: str) -> list[Passage]:
    """Return the lines that state a value in the source that a draft was read from."""
    citation: Citation = draft.record.citations.get(key, {})
    lines = material.cited(subject, key, citation)
    return [line for line in lines if key in SECTION_HEADINGS or not _is_label(material, line)]


def _is_label(material: Material, line: Passage) -> bool:
    label = material.lists.labels.find(line.text)
    return label is not None and not label.inline_value


def _quote(first: Sequence[Passage], second: Sequence[Passage]) -> tuple[Quote, ...]:
    """Quote the sentences that only one side has, or those beside which the other has more."""
    sides = [list(_split(passages)) for passages in (first, second)]
    folded, others = ([_fold(text) for _, text in side] for side in sides)
    quotes: list[Quote] = []
    for tag, *ends in SequenceMatcher(None, folded, others, autojunk=False).get_opcodes():
        if tag != "equal":
            spans = _widen(ends[0], ends[1], sides[0]), _widen(ends[2], ends[3], sides[1])
            for side, (start, end) in zip(sides, spans, strict=True):
                quotes += _join(side[start:end])
    return tuple(dict.fromkeys(quotes))


def _split(passages: Iterable[Passage]) -> Iterator[tuple[Passage, str]]:
    for passage in passages:
        for _, sentence in passage.sentences:
            if fold_line(sentence):
                yield passage, sentence


def _widen(start: int, end: int, side: Sequence[object]) -> tuple[int, int]:
    """Take in the sentence before a place where only the other side says something."""
    if start < end:
        return start, end
    return (start - 1, start) if start else (0, min(1, len(side)))


def _join(sentences: Sequence[tuple[Passage, str]]) -> Iterator[Quote]:
    """Quote neighbouring sentences of a line together, up to a length that can be read."""
    by_line: dict[Passage, str] = {}
    for passage, sentence in sentences:
        joined = f"{by_line.get(passage, '')} {sentence}".strip()
        if passage not in by_line or (len(joined) <= _ENOUGH and joined in passage.text):
            by_line[passage] = joined
    yield from (passage.quote(text) for passage, text in by_line.items())
