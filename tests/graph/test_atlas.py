from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from measurebook.graph import Atlas, Use
from measurebook.load import load_knowledge
from measurebook.settings import Layout
from tests.content_folders import copy_content, edit
from tests.source_code import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from measurebook.graph import EventFacet, Facet
    from measurebook.model.knowledge import Entry


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return copy_content(tmp_path)


@pytest.fixture
def atlas(layout: Layout) -> Atlas:
    return Atlas(load_knowledge(layout))


@pytest.fixture(scope="module")
def real() -> Atlas:
    """The Atlas of the project's own content."""
    return Atlas(load_knowledge(Layout(ROOT / "content")))


def slugs(entries: Iterable[Entry[Any]]) -> list[str]:
    return [entry.slug for entry in entries]


# Records


def test_a_slug_leads_to_its_record(atlas: Atlas) -> None:
    assert atlas.measure("film-fund").record.title == "Film Fund"
    assert atlas.report("norland-2022").record.year == "2022"
    assert atlas.event("film-day").record.source == "film-day"
    assert atlas.source("film-day").card.kind == "news-article"
    assert atlas.goal("1").wordings["en"].text == "Govern culture well"
    assert atlas.area("culture").goal == "1"
    assert atlas.domain("film").wordings["en"].text == "Film"
    assert atlas.organisation("film-archive").parent == "ministry-of-culture"
    assert atlas.place("port-nor").name == "Port Nor"


def test_a_slug_of_nothing_is_a_broken_program(atlas: Atlas) -> None:
    with pytest.raises(KeyError):
        atlas.measure("no-such-measure")


def test_a_question_may_be_known_to_a_report_alone(atlas: Atlas) -> None:
    assert atlas.question("ministry")
    assert atlas.question("no-such-question") is None


# Measures by what they have


@pytest.mark.parametrize(
    ("facet", "slug", "found"),
    [
        ("goals", "1", ["film-fund", "school-of-music"]),
        ("goals", "2", []),
        ("areas", "culture", ["film-fund", "school-of-music"]),
        ("domains", "film", ["film-fund"]),
        ("agencies", "ministry-of-culture", ["film-fund", "school-of-music"]),
        ("partners", "film-makers-union", ["film-fund"]),
        ("places", "port-nor", ["film-fund"]),
        ("report", "norland-2022", ["film-fund", "school-of-music"]),
        ("section", "goals", ["film-fund", "school-of-music"]),
        ("reported_by", "civil-society", []),
        ("source", "norland-2022", ["film-fund", "school-of-music"]),
        ("source", "film-day", []),
    ],
)
def test_measures_are_found_by_what_they_have(
    atlas: Atlas, facet: Facet, slug: str, found: list[str]
) -> None:
    assert slugs(atlas.measures_of(facet, slug)) == found


def test_measures_that_state_nothing_are_found_too(atlas: Atlas) -> None:
    assert slugs(atlas.measures_without("domains")) == ["school-of-music"]
    assert slugs(atlas.measures_without("scope")) == ["film-fund", "school-of-music"]
    assert slugs(atlas.measures_without("goals")) == []


def test_the_slugs_that_measures_have_are_listed(atlas: Atlas) -> None:
    assert atlas.slugs_of("agencies") == {"ministry-of-culture"}
    assert atlas.slugs_of("nature") == frozenset()


def test_a_relation_is_seen_from_both_sides(atlas: Atlas) -> None:
    there = [(link.kind, link.measure.slug) for link in atlas.links_of("school-of-music")]
    back = [(link.kind, link.measure.slug) for link in atlas.links_of("film-fund")]
    assert there == [("part-of", "film-fund")]
    assert back == [("has-part", "school-of-music")]


def test_a_relation_that_both_state_counts_once(layout: Layout) -> None:
    edit(
        layout.measures / "film-fund.md",
        "aliases: [",
        "relations:\n- {kind: has-part, measure: school-of-music}\naliases: [",
    )
    atlas = Atlas(load_knowledge(layout))
    assert len(atlas.links_of("film-fund")) == len(atlas.links_of("school-of-music")) == 1


# Lists, events, reports, conflicts


def test_areas_are_listed_by_goal(atlas: Atlas) -> None:
    assert atlas.areas_of("1") == ("culture",)
    assert atlas.areas_of("3") == ()


def test_organisations_are_listed_below_their_parent(atlas: Atlas) -> None:
    assert atlas.children_of("ministry-of-culture") == ("film-archive",)


@pytest.mark.parametrize(
    ("facet", "slug", "found"),
    [
        ("organisations", "ministry-of-culture", ["film-day"]),
        ("organisations", "film-makers-union", ["film-day"]),
        ("organisations", "film-archive", []),
        ("places", "port-nor", ["film-day"]),
        ("source", "film-day", ["film-day"]),
    ],
)
def test_events_are_found_by_whom_and_what_they_name(
    atlas: Atlas, facet: EventFacet, slug: str, found: list[str]
) -> None:
    assert slugs(atlas.events_of(facet, slug)) == found


def test_reports_are_found_by_their_source(atlas: Atlas) -> None:
    assert slugs(atlas.reports_of("norland-2022")) == ["norland-2022"]
    assert atlas.reports_of("film-day") == ()


