from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from measurebook.graph.names import Name, Target, list_names
from measurebook.load import load_knowledge
from tests.samples import copy_sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def names(tmp_path: Path) -> list[Name]:
    return list(list_names(load_knowledge(copy_sample(tmp_path))))


def texts_of(names: list[Name], *target: Any) -> list[str]:
    return [name.text for name in names if name.target == target]


def test_an_organisation_is_named_by_every_name_it_has_or_had(names: list[Name]) -> None:
    assert texts_of(names, "organisation", "ministry-of-culture") == [
        "Ministry of Culture of Norland",
        "Ministry of Arts",
        "Norland Mədəniyyət Nazirliyi",
        "Ministry of Culture",
    ]
    assert "NAF" in texts_of(names, "organisation", "norland-arts-fund")


def test_a_generic_name_holds_in_the_texts_of_its_own_country(names: list[Name]) -> None:
    target = Target("organisation", "ministry-of-culture")
    assert Name("Ministry of Culture", target, "Norland") in names
    assert Name("Ministry of Culture of Norland", target, None) in names


def test_a_place_is_named_by_every_spelling(names: list[Name]) -> None:
    assert texts_of(names, "place", "tarn") == ["Tarn", "Tarne"]


def test_an_event_is_named_by_its_name_and_its_title(names: list[Name]) -> None:
    event = texts_of(names, "event", "stage-forum")
    assert event == ["Stage Forum", "Tarn hosts the Stage Forum"]


def test_a_measure_is_named_by_its_title_but_not_by_two_quoted_words(names: list[Name]) -> None:
    assert texts_of(names, "measure", "law-on-the-arts") == ['Law on the Arts "Free stage"']
