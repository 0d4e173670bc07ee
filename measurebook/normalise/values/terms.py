"""Values of closed lists: domains, goals, areas, answers, scopes, entity types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from measurebook.model.vocabulary import Term
from measurebook.normalise.lines.folding import fold_line

_NUMBERED = re.compile(r"^\D{0,12}?([0-9]+)\s*[-–—:.)]\s*(.+)$")
_PARTS = re.compile(r"[,;|•\t]")
_AND = re.compile(r"\s(?:and|et|y|e|və|&)\s")
_SIGNS = re.compile(r"\s*([/&-])\s*")
_LONGEST_GLUED = 1000
_MOST_STROKES = 12


class FoundTerms(msgspec.Struct, frozen=True):
    """The terms that a line lists, and the parts of the line that are none."""

    slugs: tuple[str, ...]
    unknown: tuple[str, ...]


class TermTable:
    """Every wording and variant of the terms of one list, folded, with the term's slug."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._slugs: dict[str, str] = {}
        for slug, term in terms.items():
            for text in (*(w.text for w in term.wordings.values()), *term.variants):
                self._slugs.setdefault(_fold_term(text), slug)
        self._longest = 3 * max(map(len, self._slugs), default=0)
        self._bare = {re.sub(r"\s", "", text): slug for text, slug in self._slugs.items()}
        self._any_bare = _match_any(self._bare)

    def find(self, text: str) -> str | None:
        """Return the slug of the term that a text is, or None.

        Headings and lists print some terms behind a number ("Goal 1 - …"); the number is no
        part of the term.
        """
        if len(text) > self._longest:
            return None
        folded = _fold_term(text)
        if folded in self._slugs:
            return self._slugs[folded]
        numbered = _NUMBERED.match(folded)
        return self._slugs.get(numbered[2]) if numbered else None

    def find_all(self, text: str) -> FoundTerms:
        """Return the terms of a line that lists one or several; the order is the line's.

        Terms may hold commas, slashes and "and" themselves, so the whole line is tried first.
        Captured pages also run the values of a list together without any mark between them.
        """
        whole = self.find(text)
        if whole:
            return FoundTerms((whole,), ())
        slugs: dict[str, None] = {}
        unknown = []
        parts = (part for listed in _PARTS.split(text) for part in self._split_at_strokes(listed))
        for part in filter(None, map(str.strip, parts)):
            found = self._find_joined(part)
            slugs.update(dict.fromkeys(found))
            if not found:
                unknown.append(part)
        return FoundTerms(tuple(slugs), tuple(unknown) if slugs else (text,))

    def _split_at_strokes(self, text: str) -> list[str]:
        """Split at strokes, some of which belong to terms: the longest terms are kept whole."""
        pieces = text.split("/")
        if not 1 < len(pieces) <= _MOST_STROKES or self._find_joined(text):
            return [text]
        parts: list[str] = []
        while pieces:
            lengths = range(len(pieces), 1, -1)
            length = next((n for n in lengths if self.find("/".join(pieces[:n]))), 1)
            parts.append("/".join(pieces[:length]))
            pieces = pieces[length:]
        return parts if any(map(self.find, parts)) else [text]

    def _find_joined(self, part: str) -> list[str]:
        """Return the terms of a part of a line if it holds nothing else, or none."""
        whole = self.find(part)
        if whole:
            return [whole]
        joined = [self.find(text) for text in _AND.split(part, maxsplit=8)]
        if len(joined) > 1 and all(joined):
            return [slug for slug in joined if slug]
        return self._find_glued(part)

    def _find_glued(self, part: str) -> list[str]:
        if len(part) > _LONGEST_GLUED:
            return []
        rest, slugs = "".join(_fold_term(part).split()), []
        while rest and (match := self._any_bare.match(rest)):
            slugs.append(self._bare[match[1]])
            rest = rest[match.end() :]
        return slugs if not rest else []


def _match_any(texts: Iterable[str]) -> re.Pattern[str]:
    """Match the longest of some texts, behind its number or without one."""
    longest_first = sorted(map(re.escape, texts), key=len, reverse=True)
    return re.compile(rf"(?:[^\W\d]{{0,12}}\d[-–—:.)])?({'|'.join(longest_first) or '(?!)'})")


@lru_cache(maxsize=8192)
def _fold_term(text: str) -> str:
    return _SIGNS.sub(r"\1", fold_line(text.strip(" *_•-–")) or text.strip())
