"""What an article tells of an event as a whole: its name, days, venue, organisers and plans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from measurebook.model.event import Announcement
from measurebook.model.vocabulary import ArticleWording
from measurebook.normalise.article.bodies import BodyReader
from measurebook.normalise.article.dates import DateReader, FoundDays
from measurebook.normalise.article.names import Token, tokenise
from measurebook.normalise.article.sessions import Passage, Told
from measurebook.normalise.article.text import find_quotations
from measurebook.normalise.article.wording import match_any
from measurebook.text import fold, squash_blanks

_HEAD = 4
_CLOSEST_NOUN = 60
_SHORTEST_NAME_IN_WORDS = 2


@dataclass(frozen=True)
class Statement:
    """Names as printed, in a sentence of a passage."""

    names: tuple[str, ...]
    passage: Passage


@dataclass(frozen=True)
class Holding:
    """A sentence that tells when the event was held."""

    days: FoundDays
    told: Told
    passage: Passage


@dataclass(frozen=True)
class Subject:
    """What the article is about: the name the text uses, and nouns such as `forum` in the title."""

    name: str | None
    nouns: frozenset[str]


class FactReader:
    """Reads what sentences of narration tell of the event as a whole."""

    def __init__(self, wording: ArticleWording, dates: DateReader, bodies: BodyReader) -> None:
        words = wording.events
        self._dates = dates
        self._bodies = bodies
        self._nouns = match_any(words.nouns)
        self._held = match_any(words.held)
        self._ceremony = match_any([*wording.sessions.opening, *wording.sessions.closing])
        self._organised_by = match_any(words.organised_by)
        self._organised = match_any(words.organised)
        self._were_organisers = match_any(words.were_organisers)
        self._at_venue = match_any(words.at_venue)
        self._announcing = match_any(words.announcing)
        numbers = {fold(word): number for word, number in wording.dates.numbers.items()}
        self._numbers = numbers
        self._announced = re.compile(
            rf"(?<![\w.,-])(?P<number>\d{{1,4}}|{match_any(numbers).pattern})\s+"
            rf"(?:[a-z-]+\s+){{0,2}}?(?P<what>{match_any(words.announced).pattern})",
            re.IGNORECASE,
        )

    # What the article is about

    def read_subject(self, title: str, passages: Sequence[Passage]) -> Subject:
        nouns = frozenset(fold(match[0]) for match in self._nouns.finditer(title))
        return Subject(self._find_name(title, passages), nouns)

    def _find_name(self, title: str, passages: Sequence[Passage]) -> str | None:
        """Find a capitalised name in the title, ending in `Forum` or so, that the text uses."""
        text = " ".join(told.sentence.text for passage in passages for told in passage.told)
        tokens = tokenise(title)
        for end in _ends_of_names(tokens, self._nouns):
            for start in _starts_of_names(tokens, end):
                name = title[tokens[start].start : tokens[end].end]
                if name != title and name in text:
                    return name
        return None

    # When

    def find_holding(self, subject: Subject, passages: Sequence[Passage]) -> Holding | None:
        """Find the sentence that best tells when the event was held: by its name, or its noun."""
        best: tuple[int, Holding] | None = None
        for passage in passages:
            for told in passage.told:
                rank = self._rank(told, subject)
                days = self._dates.find(told.sentence.text) if rank is not None else []
                if rank is not None and days and (best is None or rank < best[0]):
                    best = (rank, Holding(days[0], told, passage))
        return best[1] if best else None

    def _rank(self, told: Told, subject: Subject) -> int | None:
        """Rank a sentence as one that tells of the holding of the event; None where it does not."""
        text = told.sentence.text
        held = self._held.search(text)
        if held is None or told.mentions or self._ceremony.search(text):
            return None
        if subject.name:
            return 0 if subject.name in text else None
        nouns = {fold(match[0]) for match in self._nouns.finditer(text)}
        return 1 if nouns & subject.nouns else 2 if nouns else None

    # Where

    def find_venues(self, holding: Holding) -> list[str]:
        """Find the bodies in whose house the event was held, as printed in that sentence."""
        sentence = holding.told.sentence
        for match in self._at_venue.finditer(sentence.text):
            name = self._bodies.read_venue(sentence, match.end())
            if name:
                return [name]
        return []

    # By whom

    def find_organisers(self, subject: Subject, passages: Sequence[Passage]) -> Statement | None:
        """Find who organised the event, in the first sentence that tells it."""
        ways: tuple[Callable[[Told, Subject, bool], list[str]], ...] = (
            self._read_organised_by,
            self._read_were_organisers,
            self._read_organised,
        )
        for at, passage in enumerate(passages):
            for told in passage.told:
                for read in ways:
                    names = read(told, subject, at < _HEAD)
                    if names:
                        return Statement(tuple(names), passage)
        return None

    def _read_organised_by(self, told: Told, subject: Subject, in_head: bool) -> list[str]:
        text = told.sentence.text
        for match in self._organised_by.finditer(text):
            is_meant = self._is_event_at(text, match, subject)
            if is_meant and (subject.name or in_head) and not _is_quoted(text, match.start()):
                return self._bodies.read_list(told.sentence, match.end())
        return []

    def _is_event_at(self, text: str, match: re.Match[str], subject: Subject) -> bool:
        """Tell whether what was organised is the event: named before the words, or right after."""
        if subject.name:
            return subject.name in text
        before = text[max(0, match.start() - _CLOSEST_NOUN) : match.start()]
        nouns = {fold(noun[0]) for noun in self._nouns.finditer(before or text)}
        return match[0].endswith(":") or bool(nouns & (subject.nouns | {"event"}))

    def _read_were_organisers(self, told: Told, subject: Subject, in_head: bool) -> list[str]:
        match = self._were_organisers.search(told.sentence.text)
        if match is None or not in_head:
            return []
        return self._bodies.read_list_before(told.sentence, match.start())

    def _read_organised(self, told: Told, subject: Subject, in_head: bool) -> list[str]:
        """Read `The ministry held a forum`: the subject is a body and the object the event."""
        text = told.sentence.text
        for match in self._organised.finditer(text):
            behind = text[match.end() : match.end() + _CLOSEST_NOUN]
            nouns = {fold(noun[0]) for noun in self._nouns.finditer(behind)}
            is_meant = subject.name in behind if subject.name else bool(nouns & subject.nouns)
            if in_head and is_meant and not _is_quoted(text, match.start()):
                names = self._bodies.read_list_before(told.sentence, match.start())
                if names:
                    return names
        return []

    # What is to come

    def find_announced(self, passages: Sequence[Passage]) -> Iterator[Announcement]:
        """Find what the article announces in numbers, each kind of thing once."""
        seen: set[str] = set()
        for passage in passages:
            for told in passage.told:
                text = told.sentence.text
                if told.mentions or not self._announcing.search(text):
                    continue
                for match in self._announced.finditer(text):
                    what = squash_blanks(match["what"]).lower()
                    if what not in seen:
                        seen.add(what)
                        yield Announcement(
                            what=what,
                            number=self._read_number(match["number"]),
                            lines=str(passage.paragraph.span),
                        )

    def _read_number(self, text: str) -> int:
        return int(text) if text.isdigit() else self._numbers[fold(text)]


def _is_quoted(text: str, at: int) -> bool:
    return any(start <= at < end for start, end in find_quotations(text))


def _ends_of_names(tokens: Sequence[Token], nouns: re.Pattern[str]) -> Iterator[int]:
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.is_word and token.text[0].isupper() and nouns.fullmatch(token.text):
            yield at


def _starts_of_names(tokens: Sequence[Token], end: int) -> Iterator[int]:
    """Return where a name ending at `end` may start, the longest first."""
    first = end
    while first and tokens[first - 1].is_word:
        first -= 1
    for start in range(first, end - _SHORTEST_NAME_IN_WORDS + 2):
        if tokens[start].text[0].isupper() and not _is_article(tokens[start]):
            yield start


def _is_article(token: Token) -> bool:
    return token.folded in {"the", "a", "an"}