def test_answers_are_found_by_area_and_by_question(atlas: Atlas) -> None:
    (of_area,) = atlas.answers_of_area("culture")
    (of_question,) = atlas.answers_of_question("ministry")
    assert of_area == of_question
    assert (of_area.report.slug, of_area.answer.state, of_area.area) == (
        "norland-2022",
        "yes",
        "culture",
    )
    assert of_area.question == atlas.question("ministry")


def test_the_area_of_an_answer_is_that_of_its_question_where_the_report_names_none(
    layout: Layout,
) -> None:
    edit(layout.reports / "norland-2022.md", "lines: 12-13, area: culture", "lines: 12-13")
    assert len(Atlas(load_knowledge(layout)).answers_of_area("culture")) == 1


def test_conflicts_are_found_by_all_they_concern(atlas: Atlas) -> None:
    ((slug, conflict),) = atlas.conflicts_of("measures", "film-fund")
    assert slug == "who-runs-the-film-day"
    assert atlas.conflicts_of("organisations", "ministry-of-culture") == ((slug, conflict),)
    assert atlas.conflicts_of("measures", "school-of-music") == ()


# Lines of sources


def test_a_line_knows_all_that_cites_it(atlas: Atlas) -> None:
    assert atlas.uses_of("norland-2022", 22) == (
        Use("measure", "film-fund", "dates"),
        Use("measure", "film-fund", "places"),
        Use("measure", "film-fund", "main_features"),
    )
    assert atlas.uses_of("norland-2022", 13) == (Use("report", "norland-2022", "answers.ministry"),)
    assert atlas.uses_of("norland-2022", 39) == ()


def test_a_line_knows_every_document_that_cites_it(atlas: Atlas) -> None:
    assert {use.slug for use in atlas.uses_of("norland-2022", 9)} == {
        "film-fund",
        "school-of-music",
    }


def test_the_lines_of_sessions_and_speakers_are_cited(atlas: Atlas) -> None:
    assert atlas.uses_of("film-day", 6) == (Use("event", "film-day", "sessions"),)
    assert atlas.uses_of("film-day", 8) == (Use("event", "film-day", "announced"),)


@pytest.mark.parametrize(
    ("line", "line_class"),
    [(22, "used"), (39, "spam"), (4, "form-wording"), (9, "used"), (3, None), (33, "form-wording")],
)
def test_a_line_has_one_class_and_a_blank_one_none(
    atlas: Atlas, line: int, line_class: str | None
) -> None:
    assert atlas.line_class("norland-2022", line) == line_class


# Order


def test_measures_come_in_the_order_of_their_report(layout: Layout) -> None:
    edit(layout.measures / "film-fund.md", "title: Film Fund", "title: Zither Fund")
    assert slugs(Atlas(load_knowledge(layout)).measures) == ["film-fund", "school-of-music"]


def test_measures_of_no_report_come_last_by_title(layout: Layout) -> None:
    for name in ("film-fund", "school-of-music"):
        edit(layout.measures / f"{name}.md", "report: norland-2022\n", "")
    edit(layout.measures / "film-fund.md", "title: Film Fund", "title: Şəki Zither Fund")
    edit(layout.measures / "school-of-music.md", "title: School of Music", "title: Salt Music")
    assert slugs(Atlas(load_knowledge(layout)).measures) == ["school-of-music", "film-fund"]


# The project's own content


@pytest.mark.parametrize(
    ("area", "count"),
    [
        ("cultural-and-creative-sectors", 5),
        ("media-diversity", 1),
        ("digital-environment", 2),
        ("partnering-with-civil-society", 2),
        ("mobility-of-artists-and-cultural-professionals", 2),
        ("flow-of-cultural-goods-and-services", 2),
        ("treaties-and-agreements", 4),
        ("national-sustainable-development-policies-and-plans", 1),
        ("international-cooperation-for-sustainable-development", 0),
        ("gender-equality", 2),
        ("artistic-freedom", 0),
    ],
)
def test_the_report_has_so_many_measures_of_each_area(real: Atlas, area: str, count: int) -> None:
    assert len(real.measures_of("areas", area)) == count


@pytest.mark.parametrize(
    ("domain", "count"),
    [
        ("performing-arts", 6),
        ("design", 6),
        ("visual-arts", 6),
        ("cinema-audiovisual-arts", 5),
        ("media-arts", 5),
        ("music", 4),
        ("publishing", 4),
    ],
)
def test_the_report_has_so_many_measures_of_each_domain(
    real: Atlas, domain: str, count: int
) -> None:
    assert len(real.measures_of("domains", domain)) == count


def test_fourteen_measures_state_no_domain_and_one_no_goal(real: Atlas) -> None:
    assert len(real.measures_without("domains")) == 14
    assert len(real.measures_without("goals")) == 1


def test_measures_are_shown_in_the_order_the_report_prints_them(real: Atlas) -> None:
    lines = [
        int(entry.record.citations["title"]["002_6b244dde25f0f794"].partition("-")[0])
        for entry in real.measures
    ]
    assert lines == sorted(lines)


def test_every_line_that_is_not_blank_has_a_class(real: Atlas) -> None:
    for source in real.knowledge.sources.values():
        for number, line in enumerate(source.lines, start=1):
            assert bool(real.line_class(source.id, number)) == bool(line.strip())
