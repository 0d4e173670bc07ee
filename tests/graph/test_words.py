from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurebook.graph.words import flatten, join_words, split_words
from measurebook.text import fold

if TYPE_CHECKING:
    from measurebook.graph.words import FlatText

COMPOSED = "Şəki və Ülvi"
DECOMPOSED = "S\N{COMBINING CEDILLA}əki və U\N{COMBINING DIAERESIS}lvi"
any_text = st.text(st.characters(exclude_categories=["Cs"]))


def locate_words(flat: FlatText) -> list[tuple[int, int]]:
    words = re.finditer(r"[^ .]+", flat.joined)
    return [flat.locate(*word.span()) for word in words]


def test_punctuation_and_blanks_do_not_tell_texts_apart() -> None:
    assert join_words("“Kamillik”\N{NO-BREAK SPACE}Public – Union") == join_words(
        '"kamillik" PUBLIC-UNION'
    )


def test_the_end_of_a_sentence_stands_between_words() -> None:
    assert " culture . republic " in flatten("the Ministry of Culture. Republic day").joined
    assert " b shukin " in flatten("the B.Shukin Institute").joined


def test_single_letters_are_no_words_to_search_for() -> None:
    assert split_words("Azerbaijan's plan B, part 2") == ["azerbaijan", "plan", "part", "2"]


@pytest.mark.parametrize(
    "text",
    [
        COMPOSED,
        DECOMPOSED,
        "한국 Şəki",
        "x\N{COMBINING CARON}y Шеки",
        "\N{COMBINING CARON}a",
        " (a)  b. «c» ",
        "...",
        "",
    ],
)
def test_words_are_found_where_they_stand(text: str) -> None:
    flat = flatten(text)
    found = [join_words(text[start:end]).strip() for start, end in locate_words(flat)]
    assert found == [word for word in flat.joined.split() if word != "."]


@given(any_text)
def test_words_are_found_in_order_whatever_the_text(text: str) -> None:
    places = locate_words(flatten(text))
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))


@given(any_text)
def test_a_text_has_the_words_of_its_folded_letters(text: str) -> None:
    words = [word for word in re.findall(r"[^\W_]+", fold(text)) if not re.match("[a-z]$", word)]
    assert split_words(text) == words
