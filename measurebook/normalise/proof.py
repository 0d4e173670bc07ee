"""Every citation read again, to see whether the cited lines state the value.

A value that was changed by hand still cites the lines that it was read from, so those lines hold
something of its kind, and the page shows their words beside it. A citation that points at the
wrong lines is told from that: there the value stands elsewhere in the source, or nothing in the
lines could be read as such a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Literal

import msgspec

from measurebook.memory import recall
from measurebook.model.base import Span, read_span
from measurebook.model.event import EVENT_SECTIONS, Appearance, Event, EventDate
from measurebook.model.knowledge import Entry, Source
from measurebook.model.measure import UNCITED_SECTIONS, DateStatement, Funding, Measure, Partner
from measurebook.model.report import Answer, Report
from measurebook.model.vocabulary import Organisation, Vocabulary
from measurebook.normalise.form.fields import INNER_LABELS, READERS
from measurebook.normalise.form.findings import Findings, Reader
from measurebook.normalise.lines.blocks import Block, Line
from measurebook.normalise.lines.cleaning import (
    clean,
    drop_heading_marks,
    drop_item_mark,
    escape_markdown,
)
from measurebook.normalise.lines.labels import FoundLabel
from measurebook.normalise.readers.report.overview import OverviewRow, read_row
from measurebook.normalise.values.dates import dates_of_title, find_dates
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.names import NameBook, is_prose
from measurebook.normalise.values.partners import TABLE_FIELDS, read_partners
from measurebook.text import fold, fold_name, squash_blanks

Verdict = Literal["stated", "edited", "misplaced"]
"""stated: the lines say it; edited: they say something else of the kind; misplaced: they cannot."""

Place = tuple[str | int, ...]
"""The keys that lead to a part of a document."""

_LONG = 25
"""A shorter text may stand in a source twice by chance."""

_SHORTEST_TITLE = 6

_ANSWERS = ("targets_young_people", "ifcd_support", "evaluated")
_NOTHING = frozenset({"blank", "not-applicable"})
"""States of an answer that a line without a yes or a no may have been given."""

_TEXTS = ("title", "website")
_WORDS = (
    *("name", "country", "year", "report_section", "party", "ratification", "submitted", "stamp"),
)
_EVENT_DATES = ("starts", "ends", "published")
_BODIES = ("organisers", "venues")
_TERMS = ("goals", "areas", "domains", "scope", "nature")
_LISTS = {"scope": "scopes", "nature": "natures"}
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


class Proof(msgspec.Struct, frozen=True):
    """What the cited lines of one source say of a value.

    `words` are the lines as a reader sees them; `elsewhere` is a line that does state the value.
    """

    verdict: Verdict
    words: tuple[str, ...] = ()
    elsewhere: int | None = None


class Cited(msgspec.Struct, frozen=True, dict=True):
    """Cited lines: their texts with the label taken off, and whether they hold labels alone."""

    source: Source
    span: Span
    lines: tuple[Line, ...]
    labels: tuple[FoundLabel | None, ...]

    @cached_property
    def values(self) -> list[str]:
        """The texts behind or below the labels."""
        pairs = zip(self.lines, self.labels, strict=True)
        texts = (found.inline_value if found else line.cleaned for line, found in pairs)
        return [squash_blanks(text) for text in texts if text]

    @cached_property
    def joined(self) -> str:
        return squash_blanks(" ".join(line.cleaned for line in self.lines))

    @property
    def labelled(self) -> list[Line]:
        """The lines that hold a label, and maybe what stands before and behind it."""
        return [line for line, found in zip(self.lines, self.labels, strict=True) if found]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(line.cleaned for line in self.lines)

    def has_label(self, field: str) -> bool:
        return any(found is not None and found.field == field for found in self.labels)


class Prover:
    """Reads cited lines again in the words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._lists = Lists(vocabulary)
        self._names = NameBook(vocabulary)
        self._find_label = cache(self._lists.labels.find)
        self._measure = self._make_readers()

    # Documents

    def find_misplaced(
        self, entry: Entry[Any], sources: Mapping[str, Source]
    ) -> Iterator[tuple[Place, str]]:
        """Find the citations of a document that point at lines which cannot state the value.

        Yields the keys that lead to each, and what is wrong with it.
        """
        for place, source, proof in _prove_all(self, entry, sources):
            if proof.verdict == "misplaced":
                yield place, _tell(proof, sources[source].path)

    def prove_field(self, entry: Entry[Any], field: str, lines: str, source: Source) -> Proof:
        """Prove a field or a section of a document by the lines that it cites in a source."""
        place = "field", entry.path, field, source.id
        return recall(place, Prover._prove_field, self, entry, field, lines, source)

    def _prove_field(self, entry: Entry[Any], field: str, lines: str, source: Source) -> Proof:
        cited = self._cite(source, read_span(lines))
        section = entry.section(field)
        if section is not None:
            return self.prove_text(section.text, cited)
        read = self._measure.get(field)
        value = getattr(entry.record, field, None)
        if read is None or value is None:
            return Proof("stated")
        verdict = read(value, cited)
        if verdict == "misplaced" and field in _ANSWERS and _is_title(entry.record, lines, source):
            verdict = "edited"
        if field in _BODIES and verdict == "edited":
            elsewhere = self._find_bodies(value, cited)
            return Proof("misplaced" if elsewhere else verdict, cited.words, elsewhere)
        least = _SHORTEST_TITLE if field == "title" else _LONG
        return self._settle(verdict, cited, value, least)

    def prove_text(self, text: str, cited: Cited) -> Proof:
        """Prove a section: each paragraph is a line of the source, or was changed."""
        paragraphs = [squash_blanks(part) for part in _PARAGRAPHS.split(text.strip())]
        known = {_as_markdown(text) for text in (*cited.words, *cited.values)}
        glued = [_as_markdown(line.text) for line in cited.labelled]
        missing = [p for p in paragraphs if p not in known and not any(p in x for x in glued)]
        if not missing:
            return Proof("stated")
        elsewhere = next(filter(None, (_find_line(part, cited) for part in missing)), None)
        is_misplaced = elsewhere is not None or not self._could_be_text(cited)
        return Proof("misplaced" if is_misplaced else "edited", cited.words, elsewhere)

    def prove_answer(self, answer: Answer, source: Source) -> Proof:
        """Prove the state and the printed lines of an answer; its long text is a section."""
        place = "answer", source.id, answer.question, answer.lines
        return recall(place, Prover._prove_answer, self, answer, source)

    def _prove_answer(self, answer: Answer, source: Source) -> Proof:
        span, cited = read_span(answer.lines), self._cite(source, read_span(answer.lines))
        if any(read_span(value.line).first not in span for value in answer.values):
            return Proof("misplaced", cited.words)
        texts = [(value.text, self._cite(source, read_span(value.line))) for value in answer.values]
        is_printed = all(squash_blanks(text) in line.joined for text, line in texts)
        if is_printed and self._states(answer, cited):
            return Proof("stated")
        words = tuple(word for _, line in texts for word in line.words) or cited.words[-1:]
        return Proof("edited", words)

    def _states(self, answer: Answer, cited: Cited) -> bool:
        """Tell whether one of the lines is the answer, where the answer is a single word."""
        if answer.state not in {"yes", "no"}:
            return True
        texts = [value.text for value in answer.values] or cited.values
        return any(self._lists.answers.find(text) == answer.state for text in texts)

    def prove_session(self, title: str, lines: str, source: Source) -> Proof:
        """Prove the printed title of a session of an event."""
        cited = self._cite(source, read_span(lines))
        is_ours = title in EVENT_SECTIONS.values()
        return Proof("stated") if is_ours else _prove_words(title, cited)

    def prove_person(self, person: Appearance, source: Source) -> Proof:
        """Prove the name of a person; the role may be put together from several words."""
        return _prove_words(person.name, self._cite(source, read_span(person.lines)))

    # Lines

    def _cite(self, source: Source, span: Span) -> Cited:
        numbers = range(span.first, min(span.last, len(source.lines)) + 1)
        lines = tuple(Line(n, source.lines[n - 1]) for n in numbers)
        filled = tuple(line for line in lines if not line.is_blank)
        find = self._find_label
        labels = tuple(find(line.text) or find(line.cleaned) for line in filled)
        return Cited(source, span, filled, labels)

    def _with_head(self, cited: Cited) -> Cited:
        """Add the heads of a table, which are right above the cited lines."""
        first = cited.span.first
        while first > 1 and (found := self._find_label(cited.source.lines[first - 2])):
            if found.field not in TABLE_FIELDS:
                break
            first -= 1
        return self._cite(cited.source, Span(first=first, last=cited.span.last))

    def _settle(self, verdict: Verdict, cited: Cited, value: object, least: int) -> Proof:
        """Let a long text that stands in another line of the source count as misplaced."""
        if verdict == "stated":
            return Proof("stated")
        elsewhere = (
            _find_line(squash_blanks(value), cited, least) if isinstance(value, str) else None
        )
        return Proof("misplaced" if elsewhere else verdict, cited.words, elsewhere)

    def _could_be_text(self, cited: Cited) -> bool:
        """Tell whether lines hold more than labels, headings, answers and terms of the form.

        Names are told from text by lists that people edit: a line that bears a name which no list
        has any more is still no wrong line.
        """
        lists = self._lists
        closed = (lists.answers, lists.headings, lists.entity_types, *lists.terms.values())
        return any(all(table.find(text) is None for table in closed) for text in cited.values)

    # Values

    def _make_readers(self) -> Mapping[str, Callable[[Any, Cited], Verdict]]:
        return {
            **dict.fromkeys(_TEXTS, self._read_text),
            **dict.fromkeys(_WORDS, self._read_words),
            **dict.fromkeys(_EVENT_DATES, self._read_event_date),
            **dict.fromkeys(_BODIES, self._read_bodies),
            **{name: self._read_answer(name) for name in _ANSWERS},
            **{name: self._read_terms(name) for name in _TERMS},
            "transversal_priorities": self._read_texts,
            "responsible_groups": self._read_texts,
            "agencies": self._read_agencies,
            "partners": self._read_partners,
            "funding": self._read_funding,
            "dates": self._read_dates,
            "places": self._read_places,
        }

    def _read_again(self, field: str, cited: Cited, unit: str | None = None) -> Any:
        """Read the lines as the reader of the form does; `unit` is what their label asks for."""
        label = FoundLabel(field, "", (), unit)
        pairs = list(zip(cited.lines, cited.labels, strict=True))
        block = Block(
            label,
            tuple(line for line, found in pairs if found and found.field == field),
            tuple(filter(None, (_take_value(line, found) for line, found in pairs))),
        )
        found, known = Findings(), len(self._names.new)
        country = cited.source.card.country
        READERS[field](
            field, block, Reader(cited.source.id, self._lists, self._names, country), found
        )
        self._names.forget(but=known)
        return found.values.get(field)

    def _read_text(self, value: str, cited: Cited) -> Verdict:
        wanted = squash_blanks(value)
        if not wanted or wanted == cited.joined or wanted in _spell(cited):
            return "stated"
        if any(row.title == wanted for row in self._read_rows(cited)):
            return "stated"
        return "edited" if self._could_be_text(cited) else "misplaced"

    def _read_rows(self, cited: Cited) -> Iterator[OverviewRow]:
        """Read the lines as rows of an overview, each on its own or all as one."""
        rows = {cited.lines, *((line,) for line in cited.lines)}
        return filter(None, (read_row(lines, self._lists) for lines in rows if lines))

    def _read_words(self, value: str, cited: Cited) -> Verdict:
        wanted = rf"(?<!\w){re.escape(squash_blanks(value))}(?!\w)"
        if re.search(wanted, cited.joined):
            return "stated"
        return "edited" if self._could_be_text(cited) else "misplaced"

    def _read_texts(self, values: Sequence[str], cited: Cited) -> Verdict:
        if all(squash_blanks(value) in cited.joined for value in values):
            return "stated"
        return "edited" if cited.values or any(cited.labels) else "misplaced"

    def _read_answer(self, field: str) -> Callable[[str, Cited], Verdict]:
        def read(value: str, cited: Cited) -> Verdict:
            state = self._read_again(field, cited)
            if state == value or (value in _NOTHING and state == "unanswered"):
                return "stated"
            is_answer = state in {"yes", "no", "not-applicable"} or value == "unanswered"
            return "edited" if is_answer or cited.has_label(field) else "misplaced"

        return read

    def _read_terms(self, field: str) -> Callable[[Sequence[str], Cited], Verdict]:
        def read(value: Sequence[str], cited: Cited) -> Verdict:
            found = set(self._read_again(field, cited) or ())
            listed = [set(row.lists.get(field, ())) for row in self._read_rows(cited)]
            if set(value) == found or set(value) in listed or _is_numbered(value, cited):
                return "stated"
            if value and not found and self._mention_all(field, value, cited):
                return "stated"
            return "edited" if found or any(listed) or cited.has_label(field) else "misplaced"

        return read

    def _mention_all(self, field: str, slugs: Sequence[str], cited: Cited) -> bool:
        """Tell whether prose that an editor cites has the words of all these terms."""
        terms = getattr(self._vocabulary, _LISTS.get(field, field))
        words = [[w.text for w in terms[s].wordings.values()] for s in slugs if s in terms]
        text = f" {fold_name(cited.joined)} "
        said = (any(f" {fold_name(word)} " in text for word in known) for known in words)
        return len(words) == len(slugs) and all(said)

    def _read_agencies(self, value: Sequence[str], cited: Cited) -> Verdict:
        found = self._read_again("agencies", cited) or ()
        if set(found) == set(value) or (value and self._name_all(value, cited)):
            return "stated"
        is_body = self._could_be_text(cited) and not is_prose(cited.joined)
        return "edited" if is_body or cited.has_label("agencies") else "misplaced"

    def _read_bodies(self, value: Sequence[str], cited: Cited) -> Verdict:
        if self._name_all(value, cited):
            return "stated"
        return "edited" if self._could_be_text(cited) else "misplaced"

    def _name_all(self, slugs: Iterable[str], cited: Cited) -> bool:
        """Tell whether lines that name nobody else by whole lines name all of these bodies."""
        text = f" {fold_name(cited.joined)} "
        is_named = all(any(f" {name}" in text for name in self._fold_names(slug)) for slug in slugs)
        others = (self._names.find(v, cited.source.card.country) for v in cited.values)
        return is_named and not {slug for slug in others if slug} - set(slugs)

    def _find_bodies(self, slugs: Sequence[str], cited: Cited) -> int | None:
        """Find another line of the source that names all of these bodies."""
        numbers = range(1, len(cited.source.lines) + 1)
        lines = (n for n in numbers if n not in cited.span and slugs)
        cites = ((n, self._cite(cited.source, Span(first=n, last=n))) for n in lines)
        return next((n for n, line in cites if self._name_all(slugs, line)), None)

    def _fold_names(self, slug: str) -> list[str]:
        body = self._vocabulary.organisations.get(slug)
        place = self._vocabulary.places.get(slug)
        names = _names_of(body) if body else [place.name, *place.aliases] if place else []
        return [fold_name(name) for name in names]

    def _read_partners(self, value: Sequence[Partner], cited: Cited) -> Verdict:
        wanted = sorted((one.organisation or one.name or "", one.type) for one in value)
        slugs = [one.organisation for one in value if one.organisation]
        found = self._find_partners(cited, slugs)
        if wanted in (found, self._find_partners(self._with_head(cited), slugs)):
            return "stated"
        labels = {"partners", *TABLE_FIELDS}
        is_table = any(kind != "unstated" for _, kind in found)
        return "edited" if is_table or any(map(cited.has_label, labels)) else "misplaced"

    def _find_partners(self, cited: Cited, slugs: Sequence[str]) -> list[tuple[str, str]]:
        """Find the partners in a table, sorted: the slug of each, or its name, and its type.

        A name that one of the organisations in `slugs` bears is that organisation's.
        """
        meant = {name: slug for slug in slugs for name in self._fold_names(slug)}
        pairs = zip(cited.lines, cited.labels, strict=True)
        lines = filter(None, (_take_value(line, found) for line, found in pairs))
        found = []
        for one in read_partners(tuple(lines), self._lists).partners:
            name = one.name or ""
            slug = meant.get(fold_name(name)) or self._names.find(name, cited.source.card.country)
            found.append((slug or name, one.entity_type or "unstated"))
        return sorted(found)

    def _read_funding(self, value: Funding, cited: Cited) -> Verdict:
        read = [self._read_again("funding", cited, unit) for unit in ("USD", None)]
        if any(_is_same_amount(value, one) for one in read):
            return "stated"
        if _find_line(squash_blanks(value.statement), cited):
            return "misplaced"
        return "edited" if self._could_be_text(cited) or any(cited.labels) else "misplaced"

    def _read_dates(self, value: Sequence[DateStatement], cited: Cited) -> Verdict:
        found = {date for line in cited.lines for date in _find_plain_dates(line.cleaned)}
        if all(date.inferred or date.date in found for date in value):
            return "stated"
        return "edited" if re.search(r"\d{4}", cited.joined) else "misplaced"

    def _read_event_date(self, value: EventDate, cited: Cited) -> Verdict:
        """Compare the numbers of a date: articles write dates in too many ways to read again."""
        year, *parts = value.date.split("-")
        numbers = set(map(int, re.findall(r"\d+", cited.joined)))
        wanted = {int(parts[1])} if len(parts) > 1 else set()
        wanted |= set() if value.inferred else {int(year)}
        if wanted <= numbers:
            return "stated"
        return "edited" if numbers else "misplaced"

    def _read_places(self, value: Sequence[str], cited: Cited) -> Verdict:
        if set(value) <= set(self._lists.places.find(cited.joined)):
            return "stated"
        return "edited" if self._could_be_text(cited) else "misplaced"


