"""Paragraphs find the source lines they repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from measurebook.markdown import Block, read_blocks
from measurebook.model.knowledge import Section
from measurebook.pages.parts.prose import cite_each, quote_section, read_note, show_block

if TYPE_CHECKING:
    from measurebook.pages import Edition
    from measurebook.pages.parts.views import Quoted

REPORT = "010_norland-report"


def quote(edition: Edition, text: str, lines: str) -> tuple[Quoted, ...]:
    section = Section("main_features", "Main features", text, 1)
    return quote_section(edition, "content/measures/x.md", section, {REPORT: lines})


def block_of(text: str) -> Block:
    (block,) = read_blocks(text, "x.md", 1)
    return block


def test_a_list_of_lines_is_cited_by_its_first_and_last(edition: Edition) -> None:
    (quoted,) = quote(edition, "- Music\n- Performing Arts", "26-30")
    assert [cite.label for cite in quoted.cites] == ["010:29-30"]


def test_words_that_were_added_have_no_words_of_the_source_beside_them(edition: Edition) -> None:
    kept, added = quote(edition, "Music\n\nEverything else", "29")
    assert not kept.is_edited
    assert (added.is_edited, added.source_words) == (True, ())


def test_edited_neighbours_stand_in_one_quotation(edition: Edition) -> None:
    (quoted,) = quote(edition, "One\n\nTwo", "29-30")
    assert quoted.html == "<p>One</p>\n<p>Two</p>"
    assert quoted.source_words == ("Music", "Performing Arts")


def test_a_value_whose_spelling_is_unknown_leaves_the_whole_list_cited(edition: Edition) -> None:
    each, whole = cite_each(edition, {REPORT: "29-30"}, [["Music"], ["Dance"]])
    assert [place.cites for place in each] == [(), ()]
    assert [cite.label for cite in whole] == ["010:29-30"]


def test_a_source_that_names_fewer_values_is_cited_where_it_names_them(edition: Edition) -> None:
    each, whole = cite_each(edition, {REPORT: "29"}, [["Music"], ["Performing Arts"]])
    assert [[cite.label for cite in place.cites] for place in each] == [["010:29"], []]
    assert whole == ()


def test_a_value_is_found_whatever_its_letter_case(edition: Edition) -> None:
    each, _ = cite_each(edition, {REPORT: "30"}, [["performing arts"]])
    assert each[0].printed == "Performing Arts"


@pytest.mark.parametrize(
    "text",
    [
        "Only 1) one point.",
        "Two: 1) a; 2) b.",
        "Not in order: 2) a; 1) b; 3) c.",
        "Years (2019) and (2020) and (2021) are no points.",
        "With *marks*: 1) a; 2) b; 3) c.",
    ],
)
def test_what_is_no_clear_list_of_points_stays_a_paragraph(text: str) -> None:
    assert show_block(block_of(text)).startswith("<p>")
    assert "<ol" not in show_block(block_of(text))


def test_points_keep_every_word() -> None:
    shown = show_block(block_of("Aims: 1) a & b; 2) c; 3) <d>"))
    assert shown == Markup(
        '<p>Aims:</p><ol class="as-printed"><li>a &amp; b;</li><li>c;</li><li>&lt;d&gt;</li></ol>'
    )


def test_places_named_in_a_note_become_marks(edition: Edition) -> None:
    pieces = read_note(edition, "See 010_norland-report:32-33, not 999:1.")
    assert [piece.cite.label if piece.cite else piece.text for piece in pieces] == [
        "See ",
        "010:32-33",
        ", not 999:1.",
    ]


def test_no_note_has_no_pieces(edition: Edition) -> None:
    assert read_note(edition, None) == ()
