"""What a citation of a page says, before it is written in one of the formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from measurebook.exports.addresses import RECORD_KINDS, RecordKind
from measurebook.exports.lines import cover, find_lines, render_spans
from measurebook.exports.plain import join_told, tidy
from measurebook.exports.release import Release
from measurebook.model.base import Span
from measurebook.model.event import Event, EventDate
from measurebook.model.knowledge import Entry, Source
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.source import SourceKind
from measurebook.urls import address_of


class CitationWords(msgspec.Struct, frozen=True, kw_only=True):
    """The few words of a citation that are ours, in one language.

    Each is a word of the interface under its name with `citation_` before it.
    """

    civil_society: str
    civil_society_alone: str
    in_container: str
    line: str
    lines: str
    captured: str
    source: str
    version: str
    undated: str
    untitled: str


def read_citation_words(release: Release, language: str = "") -> CitationWords:
    """Read the words of a language, or of the first one of the site. Raises MissingWordError."""
    key = ("citation words", language or release.language)
    if key not in release.kept:
        fields = CitationWords.__struct_fields__
        said = {field: release.say_in(key[1], f"citation_{field}") for field in fields}
        release.kept[key] = CitationWords(**said)
    words: CitationWords = release.kept[key]
    return words


class CitedSource(msgspec.Struct, frozen=True, kw_only=True):
    """A source text that a page rests on; `lines` is "" for the whole of it."""

    id: str
    kind: SourceKind
    title: str
    publisher: str = ""
    url: str = ""
    captured: str = ""
    lines: str = ""


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a citation of one page says, as plain text on one line each.

    `authors` are bodies, never persons. `date` is what the text itself says of its time, as far
    as it is known (2022, 2022-08 or 2022-08-05), and "" where it says nothing. `edition` says in
    words which state of the knowledge base was read, and `basis` which texts the page rests on,
    with their lines. `address` is that of the page, and "" as long as nobody knows where the site
    stands.
    """

    kind: RecordKind
    slug: str
    title: str
    authors: tuple[str, ...]
    date: str
    container: str
    publisher: str
    sources: tuple[CitedSource, ...]
    keywords: tuple[str, ...]
    language: str
    site: str
    version: str
    edition: str
    basis: str
    address: str

    @property
    def key(self) -> str:
        """The name of this citation among others."""
        return f"{self.kind}-{self.slug}"

    @property
    def year(self) -> str:
        return self.date[:4]

    @property
    def is_report(self) -> bool:
        """Whether a whole periodic report is cited, rather than a part of a text or a page."""
        return self.kind in {"report", "source"} and self.sources[0].kind == "periodic-report"


def list_references(release: Release) -> Iterator[Reference]:
    """Make the references of all pages that can be cited, in the order they are shown in."""
    for kind in RECORD_KINDS:
        for slug in list_slugs(release, kind):
            yield make_reference(release, kind, slug)


def list_slugs(release: Release, kind: RecordKind) -> tuple[str, ...]:
    """Return the slugs of a kind of record, in the order they are shown in."""
    atlas = release.atlas
    entries: Mapping[RecordKind, Iterable[Entry[Measure] | Entry[Report] | Entry[Event]]] = {
        "measure": atlas.measures,
        "report": atlas.reports,
        "event": atlas.events,
    }
    if kind == "source":
        return tuple(release.knowledge.sources)
    return tuple(entry.slug for entry in entries[kind])


def make_reference(release: Release, kind: RecordKind, slug: str, language: str = "") -> Reference:
    """Make the reference of one page, its words in a language or in the first one of the site.

    Raises KeyError for a slug that is not there.
    """
    key = ("reference", kind, slug, language or release.language)
    if key not in release.kept:
        words = read_citation_words(release, language)
        release.kept[key] = _MAKERS[kind](release, slug, words)
    reference: Reference = release.kept[key]
    return reference


def _make_for_measure(release: Release, slug: str, words: CitationWords) -> Reference:
    measure = release.atlas.measure(slug).record
    report = release.atlas.report(measure.report).record if measure.report else None
    sources = _cite_sources(release, find_lines(release, measure), words)
    title = tidy(measure.title or words.untitled)
    return Reference(
        kind="measure",
        slug=slug,
        title=title,
        authors=_name_reporter(release, measure, words),
        date=(report.year if report else None) or measure.year or "",
        container=next((source.title for source in sources if source.title != title), ""),
        publisher=next((source.publisher for source in sources), ""),
        sources=sources,
        keywords=tuple(_list_keywords(release, measure)),
        language=_language_of(release, sources),
        **_state_rest(release, "measure", slug, sources, words),
    )


def _make_for_report(release: Release, slug: str, words: CitationWords) -> Reference:
    report = release.atlas.report(slug).record
    source = release.atlas.source(report.source)
    cited = _cite(release, source, cover(find_lines(release, report).get(report.source, ())), words)
    return Reference(
        kind="report",
        slug=slug,
        title=cited.title,
        authors=(tidy(report.party),) if report.party else _name_publisher(release, source),
        date=report.year or "",
        container="",
        publisher=cited.publisher,
        sources=(cited,),
        keywords=(),
        language=_language_of(release, (cited,)),
        **_state_rest(release, "report", slug, (cited,), words),
    )


