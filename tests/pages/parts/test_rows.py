"""A row of a list tells what came of a measure, when it was, and what is in dispute about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from measurebook.pages.parts.rows import make_row
from tests.content_folders import edit
from tests.samples import copy_sample, make_edition

if TYPE_CHECKING:
    from pathlib import Path

    from measurebook.pages import Edition


def test_a_row_says_whether_results_are_stated(edition: Edition) -> None:
    row = make_row(edition, edition.atlas.measure("law-on-the-arts"))
    assert [(mark.label, mark.answer.word) for mark in row.marks] == [
        ("Results", "Stated"),
        ("Young people", "Yes"),
        ("Evaluated", "Yes"),
    ]


def test_a_row_names_the_years_of_the_text(edition: Edition) -> None:
    assert make_row(edition, edition.atlas.measure("law-on-the-arts")).years == "2021"


def test_a_row_tells_that_statements_do_not_agree(edition: Edition) -> None:
    disputed = make_row(edition, edition.atlas.measure("law-on-the-arts"))
    assert disputed.conflicts == "The statements on one point do not agree"
    assert make_row(edition, edition.atlas.measure("open-stage-days")).conflicts == ""


def test_a_row_shows_a_long_title_whole(tmp_path: Path) -> None:
    layout = copy_sample(tmp_path)
    title = f"Protocol between {'one ministry and ' * 10}another"
    edit(
        layout.content / "measures/law-on-the-arts.md",
        'title: Law on the Arts "Free stage"',
        f"title: {title}",
    )
    edition = make_edition(layout)
    assert make_row(edition, edition.atlas.measure("law-on-the-arts")).title == title
