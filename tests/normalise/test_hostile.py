"""Text that means harm, or is merely broken, ends in the right record or in one clear message."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from measurebook.frontmatter import as_values, read_fields, read_record, write_fields
from measurebook.markdown import read_plain_text
from measurebook.model.source import SourceKind
from measurebook.normalise.limits import check_limits
from measurebook.normalise.lines.cleaning import clean
from measurebook.text import find_hidden, split_lines, squash_blanks
from tests.normalise.reading_aid import ReadText, describe, read
from tests.source_code import ROOT

NAUGHTY: list[str] = json.loads(
    (ROOT / "tests" / "vendor" / "blns" / "blns.json").read_text(encoding="utf-8")
)
FEATURES = "Describe the main features of the policy/measure:\N{NO-BREAK SPACE}"
MONEY = "Financial resources allocated to the policy/measure in USD:\N{NO-BREAK SPACE}"
PARTNERS = "Partner(s) engaged in the implementation of the measure:\N{NO-BREAK SPACE}"
EVALUATED = "Has the implementation of the policy/measure been evaluated?:\N{NO-BREAK SPACE}"
AGENCY = (
    "Name of agency responsible for the implementation of the policy/measure:\N{NO-BREAK SPACE}"
)

PAGE = f"""{{text}}

{{text}}
{FEATURES}
{{text}}
Scope of the measure:
{{text}}
Website of the policy/measure, if available:
{{text}}
{MONEY}
{{text}}
{PARTNERS}
{{text}}
Public Sector
{EVALUATED}
{{text}}
If yes, what are the main conclusions/recommendations?:
{{text}}
Cultural Domain(s)
{{text}}
Prioridades transversales
{{text}}"""

REPORT = f"""{{text}}
Quadrennial Periodic Report
{{text}}
Executive summary:\N{NO-BREAK SPACE}
{{text}}

Goal 1 - Support Sustainable Systems of Governance for Culture

Media Diversity

Regulatory authority(ies) monitoring media exist:\N{NO-BREAK SPACE}
{{text}}
Relevant Policies and Measures:\N{NO-BREAK SPACE}

{{text}}

