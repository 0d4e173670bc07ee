"""Labels are told apart, however a page prints them."""

from __future__ import annotations

from itertools import combinations

import pytest
from rapidfuzz import fuzz

from measurebook.text import fold_label
from tests.normalise.reading_aid import lists

TABLE = lists().labels
WORDINGS = [
    (field, fold_label(wording.text))
    for field, label in lists().vocabulary.labels.items()
    for wording in label.wordings
]
LEAST_LENGTH, LEAST_LIKENESS = 24, 88
"""From here on the table takes a wording for a known one; see `labels.py`."""


def test_long_labels_of_different_fields_are_less_alike_than_a_slip_makes_them() -> None:
    long = [(field, text) for field, text in WORDINGS if len(text) >= LEAST_LENGTH]
    alike = [
        (one, other)
        for (field, one), (other_field, other) in combinations(long, 2)
        if field != other_field and one != other and fuzz.ratio(one, other) >= LEAST_LIKENESS
    ]
    assert alike == []


def test_every_wording_opens_its_field() -> None:
    overview = {"overview_scope", "overview_nature"}
    for field, label in lists().vocabulary.labels.items():
        for wording in label.wordings:
            found = TABLE.find(wording.text)
            assert found is not None
            assert found.field == field or field in overview


@pytest.mark.parametrize(
    "line",
    [
        "Funded by:",
        "Support from: the towns",
        "Main aims:",
        "Target groups:",
        "year 2016: 55000 USD",
        "Legal Disclaimer:",
        "Results achieved: ninety weavers",
        "Where: on the mountain",
        "The nature of the measure",
        "What is the scope of rooms?",
        "",
        ":",
        "x" * 10_000 + ":",
    ],
)
def test_a_line_of_a_text_opens_nothing(line: str) -> None:
    found = TABLE.find(line)
    assert found is None or found.field == "nature"


@pytest.mark.parametrize(
    ("line", "is_head"),
    [
        ("Name of partnerType of entity", True),
        ("| Name of partner | Type of entity |", True),
        ("Nom du partenaireType d’entité", True),
        ("Name of partner", False),
        ("|", False),
        ("---|---|", False),
        ("", False),
        ("Scope of the measure:", False),
    ],
)
def test_heads_that_ran_together_are_a_table(line: str, is_head: bool) -> None:
    assert TABLE.is_glued(line, ("partner_name", "partner_type")) is is_head
