"""What an article tells of an event as a whole: its name, days, venue, organisers and plans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

import msgspec

from measurebook.model.event import Announcement
from measurebook.model.vocabulary import ArticleWording
from measurebook.normalise.readers.article.bodies import BodyReader
from measurebook.normalise.readers.article.dates import DateReader, FoundDays
from measurebook.normalise.readers.article.sessions import Passage, Told
from measurebook.normalise.readers.article.text import find_quotations
from measurebook.normalise.readers.article.tokens import Token, tokenise
from measurebook.normalise.readers.article.wording import match_any
from measurebook.text import fold, squash_blanks

_LONGEST_WORD = 80
_HEAD = 4
_CLOSEST_NOUN = 60
_SHORTEST_NAME_IN_WORDS = 2
_IT = re.compile(r"(?:it|which)\s+(?:was|is|has\s+been)(?:\s+\w+ly)?\s*", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|before|since|by)\s+(?:the\s+)?$", re.IGNORECASE)
_PARTICIPLE = re.compile(r"\s*(?:by|as|in|at|on|within|under|for|from)\b", re.IGNORECASE)
_GOES_ON = frozenset("of on for in the and de des du del la et y".split())


class Organisers(msgspec.Struct, frozen=True):
    """Bodies as printed, in a passage."""

    names: tuple[str, ...]
    passage: Passage


class Holding(msgspec.Struct, frozen=True):
    """A sentence that tells that the event was held; the lowest rank tells it best."""

    rank: int
    told: Told
    passage: Passage


class Statement(msgspec.Struct, frozen=True):
    """Something printed in a passage."""

    text: str
    passage: Passage


class Period(msgspec.Struct, frozen=True):
    """The days of the event, or the word `today`, in the passage that tells them."""

    days: FoundDays | None
    printed: str
    passage: Passage


class Subject(msgspec.Struct, frozen=True):
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
        self._opening = match_any(wording.sessions.opening)
        self._closing = match_any(wording.sessions.closing)
        self._organised_by = match_any(words.organised_by)
        self._organised = match_any(words.organised)
        self._were_organisers = match_any(words.were_organisers)
        self._at_venue = match_any(words.at_venue)
        self._today = match_any(words.today)
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
        for noun, end in _ends_of_names(tokens, self._nouns):
            for start in _starts_of_names(tokens, noun, end):
                name = title[tokens[start].start : tokens[end].end]
                if name != title and _stands_whole(name, text):
                    return name
        return None

    # When and where

    def find_holdings(self, subject: Subject, passages: Sequence[Passage]) -> list[Holding]:
        """Find the sentences that tell of the holding of the event, the best first."""
        found = (
            Holding(rank, told, passage)
            for passage in passages
            for told in passage.told
            if (rank := self._rank(told, subject)) is not None
        )
        return sorted(found, key=lambda holding: holding.rank)

    def _rank(self, told: Told, subject: Subject) -> int | None:
        """Rank a sentence: by the event's name, by its noun in the title, or by another noun.

        A sentence that tells of the opening ceremony comes last.
        """
        text = told.sentence.text
        if told.somebody_speaks or not self._held.search(text) or self._closing.search(text):
            return None
        nouns = {fold(match[0]) for match in self._nouns.finditer(text)}
        if self._opening.search(text):
            return 3
        if subject.name and subject.name in text:
            return 0
        if nouns & subject.nouns:
            return 1
        return 2 if nouns and not subject.name else None

    def find_period(
        self, holdings: Sequence[Holding], passages: Sequence[Passage]
    ) -> Period | None:
        """Find when the event was held, as printed in the best sentence that has a date.

        Where no sentence tells of the holding, the day counts with which the article opens.
        """
        for holding in holdings:
            found = self._find_days(holding.told.sentence.text)
            if found:
                return _make_period(found, holding.told, holding.passage)
        for holding in holdings:
            today = self._today.search(holding.told.sentence.text)
            if today:
                return Period(None, today[0], holding.passage)
        return self._find_opening_day(passages[0]) if passages else None

    def _find_days(self, text: str) -> FoundDays | None:
        """Find the first days of a sentence; `until May 20` does not tell when a thing was held."""
        found = (days for days in self._dates.find(text) if not _UNTIL.search(text[: days.start]))
        return next(found, None)

    def _find_opening_day(self, passage: Passage) -> Period | None:
        for told in passage.told[:1]:
            days = self._find_days(told.sentence.text)
            is_dateline = told.sentence.text[days.end :].strip() == "." if days else False
            is_first = days is not None and days.is_worded and days.start <= len("On the ")
            if days and is_first and not is_dateline:
                return _make_period(days, told, passage)
        return None

    def find_venue(self, holdings: Sequence[Holding]) -> Statement | None:
        """Find in whose house the event was held, as printed in the best sentence that tells."""
        for holding in holdings:
            sentence = holding.told.sentence
            for match in self._at_venue.finditer(sentence.text):
                name = self._bodies.read_venue(sentence, match.end())
                if name and not _is_quoted(sentence.text, match.start()):
                    return Statement(name, holding.passage)
        return None

    # By whom

    def find_organisers(self, subject: Subject, passages: Sequence[Passage]) -> Organisers | None:
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
                        return Organisers(tuple(names), passage)
        return None

    def _read_organised_by(self, told: Told, subject: Subject, in_head: bool) -> list[str]:
        text = told.sentence.text
        for match in self._organised_by.finditer(text):
            is_meant = self._is_event_at(text, match, subject, in_head)
            if is_meant and not _is_quoted(text, match.start()):
                names = self._bodies.read_list(told.sentence, match.end())
                return list(takewhile(lambda name: not self._is_event_name(name, subject), names))
        return []

    def _is_event_name(self, name: str, subject: Subject) -> bool:
        """Tell the event itself behind `Organized by the ministry, the …`."""
        last = name.rsplit(maxsplit=1)[-1]
        return name == subject.name or bool(self._nouns.fullmatch(last) and last[0].isupper())

    def _is_event_at(
        self, text: str, match: re.Match[str], subject: Subject, in_head: bool
    ) -> bool:
        """Tell whether what was organised is the event: by its name, or by its noun close by."""
        if subject.name and subject.name in text:
            return True
        start = 0 if self._held.search(text) else max(0, match.start() - _CLOSEST_NOUN)
        before = text[start : match.start()]
        is_meant = self._names_event(before if before.strip() else text, subject)
        is_meant = is_meant or _IT.fullmatch(before) is not None
        return in_head and (is_meant or match[0].endswith(":"))

    def _names_event(self, text: str, subject: Subject) -> bool:
        nouns = {fold(noun[0]) for noun in self._nouns.finditer(text)}
        return bool(nouns & (subject.nouns | {"event"}) if subject.nouns else nouns)

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
            is_active = not _PARTICIPLE.match(behind)
            is_meant = self._names_event(behind, subject) or (subject.name or "\0") in behind
            if in_head and is_active and is_meant and not _is_quoted(text, match.start()):
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


def _stands_whole(name: str, text: str) -> bool:
    """Tell whether a name stands in a text, and not only within a longer capitalised name."""
    starts = (match.start() for match in re.finditer(re.escape(name), text))
    before = (text[max(start - _LONGEST_WORD, 0) : start].split()[-1:] for start in starts)
    return any(not word or not word[0][0].isupper() or word[0] == "The" for word in before)


def _make_period(days: FoundDays, told: Told, passage: Passage) -> Period:
    return Period(days, told.sentence.printed[days.start : days.end], passage)


def _is_quoted(text: str, at: int) -> bool:
    return any(start <= at < end for start, end in find_quotations(text))


def _ends_of_names(tokens: Sequence[Token], nouns: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Return each noun such as `Forum`, and where its name may end: there, or behind `of …`."""
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        is_plain = token.is_word and not token.quoted
        if is_plain and token.text[0].isupper() and nouns.fullmatch(token.text):
            end = following = at
            while following + 1 < len(tokens) and _goes_on(tokens[following + 1]):
                following += 1
                end = end if tokens[following].is_lower else following
            yield from ((at, end), (at, at)) if end > at else ((at, at),)


