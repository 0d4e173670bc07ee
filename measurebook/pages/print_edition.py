"""The print edition: all measures in one file that stands alone, to read, to print and to hand on.

It shows what the pages of the measures show. Its links stay inside it: a line leads to the entry of
its source, a measure to its place in the volume, and what has no place here is plain text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

from measurebook.graph import Atlas
from measurebook.model.knowledge import Entry, Source
from measurebook.model.measure import Measure
from measurebook.model.site import Site
from measurebook.pages.about import AnswerMeaning, find_example, list_meanings
from measurebook.pages.conflicts import ConflictRow, list_conflicts
from measurebook.pages.measure import MeasureView, make_measure
from measurebook.pages.measures import group_entries
from measurebook.pages.organisations import sort_organisations
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import make_absolute
from measurebook.pages.parts.views import Cite, Fact, Link, Value, View
from measurebook.pages.parts.wording import Wording
from measurebook.pages.sources import list_facts, say_kind
from measurebook.text import make_slug
from measurebook.urls import address_of

V = TypeVar("V")


class PrintMeasure(View, frozen=True, kw_only=True):
    """A measure under its running number."""

    id: str
    number: str
    measure: MeasureView


class Chapter(View, frozen=True, kw_only=True):
    """The measures of one goal, or of one other part of the form."""

    id: str
    heading: Link
    count: str
    measures: tuple[PrintMeasure, ...]


class PrintSource(View, frozen=True, kw_only=True):
    id: str
    short_id: str
    title: str
    lang: str
    kind: str
    facts: tuple[Fact, ...]
    hash: str


class IndexNumber(View, frozen=True, kw_only=True):
    """A measure an organisation is responsible for or, if not, a partner in."""

    link: Link
    is_responsible: bool


class IndexEntry(View, frozen=True, kw_only=True):
    """An organisation with the numbers of its measures, each once and in order."""

    id: str
    name: Link
    numbers: tuple[IndexNumber, ...]


class PrintView(View, frozen=True, kw_only=True):
    """The whole volume; `home` is where the site stands, or "" where that is not known."""

    language: str
    title: str
    document_title: str
    description: str
    lead: str
    version: str
    home: str
    counts: tuple[str, ...]
    example: Cite | None
    meanings: tuple[AnswerMeaning, ...]
    chapters: tuple[Chapter, ...]
    conflicts: tuple[ConflictRow, ...]
    sources: tuple[PrintSource, ...]
    index: tuple[IndexEntry, ...]


class PrintEdition(msgspec.Struct, frozen=True):
    """The volume of one language before it is rendered."""

    address: str
    language: str
    view: PrintView


def plan_print_editions(atlas: Atlas, version: str) -> Iterator[PrintEdition]:
    """Plan the volume in every language of the site. Raises MissingWordError."""
    for language in atlas.knowledge.site.languages:
        wording = Wording(language, atlas.knowledge.words.get(language, {}))
        edition = Edition(atlas, wording, version)
        address = name_print_edition(atlas.knowledge.site, language)
        yield PrintEdition(address, language, make_print_view(edition))


def name_print_edition(site: Site, language: str) -> str:
    """Return the address of a volume: a name that still says what it is when it is handed on.

    >>> name_print_edition(Site(title="Creative Norland", description=""), "en")
    'print/creative-norland-en.html'
    """
    return f"print/{make_slug(site.title) or 'measures'}-{language}.html"


def make_print_view(edition: Edition) -> PrintView:
    say, atlas, name = edition.wording.say, edition.atlas, edition.site_name
    groups = list(group_entries(edition))
    numbers = number_measures(entry for group in groups for entry in group.entries)
    organisations = tuple(_list_organisations(edition, numbers))
    chapters = tuple(
        Chapter(
            id=group.id,
            heading=group.heading,
            count=edition.wording.count("measures", len(group.entries)),
            measures=tuple(_show_measure(edition, entry, numbers) for entry in group.entries),
        )
        for group in groups
    )
    view = PrintView(
        language=edition.language,
        title=name.title,
        document_title=say("print_document", site=name.title),
        description=name.description or "",
        lead=name.heading or name.description or "",
        version=say("footer_version", version=edition.version),
        home=make_absolute(edition, edition.address_of("home")),
        counts=tuple(_list_counts(edition, len(organisations))),
        example=find_example(edition),
        meanings=tuple(list_meanings(edition)),
        chapters=chapters,
        conflicts=list_conflicts(edition),
        sources=tuple(_show_source(edition, source) for source in atlas.knowledge.sources.values()),
        index=organisations,
    )
    return settle(view, _find_places(edition, view))


def number_measures(entries: Iterable[Entry[Measure]]) -> dict[str, str]:
    """Number the measures through, in the order of the volume, by slug."""
    return {entry.slug: str(number) for number, entry in enumerate(entries, start=1)}


def _show_measure(
    edition: Edition, entry: Entry[Measure], numbers: Mapping[str, str]
) -> PrintMeasure:
    view = make_measure(edition, entry, is_linked=False)
    return PrintMeasure(id=f"measure-{entry.slug}", number=numbers[entry.slug], measure=view)


def _list_counts(edition: Edition, organisations: int) -> Iterator[str]:
    count = edition.wording.count
    yield count("measures", len(edition.atlas.measures))
    yield count("print_organisations", organisations)
    yield count("print_sources", len(edition.knowledge.sources))


# The end of the volume


def _show_source(edition: Edition, source: Source) -> PrintSource:
    return PrintSource(
        id=f"source-{source.id}",
        short_id=edition.short_id(source.id),
        title=source.card.title,
        lang=edition.language_of(source.id),
        kind=say_kind(edition, source),
        facts=tuple(list_facts(edition, source)),
        hash=source.card.sha256,
    )


def _list_organisations(edition: Edition, numbers: Mapping[str, str]) -> Iterator[IndexEntry]:
    """List who is responsible for a measure or a partner in one, sorted by name."""
    atlas = edition.atlas
    slugs = {*atlas.slugs_of("agencies"), *atlas.slugs_of("partners")}
    for slug in sort_organisations(edition, slugs):
        yield IndexEntry(
            id=f"organisation-{slug}",
            name=edition.organisation(slug),
            numbers=_list_numbers(
                atlas.measures_of("agencies", slug), atlas.measures_of("partners", slug), numbers
            ),
        )


def _list_numbers(
    responsible: Collection[Entry[Measure]],
    partner: Collection[Entry[Measure]],
    numbers: Mapping[str, str],
) -> tuple[IndexNumber, ...]:
    slugs = {entry.slug for entry in (*responsible, *partner)}
    first = {entry.slug for entry in responsible}
    return tuple(
        IndexNumber(
            link=Link(text=numbers[slug], address=address_of("measure", slug)),
            is_responsible=slug in first,
        )
        for slug in sorted(slugs, key=lambda slug: int(numbers[slug]))
    )


# Links that stay inside


def _find_places(edition: Edition, view: PrintView) -> dict[str, str]:
    """Return the ids of what has a place in the volume, by the address it has on the site."""
    ids = {chapter.id for chapter in view.chapters} | {entry.id for entry in view.index}
    listed: dict[str, Iterable[str]] = {
        "goal": edition.vocabulary.goals,
        "measure": [entry.slug for entry in edition.atlas.measures],
        "source": edition.knowledge.sources,
        "organisation": edition.vocabulary.organisations,
    }
    ids |= {f"{kind}-{slug}" for kind in ("measure", "source") for slug in listed[kind]}
    places = ((kind, slug) for kind, slugs in listed.items() for slug in slugs)
    return {
        address_of(kind, slug): f"{kind}-{slug}" for kind, slug in places if f"{kind}-{slug}" in ids
    }


def settle(shown: V, places: Mapping[str, str]) -> V:
    """Return the same views with every address leading to its place, outside, or nowhere."""
    if isinstance(shown, tuple):
        return tuple(settle(part, places) for part in shown)  # type: ignore[return-value]
    if not isinstance(shown, View):
        return shown
    fields = {name: settle(getattr(shown, name), places) for name in shown.__struct_fields__}
    if "address" in fields and not (isinstance(shown, Value) and shown.is_outside):
        place = places.get(fields["address"].partition("#")[0], "")
        fields["address"] = f"#{place}" if place else ""
    return msgspec.structs.replace(shown, **fields)
