"""Cited lines are told briefly, and nothing that states something is passed over."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from measurebook.exports import Release
from measurebook.exports.lines import cover, find_lines, join_spans, render_spans
from measurebook.model.base import Span
from measurebook.model.citing import find_cited

spans = st.builds(
    lambda first, length: Span(first=first, last=first + length),
    st.integers(1, 60),
    st.integers(0, 9),
)


@given(st.lists(spans, max_size=8), st.sets(st.integers(1, 70)))
def test_joined_spans_hold_all_lines_and_only_silent_ones_besides(
    found: list[Span], silent: set[int]
) -> None:
    cited = {line for span in found for line in range(span.first, span.last + 1)}
    joined = join_spans(found, silent.__contains__)
    held = {line for span in joined for line in range(span.first, span.last + 1)}
    assert cited <= held <= cited | silent
    assert all(a.last < b.first for a, b in pairwise(joined))


def test_labels_and_blanks_between_do_not_split_a_measure(azerbaijan: Release) -> None:
    entry = azerbaijan.atlas.measure("abad-easy-support-for-family-business")
    (joined,) = find_lines(azerbaijan, entry.record).values()
    assert render_spans(joined) == "58, 313, 374–390"


def test_every_line_that_a_measure_cites_is_told(azerbaijan: Release) -> None:
    for entry in azerbaijan.atlas.measures:
        told = find_lines(azerbaijan, entry.record)
        for cited in find_cited(entry.record):
            spans = told[cited.source]
            assert any(s.first <= cited.span.first and cited.span.last <= s.last for s in spans)


def test_a_cover_runs_from_first_to_last() -> None:
    assert cover([]) == ()
    assert cover([Span(first=7, last=9), Span(first=2, last=3)]) == (Span(first=2, last=9),)
