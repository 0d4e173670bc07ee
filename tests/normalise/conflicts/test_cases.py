"""Texts written for one question each hold just the conflicts that stand beside them.

`tests/cases/README.md` tells how a case is written; anybody can add one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from measurebook.frontmatter import read_fields
from measurebook.load import list_ids, read_texts
from measurebook.model.knowledge import RawText
from measurebook.model.source import Card
from measurebook.normalise.conflicts import Material, find_conflicts
from measurebook.normalise.conflicts.material import Found
from measurebook.normalise.kinds import detect_kind
from measurebook.normalise.merging.same_measure import join_drafts
from measurebook.normalise.reading import SourceText
from measurebook.normalise.run import READERS
from measurebook.normalise.values.names import NameBook
from measurebook.settings import Layout
from measurebook.text import split_lines
from tests.normalise.reading_aid import lists, lists_without_names
from tests.normalise.test_cases import FOLDER, MARKS, Case, read_cases
from tests.source_code import ROOT

BETWEEN_SOURCES = "~~~"
CASES = [case for path in sorted((FOLDER / "conflicts").glob("*.txt")) for case in read_cases(path)]


def find(sources: list[SourceText], using: Any) -> list[Found]:
    """What the program finds in some sources."""
    names = NameBook(using.vocabulary)
    readings = [READERS[source.card.kind](source, using, names) for source in sources]
    joined, differences = join_drafts([draft for one in readings for draft in one.drafts])
    known = {source.id: source for source in sources}
    return find_conflicts(Material(joined, differences, known, using, names))


def read_sources(text: str) -> Iterator[SourceText]:
    """The sources of a case, which are called `a`, `b` and so on."""
    for mark, character in MARKS.items():
        text = text.replace(mark, character)
    for name, part in zip("abcdef", text.split(f"{BETWEEN_SOURCES}\n"), strict=False):
        lines = tuple(split_lines(part.removesuffix("\n")))
        kind = detect_kind(lines, lists_without_names())
        assert kind is not None, "the kind of the text cannot be told"
        yield SourceText(name, name, lines, Card(title="A page", kind=kind, sha256="0" * 64))


def describe(found: Found) -> dict[str, Any]:
    """Say what was found, as the cases write it: the quotes with the places they stand at."""
    record = found.record
    said = {"rule": record.rule, "field": record.field, "reckoning": record.reckoning}
    quotes = [f"{quote.source}:{quote.lines}: {quote.text}" for quote in record.quotes]
    return {**{key: value for key, value in said.items() if value}, "quotes": quotes}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_holds_the_conflicts_beside_it(case: Case) -> None:
    expected = read_fields(case.expected, f"{case.path}:{case.line}").values["conflicts"]
    found = find(list(read_sources(case.text)), lists_without_names())
    assert [describe(one) for one in found] == expected


def test_every_case_has_a_title_of_its_own() -> None:
    titles = [str(case) for case in CASES]
    assert sorted(titles) == sorted(set(titles))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_quote_stands_word_for_word_in_its_lines(case: Case) -> None:
    sources = {source.id: source for source in read_sources(case.text)}
    for one in find(list(sources.values()), lists_without_names()):
        for quote in one.record.quotes:
            first, _, last = quote.lines.partition("-")
            lines = sources[quote.source].lines[int(first) - 1 : int(last or first)]
            assert quote.text in " ".join(" ".join(lines).split())


def as_source(text: RawText) -> SourceText:
    assert text.card is not None
    return SourceText(text.id, text.path, text.lines, text.card)


def test_the_five_texts_hold_the_conflicts_that_people_found_and_no_other() -> None:
    layout = Layout(ROOT / "content")
    texts = read_texts(list_ids(layout, []), layout, [])
    found = find([as_source(text) for text in texts], lists())
    said = [(one.record.rule, one.record.quotes[0].lines) for one in found]
    assert said == [
        ("year-in-title", "146"),
        ("year-in-title", "671"),
        ("exchange-rate", "473"),
        ("parts-and-total", "96"),
        ("own-partner", "230-231"),
    ]


@pytest.mark.parametrize("path", sorted((FOLDER / "samples").glob("*.txt")), ids=lambda p: p.stem)
def test_a_sample_holds_a_conflict_only_where_a_person_sees_one(path: Any) -> None:
    found = find(list(read_sources(path.read_text(encoding="utf-8"))), lists())
    is_georgia = path.stem.startswith("30_georgia")
    assert [one.record.rule for one in found] == (["year-of-ratification"] if is_georgia else [])


@pytest.mark.parametrize(
    "line",
    [
        "20 AZN (10 USD). " * 1000,
        "1'234" * 4000,
        "1 234 567 " * 2000,
        "300 of which 20, " * 1000,
        "20 AZN (" * 2000,
        "A. " * 6000,
        "x" * 1_000_000,
    ],
    ids=["pairs", "apostrophes", "groups", "parts", "brackets", "sentences", "long"],
)
def test_a_hostile_line_is_gone_through_and_nothing_breaks(line: str) -> None:
    label = "Describe the main features of the policy/measure:"
    text = f"Songs\n\nCouncil\n{label}\n{line}\n"
    for one in find(list(read_sources(text)), lists_without_names()):
        assert one.record.quotes
