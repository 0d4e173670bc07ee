"""The page of a measure shows all its sources state, each value with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from measurebook.pages.measure import MeasureView
from tests.content_folders import edit
from tests.samples import copy_sample, plan_by_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from measurebook.pages.parts.views import Cite, Fact


@pytest.fixture
def law(view: Callable[[str, type[MeasureView]], MeasureView]) -> MeasureView:
    return view("measures/law-on-the-arts.html", MeasureView)


@pytest.fixture
def days(view: Callable[[str, type[MeasureView]], MeasureView]) -> MeasureView:
    return view("measures/open-stage-days.html", MeasureView)


@pytest.fixture
def school(view: Callable[[str, type[MeasureView]], MeasureView]) -> MeasureView:
    return view("measures/a-music-school-for-every-valley.html", MeasureView)


def labels(cites: tuple[Cite, ...]) -> list[str]:
    return [cite.label for cite in cites]


def facts_of(view: MeasureView) -> dict[str, Fact]:
    return {fact.label: fact for fact in view.facts}


def test_each_paragraph_has_its_own_line_in_every_source(law: MeasureView) -> None:
    features = law.sections[0]
    assert features.heading == "Main features"
    assert [labels(quote.cites) for quote in features.quotes] == [
        ["010:32", "011:5"],
        ["010:33", "011:6"],
    ]


def test_points_numbered_in_a_sentence_are_set_as_a_list(law: MeasureView) -> None:
    html = law.sections[0].quotes[0].html
    assert html.startswith("<p>The law of 3 May 2021 has these aims:</p>")
    assert "<li>open stages;</li><li>fair fees;</li>" in html


def test_markup_of_a_source_is_text(law: MeasureView) -> None:
    (results,) = (part for part in law.sections if part.id == "results-achieved")
    expected = "<p>Forty stages have &lt;opened&gt; &amp; joined; see * and #stage.</p>"
    assert results.quotes[0].html == expected
    assert not results.quotes[0].is_edited


def test_words_an_editor_changed_come_with_those_of_the_source(law: MeasureView) -> None:
    (conclusions,) = (part for part in law.sections if part.id.startswith("conclusions"))
    (quote,) = conclusions.quotes
    assert quote.is_edited
    assert quote.source_words == ("The register is used.",)
    assert labels(quote.cites) == ["010:43"]


def test_the_editors_note_stands_apart(law: MeasureView) -> None:
    assert law.editors_note is not None
    assert "noopener nofollow ugc" in law.editors_note.html
    assert all(part.id != "editors-note" for part in law.sections)


def test_each_value_of_a_list_has_its_own_line(law: MeasureView) -> None:
    bodies = facts_of(law)["Responsible"].values
    assert [(value.text, labels(value.cites)) for value in bodies] == [
        ("Ministry of Culture of Norland", ["010:26", "011:3"]),
        ("Norland Arts Fund", ["010:27"]),
    ]
    assert [labels(value.cites) for value in facts_of(law)["Cultural domains"].values] == [
        ["010:29"],
        ["010:30"],
    ]


def test_partners_keep_the_type_that_is_reported_and_groups_have_no_link(
    law: MeasureView,
) -> None:
    union, group = facts_of(law)["Partners"].values
    assert union.address == "organisations/norland-union-of-actors.html"
    assert (
        union.note == "in the source “Norland Union of Actors” · Civil Society Organization (CSO)"
    )
    assert (group.text, group.address, group.note) == ("Local authorities", "", "Public Sector")


def test_groups_that_are_responsible_stand_behind_the_bodies_without_a_link(
    tmp_path: Path,
) -> None:
    layout = copy_sample(tmp_path)
    path = layout.measures / "open-stage-days.md"
    edit(
        path, "ifcd_support: unanswered", "responsible_groups: [Theatres]\nifcd_support: unanswered"
    )
    edit(
        path, "  main_features", '  responsible_groups: {010_norland-report: "57"}\n  main_features'
    )
    view = plan_by_address(layout)["measures/open-stage-days.html"].context
    assert isinstance(view, MeasureView)
    responsible = facts_of(view)["Responsible"]
    assert [(value.text, bool(value.address)) for value in responsible.values] == [
        ("Union of Actors of Norland", True),
        ("Theatres", False),
    ]
    assert labels(responsible.cites) == ["010:57"]


def test_money_is_shown_as_worded_and_as_read(law: MeasureView) -> None:
    money = law.glances[-1]
    assert (money.amount, money.note, labels(money.cites)) == (
        "65 000",
        "read as USD 65,000",
        ["010:39"],
    )


def test_money_told_in_a_sentence_is_quoted(school: MeasureView) -> None:
    assert school.glances[-1].absence == "in words, see below"
    (section,) = (part for part in school.sections if part.id == "funding")
    assert "Fifty thousand crowns" in section.quotes[0].html


def test_all_states_of_an_answer_are_told_apart(
    law: MeasureView, days: MeasureView, school: MeasureView
) -> None:
    shown = {
        glance.answer.state
        for view in (law, days, school)
        for glance in view.glances
        if glance.answer
    }
    assert shown == {"yes", "no", "unanswered", "not-applicable", "blank", "not-asked"}


def test_left_blank_is_not_the_same_as_not_asked(law: MeasureView, days: MeasureView) -> None:
    states = {group.answer.state: [field.label for field in group.fields] for group in law.form}
    assert {"Key objectives", "Scope"} <= set(states["not-asked"])
    assert "Transversal priorities" in states["blank"]
    assert "Money, as stated" in states["stated"]
    of_days = {group.answer.state: [field.label for field in group.fields] for group in days.form}
    assert "Money, as stated" in of_days["not-asked"]
    assert "Results achieved" in of_days["blank"]


def test_a_section_the_source_leaves_blank_says_so(days: MeasureView) -> None:
    (results,) = (part for part in days.sections if part.id == "results-achieved")
    assert results.absence == "The form asks for this; the source leaves it blank."


def test_a_long_title_is_shortened_and_shown_in_full(school: MeasureView) -> None:
    assert school.title.endswith(" …")
    assert len(school.title) <= 120
    assert school.full_title.endswith("brings the children there")


def test_dates_are_no_more_precise_than_they_are_known(law: MeasureView) -> None:
    exact, inferred = facts_of(law)["Dates in the text"].values
    assert (exact.text, exact.note) == ("3 May 2021", "Adopted")
    assert (inferred.text, inferred.note, inferred.is_inferred) == (
        "2021",
        "Adopted · inferred",
        True,
    )


def test_a_website_without_a_scheme_stays_text(law: MeasureView) -> None:
    (website,) = facts_of(law)["Website"].values
    assert (website.text, website.address) == ("www.freestage.example", "")


def test_relations_show_on_both_sides(law: MeasureView, days: MeasureView) -> None:
    assert facts_of(law)["Has as a part"].values[0].address == "measures/open-stage-days.html"
    assert facts_of(days)["Part of"].values[0].address == "measures/law-on-the-arts.html"


def test_what_was_not_recognised_is_shown(school: MeasureView) -> None:
    value, _ = facts_of(school)["Not recognised"].values
    assert (value.text, value.note) == ("School music", "Cultural domains")


def test_a_question_that_is_no_field_is_named_by_its_own_words(school: MeasureView) -> None:
    _, value = facts_of(school)["Not recognised"].values
    assert (value.text, value.note) == ("Twice", "Was this measure revised?")


def test_every_source_is_listed_with_its_first_line(law: MeasureView) -> None:
    assert [(row.link.address, labels(row.cites)) for row in law.sources] == [
        ("sources/010_norland-report.html", ["010:23"]),
        ("sources/011_norland-platform.html", ["011:1"]),
    ]


def test_neighbours_are_those_of_the_report(
    law: MeasureView, days: MeasureView, school: MeasureView
) -> None:
    assert law.previous is None
    assert law.following is not None
    assert law.following.address == "measures/open-stage-days.html"
    assert school.following is None


def test_statements_that_do_not_agree_stand_side_by_side(law: MeasureView) -> None:
    (conflict,) = law.conflicts
    assert [labels(side.cites) for side in conflict.sides] == [["010:32"], ["010:9"]]
    assert conflict.ruling == "2021"
    assert [piece.cite.label for piece in conflict.note if piece.cite] == ["010:9"]


def test_the_spelling_of_a_source_is_shown_where_it_differs(
    law: MeasureView, days: MeasureView
) -> None:
    assert [value.note for value in facts_of(law)["Responsible"].values] == ["", ""]
    (union,) = facts_of(days)["Responsible"].values
    assert (union.text, union.note) == (
        "Union of Actors of Norland",
        "in the source “Norland Union of Actors”",
    )


def test_civil_society_is_named_as_the_one_who_reports(days: MeasureView) -> None:
    assert days.is_civil_society
    assert days.byline == "Reported by civil society in"


def test_a_measure_without_a_report_names_none(school: MeasureView) -> None:
    assert (school.byline, school.report) == ("Reported by the Party", None)
