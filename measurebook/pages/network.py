"""Who works with whom: responsible bodies, their measures, and the partners of these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import fmean

from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure, Partner
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.views import LedView, Link, Value, View
from measurebook.text import squash_blanks

_MOST_DRAWN = 120
"""With more measures than these nobody could follow a line; the table stands alone."""

_PITCH = 30
_TOP = 44
_WIDTH = 1280
_AGENCIES, _MEASURES, _PARTNERS = 340, 440, 970
_MEASURE_WIDTH = 420
_LONGEST = {"agency": 48, "measure": 62, "partner": 44}


class Node(View, frozen=True, kw_only=True):
    """A name of the diagram with its place; `side` says where its text stands."""

    kind: str
    text: str
    full: str
    lang: str
    x: int
    y: int


class Diagram(View, frozen=True, kw_only=True):
    """A drawing of three columns; `lines` are the paths between them."""

    label: str
    width: int
    height: int
    heads: tuple[Node, ...]
    nodes: tuple[Node, ...]
    lines: tuple[str, ...]


class Tie(View, frozen=True, kw_only=True):
    """A measure with those responsible for it and its partners."""

    measure: Link
    agencies: tuple[Link, ...]
    partners: tuple[Value, ...]


class NetworkView(LedView, frozen=True, kw_only=True):
    heading: str
    diagram: Diagram | None
    ties: tuple[Tie, ...]


def make_network(edition: Edition) -> NetworkView:
    entries = [entry for entry in edition.atlas.measures if _is_tied(entry.record)]
    heading = edition.wording.say("network_heading")
    return NetworkView(
        frame=make_frame(edition, "network", heading),
        heading=heading,
        lead=edition.wording.count("network_lead", len(entries)),
        diagram=_draw(edition, entries) if 0 < len(entries) <= _MOST_DRAWN else None,
        ties=tuple(_make_tie(edition, entry) for entry in entries),
    )


def _is_tied(measure: Measure) -> bool:
    return bool(measure.agencies or measure.partners)


def _make_tie(edition: Edition, entry: Entry[Measure]) -> Tie:
    return Tie(
        measure=edition.measure(entry),
        agencies=tuple(edition.organisation(slug) for slug in entry.record.agencies or ()),
        partners=tuple(_show_partner(edition, partner) for partner in entry.record.partners or ()),
    )


def _show_partner(edition: Edition, partner: Partner) -> Value:
    kind = edition.say_term(edition.vocabulary.entity_types[partner.type].wordings)
    link = _name_partner(edition, partner)
    return Value(text=link.text, address=link.address, lang=link.lang, note=kind)


def _name_partner(edition: Edition, partner: Partner) -> Link:
    if partner.organisation:
        return edition.organisation(partner.organisation)
    if partner.name:
        return Link(text=partner.name, lang=edition.editors_language)
    return Link(text=edition.wording.say("partner_without_name"))


# The diagram


def _draw(edition: Edition, entries: Sequence[Entry[Measure]]) -> Diagram:
    """Place three columns so that few lines cross: each body at the middle of its measures."""
    agencies = {entry.slug: entry.record.agencies or () for entry in entries}
    partners = {
        entry.slug: tuple(_key(partner) for partner in entry.record.partners or ())
        for entry in entries
    }
    measures = _order_measures(entries, agencies)
    columns = {
        "agency": _order_by(measures, agencies),
        "measure": measures,
        "partner": _order_by(measures, partners),
    }
    height = _TOP + _PITCH * max(len(column) for column in columns.values())
    rows = {kind: _spread(column, height) for kind, column in columns.items()}
    names = _name_nodes(edition, entries)
    return Diagram(
        label=edition.wording.say("network_picture"),
        width=_WIDTH,
        height=height,
        heads=tuple(_make_head(edition, kind) for kind in columns),
        nodes=tuple(
            _make_node(kind, names[kind](key), y)
            for kind, places in rows.items()
            for key, y in places.items()
        ),
        lines=tuple(_list_lines(rows, agencies, partners)),
    )


def _key(partner: Partner) -> str:
    """Tell partners apart: by their page, else by the name they are given."""
    return partner.organisation or f"name:{partner.name or ''}"


def _order_measures(
    entries: Sequence[Entry[Measure]], agencies: Mapping[str, tuple[str, ...]]
) -> list[str]:
    """Order measures by who is responsible, those with most measures first."""
    counts: dict[str, int] = {}
    for slug in (slug for bodies in agencies.values() for slug in bodies):
        counts[slug] = counts.get(slug, 0) + 1
    ranks = {
        slug: place for place, slug in enumerate(sorted(counts, key=lambda s: (-counts[s], s)))
    }
    by_agency = sorted(
        entries,
        key=lambda entry: min((ranks[slug] for slug in agencies[entry.slug]), default=len(ranks)),
    )
    return [entry.slug for entry in by_agency]


def _order_by(measures: Sequence[str], bodies: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Order bodies by the mean place of their measures."""
    places: dict[str, list[int]] = {}
    for place, measure in enumerate(measures):
        for slug in bodies[measure]:
            places.setdefault(slug, []).append(place)
    return sorted(places, key=lambda slug: (fmean(places[slug]), slug))


def _spread(column: Sequence[str], height: int) -> dict[str, int]:
    """Spread a column evenly over the height below the heads."""
    step = (height - _TOP) / max(len(column), 1)
    return {key: round(_TOP + step * (place + 0.5)) for place, key in enumerate(column)}


def _name_nodes(
    edition: Edition, entries: Iterable[Entry[Measure]]
) -> Mapping[str, Callable[[str], Link]]:
    partners = {
        _key(partner): _name_partner(edition, partner)
        for entry in entries
        for partner in entry.record.partners or ()
    }
    return {
        "agency": edition.organisation,
        "measure": lambda slug: edition.measure(edition.atlas.measure(slug)),
        "partner": partners.__getitem__,
    }


_COLUMNS = {"agency": _AGENCIES, "measure": _MEASURES, "partner": _PARTNERS}


def _make_head(edition: Edition, kind: str) -> Node:
    text = edition.wording.say(f"network_{kind}")
    return Node(kind=kind, text=text, full=text, lang="", x=_COLUMNS[kind], y=_TOP // 2)


def _make_node(kind: str, name: Link, y: int) -> Node:
    whole = squash_blanks(name.text)
    longest = _LONGEST[kind]
    shown = whole if len(whole) <= longest else f"{whole[: longest - 1].rstrip()}…"
    return Node(kind=kind, text=shown, full=whole, lang=name.lang, x=_COLUMNS[kind], y=y)


def _list_lines(
    rows: Mapping[str, Mapping[str, int]],
    agencies: Mapping[str, tuple[str, ...]],
    partners: Mapping[str, tuple[str, ...]],
) -> Iterator[str]:
    for measure, y in rows["measure"].items():
        for slug in dict.fromkeys(agencies[measure]):
            yield _make_line(_AGENCIES + 8, rows["agency"][slug], _MEASURES - 10, y)
        for slug in dict.fromkeys(partners[measure]):
            yield _make_line(_MEASURES + _MEASURE_WIDTH, y, _PARTNERS - 8, rows["partner"][slug])


def _make_line(x1: int, y1: int, x2: int, y2: int) -> str:
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