def _spell(cited: Cited) -> Iterator[str]:
    """Yield the ways in which a whole line may have been read as a value."""
    for value in (*cited.values, " ".join(cited.values)):
        yield value
        yield squash_blanks(drop_heading_marks(value))
        yield squash_blanks(drop_item_mark(value))


def _is_title(record: Measure, lines: str, source: Source) -> bool:
    """Tell whether an answer cites the title, as one does whose label the source leaves out."""
    return record.citations.get("title", {}).get(source.id) == lines


def _take_value(line: Line, label: FoundLabel | None) -> Line | None:
    """Return a line without the label before its value; None for a label alone."""
    if label is None or label.field in INNER_LABELS:
        return line
    return Line(line.number, label.inline_value) if label.inline_value else None


def _is_numbered(value: Sequence[str], cited: Cited) -> bool:
    """Tell whether a heading bears the number of the goal that is stated, in whatever words."""
    numbers = {number for text in cited.values for number in re.findall(r"^\D{0,12}(\d)\b", text)}
    return numbers == set(value)


def _is_same_amount(one: Funding, other: Funding) -> bool:
    statements = {squash_blanks(funding.statement) for funding in (one, other)}
    return len(statements) == 1 and (one.usd, one.by_year) == (other.usd, other.by_year)


def _as_markdown(line: str) -> str:
    return squash_blanks(escape_markdown(clean(line)))


