"""Prose of documents as quotations: each paragraph with the source line that it repeats."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec
from markupsafe import Markup

from measurebook.markdown import Block, read_blocks
from measurebook.memory import recall
from measurebook.model.base import Citation, Span, read_span
from measurebook.model.knowledge import Section, Source
from measurebook.normalise.lines.cleaning import clean
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.views import Cite, Note, Quoted
from measurebook.text import squash_blanks

Sources = Mapping[str, Source]

_NUMBERED = re.compile(r"(?:(?<=^)|(?<=[\s;:,.(]))(\d{1,2})\)\s+")
_FEWEST_POINTS = 3

EDITORS_NOTE = "editors_note"
_PLACE = re.compile(r"\b([a-z0-9][a-z0-9._-]*):([1-9]\d*(?:-[1-9]\d*)?)\b")


class Lines(msgspec.Struct, frozen=True):
    """Cited lines of a source, by which a text is found again; of equal lines the first counts."""

    source: str
    span: Span
    numbers: dict[str, int]

    def find(self, texts: Sequence[str]) -> Span | None:
        """Return the lines that hold these texts, or None where one of them is in no line."""
        found = [self.numbers.get(_comparable(text)) for text in texts]
        numbers = [number for number in found if number is not None]
        if not numbers or len(numbers) < len(found):
            return None
        return Span(first=min(numbers), last=max(numbers))


class CitedBlock(NamedTuple):
    """A block, and where each source has it: None where a source does not have these words."""

    block: Block
    found: tuple[tuple[Lines, Span | None], ...]

    @property
    def is_edited(self) -> bool:
        """Tell whether no source has these words."""
        return bool(self.found) and all(span is None for _, span in self.found)


def read_lines(citation: Citation, sources: Sources) -> tuple[Lines, ...]:
    """Read the cited lines of each source."""
    return tuple(_read_span(sources[one], read_span(span)) for one, span in citation.items())


def _read_span(source: Source, span: Span) -> Lines:
    texts = source.lines[span.first - 1 : span.last]
    numbers: dict[str, int] = {}
    for number, text in enumerate(texts, start=span.first):
        if comparable := _comparable(clean(text)):
            numbers.setdefault(comparable, number)
    return Lines(source.id, span, numbers)


def _comparable(text: str) -> str:
    return squash_blanks(unicodedata.normalize("NFC", text))


def quote_section(
    edition: Edition, path: str, section: Section, citation: Citation
) -> tuple[Quoted, ...]:
    """Quote a section paragraph by paragraph; neighbours with the same lines stand together.

    A paragraph that no source has, because an editor changed it, is cited by all lines of the
    section and comes with the words that the section leaves out.
    """
    lang = next(map(edition.language_of, citation), "")
    cited = find_blocks(edition, path, section, citation)
    left_out = _find_left_out(cited)
    quotes = groupby(cited, key=lambda part: (part.is_edited, cite_block(edition, part)))
    shown: list[Quoted] = []
    for (is_edited, cites), same in quotes:
        html = Markup("\n").join(show_block(part.block) for part in same)
        words = left_out if is_edited else ()
        shown.append(
            Quoted(html=html, cites=cites, lang=lang, is_edited=is_edited, source_words=words)
        )
    return tuple(shown)


def quote_editors(edition: Edition, path: str, section: Section | None) -> Quoted | None:
    """Show the note of the editors, the one section that no source states."""
    if section is None:
        return None
    blocks = read_blocks(section.text, path, section.line + 1)
    html = Markup("\n").join(show_block(block) for block in blocks)
    return Quoted(html=html, lang=edition.editors_language)


def find_blocks(
    edition: Edition, path: str, section: Section, citation: Citation
) -> list[CitedBlock]:
    """Find every block of a section in the cited lines of every source, in whatever language."""
    place = "blocks", path, section.key
    return recall(place, _find_blocks, path, section, citation, edition.knowledge.sources)


def _find_blocks(
    path: str, section: Section, citation: Citation, sources: Sources
) -> list[CitedBlock]:
    lines = read_lines(citation, sources)
    blocks = read_blocks(section.text, path, section.line + 1)
    return [
        CitedBlock(block, tuple((read, read.find(block.texts)) for read in lines))
        for block in blocks
    ]


def cite_block(edition: Edition, part: CitedBlock) -> tuple[Cite, ...]:
    """Return the marks of a block: of its own lines where they are known, else of all lines."""
    return tuple(edition.cite(lines.source, str(span or lines.span)) for lines, span in part.found)


def _find_left_out(cited: Sequence[CitedBlock]) -> tuple[str, ...]:
    """Return the words of the first source that no block repeats."""
    if not cited or not cited[0].found:
        return ()
    lines = cited[0].found[0][0]
    spans = [span for part in cited for read, span in part.found if read is lines and span]
    return tuple(
        text for text, number in lines.numbers.items() if not any(number in span for span in spans)
    )


class Place(NamedTuple):
    """Where a value of a list stands, and how the first source that has it prints it.

    `lang` is the language of that source, "" where it is the page's.
    """

    cites: tuple[Cite, ...] = ()
    printed: str = ""
    lang: str = ""


def cite_each(
    edition: Edition, citation: Citation | None, spellings: Sequence[Sequence[str]]
) -> tuple[list[Place], tuple[Cite, ...]]:
    """Find the lines of each value of a list by its spellings.

    Returns the place of each value and, for sources where neither every value was found by its
    spelling nor every line is some value's, the marks of the list as a whole.
    """
    each = [Place() for _ in spellings]
    whole: list[Cite] = []
    for lines in read_lines(citation or {}, edition.knowledge.sources):
        printed = {text.casefold(): text for text in lines.numbers}
        found = [_find_spelling(printed, known) for known in spellings]
        if not all(found) and set(found) - {""} != set(lines.numbers):
            whole.append(edition.cite(lines.source, str(lines.span)))
        else:
            each = [_add(edition, lines, *pair) for pair in zip(each, found, strict=True)]
    return each, tuple(whole)


def _find_spelling(printed: Mapping[str, str], spellings: Sequence[str]) -> str:
    keys = (_comparable(spelling).casefold() for spelling in spellings)
    return next((printed[key] for key in keys if key in printed), "")


def _add(edition: Edition, lines: Lines, place: Place, printed: str) -> Place:
    if not printed:
        return place
    cite = edition.cite(lines.source, str(lines.numbers[printed]))
    lang = place.lang if place.printed else edition.language_of(lines.source)
    return Place((*place.cites, cite), place.printed or printed, lang)


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
    rest, lang = 0, edition.editors_language
    for found in _PLACE.finditer(note or ""):
        if found[1] in edition.knowledge.sources:
            pieces.append(Note(text=(note or "")[rest : found.start()], lang=lang))
            pieces.append(Note(cite=edition.cite(found[1], found[2])))
            rest = found.end()
    pieces.append(Note(text=(note or "")[rest:], lang=lang))
    return tuple(piece for piece in pieces if piece.text or piece.cite)
