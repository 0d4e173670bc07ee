"""The home page counts what there is, and About says how it came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from measurebook.pages.about import AboutView, NotFoundView
from measurebook.pages.home import HomeView
from measurebook.pages.measures import MeasuresView
from tests.content_folders import edit
from tests.samples import copy_sample, plan_by_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    FindAbout = Callable[[str, type[AboutView]], AboutView]
    FindList = Callable[[str, type[MeasuresView]], MeasuresView]


@pytest.fixture
def home(view: Callable[[str, type[HomeView]], HomeView]) -> HomeView:
    return view("index.html", HomeView)


def test_the_home_page_opens_with_the_heading_of_the_site_or_its_title(
    home: HomeView, tmp_path: Path
) -> None:
    assert home.heading == "Creative Norland"
    layout = copy_sample(tmp_path)
    edit(layout.site, "title: Creative Norland\n", "title: Norland\nheading: What it does\n")
    context = plan_by_address(layout)["index.html"].context
    assert isinstance(context, HomeView)
    assert context.heading == "What it does"


def test_three_doors_lead_on(home: HomeView) -> None:
    assert [door.heading.address for door in home.doors] == [
        "workbook.html",
        "measures/index.html",
        "claims.html",
    ]


def test_counts_are_those_of_the_content(home: HomeView) -> None:
    assert [(count.number, count.label) for count in home.counts] == [
        ("3", "measures, from 4 records in the sources"),
        ("2", "areas of monitoring, 1 of them without a measure"),
        ("1", "measure that states no cultural domain"),
        ("0", "answers of the report that say yes, with no measure to show it"),
        ("1", "point on which the sources do not agree"),
        ("3", "source texts, every line accounted for"),
    ]


def test_each_count_leads_to_what_was_counted(home: HomeView) -> None:
    assert [count.address for count in home.counts] == [
        "measures/index.html",
        "areas/index.html",
        "domains/not-stated.html",
        "",
        "conflicts.html",
        "sources/index.html",
    ]


def test_the_matrix_counts_answers_by_goal_and_state(home: HomeView) -> None:
    assert home.matrix is not None
    assert [state.state for state in home.matrix.states] == ["yes", "unanswered", "answered"]
    rows = {row.goal.address: [cell.count for cell in row.cells] for row in home.matrix.rows}
    assert rows == {"goals/1.html": ["1", "0", "2"], "goals/4.html": ["0", "1", "0"]}
    alert = home.matrix.rows[1].cells[1]
    assert (alert.is_alert, alert.address) == (True, "reports/norland-2024.html#goal-4")


def test_the_sources_captured_last_come_first(home: HomeView) -> None:
    assert [row.link.address for row in home.sources] == [
        "sources/010_norland-report.html",
        "sources/012_norland-news.html",
        "sources/011_norland-platform.html",
    ]


def test_the_list_of_measures_holds_each_once(view: FindList) -> None:
    page = view("measures/index.html", MeasuresView)
    assert [(group.id, [row.address for row in group.rows]) for group in page.groups] == [
        ("goal-1", ["measures/law-on-the-arts.html"]),
        ("civil-society", ["measures/open-stage-days.html"]),
        ("without-goal", ["measures/a-music-school-for-every-valley.html"]),
    ]


def test_about_counts_every_line_of_every_source(view: FindAbout) -> None:
    about = view("about.html", AboutView)
    assert [row.lines for row in about.coverage] == ["58", "10", "10"]
    assert about.example is not None
    assert "0123abcd" in about.version_text


def test_a_site_that_knows_its_address_has_a_page_for_any_missing_one(tmp_path: Path) -> None:
    layout = copy_sample(tmp_path)
    edit(layout.site, "languages:", "base_url: https://example.org/norland\nlanguages:")
    page = plan_by_address(layout)["404.html"]
    assert isinstance(page.context, NotFoundView)
    assert page.context.frame.up == "https://example.org/norland/"
    assert page.context.frame.root == "https://example.org/norland/"


def test_a_site_that_does_not_know_its_address_links_from_the_top(
    view: Callable[[str, type[NotFoundView]], NotFoundView],
) -> None:
    assert view("404.html", NotFoundView).frame.up == ""


def test_an_address_to_write_to_is_shown_only_as_a_link(tmp_path: Path) -> None:
    layout = copy_sample(tmp_path)
    edit(layout.site, "languages:", "contact: a.berg@culture.example\nlanguages:")
    about = plan_by_address(layout)["about.html"].context
    assert isinstance(about, AboutView)
    assert about.contact is None