def _find_line(text: str, cited: Cited, least: int = _LONG) -> int | None:
    """Find a line of the source, outside the cited ones, that is a text as a whole."""
    if len(text) < least:
        return None
    for number, line in enumerate(cited.source.lines, start=1):
        is_near = len(line) >= len(text) and number not in cited.span
        if is_near and text in {squash_blanks(clean(line)), _as_markdown(line)}:
            return number
    return None


def _prove_words(text: str, cited: Cited) -> Proof:
    """Prove words that stand within the cited lines, and tell where else they do."""
    wanted = squash_blanks(text)
    if wanted in cited.joined:
        return Proof("stated")
    for number, line in enumerate(cited.source.lines, start=1):
        if number not in cited.span and wanted in squash_blanks(clean(line)):
            return Proof("misplaced", cited.words, number)
    return Proof("edited", cited.words)


def _find_plain_dates(text: str) -> Iterator[str]:
    yield from (date for _, _, date, _ in find_dates(fold(text)))
    yield from (date.date for date in dates_of_title(text))
    yield from re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)


def _names_of(body: Organisation) -> list[str]:
    names = [body.name, *(alias.name for alias in body.aliases)]
    names += [former.name for former in body.former_names]
    return names + [wording.text for wording in body.wordings.values()]


# Whole documents


