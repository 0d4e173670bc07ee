"""The real report reads the same whatever a capture did to its lines, and as far as it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from measurebook.model.vocabulary import Term
from measurebook.text import fold_label
from tests.normalise.reading_aid import ReadText, describe, lists, read
from tests.normalise.test_golden import CONSULTATION, REPORT, sources

LINES = sources()[REPORT].lines
FOLLOWS = len("If yes, what")
"""Shorter labels ask for persons, and are no labels before a value of their own line."""


@cache
def as_captured() -> dict[str, Any]:
    return describe(read_lines(LINES))


def read_lines(lines: tuple[str, ...] | list[str]) -> ReadText:
    return read("\n".join(lines), "periodic-report", using=lists())


def is_label(line: str) -> bool:
    return line.rstrip().endswith(":")


# What captures do


def drop_no_break_spaces(lines: tuple[str, ...]) -> list[str]:
    return [line.replace("\N{NO-BREAK SPACE}", " ").strip() for line in lines]


def use_other_line_ends(lines: tuple[str, ...]) -> list[str]:
    return [f"{line}\r" for line in lines]


def drop_blank_lines(lines: tuple[str, ...]) -> list[str]:
    return [line for line in lines if line.strip()]


def double_line_ends(lines: tuple[str, ...]) -> list[str]:
    return [part for line in lines for part in (line, "")]


def capitalise_labels(lines: tuple[str, ...]) -> list[str]:
    is_list = "Relevant Policies"
    return [x.upper() if is_label(x) and not x.startswith(is_list) else x for x in lines]


def bring_values_up(lines: tuple[str, ...]) -> list[str]:
    """Put a value on the line of its label, as readers of pages for small screens do."""
    joined: list[str] = []
    for line in lines:
        above = joined[-1] if joined else ""
        takes_value = is_label(above) and len(above.strip()) > FOLLOWS
        if takes_value and line.strip() and not is_label(line):
            joined[-1] = f"{above.rstrip()} {line}"
        else:
            joined.append(line)
    return joined


def drop_label_of_measures(lines: tuple[str, ...]) -> list[str]:
    return [line for line in lines if not line.startswith("Relevant Policies and Measures")]


CAPTURES: tuple[Callable[[tuple[str, ...]], list[str]], ...] = (
    drop_no_break_spaces,
    use_other_line_ends,
    drop_blank_lines,
    double_line_ends,
    capitalise_labels,
    bring_values_up,
    drop_label_of_measures,
)


@pytest.mark.parametrize("capture", CAPTURES, ids=lambda capture: capture.__name__)
def test_the_measures_stay_the_same(capture: Callable[[tuple[str, ...]], list[str]]) -> None:
    read_text = read_lines(capture(LINES))
    assert describe(read_text)["measures"] == as_captured()["measures"]
    assert read_text.check() == []


@pytest.mark.parametrize("capture", CAPTURES[:4], ids=lambda capture: capture.__name__)
def test_the_answers_stay_the_same(capture: Callable[[tuple[str, ...]], list[str]]) -> None:
    assert describe(read_lines(capture(LINES)))["answers"] == as_captured()["answers"]


# Other languages


def find_translations(language: str) -> Iterator[tuple[str, str]]:
    """Find what the form prints in another language for its English words."""
    vocabulary = lists().vocabulary
    for label in vocabulary.labels.values():
        printed = [x for x in label.wordings if not x.forms or "2020-2024" in x.forms]
        others = [x.text for x in printed if x.language == language]
        for wording in printed:
            if wording.language == "en" and others:
                initiative = [
                    x for x in others if ("initiativ" in x) == ("initiativ" in wording.text)
                ]
                yield fold_label(wording.text), (initiative or others)[0]
    for terms in (
        vocabulary.areas,
        vocabulary.headings,
        vocabulary.domains,
        vocabulary.entity_types,
    ):
        for term in terms.values():
            yield from translate(term, language)
    word = {"fr": "Objectif", "es": "Objetivo"}[language]
    for number, goal in vocabulary.goals.items():
        for english, other in translate(goal, language):
            yield f"goal {number} - {english}", f"{word} {number} - {other}"


def translate(term: Term, language: str) -> Iterator[tuple[str, str]]:
    if {"en", language} <= set(term.wordings):
        yield fold_label(term.wordings["en"].text), term.wordings[language].text


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_measures_stay_the_same_with_the_form_in_another_language(language: str) -> None:
    words = dict(find_translations(language))
    ending = ":\N{NO-BREAK SPACE}"
    lines = [
        f"{words[fold_label(x)]}{ending if is_label(x) else ''}" if fold_label(x) in words else x
        for x in LINES
    ]
    assert sum(line not in LINES for line in lines) > 100
    assert describe(read_lines(lines))["measures"] == as_captured()["measures"]


# Texts that were cut off


@pytest.mark.parametrize("last", range(40, len(LINES), 37))
def test_measures_above_the_cut_are_whole(last: int) -> None:
    read_text = read_lines(LINES[:last])
    whole = describe(read_text)["measures"]
    assert whole[:-1] == as_captured()["measures"][: max(len(whole) - 1, 0)]
    assert read_text.check() == []


def test_a_page_that_is_cut_anywhere_breaks_no_law() -> None:
    page = "\n".join(sources()[CONSULTATION].lines)
    for end in range(1, len(page), 29):
        assert read(page[:end], "platform-page", using=lists()).check() == []
