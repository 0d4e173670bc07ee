"""Cited lines are read again: an edit is told from a citation of the wrong lines."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
import pytest

from measurebook.load import load_knowledge
from measurebook.model.knowledge import Entry, Knowledge, Section, Source
from measurebook.model.measure import Funding
from measurebook.model.source import Ledger
from measurebook.normalise.proof import Proof, Prover
from measurebook.settings import Layout
from measurebook.text import key_of
from tests.normalise.reading_aid import ReadText, lists_without_names, read
from tests.normalise.test_cases import CASES, Case, read_case
from tests.source_code import ROOT

REPORT = "002_6b244dde25f0f794"
TABLE = "partners/tables: A name that equals a type, between the heads"


@cache
def knowledge() -> Knowledge:
    return load_knowledge(Layout(ROOT / "content"))


@cache
def prover() -> Prover:
    return Prover(knowledge().vocabulary)


def prove(slug: str, field: str, **values: Any) -> Proof:
    """What the cited lines of a measure of the report say, after an edit of some fields."""
    entry = knowledge().measures[slug]
    record = msgspec.structs.replace(entry.record, **values)
    edited = Entry(slug, entry.path, record, entry.sections)
    lines = record.citations[field][REPORT]
    return prover().prove_field(edited, field, lines, knowledge().sources[REPORT])


def prove_at(slug: str, field: str, lines: str) -> Proof:
    entry = knowledge().measures[slug]
    return prover().prove_field(entry, field, lines, knowledge().sources[REPORT])


THEATRE = "state-program-the-theatre-of-azerbaijan-in-2009-2019"
PARTNER = knowledge().measures[THEATRE].record.partners
FUNDING = knowledge().measures[THEATRE].record.funding
DATES = knowledge().measures[THEATRE].record.dates
assert PARTNER is not None
assert FUNDING is not None

EDITS: dict[str, Any] = {
    "title": "The theatre programme",
    "goals": ("2",),
    "areas": ("media-diversity",),
    "agencies": ("azerbaijan-press-council",),
    "domains": ("music",),
    "partners": (msgspec.structs.replace(PARTNER[0], type="public"),),
    "targets_young_people": "no",
    "ifcd_support": "unanswered",
    "evaluated": "no",
    "funding": msgspec.structs.replace(FUNDING, usd="790000"),
    "dates": (msgspec.structs.replace(DATES[0], date="2010"),),
    "places": ("gabala",),
}


@pytest.mark.parametrize("field", EDITS)
def test_a_value_changed_by_hand_is_edited_and_comes_with_the_words_of_its_lines(
    field: str,
) -> None:
    proof = prove(THEATRE, field, **{field: EDITS[field]})
    assert proof.verdict == "edited"
    assert proof.words


def test_the_wording_of_money_changed_by_hand_is_edited() -> None:
    funding = Funding(statement="790000", usd="790000")
    assert prove(THEATRE, "funding", funding=funding) == Proof("edited", ("780000",))


def test_a_rewritten_section_is_edited() -> None:
    entry = knowledge().measures[THEATRE]
    own = tuple(Section(s.key, s.heading, "In my own words.", s.line) for s in entry.sections)
    edited = Entry(entry.slug, entry.path, entry.record, own)
    source = knowledge().sources[REPORT]
    for key in ("main_features", "results_achieved", "conclusions_of_the_evaluation"):
        lines = entry.record.citations[key][REPORT]
        assert prover().prove_field(edited, key, lines, source).verdict == "edited"


@pytest.mark.parametrize("field", [*EDITS, "main_features", "results_achieved"])
def test_a_citation_of_a_heading_or_an_answer_is_misplaced(field: str) -> None:
    wrong = "165" if field in {"targets_young_people", "ifcd_support", "evaluated"} else "172"
    assert prove_at(THEATRE, field, wrong).verdict == "misplaced"


@pytest.mark.parametrize(("field", "line"), [("title", 161), ("main_features", 168)])
def test_a_text_that_stands_elsewhere_is_told_with_its_line(field: str, line: int) -> None:
    assert prove_at(THEATRE, field, "174").elsewhere == line


def test_every_citation_of_the_knowledge_base_states_its_value() -> None:
    told = knowledge()
    entries: list[Entry[Any]] = [*told.measures.values(), *told.reports.values()]
    entries += told.events.values()
    faults = [fault for e in entries for fault in prover().find_misplaced(e, told.sources)]
    assert faults == []


def entries_of(read_text: ReadText) -> list[Entry[Any]]:
    return [
        Entry(draft.slug, "", draft.record, tuple(map(as_section, draft.sections.items())))
        for draft in read_text.reading.drafts
    ]


def as_section(section: tuple[str, str]) -> Section:
    heading, text = section
    return Section(key_of(heading), heading, text, 1)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_the_normaliser_reads_is_stated_by_the_lines_it_cites(case: Case) -> None:
    read_text = read_case(case)
    vocabulary = msgspec.structs.replace(
        lists_without_names().vocabulary, organisations=dict(read_text.new_names)
    )
    text = read_text.source
    source = Source(text.id, text.path, text.card, text.lines, Ledger())
    for entry in entries_of(read_text):
        for field, citation in entry.record.citations.items():
            proof = Prover(vocabulary).prove_field(entry, field, citation["page"], source)
            assert proof.verdict == "stated", field


def test_a_label_without_a_value_says_that_there_is_none() -> None:
    found = read("Songs\n\nCouncil\nDoes it specifically target young people?:\n", "platform-page")
    source = Source("page", "page.txt", found.source.card, found.source.lines, Ledger())
    entry = entries_of(found)[0]
    lines = entry.record.citations["targets_young_people"]["page"]
    assert prover().prove_field(entry, "targets_young_people", lines, source) == Proof("stated")
