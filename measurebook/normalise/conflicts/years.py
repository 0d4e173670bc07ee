"""Years that do not agree: in a title and its text, and of the ratification."""

from __future__ import annotations

import re
from collections.abc import Iterator

from measurebook.model.conflict import Conflict, Quote
from measurebook.model.measure import Measure
from measurebook.normalise.conflicts.material import Found, Material, Passage, Subject
from measurebook.normalise.lines.folding import fold_line
from measurebook.normalise.values.dates import dates_of_title, first_sentence
from measurebook.text import fold_name

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d])")
_NEAREST_HORIZON = 3
"""A title names a year so far ahead of its text only as the year something leads to."""


def find_years_in_titles(material: Material) -> Iterator[Found]:
    """Find measures whose title and text date them to different years.

    The text dates a measure where its first sentence has a date with words that tell of a single
    act, such as "adopted on". If the year of the title stands anywhere in the texts, they know of
    both years, and there is no conflict. A later year in the title of a plan is its horizon, and
    a period may begin after it was adopted: only an act after its end is odd.
    """
    for subject, _, measure in material.measures:
        texts = _read_texts(material, subject, measure)
        years = _read_title(measure.title or "")
        known = {year for text in texts for year in _YEAR.findall(text.text)}
        dated = _find_dated(material, texts)
        if years and dated and not known & set(years):
            year, passage = dated
            if _is_odd(material, measure.title or "", years, year):
                title = next(material.cited(subject, "title", measure.citations["title"]), None)
                if title:
                    quotes = title.quote(), passage.quote(first_sentence(passage.text))
                    record = Conflict(
                        kind="date", rule="year-in-title", found_by="program", quotes=quotes
                    )
                    yield Found(record, (subject,))


def _read_texts(material: Material, subject: Subject, measure: Measure) -> list[Passage]:
    parts = ("main_features", "key_objectives", "context", "results_achieved", "results_expected")
    return [
        passage
        for part in parts
        for passage in material.cited(subject, part, measure.citations.get(part, {}))
    ]


def _read_title(title: str) -> list[str]:
    """Return the year of a title, or the first and the last of its period."""
    years = [date.date for date in dates_of_title(title)]
    return years if years == sorted(years) else []


def _find_dated(material: Material, texts: list[Passage]) -> tuple[str, Passage] | None:
    """Return the year that the first line of the texts dates the measure to."""
    dates = material.lists.dates.find(texts[0].text) if texts else []
    return next(
        ((d.date[:4], texts[0]) for d in dates if d.what in material.wording.date_kinds), None
    )


def _is_odd(material: Material, title: str, years: list[str], year: str) -> bool:
    if len(years) > 1 or year > years[-1]:
        return year > years[-1]
    words = fold_name(title).split()
    looks_ahead = any(
        _stands_in(fold_name(word).split(), words) for word in material.wording.looking_ahead
    )
    return not looks_ahead and int(years[0]) - int(year) < _NEAREST_HORIZON


def _stands_in(words: list[str], text: list[str]) -> bool:
    return any(text[at : at + len(words)] == words for at in range(len(text)))


def find_years_of_ratification(material: Material) -> Iterator[Found]:
    """Find reports whose head and text name different years for the ratification.

    The head may hold a date in any form; it disagrees where the year of the text is none of its
    own.
    """
    phrases = material.wording.ratified
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, map(fold_line, phrases)))})\s")
    for subject, _, report in material.reports:
        head = list(
            material.cited(subject, "ratification", report.citations.get("ratification", {}))
        )
        years = _YEAR.findall(report.ratification or "")
        if not (phrases and head and years):
            continue
        told = (_find_told(passage, pattern) for passage in _passages_of(material, subject))
        others = [(year, quote) for year, quote in filter(None, told) if year not in years]
        if others:
            quotes = head[-1].quote(), *(quote for _, quote in others)
            record = Conflict(
                kind="date", rule="year-of-ratification", found_by="program", quotes=quotes
            )
            yield Found(record, (subject,))


def _passages_of(material: Material, subject: Subject) -> Iterator[Passage]:
    return (passage for passage in material.passages if passage.subject == subject)


def _find_told(passage: Passage, pattern: re.Pattern[str]) -> tuple[str, Quote] | None:
    for _, sentence in passage.sentences:
        found = pattern.search(fold_line(sentence))
        year = _YEAR.match(fold_line(sentence), found.end()) if found else None
        if year:
            return year[0], passage.quote(sentence)
    return None
