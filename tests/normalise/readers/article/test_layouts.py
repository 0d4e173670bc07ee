"""Whole articles of different layouts, each beside what should be read from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from measurebook.frontmatter import read_fields
from measurebook.model.event import EVENT_SECTIONS, Event, Session
from measurebook.text import key_of
from tests.normalise.readers.article.readings import (
    Read,
    find_unaccounted,
    name_of,
    read_file,
    say_date,
    say_person,
)

LAYOUTS = sorted((Path(__file__).parent / "layouts").glob("*.txt"))


def write_session(session: Session) -> dict[str, Any]:
    written: dict[str, Any] = {"part": f"{session.kind} | {session.title} | {session.lines}"}
    if session.date:
        written["date"] = say_date(session.date)
    for part in ("moderators", "speakers", "attendees"):
        people = getattr(session, part)
        if people:
            written[part] = [say_person(person) for person in people]
    return written


def write_dates(event: Event) -> dict[str, str]:
    dates = {"published": event.published, "starts": event.starts, "ends": event.ends}
    return {name: say_date(day) for name, day in dates.items() if day}


def write_read(read: Read) -> dict[str, Any]:
    """Write down what was read; what is absent in most articles is left out where it is."""
    event = read.event
    often_absent = {
        "name": event.name,
        "announced": [f"{one.number} {one.what}" for one in event.announced],
        "entries": [f"{entry.lines} {entry.line_class}" for entry in read.reading.entries],
        "problems": [f"{one.line}: {one.message}" for one in read.reading.problems],
    }
    return {
        "title": event.title,
        **write_dates(event),
        "organisers": [name_of(read, slug) for slug in event.organisers],
        "venues": [name_of(read, slug) for slug in event.venues],
        "places": list(event.places),
        "sessions": [write_session(session) for session in event.sessions],
        "sections": list(read.sections),
        **{name: value for name, value in often_absent.items() if value},
    }


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_an_article_is_read_whole(path: Path) -> None:
    expected = path.with_suffix(".yaml").read_text(encoding="utf-8")
    assert write_read(read_file(path)) == read_fields(expected, path.name).values


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_every_line_is_accounted_for(path: Path) -> None:
    assert find_unaccounted(read_file(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_every_section_is_cited_and_heads_a_session_or_is_known(path: Path) -> None:
    read = read_file(path)
    titles = {session.title for session in read.event.sessions} | set(EVENT_SECTIONS.values())
    assert set(read.sections) <= titles
    assert all(key_of(heading) in read.event.citations for heading in read.sections)
