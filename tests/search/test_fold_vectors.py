"""Letters as Python folds them; tests/browser/test_search.py asks a browser the same."""

from __future__ import annotations

import json
from typing import TypedDict

import pytest

from measurebook.graph.words import split_words
from measurebook.text import fold
from tests.source_code import ROOT


class Vector(TypedDict):
    text: str
    fold: str
    words: list[str]


VECTORS: list[Vector] = json.loads(
    (ROOT / "tests" / "search" / "fold_vectors.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_letters_and_words_are_folded_as_the_vectors_say(vector: Vector) -> None:
    assert fold(vector["text"]) == vector["fold"]
    assert split_words(vector["text"]) == vector["words"]