def _make_for_event(release: Release, slug: str, words: CitationWords) -> Reference:
    event = release.atlas.event(slug).record
    source = release.atlas.source(event.source)
    cited = _cite(release, source, cover(find_lines(release, event).get(event.source, ())), words)
    return Reference(
        kind="event",
        slug=slug,
        title=tidy(event.title or event.name or source.card.title),
        authors=_name_publisher(release, source),
        date=_read_date(event.published),
        container="",
        publisher=cited.publisher,
        sources=(cited,),
        keywords=tuple(map(release.name_place, event.places)),
        language=_language_of(release, (cited,)),
        **_state_rest(release, "event", slug, (cited,), words),
    )


def _make_for_source(release: Release, slug: str, words: CitationWords) -> Reference:
    source = release.atlas.source(slug)
    reports = release.atlas.reports_of(slug)
    parties = tuple(tidy(entry.record.party) for entry in reports if entry.record.party)
    cited = _cite(release, source, (), words)
    return Reference(
        kind="source",
        slug=slug,
        title=cited.title,
        authors=parties or _name_publisher(release, source),
        date=next((entry.record.year for entry in reports if entry.record.year), ""),
        container="",
        publisher=cited.publisher,
        sources=(cited,),
        keywords=(),
        language=_language_of(release, (cited,)),
        **_state_rest(release, "source", slug, (cited,), words),
    )


_MAKERS: Mapping[RecordKind, Callable[[Release, str, CitationWords], Reference]] = {
    "measure": _make_for_measure,
    "report": _make_for_report,
    "event": _make_for_event,
    "source": _make_for_source,
}


# Parts of references


def _state_rest(
    release: Release,
    kind: RecordKind,
    slug: str,
    sources: tuple[CitedSource, ...],
    words: CitationWords,
) -> dict[str, str]:
    """State what all references have in the same way."""
    version = words.version.format(version=release.version)
    basis = "; ".join(_describe_source(source, words) for source in sources)
    return {
        "site": release.title,
        "version": release.version,
        "edition": f"{release.title}, {version}",
        "basis": words.source.format(source=basis),
        "address": release.in_full(address_of(kind, slug)),
    }


def _describe_source(source: CitedSource, words: CitationWords) -> str:
    captured = words.captured.format(date=source.captured) if source.captured else ""
    return join_told((source.title, source.publisher, source.url, captured, source.lines))


def _cite_sources(
    release: Release, lines: Mapping[str, tuple[Span, ...]], words: CitationWords
) -> tuple[CitedSource, ...]:
    return tuple(
        _cite(release, release.atlas.source(source), spans, words)
        for source, spans in lines.items()
    )


def _cite(
    release: Release, source: Source, spans: tuple[Span, ...], words: CitationWords
) -> CitedSource:
    """Cite a source with its lines; all but the lines is the same for all who cite it."""
    key = ("source", source.id)
    if key not in release.kept:
        release.kept[key] = _describe_card(source)
    whole: CitedSource = release.kept[key]
    if not spans:
        return whole
    is_one = len(spans) == 1 and spans[0].first == spans[0].last
    told = (words.line if is_one else words.lines).format(lines=render_spans(spans))
    return msgspec.structs.replace(whole, lines=told)


def _describe_card(source: Source) -> CitedSource:
    card = source.card
    return CitedSource(
        id=source.id,
        kind=card.kind,
        title=tidy(card.title),
        publisher=tidy(card.publisher or ""),
        url=render_url(card.url or ""),
        captured=tidy(card.captured or ""),
    )


def _name_reporter(release: Release, measure: Measure, words: CitationWords) -> tuple[str, ...]:
    """Name who tells of a measure: the Party, or its civil society, which the Party only quotes."""
    country = find_country(release, measure)
    if measure.reported_by == "civil-society":
        told = words.civil_society.format(country=country) if country else words.civil_society_alone
        return (tidy(told),)
    first = _find_first_source(release, measure)
    return (country,) if country else _name_publisher(release, first)


def find_country(release: Release, measure: Measure) -> str:
    """Return the country a measure is of, as its report, itself or its source says; "" for none."""
    report = release.atlas.report(measure.report).record if measure.report else None
    source = _find_first_source(release, measure)
    told = (report and report.party, measure.country, source and source.card.country)
    return next((tidy(country) for country in told if country), "")


def _find_first_source(release: Release, measure: Measure) -> Source | None:
    cited = (source for citation in measure.citations.values() for source in citation)
    first = next(cited, None)
    return release.atlas.source(first) if first else None


def _name_publisher(release: Release, source: Source | None) -> tuple[str, ...]:
    return (tidy((source and source.card.publisher) or release.site.title),)


def _list_keywords(release: Release, measure: Measure) -> Iterator[str]:
    for area in measure.areas or ():
        yield release.name_term(release.atlas.area(area).wordings)
    for domain in measure.domains or ():
        yield release.name_term(release.atlas.domain(domain).wordings)


def _language_of(release: Release, sources: tuple[CitedSource, ...]) -> str:
    told = (release.atlas.source(source.id).card.prose_language for source in sources)
    return next((language for language in told if language), "")


def _read_date(date: EventDate | None) -> str:
    return date.date if date else ""


def render_url(url: str) -> str:
    r"""Write an address so that no format takes a character of it for its own.

    >>> render_url("https://example.org/{a b}\\")
    'https://example.org/%7Ba%20b%7D%5C'
    """
    return tidy(url).translate(_ESCAPED)


_ESCAPED = {ord(c): f"%{ord(c):02X}" for c in ' "<>\\^`{|}'}
