"""The parts of an event: where in the text its opening, its panels and its closing start."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, count, pairwise
from typing import Literal

import msgspec
from msgspec.structs import replace

from measurebook.model.event import EVENT_SECTIONS
from measurebook.model.vocabulary import ArticleWording
from measurebook.normalise.readers.article.people import Mention, Participants
from measurebook.normalise.readers.article.text import Paragraph, Sentence, find_quotations
from measurebook.normalise.readers.article.wording import match_any
from measurebook.text import fold_name, key_of, squash_blanks

_LONGEST_HEADING = 200
_LONGEST_TITLE = 300
_MOST_QUOTATIONS = 50
"""No sentence quotes more than this before it names its session."""

_LONGEST_DAY = 40
_WORDS_BEHIND_TITLE = re.compile(r"[\"”»]\W*\w[^\"”»]*$")
_CLOCK = re.compile(r"^\d{1,2}[:.]\d\d(?:\s*[-–—]\s*\d{1,2}[:.]\d\d)?\W*(?=\w)")
_FUTURE = re.compile(r"\bwill\b", re.IGNORECASE)
_SUBORDINATE = re.compile(r"\bthat\b", re.IGNORECASE)
_END_OF_SENTENCE = re.compile(r"[.…:;,][\"')\]]*$")


class Told(msgspec.Struct, frozen=True):
    """A sentence of narration and who takes part in it."""

    sentence: Sentence
    participants: Participants

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.participants.mentions

    @property
    def subject_end(self) -> int:
        return self.participants.subject_end

    @property
    def somebody_speaks(self) -> bool:
        return self.subject_end < len(self.sentence.text)


class Passage(msgspec.Struct, frozen=True):
    """A paragraph and what it tells."""

    paragraph: Paragraph
    told: tuple[Told, ...]

    @property
    def mentions(self) -> list[Mention]:
        return [mention for told in self.told for mention in told.mentions]

    @property
    def first_text(self) -> str:
        return self.told[0].sentence.text if self.told else ""


class Part(msgspec.Struct, frozen=True):
    """A part of an event: the passages `first` to `last`, counted from 0, both included.

    `start` is the passage that names it; what stands between `first` and `start` leads to it.
    `key` names a part of EVENT_SECTIONS. `is_titled` is false where the text names a session only
    as `the second panel`; `is_heading` is true where the title is a line of its own.
    """

    kind: Literal["opening", "panel", "other"]
    title: str
    start: int
    first: int
    last: int
    key: str | None = None
    is_titled: bool = True
    is_heading: bool = False


class PartReader:
    """Divides the passages of an article into the parts of its event."""

    def __init__(self, wording: ArticleWording) -> None:
        words = wording.sessions
        self._noun = match_any(words.nouns)
        self._opening = match_any(words.opening)
        self._closing = match_any(words.closing)
        self._directly_titled = re.compile(
            rf"\s*(?:no\.?\s*)?(?:\d+|[IVX]+\b)?[.:]?\s*(?:(?:is|was|were)\s+)?"
            rf"(?:{match_any(words.titled).pattern})?\s*[:–—-]?\s*",
            re.IGNORECASE,
        )
        self._topic = match_any(words.topic)
        self._said = match_any(wording.people.said)
        self._ended = match_any(wording.events.ended)
        self._event_noun = match_any(wording.events.nouns)
        ordinal = match_any([*wording.dates.ordinals, *words.order]).pattern
        lead = r"^(?:(?:at|in|on|during)\s+)?(?:the\s+)?"
        self._ordinal_noun = re.compile(
            rf"{lead}(?P<name>{ordinal}\s+{self._noun.pattern})", re.IGNORECASE
        )
        self._next_noun = re.compile(
            rf"{match_any(words.order).pattern}\s+{self._noun.pattern}", re.IGNORECASE
        )
        months = match_any([name for names in wording.dates.months.values() for name in names])
        self._day_alone = re.compile(
            rf"day\s+\w{{1,10}}|(?:day\s+\d{{1,2}}\b)?\W*(?:[^\W\d_]+,\s*)?"
            rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{months.pattern}|{months.pattern}\s+\d{{1,2}})"
            r"(?:,?\s*(?:19|20)\d\d)?\W*",
            re.IGNORECASE,
        )
        self._day = re.compile(rf"{lead}{ordinal}\s+{match_any(words.day).pattern}", re.IGNORECASE)

    def read(
        self, passages: Sequence[Passage], event_title: str, taken: Collection[str] = ()
    ) -> list[Part]:
        """Return the parts in order; together they hold every passage.

        No part gets a title whose key is among those `taken`: it is the key of a citation.
        """
        if not passages:
            return []
        starts = _merge(self._find_starts(passages, event_title), passages)
        if not starts:
            return [_section("account", 0, len(passages) - 1)]
        starts = self._with_lead_ins(starts, passages)
        return _with_own_titles(self._divide(starts, passages), taken)

    def follows_on(self, passages: Sequence[Passage]) -> bool:
        """Tell whether passages say `the next panel`, and so go on with the day before them."""
        return any(self._next_noun.search(passage.first_text) for passage in passages)

    # Where parts start

    def _find_starts(self, passages: Sequence[Passage], event_title: str) -> list[Part]:
        starts: list[Part] = []
        titles: set[str] = set()
        moderators: set[str] = set()
        for at, passage in enumerate(passages):
            before = starts[-1] if starts else None
            start = self._find_start(passage, at, before, event_title)
            if start and start.is_titled and fold_name(start.title) in titles:
                start = None
            start = start or self._find_unnamed(passage, at, before, moderators, event_title)
            if start:
                starts.append(start)
                titles.add(fold_name(start.title))
                moderators = set()
            moderators |= _moderators_of(passage)
        return starts

    def _find_start(
        self, passage: Passage, at: int, before: Part | None, event_title: str
    ) -> Part | None:
        heading = self._read_heading(passage.paragraph)
        quoted = self._find_title(passage, event_title)
        if heading and not (quoted and _WORDS_BEHIND_TITLE.search(heading)):
            return _panel(heading, at, is_heading=True)
        if quoted:
            return _panel(quoted, at)
        if before is None and self._names(self._opening, passage):
            return replace(_section("opening", at, at), kind="opening")
        if before and before.key != "closing" and self._names(self._closing, passage):
            return _section("closing", at, at)
        return self._find_ordinal(passage, at)

    def _read_heading(self, paragraph: Paragraph) -> str | None:
        """Read a line of its own that opens with `Panel 1` or the like and is no sentence."""
        text = paragraph.text
        is_short = len(text) <= _LONGEST_HEADING and not _END_OF_SENTENCE.search(text)
        text = _CLOCK.sub("", text)
        return text if is_short and self._noun.match(text) else None

    def _find_title(self, passage: Passage, event_title: str) -> str | None:
        for told in passage.told:
            title = self._find_title_in(told)
            if title and fold_name(title) not in fold_name(event_title):
                return title
        return None

    def _find_title_in(self, told: Told) -> str | None:
        """Find a quotation that a sentence makes the title of a session it names."""
        text = told.sentence.text
        if _FUTURE.search(text):
            return None
        for start, end in find_quotations(text)[:_MOST_QUOTATIONS]:
            if self._is_title(text, start, end, told.subject_end):
                return squash_blanks(told.sentence.printed[start:end]).rstrip(" .,;")
        return None

    def _is_title(self, text: str, start: int, end: int, subject_end: int) -> bool:
        before, after = text[: start - 1], text[end + 1 :].lstrip()
        if end - start > _LONGEST_TITLE:
            return False
        if _SUBORDINATE.search(before, min(subject_end, len(before))):
            return False
        nouns = list(self._noun.finditer(before))
        if nouns and self._directly_titled.fullmatch(before[nouns[-1].end() :]):
            return True
        is_aside = bool(nouns) and before[nouns[-1].end() :].strip() == ","
        if is_aside and (after.startswith(",") or text[end - 1] == ",") and end <= subject_end:
            return self._said.match(after.lstrip(", ")) is None
        if start > subject_end:
            return False
        is_topic = any(lead.end() == len(before.rstrip()) for lead in self._topic.finditer(before))
        return bool(self._noun.match(after)) or bool(nouns and is_topic)

    def _names(self, phrases: re.Pattern[str], passage: Passage) -> bool:
        """Tell whether the article itself, and nobody in it, speaks of such a part."""
        return any(
            phrases.search(told.sentence.text[: told.subject_end])
            for told in passage.told
            if not _FUTURE.search(told.sentence.text)
        )

    def _find_ordinal(self, passage: Passage, at: int) -> Part | None:
        """Find `The second panel …`, which has no title."""
        match = self._ordinal_noun.search(passage.first_text)
        if match is None or _FUTURE.search(passage.first_text):
            return None
        return _panel(_capitalise(squash_blanks(match["name"])), at, is_titled=False)

    def _find_unnamed(
        self,
        passage: Passage,
        at: int,
        before: Part | None,
        moderators: set[str],
        event_title: str,
    ) -> Part | None:
        """Find `the panel moderated by …` with a moderator that the current session cannot have."""
        own = _moderators_of(passage)
        in_panel = before is not None and before.kind == "panel"
        is_whole_event = before is None and self._noun.search(event_title)
        if not own or is_whole_event or (in_panel and (not moderators or own & moderators)):
            return None
        nouns = (self._noun.search(told.sentence.text) for told in passage.told if told.mentions)
        noun = next((noun for noun in nouns if noun), None)
        return _panel(_capitalise(squash_blanks(noun[0])), at, is_titled=False) if noun else None

    # What belongs to a part

    def _with_lead_ins(self, starts: Sequence[Part], passages: Sequence[Passage]) -> list[Part]:
        """Let a passage such as `The second day …` open the session it stands above."""
        extended: list[Part] = []
        for part in starts:
            lowest = extended[-1].start if extended else -1
            first = part.first
            while first - 1 > lowest and self._leads_in(passages[first - 1]):
                first -= 1
            extended.append(replace(part, first=first))
        return extended

    def _leads_in(self, passage: Passage) -> bool:
        is_day = self._day.search(passage.first_text) or self.is_day_heading(passage)
        return not passage.mentions and bool(is_day)

    def is_day_heading(self, passage: Passage) -> bool:
        """Tell a line of its own that is nothing but a day, as programmes print it."""
        text = passage.paragraph.text
        return len(text) <= _LONGEST_DAY and self._day_alone.fullmatch(text) is not None

    def _divide(self, starts: Sequence[Part], passages: Sequence[Passage]) -> Iterator[Part]:
        if starts[0].first:
            yield _section("introduction", 0, starts[0].first - 1)
        for part, following in pairwise(starts):
            yield replace(part, last=following.first - 1)
        end = self._find_conclusion(starts[-1], passages)
        yield replace(starts[-1], last=end - 1)
        if end < len(passages):
            yield _section("conclusion", end, len(passages) - 1)

    def _find_conclusion(self, last: Part, passages: Sequence[Passage]) -> int:
        """Return where, behind the last session, the event as a whole is told to have ended."""
        end = len(passages)
        for at in range(len(passages) - 1, last.start, -1):
            if passages[at].mentions:
                break
            text = passages[at].first_text
            if self._ended.search(text) and self._event_noun.search(text):
                end = at
        return end


def _section(key: str, first: int, last: int) -> Part:
    return Part("other", EVENT_SECTIONS[key], first, first, last, key=key)


def _panel(title: str, at: int, is_titled: bool = True, is_heading: bool = False) -> Part:
    return Part("panel", title, at, at, at, is_titled=is_titled, is_heading=is_heading)


def _moderators_of(passage: Passage) -> set[str]:
    return {fold_name(one.name) for one in passage.mentions if one.part == "moderator"}


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


def _merge(starts: Sequence[Part], passages: Sequence[Passage]) -> list[Part]:
    """Join `The last panel took place …` with the title that the next paragraph gives it."""
    merged: list[Part] = []
    for part in starts:
        before = merged[-1] if merged else None
        is_same = (
            before is not None
            and not before.is_titled
            and before.start == part.start - 1
            and part.kind == "panel"
            and part.is_titled
            and not passages[before.start].mentions
        )
        if before and is_same:
            merged[-1] = replace(part, first=before.first)
        else:
            merged.append(part)
    return merged


def _with_own_titles(parts: Iterable[Part], taken: Collection[str]) -> list[Part]:
    """Number titles that stand twice: the title of a session heads its section of the body."""
    used = set(taken)
    named = []
    for part in parts:
        titles = (f"{part.title} ({number})" for number in count(2))
        title = next(title for title in chain([part.title], titles) if key_of(title) not in used)
        used.add(key_of(title))
        named.append(replace(part, title=title))
    return named
