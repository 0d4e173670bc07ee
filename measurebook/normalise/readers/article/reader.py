"""Reading a news article into one event: what happened when and where, and who took part.

What the text does not say stays empty. Each paragraph belongs to one part of the event, and its
words stand in that part's section as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

import msgspec

from measurebook.errors import Problem, quote
from measurebook.model.base import Citation, Span
from measurebook.model.event import Event, EventDate, Session
from measurebook.model.vocabulary import Vocabulary
from measurebook.normalise.lines.blocks import number_lines
from measurebook.normalise.lines.classes import NoiseTable
from measurebook.normalise.lines.cleaning import clean_prose
from measurebook.normalise.readers.article.appearances import find_full_names, gather_people
from measurebook.normalise.readers.article.bodies import BodyReader
from measurebook.normalise.readers.article.dates import (
    DateReader,
    YearEvidence,
    date_range,
    full_dates,
)
from measurebook.normalise.readers.article.facts import (
    FactReader,
    Holding,
    Organisers,
    Period,
    Statement,
    Subject,
)
from measurebook.normalise.readers.article.lexicon import Lexicon
from measurebook.normalise.readers.article.page import Page, PageReader
from measurebook.normalise.readers.article.people import PeopleReader
from measurebook.normalise.readers.article.places import find_places
from measurebook.normalise.readers.article.sessions import Part, PartReader, Passage, Told
from measurebook.normalise.readers.article.text import Narration, Paragraph, read_paragraphs
from measurebook.normalise.readers.article.wording import match_any
from measurebook.normalise.reading import Draft, Reading, SourceText
from measurebook.normalise.values.names import NameBook
from measurebook.normalise.values.places import PlaceFinder
from measurebook.text import is_blank, key_of, make_slug

_UNDATED = frozenset({"introduction", "account", "conclusion"})
_NAMED_YEAR = re.compile(r"[\s-]((?:19|20)\d\d)(?![\w-])")


def read_article(source: SourceText, vocabulary: Vocabulary, names: NameBook) -> Reading:
    """Read a news article; the reading holds one draft, with an event, unless the text is empty."""
    if all(map(is_blank, source.lines)):
        return Reading(problems=(Problem(source.path, 0, "holds no text"),))
    return _Article(source, vocabulary, names).read()


class _Tools(msgspec.Struct, frozen=True):
    """The readers, made from the vocabulary."""

    dates: DateReader
    page: PageReader
    narration: Narration
    people: PeopleReader
    parts: PartReader
    bodies: BodyReader
    facts: FactReader
    places: PlaceFinder


def _make_tools(source: SourceText, vocabulary: Vocabulary, names: NameBook) -> _Tools:
    wording = vocabulary.article_wording
    lexicon = Lexicon(wording, vocabulary.places.values())
    dates = DateReader(wording.dates)
    bodies = BodyReader(wording, lexicon, names, source.card.country)
    title_leads = match_any([*wording.sessions.titled, *wording.sessions.topic])
    return _Tools(
        dates=dates,
        page=PageReader(wording.page, dates, NoiseTable(vocabulary.noise)),
        narration=Narration(wording.page.abbreviations, title_leads),
        people=PeopleReader(wording.people, lexicon),
        parts=PartReader(wording),
        bodies=bodies,
        facts=FactReader(wording, dates, bodies),
        places=PlaceFinder(vocabulary.places),
    )


class _Article:
    """One article while it is read; each property is one step and is taken once."""

    def __init__(self, source: SourceText, vocabulary: Vocabulary, names: NameBook) -> None:
        self._source = source
        self._wording = vocabulary.article_wording
        self._names = names
        self._tools = _make_tools(source, vocabulary, names)

    def read(self) -> Reading:
        event = self._make_event()
        slug = make_slug(event.title) or make_slug(self._source.id) or "event"
        draft = Draft(slug, event, self._make_sections())
        return Reading((draft,), self._page.entries, tuple(self._find_problems()))

    # Steps

    @cached_property
    def _page(self) -> Page:
        return self._tools.page.read(number_lines(self._source.lines))

    @cached_property
    def _title(self) -> str:
        return self._page.title.cleaned if self._page.title else ""

    @cached_property
    def _passages(self) -> list[Passage]:
        return [self._read_passage(one) for one in read_paragraphs(self._page.body)]

    def _read_passage(self, paragraph: Paragraph) -> Passage:
        sentences = self._tools.narration.read(paragraph)
        told = (Told(sentence, self._tools.people.read(sentence)) for sentence in sentences)
        return Passage(paragraph, tuple(told))

    @cached_property
    def _parts(self) -> list[Part]:
        taken = msgspec.structs.fields(Event)
        return self._tools.parts.read(self._passages, self._title, {field.name for field in taken})

    @cached_property
    def _full_names(self) -> dict[str, str]:
        return find_full_names(self._passages)

    @cached_property
    def _subject(self) -> Subject:
        return self._tools.facts.read_subject(self._title, self._passages)

    @cached_property
    def _holdings(self) -> list[Holding]:
        return self._tools.facts.find_holdings(self._subject, self._passages)

    @cached_property
    def _told_period(self) -> Period | None:
        return self._tools.facts.find_period(self._holdings, self._passages)

    # Days

    @cached_property
    def _evidence(self) -> YearEvidence:
        """What tells the year of days that are printed without one."""
        published = self._page.published
        texts = [told.sentence.text for passage in self._passages for told in passage.told]
        days = [day for text in texts for day in self._tools.dates.find(text)]
        return YearEvidence(
            published=date.fromisoformat(published.date) if published else None,
            near=full_dates([*days, *self._page.other_dates]),
            named=self._find_named_years([self._title, *texts]),
        )

    def _find_named_years(self, texts: Iterable[str]) -> frozenset[int]:
        """Find years that belong to the name of an event, as in `Forum 2023` or `EXPO-2023`."""
        nouns = match_any(self._wording.events.nouns).pattern
        named = re.compile(rf"{nouns}{_NAMED_YEAR.pattern}", re.IGNORECASE)
        return frozenset(int(match[1]) for text in texts for match in named.finditer(text))

    @cached_property
    def _period(self) -> tuple[EventDate, EventDate | None] | None:
        """The first day of the event, and the last where it took several."""
        if self._told_period is None:
            return None
        days = self._told_period.days
        if days is None:
            return self._read_today()
        both = date_range(days, self._evidence)
        return (both[0], both[1] if days.is_range else None) if both else None

    def _read_today(self) -> tuple[EventDate, None] | None:
        published = self._page.published
        return (msgspec.structs.replace(published, inferred=True), None) if published else None

    def _date_parts(self) -> Iterator[EventDate | None]:
        """Yield the day of each part: the one printed, or for `the next panel` the one before."""
        before: EventDate | None = None
        is_below_heading = False
        for part in self._parts:
            passages = self._passages[part.first : part.start + 1]
            day = self._find_day(passages)
            if day is None and (is_below_heading or self._tools.parts.follows_on(passages)):
                day = before
            is_below_heading |= any(map(self._tools.parts.is_day_heading, passages))
            before = day or before
            yield None if part.key in _UNDATED else day

    def _find_day(self, passages: Sequence[Passage]) -> EventDate | None:
        texts = [told.sentence.text[: told.subject_end] for one in passages for told in one.told]
        found = [day for text in texts for day in self._tools.dates.find(text)]
        single = next((one for one in found if not one.is_range and one.first.day), None)
        if single:
            return self._evidence.date_day(single.first)
        return next((day for text in texts if (day := self._count_day(text))), None)

    def _count_day(self, text: str) -> EventDate | None:
        """Return the day of `the second day of the forum`, counted from the forum's first."""
        number = self._tools.dates.find_numbered_day(text)
        if number is None or self._period is None or self._period[0].precision != "day":
            return None
        first = date.fromisoformat(self._period[0].date)
        day = first + timedelta(days=number - 1)
        return EventDate(date=day.isoformat(), precision="day", inferred=True)

    # The record

    def _make_event(self) -> Event:
        facts = self._tools.facts
        organised = facts.find_organisers(self._subject, self._passages)
        venue = facts.find_venue(self._holdings)
        places = find_places(self._passages, self._tools.places)
        event = Event(
            title=self._title,
            source=self._source.id,
            name=self._subject.name,
            starts=self._period[0] if self._period else None,
            ends=self._period[1] if self._period else None,
            published=self._page.published,
            organisers=self._resolve(organised.names, organised.passage) if organised else (),
            venues=self._resolve([venue.text], venue.passage) if venue else (),
            places=tuple(places),
            sessions=tuple(self._make_sessions()),
            announced=tuple(facts.find_announced(self._passages)),
        )
        lines = {
            "title": self._line_of_title(),
            "name": self._find_name_span(),
            "starts": _place_of(self._told_period),
            "ends": _place_of(self._told_period),
            "published": self._line_of_date(),
            "organisers": _place_of(organised),
            "venues": _place_of(venue),
            "places": _cover(passage.paragraph.span for passage in places.values()),
        }
        stated = {name: span for name, span in lines.items() if getattr(event, name) and span}
        return msgspec.structs.replace(
            event, citations=self._cite({**stated, **self._section_spans()})
        )

    def _cite(self, spans: dict[str, Span]) -> dict[str, Citation]:
        return {name: {self._source.id: str(span)} for name, span in spans.items()}

    def _line_of_title(self) -> Span | None:
        title = self._page.title
        return Span(first=title.number, last=title.number) if title else None

    def _line_of_date(self) -> Span | None:
        line = self._page.date_line
        return Span(first=line.number, last=line.number) if line else None

    def _find_name_span(self) -> Span | None:
        name = self._subject.name
        return next(
            (
                passage.paragraph.span
                for passage in self._passages
                if name and any(name in told.sentence.text for told in passage.told)
            ),
            None,
        )

    def _resolve(self, names: Iterable[str], passage: Passage) -> tuple[str, ...]:
        """Return the slugs of bodies; those that no list has become entries to be reviewed."""
        line, country = passage.paragraph.span.first, self._source.card.country
        slugs = (self._names.resolve(name, self._source.id, line, country) for name in names)
        return tuple(dict.fromkeys(slugs))

    def _make_sessions(self) -> Iterator[Session]:
        for part, day in zip(self._parts, self._date_parts(), strict=True):
            passages = self._passages[part.first : part.last + 1]
            people = gather_people(
                passages, self._full_names, self._wording.people, self._tools.bodies
            )
            if part.key in {None, "opening", "closing"} or people.are_there:
                yield Session(
                    kind=part.kind,
                    title=part.title,
                    lines=str(_span_of(passages)),
                    date=day,
                    moderators=people.moderators,
                    speakers=people.speakers,
                    attendees=people.attendees,
                )

    # The body

    def _section_spans(self) -> dict[str, Span]:
        return {
            key_of(part.title): _span_of(self._passages[part.first : part.last + 1])
            for part in self._parts
            if self._write_part(part)
        }

    def _make_sections(self) -> dict[str, str]:
        sections = ((part.title, self._write_part(part)) for part in self._parts)
        return {title: text for title, text in sections if text}

    def _write_part(self, part: Part) -> str:
        """Return the prose of a part; a line that is nothing but the title is not repeated."""
        passages = self._passages[part.first : part.last + 1]
        first = part.start - part.first
        if part.is_heading:
            passages = [*passages[:first], *passages[first + 1 :]]
        return clean_prose(line for passage in passages for line in self._lines_of(passage))

    def _lines_of(self, passage: Passage) -> Sequence[str]:
        span = passage.paragraph.span
        return self._source.lines[span.first - 1 : span.last]

    # Problems

    def _find_problems(self) -> Iterator[Problem]:
        if not self._title:
            yield self._doubt(1, "title not found")
        told = self._told_period
        if told and self._period is None:
            line = told.passage.paragraph.span.first
            yield self._doubt(line, f"nothing tells the year of {quote(told.printed)}")

    def _doubt(self, line: int, message: str) -> Problem:
        return Problem(self._source.path, line, message, blocking=False)


def _place_of(stated: Period | Statement | Organisers | None) -> Span | None:
    return stated.passage.paragraph.span if stated else None


def _span_of(passages: Sequence[Passage]) -> Span:
    return Span(first=passages[0].paragraph.span.first, last=passages[-1].paragraph.span.last)


def _cover(spans: Iterable[Span]) -> Span | None:
    """Return the span from the first to the last of some spans."""
    known = list(spans)
    return Span.cover(known) if known else None
