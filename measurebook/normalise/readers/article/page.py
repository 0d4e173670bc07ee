"""Cutting an article out of its page: title, date of publication, text, and what is not of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from measurebook.model.event import EventDate
from measurebook.model.source import LineClass, LineEntry
from measurebook.model.vocabulary import PageWords
from measurebook.normalise.lines.blocks import Line, span_of
from measurebook.normalise.lines.classes import NoiseTable
from measurebook.normalise.lines.cleaning import (
    WITHHELD_EMAIL,
    WITHHELD_PHONE,
    holds_private_address,
)
from measurebook.normalise.readers.article.dates import DateReader, FoundDays, YearEvidence
from measurebook.normalise.readers.article.text import straighten
from measurebook.text import fold, fold_label

_HEAD = 12
_LONGEST_TITLE = 300
_LONGEST_DATE_LINE = 80
_SHORTEST_TITLE_IN_WORDS = 3
_STRANGE_WORDS_BESIDE_DATE = 2
_STRANGE_WORDS_BEHIND_MARK = 5
_BEHIND_DATE = re.compile(r"(?:,?\s+\d\d?:\d\d)?\s*[|/•·–—-]\s")
_DATELINE = re.compile(r"[A-ZÀ-Þ]{3,}[,.]")
_CONTACT_WORDS = 8
_SHORTEST_LIST = 2
_LONGEST_ENTRY = 4
_SHORTEST_PROSE_IN_WORDS = 6
_LONGEST_CALL_IN_WORDS = 20
_MARKS = " <>-–—«»›‹•·←→#*"
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\b|\(?(?:UTC|GMT)\s*[+-]?[\d:]*\)?", re.IGNORECASE
)
_PROSE_END = re.compile(r"[.…][\"')\]]*$|[:;]$")
_CALL_END = re.compile(r"[!?][\"')\]]*$")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:][\"')\]]*\s+)[\"'(\[]*\w+")


class Page(msgspec.Struct, frozen=True):
    """An article and what stands around it. `body` keeps the blank lines between paragraphs."""

    title: Line | None
    published: EventDate | None
    date_line: Line | None
    body: tuple[Line, ...]
    entries: tuple[LineEntry, ...]
    other_dates: tuple[FoundDays, ...] = ()


class _Sorting(msgspec.Struct):
    """The lines of a page while they are sorted out; `rest` is what is left for the article."""

    rest: list[Line]
    classes: dict[int, LineClass] = msgspec.field(default_factory=dict)

    @property
    def written(self) -> list[Line]:
        return [line for line in self.rest if line.text]

    def drop(self, lines: Sequence[Line], line_class: LineClass) -> None:
        gone = {line.number for line in lines}
        self.classes.update((line.number, line_class) for line in lines if line.text)
        self.rest = [line for line in self.rest if line.number not in gone]

    def drop_where(self, test: Callable[[Line], bool], line_class: LineClass) -> None:
        self.drop([line for line in self.rest if line.text and test(line)], line_class)


class PageReader:
    """Tells an article from the rest of its page by what lines look like and by known wording."""

    def __init__(self, wording: PageWords, dates: DateReader, noise: NoiseTable) -> None:
        self._dates = dates
        self._noise = noise
        self._navigation = frozenset(map(fold_label, wording.navigation))
        self._other_news = frozenset(map(fold_label, wording.other_news))
        self._beside_date = frozenset(
            word for words in wording.date_line for word in fold(words).split()
        )

    def read(self, lines: Sequence[Line]) -> Page:
        """Sort out the lines of a page, which are cleaned first."""
        lines = [Line(line.number, line.cleaned) for line in lines]
        sorting = _Sorting(lines)
        sorting.drop_where(self._noise.is_spam, "spam")
        sorting.drop_where(self._noise.is_chrome, "chrome")
        sorting.drop_where(_is_contact, "withheld")
        other_news = self._find_other_news(sorting.written)
        sorting.drop(other_news, "chrome")
        sorting.drop_where(self._is_navigation, "chrome")
        title = self._find_title(sorting.written)
        sorting.drop(self._find_above_title(sorting.written, title), "chrome")
        date_line = self._find_date_line(sorting.written)
        used = {line.number for line in (title, date_line) if line}
        body = [line for line in sorting.rest if line.number not in used]
        return Page(
            title,
            self._read_published(date_line),
            date_line,
            tuple(body),
            _make_entries(lines, sorting.classes),
            tuple(day for line in other_news for day in self._dates.find(line.text)),
        )

    # Lines of one kind

    def is_date_line(self, line: Line) -> bool:
        """Tell whether a line holds a full date and next to nothing else, as above an article."""
        text = line.text
        if len(text) > _LONGEST_DATE_LINE:
            return False
        found = [day for day in self._dates.find(text) if day.first.year and day.first.day]
        if not found or found[0].is_range:
            return False
        rest = _TIME.sub(" ", text[: found[0].start] + " " + text[found[0].end :])
        words = [fold(word) for word in re.findall(r"[^\W\d_]+", rest)]
        strange = [word for word in words if word not in self._beside_date]
        most = _STRANGE_WORDS_BEHIND_MARK if _BEHIND_DATE.match(text, found[0].end) else 0
        is_short = len(strange) <= max(most, _STRANGE_WORDS_BESIDE_DATE)
        return is_short and not _PROSE_END.search(rest.strip(" :"))

    def _is_navigation(self, line: Line) -> bool:
        parts = re.split(r"\s*[|/›»>•·]\s*", line.text[: _LONGEST_TITLE + 1])
        are_known = all(
            fold_label(part.lstrip(_MARKS)) in self._navigation for part in parts if part
        )
        return are_known and len(line.text) <= _LONGEST_TITLE

    # Other news

    def _find_other_news(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Find the list of other articles behind the text: under a heading, or by its dates."""
        last_prose = max((at for at, line in enumerate(lines) if _is_prose(line)), default=0)
        for at in range(max(1, last_prose), len(lines)):
            if fold_label(lines[at].text) in self._other_news:
                return lines[at:]
        return lines[self._start_of_dated_list(lines) :]

    def _start_of_dated_list(self, lines: Sequence[Line]) -> int:
        """Return where a list of dates and headlines starts that runs to the page's end."""
        first_prose = next((i for i, line in enumerate(lines) if _is_prose(line)), len(lines))
        start, dates = len(lines), 0
        for at in range(len(lines) - 1, first_prose, -1):
            if start - at > _LONGEST_ENTRY:
                break
            if self._opens_entry(lines[at]):
                start, dates = at, dates + 1
        headlines = [line for line in lines[start:] if not self.is_date_line(line)]
        if dates < _SHORTEST_LIST or len(headlines) < dates - 1:
            return len(lines)
        is_headline_first = self.is_date_line(lines[-1]) and start - 1 > first_prose
        return start - 1 if is_headline_first else start

    def _opens_entry(self, line: Line) -> bool:
        if self.is_date_line(line):
            return True
        found = self._dates.find(line.text[:_LONGEST_DATE_LINE])
        return bool(found) and found[0].start == 0 and bool(found[0].first.year)

    # The head

    def _find_title(self, lines: Sequence[Line]) -> Line | None:
        head = lines[:_HEAD]
        for shortest in (_SHORTEST_TITLE_IN_WORDS, 1):
            for at, line in enumerate(head):
                if self._may_be_title(line, shortest) and self._may_stand_above(lines, at):
                    return _find_last_copy(line, head)
        return next(
            (line for at, line in enumerate(head[:2]) if self._is_beside_date(head, at)), None
        )

    def _may_be_title(self, line: Line, shortest: int) -> bool:
        text = straighten(line.text)
        is_sentence = _PROSE_END.search(text) or _is_prose(line)
        is_long_enough = len(re.findall(r"[^\W\d_]{2,}", text)) >= shortest
        return (
            not is_sentence
            and is_long_enough
            and len(text) <= _LONGEST_TITLE
            and not self.is_date_line(line)
            and not self._is_dateline(text)
        )

    def _is_dateline(self, text: str) -> bool:
        """Tell `BAKU, Azerbaijan, November 3 / AGENCY /`, which agencies print above a text."""
        days = self._dates.find(text) if _DATELINE.match(text) else []
        return bool(days) and not re.search(r"[a-zà-ÿ]", text[days[0].end :])

    def _may_stand_above(self, lines: Sequence[Line], at: int) -> bool:
        """Tell whether what stands above a line leaves it the title: at most a motto of the site.

        A motto names nobody and holds no figure, or the line is the one beside the date.
        """
        above = [line for line in lines[:at] if _is_prose(line)]
        if not above:
            return True
        if len(above) > 1:
            return False
        return _is_motto(above[0]) or self._is_beside_date(lines, at)

    def _is_beside_date(self, lines: Sequence[Line], at: int) -> bool:
        beside = [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]
        return not self.is_date_line(lines[at]) and any(map(self.is_date_line, beside))

    def _find_above_title(self, lines: Sequence[Line], title: Line | None) -> list[Line]:
        if title is None:
            return []
        above = [line for line in lines if line.number < title.number]
        return [line for line in above if not self.is_date_line(line)]

    def _find_date_line(self, lines: Sequence[Line]) -> Line | None:
        """Find the article's own date: in its head, or its last line."""
        first_prose = next((i for i, line in enumerate(lines) if _is_prose(line)), len(lines))
        head = [*lines[: min(first_prose, _HEAD)], *lines[-1:]]
        return next((line for line in head if self.is_date_line(line)), None)

    def _read_published(self, line: Line | None) -> EventDate | None:
        days = [day.first for day in self._dates.find(line.text)] if line else []
        full = next((day for day in days if day.year and day.day), None)
        return YearEvidence().date_day(full) if full else None


