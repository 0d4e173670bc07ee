"""A curator's line ends come back as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from measurebook.normalise.merging.line_ends import plain, restyle

TEXTS = st.text(st.sampled_from("ab\r\n\ufeff"), max_size=12)


@given(TEXTS)
def test_a_text_that_did_not_change_keeps_every_byte(text: str) -> None:
    assert restyle(plain(text), text) == text


@given(TEXTS, st.text(st.sampled_from("ab\n"), max_size=12))
def test_a_restyled_text_says_the_same(original: str, text: str) -> None:
    assert plain(restyle(text, original)) == text


def test_lines_of_a_mixed_file_keep_their_own_ends() -> None:
    assert restyle("a\nnew\nb\nc\n", "a\r\nb\nc\n") == "a\r\nnew\nb\nc\n"
