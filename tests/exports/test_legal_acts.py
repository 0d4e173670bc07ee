"""A measure is a legal act when its form says so, or when its title names one."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given

from measurebook.exports import Release
from measurebook.exports.legal_acts import find_act_in_title, find_legal_act
from measurebook.load import load_vocabulary
from measurebook.model.measure import Measure
from measurebook.settings import Layout
from tests.exports.texts import texts
from tests.source_code import ROOT

WORDING = load_vocabulary(Layout(ROOT / "content")).legal_acts

BARE = Measure(
    reported_by="party",
    targets_young_people="not-asked",
    ifcd_support="not-asked",
    evaluated="not-asked",
)


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Law on the Arts", "Law"),
        ('Law "On Culture" (2012)', "Law"),
        ("Adoption of the new Law on Media", "Law"),
        ("Decree of the President on cinema", "Decree"),
        ("Belgrade Declaration of the Ministers", "Declaration"),
        ("Memorandum of Understanding on cultural cooperation", "Memorandum"),
        ("The Copyright Act", "Act"),
        ("Loi relative à la création", "Loi"),
        ("Décret présidentiel sur le cinéma", "Décret"),
        ("Ley Orgánica de Cultura", "Ley"),
        ("Ratificación del Convenio de coproducción", "Convenio"),
        ("Mədəniyyət haqqında Qanun", "Qanun"),
        ("“Media haqqında” Azərbaycan Respublikasının Qanunu", "Qanunu"),
    ],
)
def test_a_title_that_names_an_act(title: str, word: str | None) -> None:
    assert find_act_in_title(title, WORDING) == word


@pytest.mark.parametrize(
    "title",
    [
        "Training on the Law on Culture",
        "Implementation of the Law on Culture",
        "Law school exchange",
        "Copyright Law week",
        "Festival of lawns",
        "Exchange programmes under the Agreement with Norland",
        "Qanunun icrası",
        "",
    ],
)
def test_a_title_that_is_only_about_an_act(title: str) -> None:
    assert find_act_in_title(title, WORDING) is None


@pytest.mark.parametrize("nature", ["legislative", "regulatory"])
def test_the_nature_that_older_forms_ask_for_is_enough(nature: str) -> None:
    measure = msgspec.structs.replace(BARE, title="Support of theatres", nature=(nature,))
    assert find_legal_act(measure, WORDING) == ""


def test_other_natures_are_not() -> None:
    measure = msgspec.structs.replace(BARE, title="Support of theatres", nature=("financial",))
    assert find_legal_act(measure, WORDING) is None


def test_the_laws_decrees_and_treaties_of_the_real_content_are_found(azerbaijan: Release) -> None:
    found = [find_legal_act(entry.record, WORDING) for entry in azerbaijan.atlas.measures]
    assert sorted(word for word in found if word) == [
        "Agreement",
        "Declaration",
        "Declaration",
        "Decree",
        "Decree",
        "Law",
        "Law",
        "Memorandum",
        "Protocol",
    ]


@given(texts)
def test_any_title_is_judged(title: str) -> None:
    word = find_act_in_title(title, WORDING)
    assert word is None or word in title
