"""Events: the list, and each event's agenda with who spoke, in which role, and what is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from measurebook.model.event import EVENT_SECTIONS, Event, EventDate
from measurebook.model.knowledge import Entry, Section
from measurebook.pages.conflicts import show_conflicts
from measurebook.pages.parts.agenda import Day, list_days
from measurebook.pages.parts.crosslinks import MentionView, ProseLinks, list_mentions
from measurebook.pages.parts.days import say_period
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.edits import find_edit
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.page import Page
from measurebook.pages.parts.prose import (
    EDITORS_NOTE,
    quote_editors,
    quote_section,
)
from measurebook.pages.parts.views import (
    Cite,
    ConflictView,
    Edit,
    Fact,
    LedView,
    Link,
    ListRow,
    Quoted,
    Value,
    View,
)
from measurebook.pages.parts.wording import mark


class Passage(View, frozen=True, kw_only=True):
    """A part of the text that belongs to no session."""

    id: str
    heading: str
    lang: str
    quotes: tuple[Quoted, ...]


class EventsView(LedView, frozen=True, kw_only=True):
    heading: str
    rows: tuple[ListRow, ...]


class EventView(LedView, frozen=True, kw_only=True):
    kicker: tuple[Link, ...]
    heading: str
    full_title: str
    lang: str
    title_cites: tuple[Cite, ...]
    title_edit: Edit | None
    facts: tuple[Fact, ...]
    opening: tuple[Passage, ...]
    days: tuple[Day, ...]
    closing: tuple[Passage, ...]
    editors_note: Quoted | None
    conflicts: tuple[ConflictView, ...]
    mentions: tuple[MentionView, ...]


def plan_events(edition: Edition) -> Iterator[Page]:
    yield edition.plan("events", partial(_make_list, edition))
    for entry in edition.atlas.events:
        yield edition.plan("event", partial(_make_event, edition, entry), entry.slug)


def _make_list(edition: Edition) -> EventsView:
    events = edition.atlas.events
    heading = edition.wording.say("events_heading")
    return EventsView(
        frame=make_frame(edition, "events", heading),
        heading=heading,
        lead=edition.wording.count("events_lead", len(events)),
        rows=tuple(_list_event(edition, entry) for entry in events),
    )


def _list_event(edition: Edition, entry: Entry[Event]) -> ListRow:
    places = [edition.place(place) for place in entry.record.places]
    venues = [edition.organisation(venue) for venue in entry.record.venues]
    named = [mark(link.text, link.lang) for link in (*venues, *places)]
    why = edition.wording.join([say_period(edition, entry.record), *named])
    return ListRow(link=edition.event(entry), why=why)


def _make_event(edition: Edition, entry: Entry[Event]) -> EventView:
    event = entry.record
    link = edition.event(entry)
    opening, closing = _split_passages(edition, entry)
    links = ProseLinks(edition, "event", entry.slug)
    return EventView(
        frame=make_frame(edition, "event", link.text, entry.slug, (edition.link("events"),)),
        kicker=_make_kicker(edition, event),
        heading=link.text,
        full_title=event.title if event.title not in ("", link.text) else "",
        lang=link.lang,
        title_cites=edition.cites(event.citations.get("name" if event.name else "title")),
        title_edit=find_edit(edition, entry, "name" if event.name else "title"),
        lead=_make_lead(edition, event),
        facts=tuple(_list_facts(edition, entry)),
        opening=links.link(opening),
        days=links.link(tuple(list_days(edition, entry))),
        closing=links.link(closing),
        editors_note=quote_editors(edition, entry.path, entry.section(EDITORS_NOTE)),
        conflicts=show_conflicts(edition, "events", entry.slug),
        mentions=list_mentions(edition, "event", entry.slug),
    )


def _make_kicker(edition: Edition, event: Event) -> tuple[Link, ...]:
    parts = [edition.wording.say("kind_event"), say_period(edition, event)]
    return tuple(Link(text=part) for part in parts if part)


def _make_lead(edition: Edition, event: Event) -> str:
    wording = edition.wording
    people = {
        person.name
        for session in event.sessions
        for person in (*session.moderators, *session.speakers, *session.attendees)
    }
    panels = sum(session.kind == "panel" for session in event.sessions)
    counted = [("panels", panels), ("participants", len(people))]
    parts = [wording.count(key, number) for key, number in counted if number]
    return wording.say("event_lead", parts=wording.series(parts)) if parts else ""


# Facts


def _list_facts(edition: Edition, entry: Entry[Event]) -> Iterator[Fact]:
    event = entry.record
    yield from _list_dates(edition, entry)
    bodies = {"organisers": event.organisers, "venues": event.venues}
    for field, slugs in bodies.items():
        if slugs:
            links = [edition.organisation(slug) for slug in slugs]
            yield _make_fact(edition, entry, field, links)
    if event.places:
        yield _make_fact(edition, entry, "places", [edition.place(slug) for slug in event.places])
    if event.announced:
        yield _list_announced(edition, event)
    source = edition.source(edition.atlas.source(event.source))
    yield Fact(
        label=edition.wording.say("field_source"),
        values=(Value(text=source.text, address=source.address, lang=source.lang),),
    )


def _make_fact(edition: Edition, entry: Entry[Event], field: str, links: Sequence[Link]) -> Fact:
    return Fact(
        label=edition.wording.say(f"field_{field}"),
        values=tuple(Value(text=link.text, address=link.address, lang=link.lang) for link in links),
        cites=edition.cites(entry.record.citations.get(field)),
        edit=find_edit(edition, entry, field),
    )


def _list_dates(edition: Edition, entry: Entry[Event]) -> Iterator[Fact]:
    event = entry.record
    dates = {"starts": event.starts, "ends": event.ends, "published": event.published}
    for field, day in dates.items():
        if day is not None:
            yield Fact(
                label=edition.wording.say(f"field_{field}"),
                values=(_show_date(edition, day),),
                cites=edition.cites(event.citations.get(field)),
                edit=find_edit(edition, entry, field),
            )


def _show_date(edition: Edition, day: EventDate) -> Value:
    return Value(
        text=edition.wording.date(day.date, day.precision),
        note=edition.wording.say("date_inferred") if day.inferred else "",
        is_inferred=day.inferred,
    )


def _list_announced(edition: Edition, event: Event) -> Fact:
    lang = edition.language_of(event.source)
    return Fact(
        label=edition.wording.say("field_announced"),
        values=tuple(
            Value(
                text=edition.wording.say(
                    "announced",
                    what=mark(part.what, lang),
                    number=edition.wording.number(part.number),
                ),
                cites=(edition.cite(event.source, part.lines),),
            )
            for part in event.announced
        ),
    )


# What belongs to no session


def _split_passages(
    edition: Edition, entry: Entry[Event]
) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Return the sections that belong to no session: those before the sessions, those after."""
    titles = {session.title for session in entry.record.sessions}
    is_session = [section.heading in titles for section in entry.sections]
    first = is_session.index(True) if True in is_session else 0
    passages = [
        (place, _show_passage(edition, entry, section))
        for place, section in enumerate(entry.sections)
        if not is_session[place] and section.key != EDITORS_NOTE
    ]
    opening = tuple(passage for place, passage in passages if place < first)
    return opening, tuple(passage for place, passage in passages if place >= first)


def _show_passage(edition: Edition, entry: Entry[Event], section: Section) -> Passage:
    is_known = section.key in EVENT_SECTIONS
    return Passage(
        id=section.key.replace("_", "-"),
        heading=edition.wording.say(f"event_{section.key}") if is_known else section.heading,
        lang="" if is_known else edition.language_of(entry.record.source),
        quotes=quote_section(
            edition, entry.path, section, entry.record.citations.get(section.key, {})
        ),
    )
