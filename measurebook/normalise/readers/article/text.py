"""An article's text: its paragraphs, and the sentences in which it tells rather than quotes.

Quotation marks in captured news are often unbalanced: speech is opened and never closed, and
titles stand in marks within it. So a mark that is missing never hides more than its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from measurebook.model.base import Span
from measurebook.normalise.lines.blocks import Line, span_of
from measurebook.normalise.lines.cleaning import drop_item_mark
from measurebook.text import squash_blanks

_LONGEST_SENTENCE = 6_000
_STRAIGHT = str.maketrans("“”„‟«»″’‘ʼ`´‐‑", '"""""""\'\'\'\'\'--')
_SENTENCE_END = re.compile(r"[.!?…]+[\"')\]]*(?=\s+[\"'(\[]?[^\W_])")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"')\]]*$")
_SPEECH_START = re.compile(r"(?P<colon>:\s*)\"|(?:^|(?<=[.!?…]\s)|(?<=[.!?…]\"\s))\"")
_SHORTEST_BROKEN_LINE = 40
_LONGEST_LEAD = 60
_LONGEST_LIST_HEAD = 4
_LIST_HEAD = re.compile(r"[^\W\d_]\s*:$")
_OPENS_ITEM = re.compile(r"\d{1,2}[:.]\d\d\b|[-–—*•▪●]\s|\d{1,2}[.)]\s")


def straighten(text: str) -> str:
    r"""Make quotation marks, apostrophes and hyphens plain without moving any character.

    >>> straighten("“Poetika” – Bülbül’s")
    '"Poetika" – Bülbül\'s'
    """
    return text.translate(_STRAIGHT)


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph: its lines, its text on one line as printed, and blank lines above it."""

    span: Span
    text: str
    gap: int = 1


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of narration. `text` has plain quotation marks at the places of the printed ones.

    `after_speech` is true where quoted speech ends right before it, as in `"…", said somebody`.
    """

    text: str
    printed: str
    after_speech: bool = False


def read_paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Read cleaned lines as paragraphs; lines broken by hand within a sentence are joined."""
    paragraphs: list[Paragraph] = []
    group: list[Line] = []
    gap = blanks = 0
    for line in lines:
        if not line.text:
            blanks += 1
            continue
        if group and (blanks or not _goes_on(group, line.text)):
            paragraphs.append(_join(group, gap))
            group = []
        if not group:
            gap = blanks
        group.append(line)
        blanks = 0
    return [*paragraphs, _join(group, gap)] if group else paragraphs


def _goes_on(group: Sequence[Line], line: str) -> bool:
    """Tell whether a line belongs to those above it: a broken sentence, or an item of a list."""
    if _opens_list(group[0].text):
        return not _opens_list(line)
    return _is_broken(group[-1].text) and not _OPENS_ITEM.match(line)


def _opens_list(line: str) -> bool:
    """Tell a line such as `Speakers:`, of which the lines below it are the items."""
    return len(line.split()) <= _LONGEST_LIST_HEAD and _LIST_HEAD.search(line) is not None


def _is_broken(line: str) -> bool:
    return len(line) >= _SHORTEST_BROKEN_LINE and not _ENDS_SENTENCE.search(straighten(line))


def _join(group: Sequence[Line], gap: int) -> Paragraph:
    if len(group) > 1 and _opens_list(group[0].text):
        items = (drop_item_mark(line.text).rstrip(" ;") for line in group[1:])
        text = f"{group[0].text} {'; '.join(items)}"
    else:
        text = " ".join(line.text for line in group)
    text = squash_blanks(text)
    return Paragraph(span_of(group), text, gap)


# Quotation


