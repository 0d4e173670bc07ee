"""Goals, areas and domains link their measures, and what is empty or not stated stays visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from measurebook.pages.terms import TermsView, TermView

if TYPE_CHECKING:
    from collections.abc import Callable

    Find = Callable[[str, type[TermView]], TermView]
    FindList = Callable[[str, type[TermsView]], TermsView]


def test_a_domain_lists_the_measures_that_name_it(view: Find) -> None:
    music = view("domains/music.html", TermView)
    assert [row.address for row in music.rows] == [
        "measures/law-on-the-arts.html",
        "measures/a-music-school-for-every-valley.html",
    ]
    assert music.lead == "2 measures in this domain."


def test_measures_without_a_domain_have_a_page(view: Find) -> None:
    page = view("domains/not-stated.html", TermView)
    assert [row.address for row in page.rows] == ["measures/open-stage-days.html"]
    assert page.lead.startswith("1 measure names no cultural domain.")
    (row,) = page.rows
    assert row.no_domain is not None
    assert row.no_domain.address == "domains/not-stated.html"


def test_an_area_without_a_measure_says_so_and_shows_its_questions(view: Find) -> None:
    freedom = view("areas/artistic-freedom.html", TermView)
    assert freedom.empty == "No measure is reported under “Artistic Freedom”."
    assert [question.state for question in freedom.questions] == ["unanswered"]
    assert freedom.lead == "0 measures and 1 question with answers."


def test_a_goal_lists_its_areas(view: Find) -> None:
    goal = view("goals/4.html", TermView)
    assert [(part.link.address, part.count) for part in goal.parts] == [
        ("areas/artistic-freedom.html", "0 measures")
    ]


def test_only_a_wording_that_was_found_is_called_official(view: Find) -> None:
    area = view("areas/cultural-and-creative-sectors.html", TermView)
    english, azerbaijani = area.wordings
    assert (english.status, [cite.label for cite in english.cites]) == ("official", ["010:12"])
    assert (azerbaijani.status, azerbaijani.lang) == ("translation", "az")
    design = view("domains/design.html", TermView)
    assert (design.wordings[0].status, design.wordings[0].origin) == ("official", "form of 2019")
    goal = view("goals/4.html", TermView)
    assert goal.wordings[0].status == "recalled"


def test_the_list_of_areas_shows_the_empty_ones_and_those_without_area(view: FindList) -> None:
    page = view("areas/index.html", TermsView)
    bars = [
        (bar.link.address, bar.count, bar.width, bar.is_empty, bar.is_rest)
        for group in page.groups
        for bar in group.bars
    ]
    assert bars == [
        ("areas/cultural-and-creative-sectors.html", "1", "50%", False, False),
        ("areas/artistic-freedom.html", "0", "0%", True, False),
        ("areas/not-stated.html", "2", "100%", False, True),
    ]