def _find_last_copy(title: Line, head: Sequence[Line]) -> Line:
    """Prefer the title right above the text to the same title in a trail of links."""
    bare = fold(title.text.strip(_MARKS))
    return [line for line in head if fold(line.text.strip(_MARKS)) == bare][-1]


def _is_prose(line: Line) -> bool:
    """Tell sentences from headlines: by how they end, and by their length."""
    text = straighten(line.text)
    words = len(text.split())
    if _PROSE_END.search(text):
        return words >= _SHORTEST_PROSE_IN_WORDS
    if _CALL_END.search(text):
        return words > _LONGEST_CALL_IN_WORDS
    return len(text) > _LONGEST_TITLE


def _is_motto(line: Line) -> bool:
    """Tell a sentence that names nobody and holds no figure, as sites print above every page."""
    text = _SENTENCE_START.sub(" ", straighten(line.text))
    return not any(c.isdigit() or c.isupper() for c in text)


def _is_contact(line: Line) -> bool:
    """Tell a line that only says where to write or call; within prose the address is withheld."""
    if not holds_private_address(line.text):
        return False
    rest = line.text.replace(WITHHELD_EMAIL, " ").replace(WITHHELD_PHONE, " ")
    return len(re.findall(r"[^\W\d_]+", rest)) <= _CONTACT_WORDS


def _make_entries(lines: Sequence[Line], classes: dict[int, LineClass]) -> tuple[LineEntry, ...]:
    """Make the fewest entries: lines of one class, with only blank lines between, are one."""
    runs: list[tuple[LineClass, list[Line]]] = []
    is_open = False
    for line in lines:
        line_class = classes.get(line.number)
        if line_class is None:
            is_open = is_open and not line.text
        elif is_open and runs[-1][0] == line_class:
            runs[-1][1].append(line)
        else:
            runs.append((line_class, [line]))
            is_open = True
    return tuple(LineEntry(lines=str(span_of(run)), line_class=name) for name, run in runs)
