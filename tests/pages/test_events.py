"""Events: the agenda by day, and each paragraph with those it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from measurebook.pages.events import EventsView, EventView

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def forum(view: Callable[[str, type[EventView]], EventView]) -> EventView:
    return view("events/stage-forum.html", EventView)


def test_the_name_of_an_event_heads_its_page_above_the_title_of_the_text(forum: EventView) -> None:
    assert (forum.heading, forum.full_title) == ("Stage Forum", "Tarn hosts the Stage Forum")
    assert [part.text for part in forum.kicker] == ["Event", "12–13 June 2024 (inferred)"]
    assert forum.lead == "As the article tells it, with 2 panels and 3 named participants."


def test_sessions_stand_under_their_days_and_an_inferred_date_is_marked(forum: EventView) -> None:
    assert [(day.date, day.is_inferred) for day in forum.days] == [
        ("12 June 2024", True),
        ("13 June 2024", True),
    ]
    assert [session.title for day in forum.days for session in day.sessions] == [
        "Stages and money",
        "Stages for the young",
    ]


def test_each_paragraph_goes_to_those_whose_lines_hold_it(forum: EventView) -> None:
    turns = forum.days[0].sessions[0].turns
    told = [
        ([person.name for person in turn.people], [part.cites[0].label for part in turn.said])
        for turn in turns
    ]
    assert told == [
        (["Ida Lund"], ["012:4"]),
        (["Olav Berg"], ["012:5", "012:6"]),
        ([], ["012:7"]),
    ]


def test_people_keep_the_role_and_body_the_text_gives_them(forum: EventView) -> None:
    (moderator,) = forum.days[0].sessions[0].moderators
    assert (moderator.name, moderator.role) == ("Ida Lund", "head of the Norland Arts Fund")
    assert [body.address for body in moderator.organisations] == [
        "organisations/norland-arts-fund.html"
    ]


def test_what_belongs_to_no_session_stands_before_and_after(forum: EventView) -> None:
    assert [passage.heading for passage in forum.opening] == ["Introduction"]
    assert [passage.heading for passage in forum.closing] == ["Conclusion"]
    assert forum.closing[0].quotes[0].cites[0].label == "012:10"


def test_what_a_text_announces_in_numbers_has_its_line(forum: EventView) -> None:
    (announced,) = (fact for fact in forum.facts if fact.label == "Announced")
    assert announced.values[0].text == "2 round tables"
    assert announced.values[0].cites[0].label == "012:3"


def test_the_list_of_events_tells_when_and_where(
    view: Callable[[str, type[EventsView]], EventsView],
) -> None:
    (row,) = view("events/index.html", EventsView).rows
    assert row.why == "12–13 June 2024 (inferred) · Norland Arts Fund · Tarn"
