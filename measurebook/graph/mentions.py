"""Where texts name what the knowledge base knows, and the pages of whom that concerns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation

from measurebook.graph.names import Name, Target, TargetKind
from measurebook.graph.passages import Document, Passage
from measurebook.graph.quotations import Quotation, quote
from measurebook.graph.sentences import LONGEST_SENTENCE
from measurebook.graph.words import FlatText, flatten, join_words

_RANKS: dict[TargetKind, int] = {"organisation": 0, "place": 1, "event": 2, "measure": 3}
"""Whom a name means that several kinds have: a measure often bears the name of the body it made."""

_GOES_ON = re.compile(
    r"\s+(?:of|de|du|des|del)\s+(?:the\s+|la\s+|el\s+|l['’])?(?P<owner>.+)", re.IGNORECASE
)
_STATE = re.compile(r"(?:the\s+)?(?:[A-Z]\w*\s+)?Republic\s+of\s+", re.IGNORECASE)
_PAIR_SIGN = re.compile('[()“”«»"]')
_PAIRS = (("(", ")"), ("“", "”"), ("«", "»"), ('"', '"'))


class Found(NamedTuple):
    """A name in a text: where it starts and ends, and whose it is."""

    start: int
    end: int
    target: Target


class NameFinder:
    """Finds all known names in a text in time that grows with the text, not with the names."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names: dict[str, dict[Name, None]] = {}
        for name in names:
            joined = join_words(name.text)
            if joined.strip():
                self._names.setdefault(joined, {})[name] = None
        self._patterns = list(self._names)
        self._chosen: dict[tuple[str, str, str | None], tuple[Target | None, bool]] = {}
        self._automaton = AhoCorasick(
            self._patterns, store_patterns=False, implementation=Implementation.ContiguousNFA
        )

    def find(
        self,
        text: str,
        country: str | None = None,
        flat: FlatText | None = None,
        own: Target | None = None,
    ) -> list[Found]:
        """Find the names in a text of a country, the longest of those that overlap.

        Of overlapping names the first one wins, and of those that start together the longest.
        `flat` is the text made flat, where that is at hand; `own` is whom the text is about: its
        own name is none of those it names, but others may stand in it.
        """
        named = self._find_all(text, country, flat or flatten(text))
        found = sorted(
            (name for name in named if name.target != own),
            key=lambda name: (name.start, -name.end),
        )
        chosen: list[Found] = []
        for name in found:
            if not chosen or name.start >= chosen[-1].end:
                chosen.append(name)
        return chosen

    def _find_all(self, text: str, country: str | None, flat: FlatText) -> Iterator[Found]:
        """Find the names in a text, those inside longer names too."""
        matches = self._automaton.find_matches_as_indexes(flat.joined, overlapping=True)
        for pattern, first, last in matches:
            start, end = _close_brackets(text, *flat.locate(first + 1, last - 1))
            target = self._choose(self._patterns[pattern], text, start, end, country)
            if target is not None:
                yield Found(start, end, target)

    def _choose(
        self, pattern: str, text: str, start: int, end: int, country: str | None
    ) -> Target | None:
        """Return whose name this is here; None where it is nobody's or more than one could be."""
        key = pattern, text[start:end], country
        if key not in self._chosen:
            self._chosen[key] = _choose_target(self._names[pattern], text[start:end], country)
        target, is_generic = self._chosen[key]
        if is_generic and not _is_owned_by(country or "", text[end : end + LONGEST_SENTENCE]):
            return None
        return target


def _choose_target(
    names: Iterable[Name], written: str, country: str | None
) -> tuple[Target | None, bool]:
    """Choose among those who have a name that is written so; also tell whether it is generic."""
    known = [name for name in names if _is_written_as(name.text, written)]
    own = [
        name for name in known if name.country is None or (name.country and name.country == country)
    ]
    ranked = sorted({name.target for name in own}, key=lambda target: _RANKS[target.kind])
    if not ranked or (len(ranked) > 1 and ranked[0].kind == ranked[1].kind):
        return None, False
    chosen = [name for name in own if name.target == ranked[0]]
    return ranked[0], all(name.country for name in chosen)


def _close_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in a bracket or quotation mark whose other half a name holds.

    >>> _close_brackets("at “Kamillik” Union", 4, 19), _close_brackets("ARKA (KA) too", 0, 8)
    ((3, 19), (0, 9))
    """
    if not _PAIR_SIGN.search(text, start, end):
        return start, end
    for opening, closing in _PAIRS:
        inside = text[start:end]
        opened, closed = inside.count(opening), inside.count(closing)
        is_odd = opened % 2 == 1 if opening == closing else opened != closed
        if is_odd and opened >= closed and text.startswith(closing, end):
            end += 1
        elif is_odd and closed >= opened and start and text[start - 1] == opening:
            start -= 1
    return start, end


def _is_written_as(name: str, written: str) -> bool:
    """Tell a name from a common word: what the name writes large is written large here too.

    >>> _is_written_as("UNIMA", "unima"), _is_written_as("Guba", "guba")
    (False, False)
    >>> _is_written_as("Ministry of Culture", "Ministry of culture")
    True
    """
    if " " in name:
        return written != written.lower() or name == name.lower()
    if name.isupper():
        return written.isupper()
    return written[:1].isupper() or not name[:1].isupper()


def _is_owned_by(country: str, rest: str) -> bool:
    """Tell whether a generic name means its bearer, and not a namesake elsewhere.

    "Ministry of Culture of Georgia" is a longer name than "Ministry of Culture", known or not.
    """
    goes_on = _GOES_ON.match(rest)
    owner = _STATE.sub("", goes_on["owner"], count=1) if goes_on else ""
    return not owner[:1].isupper() or owner.startswith(country)


class Mention(msgspec.Struct, frozen=True):
    """The sentence in which a document first names something, and how often it does in all."""

    document: Document
    quotation: Quotation
    count: int


def find_mentions(
    finder: NameFinder,
    document: Document,
    passages: Iterable[tuple[Passage, FlatText]],
    country: str | None,
) -> dict[Target, Mention]:
    """Find what a document names in its own words, in the order of the first mentions."""
    first: dict[Target, tuple[Passage, Found]] = {}
    counts: dict[Target, int] = {}
    own = Target(document.kind, document.slug) if document.kind != "report" else None
    for passage, flat in passages:
        for found in finder.find(passage.text, country, flat, own):
            first.setdefault(found.target, (passage, found))
            counts[found.target] = counts.get(found.target, 0) + 1
    return {
        target: Mention(document, quote(passage, found.start, found.end), counts[target])
        for target, (passage, found) in first.items()
    }


def group_by_target(
    mentions: Sequence[dict[Target, Mention]],
) -> dict[Target, tuple[Mention, ...]]:
    """Turn what each document names into who names each target, documents in the given order."""
    index: dict[Target, list[Mention]] = {}
    for named in mentions:
        for target, mention in named.items():
            index.setdefault(target, []).append(mention)
    return {target: tuple(found) for target, found in index.items()}