@lru_cache(maxsize=8)
def find_quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Find where outermost quotations stand, marks excluded; a mark without its other is ignored.

    >>> find_quotations('the "Fly to "Baku" show" and "never closed')
    ((5, 23),)
    """
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at in _marks_of(text):
        if _opens(text, at):
            opened.append(at)
        elif opened:
            pairs.append((opened.pop() + 1, at))
    outermost: list[tuple[int, int]] = []
    for start, end in sorted(pairs):
        if not outermost or start > outermost[-1][1]:
            outermost.append((start, end))
    return tuple(outermost)


def _marks_of(text: str, start: int = 0) -> Iterator[int]:
    at = text.find('"', start)
    while at >= 0:
        yield at
        at = text.find('"', at + 1)


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([{-–—/") and not after.isspace()


# Narration


class Narration:
    """Splits paragraphs into the sentences the article tells itself.

    `abbreviations` end no sentence; a quotation behind one of the `title_leads` and a colon is a
    title, not speech.
    """

    def __init__(self, abbreviations: Iterable[str], title_leads: re.Pattern[str]) -> None:
        self._abbreviations = frozenset(word.casefold() for word in abbreviations)
        self._title_leads = title_leads

    def read(self, paragraph: Paragraph) -> list[Sentence]:
        """Return the sentences of narration, without any quoted speech.

        What runs on without an end for pages is no sentence that could be understood.
        """
        plain = straighten(paragraph.text)
        sentences = []
        for start, end, after_speech in self._find_told(plain):
            for first, last in self._split(plain, start, end):
                if last - first > _LONGEST_SENTENCE:
                    continue
                printed = paragraph.text[first:last]
                follows = after_speech and not plain[start:first].strip(" ,-–—")
                sentences.append(Sentence(plain[first:last], printed, follows))
        return sentences

    def _find_told(self, plain: str) -> Iterator[tuple[int, int, bool]]:
        told_from, after_speech, at = 0, False, 0
        while found := _SPEECH_START.search(plain, at):
            mark = found.end() - 1
            end = self._end_of_speech(plain, mark, found)
            if end is None:
                at = mark + 1
                continue
            yield told_from, found.start(), after_speech
            told_from, after_speech, at = end, True, end
        yield told_from, len(plain), after_speech

    def _end_of_speech(self, plain: str, mark: int, found: re.Match[str]) -> int | None:
        """Return where the speech that opens at a mark ends, or None if it is no speech."""
        end = _find_close(plain, mark)
        if end is None:
            return len(plain)
        words = plain[mark + 1 : end]
        if found["colon"]:
            is_title = self._ends_in_title_lead(plain, found.start())
            return None if is_title and not _SENTENCE_END.search(words) else end + 1
        is_speech = words[-1:] in ",.!?…" or _SENTENCE_END.search(words)
        return end + 1 if is_speech or plain[end + 1 : end + 2] == "," else None

    def _ends_in_title_lead(self, plain: str, colon: int) -> bool:
        leads = self._title_leads.finditer(plain, max(0, colon - _LONGEST_LEAD), colon + 1)
        return any(lead.end() >= colon for lead in leads)

    def _split(self, plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        first = start
        for found in _SENTENCE_END.finditer(plain, start, end):
            if found.end() < end and not self._is_abbreviation(plain, first, found.start()):
                yield from _trim(plain, first, found.end())
                first = found.end()
        yield from _trim(plain, first, end)

    def _is_abbreviation(self, plain: str, first: int, stop: int) -> bool:
        word = re.split(r"[\s(\"]", plain[max(first, stop - 12) : stop])[-1]
        is_initial = len(word) == 1 and word.isupper()
        return is_initial or word.casefold() in self._abbreviations


def _find_close(plain: str, mark: int) -> int | None:
    """Find the mark that closes the speech: the matching one, or one that closes a sentence."""
    depth = 0
    for at in _marks_of(plain, mark):
        if _opens(plain, at):
            depth += 1
        elif depth == 1 or plain[at - 1] in ".!?…":
            return at
        else:
            depth -= 1
    return None


def _trim(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (plain[start].isspace() or plain[start] in ",-–—"):
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    if start < end and any(c.isalnum() for c in plain[start:end]):
        yield start, end