{AGENCY}
{{text}}
{FEATURES}
{{text}}
{PARTNERS}
Name of partner:\N{NO-BREAK SPACE}
{{text}}
Type of entity:\N{NO-BREAK SPACE}
{{text}}"""

kinds = pytest.mark.parametrize(
    ("kind", "page"), [("platform-page", PAGE), ("periodic-report", REPORT)]
)


def written_again(read_text: ReadText) -> list[Any]:
    """The records as they come back from the files they are written to."""
    return [
        read_record(read_fields(write_fields(as_values(x.record)), "record"), type(x.record))
        for x in read_text.reading.drafts
    ]


@kinds
def test_a_naughty_string_in_every_field_breaks_no_law(kind: SourceKind, page: str) -> None:
    for text in NAUGHTY:
        read_text = read(page.replace("{text}", text), kind)
        assert read_text.check() == [], text
        assert written_again(read_text) == [x.record for x in read_text.reading.drafts], text
        assert list(find_hidden(repr(describe(read_text)))) == [], text


def test_a_naughty_string_in_a_text_reads_as_it_is_printed() -> None:
    for text in NAUGHTY:
        page = f"Reading rooms\n\nNational Library\n{FEATURES}\nBefore.\n{text}\nBehind."
        printed = [clean(line) for line in split_lines(f"Before.\n{text}\nBehind.")]
        found = read_plain_text(read(page).sections["Main features"])
        assert squash_blanks(found) == squash_blanks(" ".join(printed)), text


def test_a_naughty_string_as_a_title_is_that_title() -> None:
    for text in NAUGHTY:
        title = squash_blanks(clean(text.replace("\n", " ")))
        if any(map(str.isalnum, title)) and len(title) <= 200:
            read_text = read(f"{text}\n\nNational Library\n{FEATURES}\nForty towns.")
            assert squash_blanks(read_text.measure.title or "") == title


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("\N{ZERO WIDTH NO-BREAK SPACE}Reading rooms", "Reading rooms"),
        ("Reading\x00 \x07rooms\x1b", "Reading rooms"),
        ("Reading \ud800rooms\udfff", "Reading rooms"),
        ("Reading \N{RIGHT-TO-LEFT OVERRIDE}rooms\N{POP DIRECTIONAL FORMATTING}", "Reading rooms"),
        ("Read\N{ZERO WIDTH SPACE}ing\N{NO-BREAK SPACE}rooms\N{SOFT HYPHEN}", "Reading rooms"),
        ("Reading\N{IDEOGRAPHIC SPACE}rooms\x0c", "Reading rooms"),
        ("Reading\N{LINE SEPARATOR}rooms\x85", "Reading rooms"),
        ("Cafe\N{COMBINING ACUTE ACCENT} \uffff\ufdd0rooms", "Café rooms"),
        (
            "Rooms \N{TAG LATIN SMALL LETTER A}\N{INTERLINEAR ANNOTATION ANCHOR}for all",
            "Rooms for all",
        ),
    ],
)
def test_characters_nobody_sees_are_left_out_and_told(printed: str, title: str) -> None:
    read_text = read(f"{printed}\n\nNational Library\n{FEATURES}\nForty towns.")
    assert read_text.measure.title == title
    problems = list(check_limits(read_text.source, read_text.reading))
    dropped = [x for x in problems if "invisible characters are left out" in x.message]
    assert len(dropped) <= 1
    assert not any(problem.blocking for problem in problems)


def test_the_message_names_what_was_left_out_and_where() -> None:
    read_text = read(f"Rooms\n\n\u200bLibrary\u200b\n{FEATURES}\nForty\u202e towns.")
    (problem,) = check_limits(read_text.source, read_text.reading)
    assert str(problem) == (
        "content/sources/page.txt:3: invisible characters are left out:"
        " U+200B ZERO WIDTH SPACE (2), U+202E RIGHT-TO-LEFT OVERRIDE (1)"
    )


def test_a_no_break_space_is_a_space_and_needs_no_message() -> None:
    read_text = read(f"Reading\N{NO-BREAK SPACE}rooms\n\nLibrary\n{FEATURES}\nForty towns.")
    assert list(check_limits(read_text.source, read_text.reading)) == []


def test_line_ends_of_another_system_change_nothing() -> None:
    page = PAGE.replace("{text}", "Forty towns")
    assert describe(read(page.replace("\n", "\r\n"))) == describe(read(page))


@pytest.mark.parametrize("length", [70_000, 1_000_000])
@pytest.mark.parametrize("label", [MONEY, "Website of the policy/measure, if available:"])
def test_a_value_too_long_for_its_file_gets_one_message(label: str, length: int) -> None:
    read_text = read(f"Rooms\n\nLibrary\n{FEATURES}\nForty towns.\n{label}\n{'x' * length}")
    (problem,) = check_limits(read_text.source, read_text.reading)
    assert problem.blocking
    assert "characters of values, and 63,488 is the limit; split the text" in problem.message


def test_a_text_too_long_for_its_file_gets_one_message() -> None:
    read_text = read(f"Rooms\n\nLibrary\n{FEATURES}\n{'word ' * 300_000}")
    (problem,) = check_limits(read_text.source, read_text.reading)
    assert "characters of text, and 983,040 is the limit; split the text" in problem.message


def test_a_long_text_that_fits_is_read_in_full() -> None:
    text = "A word and another one. " * 40_000
    read_text = read(f"Rooms\n\nLibrary\n{FEATURES}\n{text}")
    assert read_text.sections["Main features"] == text.strip()
    assert list(check_limits(read_text.source, read_text.reading)) == []


# Work grows with the length of the text, not with its square


def count_calls(run: Callable[[], object]) -> int:
    """Count the functions that are called; the same in every run and on every machine."""
    calls = 0

    def count(_frame: FrameType, event: str, _value: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return calls


TO_SIGNS = str.maketrans("01", "!?")
LONG_TEXTS: dict[str, Callable[[int], str]] = {
    "one label again and again": lambda n: f"{FEATURES}\n" * n,
    "a label with a value again and again": lambda n: "".join(
        f"Cultural Domain(s)\nvalue {i}\n" for i in range(n)
    ),
    "agencies again and again": lambda n: "".join(f"{AGENCY}\nBody {i}\n" for i in range(n)),
    "measures": lambda n: "".join(
        f"Title {i}\n\n{AGENCY}\nBody {i}\n{FEATURES}\nText.\n\n" for i in range(n)
    ),
    "lines below one label": lambda n: f"{FEATURES}\n" + "A line.\n" * n,
    "partners": lambda n: f"{PARTNERS}\n" + "Library\nPublic Sector\n" * n,
    "partners with names of their own": lambda n: (
        f"{PARTNERS}\n" + "".join(f"Library {i}\nPublic Sector\n" for i in range(n))
    ),
    "names that make the same slug": lambda n: (
        f"{PARTNERS}\n" + "".join(f"Library {i:010b}\n" for i in range(n)).translate(TO_SIGNS)
    ),
    "bodies": lambda n: "Title\n\n" + "".join(f"Body {i}\n" for i in range(n)) + FEATURES,
    "questions nobody knows": lambda n: "".join(
        f"Question {i}:\N{NO-BREAK SPACE}\n-\n" for i in range(n)
    ),
    "rows of the overview": lambda n: (
        "Name of the measure Scope of the measure Nature\n"
        + "".join(f"Row {i} National legislative\n" for i in range(n))
    ),
    "blank lines and colons": lambda n: f"{FEATURES}\n" + "\n:\n" * n,
    "labels broken in the middle": lambda n: "Describe the main features of the\n" * n,
    "spam": lambda n: "bestbonus.biz eokul365.com\n" * n,
}


@pytest.mark.parametrize("kind", ["platform-page", "periodic-report"])
@pytest.mark.parametrize("name", LONG_TEXTS)
def test_twice_the_lines_are_twice_the_work(name: str, kind: SourceKind) -> None:
    small, large = (LONG_TEXTS[name](n) for n in (400, 800))
    read(small, kind)
    assert count_calls(lambda: read(large, kind)) < 2.4 * count_calls(lambda: read(small, kind))


LONG_LINES = {
    "letters": "a",
    "digits": "1 ",
    "at signs": "a@",
    "points": "a.",
    "plus signs": "+1 23 ",
    "colons": "x: ",
    "years": "2019-2020 ",
    "dates": "adopted on 1 May 2019 ",
    "amounts": "5 USD ",
    "dollars": "$ ",
    "places": "Baku ",
    "signs of Markdown": "*_`[a](b)<c>&amp;",
    "scopes": "National, ",
    "domains": "Music,",
    "types": "Public Sector ",
    "pipes": "a | ",
    "addresses": "a.biz ",
    "capitals": "aB",
    "brackets": "(",
}


@pytest.mark.parametrize("kind", ["platform-page", "periodic-report"])
@pytest.mark.parametrize("name", LONG_LINES)
def test_a_line_of_a_hundred_thousand_signs_is_read(name: str, kind: SourceKind) -> None:
    """An expression that tries again from every sign would not come to an end here."""
    line = LONG_LINES[name] * (100_000 // len(LONG_LINES[name]))
    page = (PAGE if kind == "platform-page" else REPORT).replace("{text}", line)
    assert read(page, kind).check() == []
