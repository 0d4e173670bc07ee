"""Organisations: all of them, those responsible, those that are partners, and each one's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from measurebook.graph import Facet
from measurebook.model.event import Event
from measurebook.model.knowledge import Entry
from measurebook.model.vocabulary import Alias, FormerName, Organisation
from measurebook.pages.conflicts import show_conflicts
from measurebook.pages.parts.bars import BarGroup, make_bar
from measurebook.pages.parts.crosslinks import MentionView, list_mentions
from measurebook.pages.parts.days import say_days, say_period
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.page import Page
from measurebook.pages.parts.prose import read_note
from measurebook.pages.parts.rows import Rows
from measurebook.pages.parts.statuses import show_wording
from measurebook.pages.parts.views import (
    Cite,
    ConflictView,
    Fact,
    LedView,
    Link,
    ListRow,
    MeasureRow,
    Note,
    RowGroup,
    Value,
    View,
    WordingRow,
)
from measurebook.pages.parts.wording import mark

_FACETS: Mapping[str, Facet] = {"agencies": "agencies", "partners": "partners"}
_MOST_BARS = 12
"""Beyond these most bodies have a single measure, and the list by letter holds them all."""


class Spelling(View, frozen=True, kw_only=True):
    """A spelling of the name and the lines where it stands."""

    text: str
    lang: str
    cites: tuple[Cite, ...]
    note: tuple[Note, ...]


class OrganisationsView(LedView, frozen=True, kw_only=True):
    heading: str
    bars: tuple[BarGroup, ...]
    caption: str
    groups: tuple[RowGroup, ...]
    others: tuple[Link, ...]
    unnamed: tuple[ListRow, ...]


class OrganisationView(LedView, frozen=True, kw_only=True):
    kicker: tuple[Link, ...]
    heading: str
    lang: str
    is_reviewed: bool
    facts: tuple[Fact, ...]
    wordings: tuple[WordingRow, ...]
    note: tuple[Note, ...]
    responsible: tuple[MeasureRow, ...]
    partner: tuple[MeasureRow, ...]
    events: tuple[ListRow, ...]
    mentions: tuple[MentionView, ...]
    spellings: tuple[Spelling, ...]
    conflicts: tuple[ConflictView, ...]


def plan_organisations(edition: Edition, rows: Rows) -> Iterator[Page]:
    """Plan the three lists and the page of every organisation."""
    organisations = edition.vocabulary.organisations
    lists: dict[str, Iterable[str]] = {
        "organisations": organisations,
        "agencies": edition.atlas.slugs_of("agencies"),
        "partners": edition.atlas.slugs_of("partners"),
    }
    for kind, slugs in lists.items():
        yield edition.plan(kind, partial(_make_list, edition, kind, slugs))
    for slug, organisation in organisations.items():
        make = partial(_make_organisation, edition, rows, slug, organisation)
        yield edition.plan("organisation", make, slug)


# Lists


def _make_list(edition: Edition, kind: str, slugs: Iterable[str]) -> OrganisationsView:
    wording = edition.wording
    heading = wording.say(f"{kind}_heading")
    listed = sort_organisations(edition, slugs)
    path = () if kind == "organisations" else (edition.link("organisations"),)
    return OrganisationsView(
        frame=make_frame(edition, kind, heading, path=path),
        heading=heading,
        lead=wording.count(f"{kind}_lead", len(listed)),
        bars=_list_bars(edition, kind, listed),
        caption=_say_caption(edition, len(listed)),
        groups=_group_by_letter(edition, kind, listed),
        others=tuple(
            edition.link(other)
            for other in ("organisations", "agencies", "partners")
            if other != kind
        ),
        unnamed=_list_groups(edition) if kind == "partners" else (),
    )


def sort_organisations(edition: Edition, slugs: Iterable[str]) -> list[str]:
    """Sort organisations by their names as readers of this language look for them."""
    key = edition.wording.alphabet.key
    return sorted(slugs, key=lambda slug: (key(edition.organisation(slug).text), slug))


def _say_caption(edition: Edition, bodies: int) -> str:
    key = "bodies_caption" if bodies > _MOST_BARS else "bodies_caption_all"
    return edition.wording.count(key, min(bodies, _MOST_BARS))


def _list_bars(edition: Edition, kind: str, listed: Sequence[str]) -> tuple[BarGroup, ...]:
    """Show the bodies with the most measures, and last the measures that name nobody."""
    facet = _FACETS.get(kind)
    if facet is None or not listed:
        return ()
    atlas = edition.atlas
    counts = {slug: len(atlas.measures_of(facet, slug)) for slug in listed}
    first = sorted(listed, key=lambda slug: -counts[slug])[:_MOST_BARS]
    rest = len(atlas.measures_without(facet))
    most = max(rest, counts[first[0]])
    bars = [make_bar(edition, edition.organisation(slug), counts[slug], most) for slug in first]
    if rest:
        nobody = Link(text=edition.wording.say(f"{kind}_unstated"))
        bars.append(make_bar(edition, nobody, rest, most, is_rest=True))
    return (BarGroup(bars=tuple(bars)),)


def _group_by_letter(edition: Edition, kind: str, slugs: list[str]) -> tuple[RowGroup, ...]:
    def find_letter(slug: str) -> str:
        return edition.wording.alphabet.initial(edition.organisation(slug).text)

    return tuple(
        RowGroup(
            heading=Link(text=letter),
            id=f"letter-{letter.lower() if letter.isascii() else ord(letter)}",
            rows=tuple(_list_organisation(edition, kind, slug) for slug in same),
        )
        for letter, same in groupby(slugs, key=find_letter)
    )


def _list_organisation(edition: Edition, kind: str, slug: str) -> ListRow:
    responsible = len(edition.atlas.measures_of("agencies", slug))
    partner = len(edition.atlas.measures_of("partners", slug))
    events = len(edition.atlas.events_of("organisations", slug))
    number = {"agencies": responsible, "partners": partner}.get(kind)
    counted = [
        ("responsible_for", responsible),
        ("partner_in", partner),
        ("named_in_events", events),
    ]
    why = [edition.wording.count(key, count) for key, count in counted if count]
    kind_word = edition.wording.say(f"organisation_{edition.atlas.organisation(slug).kind}")
    return ListRow(
        link=edition.organisation(slug),
        count="" if number is None else edition.wording.number(number),
        why=edition.wording.join([kind_word, *(why if number is None else [])]),
    )


def _list_groups(edition: Edition) -> tuple[ListRow, ...]:
    """List the partners that are groups without a page, each with the measure that names it."""
    return tuple(
        ListRow(
            link=edition.measure(entry),
            why=mark(partner.name, edition.language_of_measure(entry)),
            cites=edition.cites(entry.record.citations.get("partners")),
        )
        for entry in edition.atlas.measures
        for partner in entry.record.partners or ()
        if partner.name and not partner.organisation
    )


# One organisation


def _make_organisation(
    edition: Edition, rows: Rows, slug: str, organisation: Organisation
) -> OrganisationView:
    atlas = edition.atlas
    name = edition.name_of(organisation)
    responsible = atlas.measures_of("agencies", slug)
    partner = atlas.measures_of("partners", slug)
    events = atlas.events_of("organisations", slug)
    return OrganisationView(
        frame=make_frame(
            edition, "organisation", name.text, slug, (edition.link("organisations"),)
        ),
        kicker=_make_kicker(edition, organisation),
        heading=name.text,
        lang=edition.other_language(name.lang),
        lead=_make_lead(edition, len(responsible), len(partner), len(events)),
        is_reviewed=organisation.reviewed,
        facts=tuple(_list_facts(edition, slug, organisation)),
        wordings=tuple(
            show_wording(edition, language, text)
            for language, text in organisation.wordings.items()
        ),
        note=read_note(edition, organisation.note),
        responsible=rows.of(responsible),
        partner=rows.of(partner),
        events=tuple(_list_event(edition, slug, event) for event in events),
        mentions=list_mentions(edition, "organisation", slug),
        spellings=tuple(_list_spellings(edition, organisation)),
        conflicts=show_conflicts(edition, "organisations", slug),
    )


def _make_kicker(edition: Edition, organisation: Organisation) -> tuple[Link, ...]:
    kind = Link(text=edition.wording.say(f"organisation_{organisation.kind}"))
    if not organisation.country:
        return (kind,)
    return (kind, Link(text=organisation.country, lang=edition.editors_language))


def _make_lead(edition: Edition, responsible: int, partner: int, events: int) -> str:
    counted = [
        ("responsible_for", responsible),
        ("partner_in", partner),
        ("named_in_events", events),
    ]
    parts = [edition.wording.count(key, count) for key, count in counted if count]
    if not parts:
        return edition.wording.say("organisation_only_named")
    return edition.wording.say("organisation_lead", parts=edition.wording.series(parts))


def _list_facts(edition: Edition, slug: str, organisation: Organisation) -> Iterator[Fact]:
    say = edition.wording.say
    if organisation.abbreviation:
        yield Fact(label=say("field_abbreviation"), values=(Value(text=organisation.abbreviation),))
    if organisation.parent:
        yield Fact(label=say("field_parent"), values=_link_values(edition, [organisation.parent]))
    if children := edition.atlas.children_of(slug):
        yield Fact(label=say("field_children"), values=_link_values(edition, children))
    if organisation.since:
        since = edition.wording.date(organisation.since)
        yield Fact(label=say("field_since"), values=(Value(text=since),))
    if organisation.former_names:
        former = tuple(_show_former(edition, name) for name in organisation.former_names)
        yield Fact(label=say("field_former_names"), values=former)
    if organisation.distinct_from:
        others = _link_values(edition, organisation.distinct_from)
        yield Fact(label=say("field_distinct_from"), values=others)


def _link_values(edition: Edition, slugs: Iterable[str]) -> tuple[Value, ...]:
    links = [edition.organisation(slug) for slug in slugs]
    return tuple(Value(text=link.text, address=link.address, lang=link.lang) for link in links)


def _show_former(edition: Edition, former: FormerName) -> Value:
    wording = edition.wording
    since = wording.say("since", date=wording.date(former.since)) if former.since else ""
    until = wording.say("until", date=wording.date(former.until)) if former.until else ""
    cites = edition.references([former.source] if former.source else [])
    origin = "" if cites else mark(former.source or "", edition.editors_language)
    return Value(
        text=former.name,
        lang=edition.other_language("en"),
        cites=cites,
        note=wording.join([since, until, origin]),
    )


def _list_event(edition: Edition, slug: str, entry: Entry[Event]) -> ListRow:
    """Tell which part an organisation has at an event, on which days, and the lines of its people.

    Where it has none in a session, it is named for the whole event.
    """
    event = entry.record
    appearances = [
        (session, person)
        for session in event.sessions
        for person in (*session.moderators, *session.speakers, *session.attendees)
        if slug in person.organisations
    ]
    people = [person for _, person in appearances]
    roles = [
        edition.wording.say("event_organiser") if slug in event.organisers else "",
        edition.wording.say("event_venue") if slug in event.venues else "",
        *dict.fromkeys(person.name for person in people),
    ]
    days = [session.date for session, _ in appearances if session.date]
    when = say_days(edition, days) if days else say_period(edition, event)
    return ListRow(
        link=edition.event(entry),
        why=edition.wording.join([when, *roles]),
        cites=tuple(dict.fromkeys(edition.cite(event.source, person.lines) for person in people)),
    )


def _list_spellings(edition: Edition, organisation: Organisation) -> Iterator[Spelling]:
    own = Alias(name=organisation.name, sources=organisation.sources)
    for alias in (own, *organisation.aliases):
        is_english = alias is own
        yield Spelling(
            text=alias.name,
            lang=edition.other_language("en")
            if is_english
            else edition.language_of_reference(alias.sources),
            cites=edition.references(alias.sources),
            note=read_note(edition, alias.note),
        )
