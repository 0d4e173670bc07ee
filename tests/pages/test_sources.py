"""Sources: each line with its number and class, and nothing that must not be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from measurebook.pages.sources import SourcesView, SourceView, split_personal

if TYPE_CHECKING:
    from collections.abc import Callable

    from measurebook.pages import Edition


@pytest.fixture
def report(view: Callable[[str, type[SourceView]], SourceView]) -> SourceView:
    return view("sources/010_norland-report.html", SourceView)


def test_every_line_has_its_number_and_class(report: SourceView) -> None:
    assert [line.number for line in report.lines] == list(range(1, 61))
    styles = {number: report.lines[number - 1].style for number in (1, 6, 7, 14, 22, 60)}
    assert styles == {
        1: "heading",
        6: "form",
        7: "withheld",
        14: "used",
        22: "blank",
        60: "spam",
    }


def test_withheld_lines_and_spam_keep_their_number_and_nothing_else(report: SourceView) -> None:
    mail, spam = report.lines[6], report.lines[59]
    assert (mail.pieces, mail.withheld) == ((), "withheld: personal data")
    assert (spam.pieces, spam.withheld) == ((), "withheld: advertising put in by others")


def test_a_used_line_links_to_what_uses_it_and_says_for_what(report: SourceView) -> None:
    (use,) = report.lines[38].uses
    assert (use.link.address, use.fields) == ("measures/law-on-the-arts.html", "Money, as stated")
    (answer,) = report.lines[13].uses
    assert answer.link.address == "reports/norland-2024.html#question-ministry"


def test_form_wording_is_not_said_to_be_used(report: SourceView) -> None:
    assert report.lines[35].style == "form"
    assert report.lines[35].uses == ()


def test_the_ledger_adds_up(report: SourceView) -> None:
    widths = [float(share.width.rstrip("%")) for share in report.ledger.shares]
    assert sum(widths) == pytest.approx(100, abs=0.05)
    assert sum(int(share.count) for share in report.ledger.shares) == 58
    assert report.ledger_heading == "What became of its 58 lines"


def test_personal_data_inside_a_line_is_taken_out() -> None:
    pieces = [piece.text for piece in split_personal("a@b.example or c@d.example")]
    assert pieces == ["", " or ", ""]


def test_marks_that_turn_text_round_are_not_passed_on() -> None:
    (piece,) = split_personal("a\u202eb\x00c")
    assert piece.text == "a\ufffdb\ufffdc"


def test_the_list_of_sources_tells_their_rights(
    view: Callable[[str, type[SourcesView]], SourcesView],
) -> None:
    cards = view("sources/index.html", SourcesView).cards
    assert [(card.short_id, card.rights) for card in cards] == [
        ("010", "unverified"),
        ("011", "open licence"),
        ("012", "unverified"),
    ]


def test_a_text_names_what_was_made_from_it(report: SourceView) -> None:
    assert [document.address for document in report.documents] == ["reports/norland-2024.html"]
    assert report.measures_summary == "2 measures"


def test_ids_are_shortened_only_where_that_tells_them_apart(edition: Edition) -> None:
    assert edition.short_id("010_norland-report") == "010"