def _tell(proof: Proof, path: str) -> str:
    if proof.elsewhere is not None:
        return f"the cited lines do not state this; line {proof.elsewhere} of {path} does"
    words = " / ".join(proof.words)
    shown = f"{words[:60].rstrip()} …" if len(words) > 60 else words
    return f'the cited lines cannot state this; they read "{shown}"'


Proven = tuple[Place, str, Proof]


def _prove_all(
    prover: Prover, entry: Entry[Any], sources: Mapping[str, Source]
) -> Iterator[Proven]:
    record: Measure | Report | Event = entry.record
    for field, citation in record.citations.items():
        for source, lines in citation.items():
            if source in sources and field not in UNCITED_SECTIONS:
                proof = prover.prove_field(entry, field, lines, sources[source])
                yield ("citations", field, source), source, proof
    if isinstance(record, Report) and record.source in sources:
        yield from _prove_answers(prover, record, sources[record.source])
    if isinstance(record, Event) and record.source in sources:
        yield from _prove_sessions(prover, record, sources[record.source])


def _prove_answers(prover: Prover, report: Report, source: Source) -> Iterator[Proven]:
    for index, answer in enumerate(report.answers):
        yield ("answers", index, "lines"), source.id, prover.prove_answer(answer, source)


def _prove_sessions(prover: Prover, event: Event, source: Source) -> Iterator[Proven]:
    for index, session in enumerate(event.sessions):
        place: Place = ("sessions", index)
        proof = prover.prove_session(session.title, session.lines, source)
        yield (*place, "lines"), source.id, proof
        for role in ("moderators", "speakers", "attendees"):
            for number, person in enumerate(getattr(session, role)):
                proof = prover.prove_person(person, source)
                yield (*place, role, number, "lines"), source.id, proof
