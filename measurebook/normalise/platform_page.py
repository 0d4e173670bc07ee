"""Pages of UNESCO's policy monitoring platform: one measure each, in four versions of the form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from measurebook.errors import Problem
from measurebook.model.vocabulary import Vocabulary
from measurebook.normalise.blocks import Block, Line, number_lines, split_blocks
from measurebook.normalise.labels import HEAD_LABELS, FoundLabel, LabelTable
from measurebook.normalise.measure_fields import (
    INNER_LABELS,
    Findings,
    Reader,
    form_of,
    make_measure,
    read_agencies,
    read_block,
)
from measurebook.normalise.names import NameBook
from measurebook.normalise.reading import Draft, Reading, SourceText
from measurebook.text import make_slug

REPORT_LABELS = frozenset({"relevant_measures", "overview_title", "overview_nature"})
"""Labels that only reports have; on a platform page such words are ordinary text."""


def read_platform_page(source: SourceText, vocabulary: Vocabulary, names: NameBook) -> Reading:
    """Read a platform page: title and responsible bodies above the labels, then the fields.

    A field whose label is not on the page stays `None`; a page without a title yields a measure
    without one, named after its source, and a problem.
    """
    reader = Reader(source.id, vocabulary, names, source.card.country)
    found = Findings()
    head, blocks = _split_page(number_lines(source.lines), reader.labels)
    reader = _read_head(head, reader, found)
    for block in blocks:
        read_block(block, reader, found)
    measure, sections = make_measure(
        found,
        reader,
        form=form_of(blocks, "2020-2024"),
        reported_by="civil-society" if _has_banner([*head, *blocks]) else "party",
    )
    slug = make_slug(measure.title or "") or make_slug(source.id)
    problems = () if measure.title else (_title_not_found(source),)
    return Reading((Draft(slug, measure, sections),), tuple(found.entries), problems)


def _split_page(lines: Sequence[Line], labels: LabelTable) -> tuple[list[Block], list[Block]]:
    """Split a page into the blocks of its head and the labelled blocks below it."""
    first = next((x.number for x in lines if _find_below_head(x, labels)), len(lines) + 1)
    last = next((x for x in reversed(lines) if not x.is_blank), None)

    def find_below(line: Line) -> FoundLabel | None:
        cut = labels.find_cut(line.text) if line is last else None
        return _find_below_head(line, labels) or _only_below_head(cut)

    head = split_blocks(lines[: first - 1], lambda line: labels.find(line.text))
    _, *blocks = split_blocks(lines[first - 1 :], find_below, INNER_LABELS)
    return head, blocks


def _find_below_head(line: Line, labels: LabelTable) -> FoundLabel | None:
    return _only_below_head(labels.find(line.text))


def _only_below_head(found: FoundLabel | None) -> FoundLabel | None:
    if found is None or found.field in HEAD_LABELS or found.field in REPORT_LABELS:
        return None
    return None if found.field == "civil_society_banner" else found


def _has_banner(blocks: Sequence[Block]) -> bool:
    return any(block.field == "civil_society_banner" for block in blocks)


# The head


def _read_head(head: Sequence[Block], reader: Reader, found: Findings) -> Reader:
    """Read the lines above the fields; the reader that comes back knows the country they name."""
    for block in head:
        found.classify(block.label_lines, "form-wording")
    bare = [line for block in head if block.field not in HEAD_LABELS for line in block.lines]
    named = {block.field: block for block in head if block.field in HEAD_LABELS and block.values}
    if "where" in named:
        reader = replace(reader, country=named["where"].values[0].cleaned)
        found.set("country", reader.country, named["where"].values[:1])
    if "when" in named:
        _read_year(named["when"], found)
    title, bodies = _split_head(_without_noise(bare, reader, found), bool(named))
    if title:
        found.set("title", " ".join(line.cleaned for line in title), title)
    _read_bodies([*bodies, *(named["who"].values if "who" in named else ())], reader, found)
    return reader


def _without_noise(lines: Sequence[Line], reader: Reader, found: Findings) -> list[Line]:
    chrome = [line for line in lines if not line.is_blank and reader.noise.is_chrome(line)]
    spam = [line for line in lines if not line.is_blank and reader.noise.is_spam(line)]
    found.classify(chrome, "chrome")
    found.classify(spam, "spam")
    return [line for line in lines if line not in chrome and line not in spam]


def _split_head(lines: Sequence[Line], is_labelled: bool) -> tuple[list[Line], list[Line]]:
    """Split bare lines into the title and the responsible bodies.

    The platform prints a blank line behind a title and none behind a body: bare lines that run
    straight into the first label are bodies of a page that lost its title.
    """
    texts = [line for line in lines if not line.is_blank]
    if not texts:
        return [], []
    following = next((x for x in lines if x.number == texts[0].number + 1), None)
    is_titled = is_labelled or (following is not None and following.is_blank)
    return (texts[:1], texts[1:]) if is_titled else ([], texts)


def _read_year(block: Block, found: Findings) -> None:
    first, *rest = block.values
    if re.fullmatch(r"(19|20)\d\d", first.cleaned):
        found.set("year", first.cleaned, [first])
    else:
        rest = [first, *rest]
    found.set_unresolved("year", rest)


def _read_bodies(lines: Sequence[Line], reader: Reader, found: Findings) -> None:
    if lines:
        read_agencies("agencies", Block(None, (), tuple(lines)), reader, found)


def _title_not_found(source: SourceText) -> Problem:
    message = "title not found; add one to the measure that this source yields"
    return Problem(source.path, 1, message, blocking=False)
