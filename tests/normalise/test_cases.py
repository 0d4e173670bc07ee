"""Pages written for one question each give the record that stands beside them.

`tests/cases/README.md` tells how a case is written; anybody can add one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from measurebook.frontmatter import read_fields
from measurebook.model.source import SourceKind
from tests.normalise.reading_aid import ReadText, describe, read
from tests.source_code import ROOT

FOLDER = ROOT / "tests" / "cases"
TOPICS = (
    "labels",
    "heads",
    "lists",
    "money",
    "partners",
    "noise",
    "platform-pages",
    "reports-2016-2019",
    "reports-2020-2024",
)
KINDS: dict[str, SourceKind] = {"labels": "platform-page"}
"""A page with one label alone is no page: there the kind is said."""

MARKS = {"⍽": "\N{NO-BREAK SPACE}", "→": "\t"}
"""Characters that show in a case what nobody would see."""


@dataclass(frozen=True)
class Case:
    """A text and what it should yield; `line` is where the case stands in its file."""

    path: Path
    line: int
    title: str
    text: str
    expected: str

    def __str__(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}: {self.title}"


def read_cases(path: Path) -> Iterator[Case]:
    """Read the cases of a file: title, dot, text, dot, what is expected, dot."""
    parts: list[list[str]] = [[]]
    first = 1
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line != ".":
            parts[-1].append(line)
        elif len(parts) < 3:
            parts.append([])
        else:
            title, text, expected = parts
            name = " ".join(line for line in title if not line.startswith("#")).strip()
            yield Case(path, first, name, "\n".join(text), "\n".join(expected))
            parts, first = [[]], number + 1
    assert not any(map(str.strip, parts[0])), f"{path}: text behind the last case"
    assert len(parts) == 1, f"{path}: the case from line {first} is not closed"


def find_cases() -> Iterator[Case]:
    for topic in TOPICS:
        for path in sorted((FOLDER / topic).glob("*.txt")):
            yield from read_cases(path)


CASES = list(find_cases())


@cache
def read_case(case: Case) -> ReadText:
    text = case.text
    for mark, character in MARKS.items():
        text = text.replace(mark, character)
    return read(text, KINDS.get(case.path.parent.name))


def describe_as_asked(case: Case, asked: dict[str, Any]) -> dict[str, Any]:
    """Say what a case yielded, with problems, citations and classes where the case has them."""
    read_text = read_case(case)
    said = dict(describe(read_text))
    if "problems" in asked:
        problems = read_text.reading.problems
        said["problems"] = [f"{problem.line}: {problem.message}" for problem in problems]
    if "citations" in asked:
        citations = read_text.measure.citations
        said["citations"] = {name: cited["page"] for name, cited in citations.items()}
    if "ledger" in asked:
        classes = {entry.line_class for entry in read_text.reading.entries}
        lines = {name: read_text.lines_of(name) for name in sorted(classes)}
        said["ledger"] = {name: [str(number) for number in lines[name]] for name in lines}
    return said


each_case = pytest.mark.parametrize("case", CASES, ids=str)


def test_every_case_has_a_title_of_its_own() -> None:
    titles = [str(case) for case in CASES]
    assert sorted(titles) == sorted(set(titles))


@each_case
def test_a_case_yields_what_stands_beside_it(case: Case) -> None:
    expected = read_fields(case.expected, f"{case.path}:{case.line}").values
    assert describe_as_asked(case, expected) == expected


@each_case
def test_every_line_of_a_case_has_one_class(case: Case) -> None:
    assert read_case(case).check() == []
