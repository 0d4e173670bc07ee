from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from measurebook.graph import (
    FACET_VALUES,
    Atlas,
    count_facet_values,
    read_answer_values,
    read_event_values,
    read_facet_values,
)
from measurebook.load import load_knowledge
from tests.samples import copy_sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    return Atlas(load_knowledge(copy_sample(tmp_path)))


def test_a_measure_has_values_in_every_facet(atlas: Atlas) -> None:
    assert read_facet_values(atlas.measure("law-on-the-arts").record) == {
        "goal": ("1",),
        "area": ("cultural-and-creative-sectors",),
        "domain": ("music", "performing-arts"),
        "organisation": ("ministry-of-culture", "norland-arts-fund"),
        "partner": ("cso", "public"),
        "year": ("2021",),
        "place": ("tarn",),
        "young": ("yes",),
        "ifcd": ("blank",),
        "evaluated": ("yes",),
    }


def test_what_a_measure_does_not_state_is_a_value_of_its_own(atlas: Atlas) -> None:
    values = read_facet_values(atlas.measure("open-stage-days").record)
    assert values["domain"] == values["partner"] == values["year"] == ("not-stated",)


def test_every_facet_counts_every_measure(atlas: Atlas) -> None:
    counts = count_facet_values(read_facet_values(entry.record) for entry in atlas.measures)
    assert list(counts) == list(FACET_VALUES)
    assert all(sum(facet.values()) >= len(atlas.measures) for facet in counts.values())
    assert counts["domain"] == {"music": 2, "performing-arts": 1, "not-stated": 1}


def test_events_and_answers_have_the_facets_that_fit_them(atlas: Atlas) -> None:
    assert read_event_values(atlas.event("stage-forum").record) == {
        "organisation": ("ministry-of-culture",),
        "year": ("2024",),
        "place": ("tarn",),
    }
    areas = atlas.knowledge.vocabulary.areas
    values = [
        read_answer_values(answer, areas) for answer in atlas.answers_of_report("norland-2024")
    ]
    assert {"goal": ("1",), "area": ("cultural-and-creative-sectors",)} in values
