"""An event, as a news article summarises it."""

from __future__ import annotations

from typing import Literal

from measurebook.model.base import Citation, Lines, Record, Slug
from measurebook.model.measure import PlainDate, Precision

EVENT_SECTIONS = {
    "introduction": "Introduction",
    "account": "Account",
    "opening": "Opening",
    "closing": "Closing",
    "conclusion": "Conclusion",
}
"""Sections of an event's body whose heading is no printed title; the key is the citation's too.

introduction: what stands before the first session; account: all of a text without sessions;
opening and closing: the ceremonies; conclusion: what stands after the last session. A part in
which people appear is a session of this title, so that they have a place among the sessions.
"""


class EventDate(Record, frozen=True, kw_only=True):
    """A date of an event; `inferred` where the text leaves out the year or the month."""

    date: PlainDate
    precision: Precision
    inferred: bool = False


class Appearance(Record, frozen=True, kw_only=True):
    """A person at an event, with the role and organisations the text gives them there.

    `organisations` are the known organisations named in the role; people have no pages.
    """

    name: str
    lines: Lines
    role: str | None = None
    organisations: tuple[Slug, ...] = ()


class Session(Record, frozen=True, kw_only=True):
    """A part of an event: its opening or a panel. Its prose is the body section of its title.

    `title` is as printed, or one of EVENT_SECTIONS. `attendees` are people of whom the text says
    that they were there, and not that they spoke.
    """

    kind: Literal["opening", "panel", "other"]
    title: str
    lines: Lines
    date: EventDate | None = None
    moderators: tuple[Appearance, ...] = ()
    speakers: tuple[Appearance, ...] = ()
    attendees: tuple[Appearance, ...] = ()


class Announcement(Record, frozen=True, kw_only=True):
    """Something the text announces in numbers, such as round tables it does not describe."""

    what: str
    number: int
    lines: Lines


class Event(Record, frozen=True, kw_only=True):
    """One event or news item, `content/events/<slug>.md`.

    `title` is "" where the source has none. `name` is what the text calls the event, where that
    is not the title; `ends` is absent for an event of one day.
    """

    title: str
    source: str
    name: str | None = None
    starts: EventDate | None = None
    ends: EventDate | None = None
    published: EventDate | None = None
    organisers: tuple[Slug, ...] = ()
    venues: tuple[Slug, ...] = ()
    places: tuple[Slug, ...] = ()
    sessions: tuple[Session, ...] = ()
    announced: tuple[Announcement, ...] = ()
    aliases: tuple[Slug, ...] = ()
    citations: dict[str, Citation] = {}