def _goes_on(token: Token) -> bool:
    is_name = token.is_word and (token.text[0].isupper() or token.folded in _GOES_ON)
    return is_name and not token.quoted


def _starts_of_names(tokens: Sequence[Token], noun: int, end: int) -> Iterator[int]:
    """Return where a name may start that holds a noun and ends at `end`, the longest first."""
    first = noun
    while first and tokens[first - 1].is_word and not tokens[first - 1].quoted:
        first -= 1
    opening = _find_opening_quote(tokens, first - 1)
    if opening is not None:
        yield opening
    for start in range(first, min(noun, end - _SHORTEST_NAME_IN_WORDS + 1) + 1):
        initial = tokens[start].text[0]
        if (initial.isupper() or initial.isdigit()) and not _is_article(tokens[start]):
            yield start


def _find_opening_quote(tokens: Sequence[Token], closing: int) -> int | None:
    """Return where the quotation opens that closes there, as in `"Silk Way" Festival`."""
    if closing < 1 or tokens[closing].kind != "quote" or not tokens[closing - 1].quoted:
        return None
    at = closing - 1
    while at and tokens[at].quoted:
        at -= 1
    return at if tokens[at].kind == "quote" else None


def _is_article(token: Token) -> bool:
    return token.folded in {"the", "a", "an"}
