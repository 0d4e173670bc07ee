"""A value changed by hand is marked on its page, with the words of its source beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from measurebook.pages.events import EventView
from measurebook.pages.measure import MeasureView
from measurebook.pages.reports import ReportView
from tests.content_folders import edit
from tests.samples import copy_sample, plan_by_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from measurebook.pages.parts.page import Page
    from measurebook.pages.parts.views import Edit
    from measurebook.settings import Layout

LAW = "law-on-the-arts"


def pages_of(folder: Path, change: Callable[[Layout], None]) -> dict[str, Page]:
    layout = copy_sample(folder)
    change(layout)
    return plan_by_address(layout)


def see_law(folder: Path, old: str, new: str) -> MeasureView:
    pages = pages_of(folder, lambda layout: edit(layout.measures / f"{LAW}.md", old, new))
    context = pages[f"measures/{LAW}.html"].context
    assert isinstance(context, MeasureView)
    return context


def words(found: Edit | None) -> tuple[str, ...]:
    return found.words if found else ()


def test_what_its_source_states_bears_no_mark(
    view: Callable[[str, type[MeasureView]], MeasureView],
) -> None:
    law = view(f"measures/{LAW}.html", MeasureView)
    assert [glance.label for glance in law.glances if glance.edit] == []
    assert [fact.label for fact in law.facts if fact.edit] == ["Website"]
    assert law.title_edit is None


def test_a_title(tmp_path: Path) -> None:
    law = see_law(tmp_path, 'title: Law on the Arts "Free stage"', "title: The free stage")
    assert words(law.title_edit) == ('Law on the Arts "Free stage"',)


@pytest.mark.parametrize(
    ("old", "new", "label", "source"),
    [
        (
            'targets_young_people: "yes"',
            'targets_young_people: "no"',
            "Targets young people",
            "YES",
        ),
        ('usd: "65000"', 'usd: "66000"', "Money, as stated", "65 000"),
    ],
)
def test_an_answer_and_money(tmp_path: Path, old: str, new: str, label: str, source: str) -> None:
    glances = {glance.label: glance for glance in see_law(tmp_path, old, new).glances}
    assert words(glances[label].edit) == (source,)


@pytest.mark.parametrize(
    ("old", "new", "label", "source"),
    [
        (
            "agencies: [ministry-of-culture, norland-arts-fund]",
            "agencies: [norland-arts-fund]",
            "Responsible",
            "Ministry of Culture of Norland",
        ),
        ("type: cso}", "type: private}", "Partners", "Civil Society Organization (CSO)"),
        ("[music, performing-arts]", "[music]", "Cultural domains", "Performing Arts"),
        ('date: "2021-05-03"', 'date: "2021-05-04"', "Dates in the text", "The law of 3 May 2021"),
        ("www.freestage.example", "www.other.example", "Website", "It was prepared"),
    ],
)
def test_a_fact(tmp_path: Path, old: str, new: str, label: str, source: str) -> None:
    facts = {fact.label: fact for fact in see_law(tmp_path, old, new).facts}
    assert any(text.startswith(source) for text in words(facts[label].edit))


def test_an_answer_of_a_report_and_its_head(tmp_path: Path) -> None:
    def change(layout: Layout) -> None:
        report = layout.reports / "norland-2024.md"
        edit(report, "{text: 1.20%", "{text: 1.30%")
        edit(report, "party: Norland\n", "party: Southland\n")

    context = pages_of(tmp_path, change)["reports/norland-2024.html"].context
    assert isinstance(context, ReportView)
    questions = [question for part in context.parts for question in part.questions]
    assert [words(question.edit) for question in questions if question.edit] == [("1.20%", "2023")]
    facts = {fact.label: fact for fact in context.facts}
    assert words(facts["Party"].edit) == ("Norland",)


def test_the_day_of_an_event(tmp_path: Path) -> None:
    def change(layout: Layout) -> None:
        edit(
            layout.events / "stage-forum.md",
            'starts: {date: "2024-06-12"',
            'starts: {date: "2024-06-11"',
        )

    context = pages_of(tmp_path, change)["events/stage-forum.html"].context
    assert isinstance(context, EventView)
    facts = {fact.label: fact for fact in context.facts}
    assert facts["Begins"].edit is not None
    assert facts["Ends"].edit is None
