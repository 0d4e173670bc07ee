"""Whether cited lines state the value of a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from measurebook.model.event import EventDate
from measurebook.model.measure import DateStatement, Funding
from measurebook.model.vocabulary import Vocabulary
from measurebook.normalise.proof.bodies import BodyReader
from measurebook.normalise.proof.cited import Cited, LineReader, Verdict, find_line, spell
from measurebook.normalise.values.dates import dates_of_title, find_dates
from measurebook.text import fold, fold_name, squash_blanks

ANSWERS = ("targets_young_people", "ifcd_support", "evaluated")
BODIES = ("organisers", "venues")
_NOTHING = frozenset({"blank", "not-applicable"})
"""States of an answer that a line without a yes or a no may have been given."""

_TEXTS = ("title", "website")
_WORDS = (
    *("name", "country", "year", "report_section", "party", "ratification", "submitted", "stamp"),
)
_EVENT_DATES = ("starts", "ends", "published")
_TERMS = ("goals", "areas", "domains", "scope", "nature")
_LISTS = {"scope": "scopes", "nature": "natures"}


class ValueReader:
    """Reads the values of fields again from their lines."""

    def __init__(self, vocabulary: Vocabulary, lines: LineReader) -> None:
        self._vocabulary = vocabulary
        self._lines = lines
        self.bodies = BodyReader(vocabulary, lines)
        self._readers = self._make_readers()

    def find(self, field: str) -> Callable[[Any, Cited], Verdict] | None:
        """Return what judges a field by its lines; None where nothing does."""
        return self._readers.get(field)

    def _make_readers(self) -> Mapping[str, Callable[[Any, Cited], Verdict]]:
        return {
            **dict.fromkeys(_TEXTS, self._read_text),
            **dict.fromkeys(_WORDS, self._read_words),
            **dict.fromkeys(_EVENT_DATES, self._read_event_date),
            **dict.fromkeys(BODIES, self.bodies.read_bodies),
            **{name: self._read_answer(name) for name in ANSWERS},
            **{name: self._read_terms(name) for name in _TERMS},
            "transversal_priorities": self._read_texts,
            "responsible_groups": self._read_texts,
            "agencies": self.bodies.read_agencies,
            "partners": self.bodies.read_partners,
            "funding": self._read_funding,
            "dates": self._read_dates,
            "places": self._read_places,
        }

    def _read_text(self, value: str, cited: Cited) -> Verdict:
        wanted = squash_blanks(value)
        if not wanted or wanted == cited.joined or wanted in spell(cited):
            return "stated"
        if any(row.title == wanted for row in self._lines.read_rows(cited)):
            return "stated"
        return "edited" if self._lines.could_be_text(cited) else "misplaced"

    def _read_words(self, value: str, cited: Cited) -> Verdict:
        wanted = rf"(?<!\w){re.escape(squash_blanks(value))}(?!\w)"
        if re.search(wanted, cited.joined):
            return "stated"
        return "edited" if self._lines.could_be_text(cited) else "misplaced"

    def _read_texts(self, values: Sequence[str], cited: Cited) -> Verdict:
        if all(squash_blanks(value) in cited.joined for value in values):
            return "stated"
        return "edited" if cited.values or any(cited.labels) else "misplaced"

    def _read_answer(self, field: str) -> Callable[[str, Cited], Verdict]:
        def read(value: str, cited: Cited) -> Verdict:
            state = self._lines.read_again(field, cited)
            if state == value or (value in _NOTHING and state == "unanswered"):
                return "stated"
            is_answer = state in {"yes", "no", "not-applicable"} or value == "unanswered"
            return "edited" if is_answer or cited.has_label(field) else "misplaced"

        return read

    def _read_terms(self, field: str) -> Callable[[Sequence[str], Cited], Verdict]:
        def read(value: Sequence[str], cited: Cited) -> Verdict:
            found = set(self._lines.read_again(field, cited) or ())
            listed = [set(row.lists.get(field, ())) for row in self._lines.read_rows(cited)]
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

    def _read_funding(self, value: Funding, cited: Cited) -> Verdict:
        read = [self._lines.read_again("funding", cited, unit) for unit in ("USD", None)]
        if any(_is_same_amount(value, one) for one in read):
            return "stated"
        if find_line(squash_blanks(value.statement), cited):
            return "misplaced"
        return "edited" if self._lines.could_be_text(cited) or any(cited.labels) else "misplaced"

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
        if set(value) <= set(self._lines.lists.places.find(cited.joined)):
            return "stated"
        return "edited" if self._lines.could_be_text(cited) else "misplaced"


def _is_numbered(value: Sequence[str], cited: Cited) -> bool:
    """Tell whether a heading bears the number of the goal that is stated, in whatever words."""
    numbers = {number for text in cited.values for number in re.findall(r"^\D{0,12}(\d)\b", text)}
    return numbers == set(value)


def _is_same_amount(one: Funding, other: Funding) -> bool:
    statements = {squash_blanks(funding.statement) for funding in (one, other)}
    return len(statements) == 1 and (one.usd, one.by_year) == (other.usd, other.by_year)


def _find_plain_dates(text: str) -> Iterator[str]:
    yield from (date for _, _, date, _ in find_dates(fold(text)))
    yield from (date.date for date in dates_of_title(text))
    yield from re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
