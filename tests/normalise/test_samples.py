"""The layout samples give what their cards say: nothing lost, nothing made up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from measurebook.model.measure import Measure
from measurebook.normalise.reading import Draft
from tests.normalise.reading_aid import ReadText, lists, read
from tests.source_code import ROOT

FOLDER = ROOT / "tests" / "cases" / "samples"
SAMPLES = sorted(FOLDER.glob("*.txt"))
KINDS = {"measure": "platform-page", "qpr": "periodic-report"}
OF_A_MEASURE = (
    "title",
    "agencies",
    "country",
    "year",
    "domains",
    "goals",
    "transversal",
    "partners",
    "budget_raw",
    "budget_usd",
    "evaluated",
    "evaluation_conclusions",
    "young_people",
    "ifcd",
    "reported_by_cso",
    "scope",
    "nature",
    "website",
)
ANSWERS = {"yes": True, "no": False, "blank": "", "not-asked": None}
"""How the cards write the state of an answer."""


@dataclass(frozen=True)
class Sample:
    """A text, what its card says is in it, and what was read."""

    truth: dict[str, Any]
    read_text: ReadText


@cache
def sample_at(path: Path) -> Sample:
    card = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    read_text = read(path.read_text(encoding="utf-8"), using=lists(), source=path.stem)
    return Sample({**card["truth"], "kind": KINDS[card["kind"]]}, read_text)


each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
each_measure = pytest.mark.parametrize(
    "path", [path for path in SAMPLES if "_measure_" in path.stem], ids=lambda path: path.stem
)
each_report = pytest.mark.parametrize(
    "path", [path for path in SAMPLES if "_qpr_" in path.stem], ids=lambda path: path.stem
)


def state_fields(draft: Draft, read_text: ReadText) -> dict[str, Any]:
    """Say what was read of a measure in the words of the cards."""
    measure = draft.record
    assert isinstance(measure, Measure)
    return {
        "title": measure.title,
        "agencies": None if measure.agencies is None else name_all(measure.agencies, read_text),
        "country": measure.country,
        "year": measure.year,
        "domains": as_list(measure.domains),
        "goals": as_list(measure.goals),
        "transversal": as_list(measure.transversal_priorities),
        "partners": state_partners(measure, read_text),
        "budget_raw": measure.funding and measure.funding.statement,
        "budget_usd": state_dollars(measure),
        "evaluated": ANSWERS[measure.evaluated],
        "evaluation_conclusions": draft.sections.get("Conclusions of the evaluation"),
        "young_people": ANSWERS[measure.targets_young_people],
        "ifcd": ANSWERS[measure.ifcd_support],
        "reported_by_cso": measure.reported_by == "civil-society",
        "scope": as_list(measure.scope),
        "nature": as_list(measure.nature),
        "website": measure.website,
    }


def as_list(values: tuple[str, ...] | None) -> list[str] | None:
    return None if values is None else list(values)


def find_terms(values: Any, name: str) -> Any:
    """Put the terms of a closed list, as the cards print them, into slugs."""
    table = lists().terms.get(name)
    return values if table is None or values is None else [table.find(text) for text in values]


def name_all(slugs: tuple[str, ...], read_text: ReadText) -> list[str]:
    return [name_of(slug, read_text) for slug in slugs]


def name_of(slug: str, read_text: ReadText) -> str:
    known = lists().vocabulary.organisations
    return known[slug].name if slug in known else read_text.name_of(slug)


def state_partners(measure: Measure, read_text: ReadText) -> list[dict[str, str | None]] | None:
    if measure.partners is None:
        return None
    return [
        {
            "name": name_of(x.organisation, read_text) if x.organisation else x.name or "",
            "type": None if x.type == "unstated" else x.type,
        }
        for x in measure.partners
    ]


def state_dollars(measure: Measure) -> Any:
    if measure.funding is None:
        return None
    if measure.funding.by_year:
        return [int(amount.usd) for amount in measure.funding.by_year]
    return int(measure.funding.usd) if measure.funding.usd else None


@each_sample
def test_the_kind_of_a_sample_is_told_from_its_lines(path: Path) -> None:
    assert sample_at(path).read_text.kind == sample_at(path).truth["kind"]


@each_sample
def test_every_line_of_a_sample_has_one_class(path: Path) -> None:
    assert sample_at(path).read_text.check() == []


@pytest.mark.parametrize("name", OF_A_MEASURE)
@each_measure
def test_a_platform_page_gives_what_its_card_says(path: Path, name: str) -> None:
    sample = sample_at(path)
    (draft,) = sample.read_text.reading.drafts
    assert state_fields(draft, sample.read_text)[name] == find_terms(sample.truth[name], name)


@each_report
def test_a_report_gives_the_party_and_the_year(path: Path) -> None:
    sample = sample_at(path)
    report = sample.read_text.report
    assert (report.party, report.year) == (sample.truth["country"], sample.truth["year"])


@each_report
def test_a_report_gives_its_measures_with_section_scope_and_nature(path: Path) -> None:
    sample = sample_at(path)
    expected = [
        {name: find_terms(value, name) for name, value in measure.items()}
        for measure in sample.truth["measures"]
    ]
    assert [state_reported(x) for x in sample.read_text.measures] == expected


def state_reported(draft: Draft) -> dict[str, Any]:
    measure = draft.record
    assert isinstance(measure, Measure)
    return {
        "title": measure.title,
        "section": measure.report_section,
        "scope": as_list(measure.scope),
        "nature": as_list(measure.nature),
        "body": bool(draft.sections),
    }
