"""Prose of documents as quotations: each paragraph with the source line that it repeats."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from measurebook.markdown import Block, read_blocks
from measurebook.model.base import Citation, Span, read_span
from measurebook.model.knowledge import Section
from measurebook.pages.edition import Edition
from measurebook.pages.views import Cite, Note, Quoted
from measurebook.text import squash_blanks

_NUMBERED = re.compile(r"(?:(?<=^)|(?<=[\s;:,.(]))(\d{1,2})\)\s+")
_FEWEST_POINTS = 3
_PLACE = re.compile(r"\b([a-z0-9][a-z0-9._-]*):([1-9]\d*(?:-[1-9]\d*)?)\b")


@dataclass(frozen=True)
class Lines:
    """Numbered lines of a source, by which a text is found again."""

    source: str
    span: Span
    numbers: dict[str, int]

    def find(self, texts: Sequence[str]) -> str | None:
        """Return the lines that hold these texts, as `first` or `first-last`, or None."""
        found = [self.numbers.get(_comparable(text)) for text in texts]
        if not found or any(number is None for number in found):
            return None
        numbers = [number for number in found if number is not None]
        return str(Span(first=min(numbers), last=max(numbers)))


def read_lines(edition: Edition, citation: Citation) -> tuple[Lines, ...]:
    """Read the cited lines of each source; of equal lines the first one counts."""
    return tuple(_read_span(edition, source, read_span(span)) for source, span in citation.items())


def _read_span(edition: Edition, source: str, span: Span) -> Lines:
    texts = edition.atlas.source(source).lines[span.first - 1 : span.last]
    numbers: dict[str, int] = {}
    for number, text in enumerate(texts, start=span.first):
        numbers.setdefault(_comparable(text), number)
    return Lines(source, span, numbers)


def _comparable(text: str) -> str:
    return squash_blanks(unicodedata.normalize("NFC", text))


def quote_section(
    edition: Edition, path: str, section: Section, citation: Citation
) -> tuple[Quoted, ...]:
    """Quote a section paragraph by paragraph.

    A paragraph that no cited line repeats, because an editor changed it, gets the whole citation;
    neighbours with the same lines stand in one quotation.
    """
    blocks = read_blocks(section.text, path, section.line + 1)
    lang = next(map(edition.language_of, citation), "")
    cited = cite_blocks(edition, blocks, citation)
    return tuple(
        Quoted(
            html=Markup("\n").join(show_block(block) for block, _ in same), cites=cites, lang=lang
        )
        for cites, same in groupby(cited, key=lambda pair: pair[1])
    )


def cite_blocks(
    edition: Edition, blocks: Sequence[Block], citation: Citation
) -> Iterator[tuple[Block, tuple[Cite, ...]]]:
    """Give each block the marks of its lines in every source that states it."""
    read = read_lines(edition, citation)
    for block in blocks:
        yield (
            block,
            tuple(
                edition.cite(lines.source, lines.find(block.texts) or str(lines.span))
                for lines in read
            ),
        )


def cite_each(
    edition: Edition, citation: Citation | None, spellings: Sequence[Sequence[str]]
) -> tuple[list[tuple[Cite, ...]], tuple[Cite, ...]]:
    """Find the lines of each value of a list by its spellings.

    Returns the marks of each value and, for sources where some value was not found by its
    spelling, the marks of the list as a whole.
    """
    each: list[tuple[Cite, ...]] = [() for _ in spellings]
    whole: list[Cite] = []
    for lines in read_lines(edition, citation or {}):
        by_name = {key.casefold(): str(number) for key, number in lines.numbers.items()}
        found = [_find_spelling(by_name, known) for known in spellings]
        if lines.span.first == lines.span.last or not all(found):
            whole.append(edition.cite(lines.source, str(lines.span)))
            continue
        each = [
            (*marks, edition.cite(lines.source, number))
            for marks, number in zip(each, found, strict=True)
        ]
    return each, tuple(whole)


def _find_spelling(by_name: dict[str, str], spellings: Sequence[str]) -> str:
    keys = (_comparable(spelling).casefold() for spelling in spellings)
    return next((by_name[key] for key in keys if key in by_name), "")


def show_block(block: Block) -> Markup:
    """Return a block as whole elements; points numbered inside a sentence are set as a list."""
    if not block.is_paragraph:
        return block.html
    return _set_points(block.html) or Markup("<p>{}</p>").format(block.html)


def _set_points(html: Markup) -> Markup | None:
    """Set `…: 1) …; 2) …; 3) …` as a list, or return None where it is none.

    Only the display changes: the points are counted by the style sheet, as they are printed.
    """
    marks = list(_NUMBERED.finditer(html))
    if len(marks) < _FEWEST_POINTS or "<" in html:
        return None
    if [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return None
    ends = [mark.start() for mark in marks[1:]] + [len(html)]
    points = [html[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    opening = html[: marks[0].start()].strip()
    shown = Markup("<p>{}</p>").format(opening) if opening else Markup()
    items = Markup("").join(Markup("<li>{}</li>").format(point) for point in points)
    return shown + Markup('<ol class="as-printed">{}</ol>').format(items)


def read_note(edition: Edition, note: str | None) -> tuple[Note, ...]:
    """Split a remark of the editors so that the lines it names become marks."""
    pieces: list[Note] = []
    rest = 0
    for found in _PLACE.finditer(note or ""):
        if found[1] in edition.knowledge.sources:
            pieces.append(Note(text=(note or "")[rest : found.start()]))
            pieces.append(Note(cite=edition.cite(found[1], found[2])))
            rest = found.end()
    pieces.append(Note(text=(note or "")[rest:]))
    return tuple(piece for piece in pieces if piece.text or piece.cite)
