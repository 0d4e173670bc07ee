from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurebook.graph.words import join_words, locate_words, split_words

COMPOSED = "Şəki və Ülvi"
DECOMPOSED = "S\N{COMBINING CEDILLA}əki və U\N{COMBINING DIAERESIS}lvi"


def test_punctuation_and_blanks_do_not_tell_texts_apart() -> None:
    assert join_words("“Kamillik”\N{NO-BREAK SPACE}Public – Union") == join_words(
        '"kamillik" PUBLIC-UNION'
    )


def test_the_end_of_a_sentence_stands_between_words() -> None:
    assert " culture republic " not in join_words("the Ministry of Culture. Republic day")
    assert " b shukin " in join_words("the B.Shukin Institute")


def test_single_letters_are_no_words_to_search_for() -> None:
    assert split_words("Azerbaijan's plan B, part 2") == ["azerbaijan", "plan", "part", "2"]


@pytest.mark.parametrize(
    "text", [COMPOSED, DECOMPOSED, "한국 Şəki", "x\N{COMBINING CARON}y Шеки", ""]
)
def test_words_are_found_where_they_stand(text: str) -> None:
    found = [join_words(text[start:end]).strip() for start, end in locate_words(text)]
    assert found == join_words(text).split()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_there_are_as_many_places_as_words_whatever_the_text(text: str) -> None:
    places = locate_words(text)
    assert len(places) == len(join_words(text).split())
    assert all(0 <= start < end <= len(text) for start, end in places)
