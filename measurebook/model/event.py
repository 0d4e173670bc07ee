"""An event, as a news article summarises it."""

from __future__ import annotations

from typing import Literal

from measurebook.model.base import Citation, Lines, Record, Slug
from measurebook.model.measure import PlainDate, Precision


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
    """A part of an event: its opening or a panel. Its prose is the body section of its title."""

    kind: Literal["opening", "panel", "other"]
    title: str
    lines: Lines
    date: EventDate | None = None
    moderators: tuple[Appearance, ...] = ()
    speakers: tuple[Appearance, ...] = ()


class Announcement(Record, frozen=True, kw_only=True):
    """Something the text announces in numbers, such as round tables it does not describe."""

    what: str
    number: int
    lines: Lines


class Event(Record, frozen=True, kw_only=True):
    """One event or news item, `content/events/<slug>.md`."""

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
