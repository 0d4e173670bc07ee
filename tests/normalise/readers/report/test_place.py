"""A measure or an answer of a report has the section, goal and area it stands under."""

from __future__ import annotations

from measurebook.normalise.lines.blocks import Line
from measurebook.normalise.readers.report.place import Place

GOAL, AREA, HEADING = Line(58, "GOAL 1"), Line(60, "Media Diversity"), Line(90, "Civil Society")


def test_a_goal_opens_a_section_of_its_own_and_an_area_stays_within_it() -> None:
    place = Place().below_goal("1", [GOAL]).below_area("media-diversity", [AREA])
    assert (place.section, place.goal, place.area) == ("goals", "1", "media-diversity")
    assert place.heads == {"goals": [GOAL], "section": [GOAL], "areas": [AREA]}
    assert place.without_area().area is None
    assert place.without_area().goal == "1"


def test_the_next_goal_leaves_the_area_of_the_last_behind() -> None:
    place = Place().below_goal("1", [GOAL]).below_area("media-diversity", [AREA])
    assert place.below_goal("2", [GOAL]).area is None


def test_the_measures_of_civil_society_have_goals_of_their_own() -> None:
    place = Place().below_heading("civil-society", [HEADING]).below_goal("2", [GOAL])
    assert (place.section, place.goal) == ("civil-society", "2")
    assert place.heads == {"section": [HEADING], "goals": [GOAL]}


def test_the_report_s_own_heading_opens_nothing_and_some_headings_ask_for_persons() -> None:
    place = Place().below_goal("1", [GOAL])
    assert place.below_heading("report", [HEADING]) is place
    assert place.below_heading("submission", [HEADING]).is_personal
    assert not place.below_heading("transversal", [HEADING]).is_personal
