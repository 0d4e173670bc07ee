"""The facts in the side column of a measure's page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from measurebook.model.knowledge import Entry
from measurebook.model.measure import SECTION_HEADINGS, DateStatement, Measure, Partner
from measurebook.pages.parts.absence import find_state
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.edits import find_edit
from measurebook.pages.parts.prose import Place, cite_each
from measurebook.pages.parts.views import Fact, Value
from measurebook.pages.parts.wording import mark
from measurebook.text import fold_name

_TERMS = ("goals", "areas", "domains")


def list_facts(edition: Edition, entry: Entry[Measure]) -> Iterator[Fact]:
    measure = entry.record
    named = {
        "agencies": _list_responsible(edition, entry),
        "partners": _list_partners(edition, entry),
        **{field: _list_named(edition, entry, field, getattr(measure, field)) for field in _TERMS},
        **dict(_list_dates(edition, measure)),
        **dict(_list_places(edition, measure)),
    }
    yield from _mark_edits(edition, entry, named)
    yield from _list_related(edition, entry)
    yield from _mark_edits(edition, entry, dict(_list_plain(edition, measure)))
    yield from _list_unresolved(edition, measure)


def _mark_edits(
    edition: Edition, entry: Entry[Measure], facts: Mapping[str, Fact]
) -> Iterator[Fact]:
    for field, fact in facts.items():
        yield msgspec.structs.replace(fact, edit=find_edit(edition, entry, field))


def _list_responsible(edition: Edition, entry: Entry[Measure]) -> Fact:
    """List the bodies responsible, and behind them the groups that have no page."""
    named = _list_named(edition, entry, "agencies", entry.record.agencies)
    groups = entry.record.responsible_groups
    if not groups:
        return named
    citation = entry.record.citations.get("responsible_groups")
    each, whole = cite_each(edition, citation, [[group] for group in groups])
    values = tuple(
        Value(text=group, lang=place.lang, cites=place.cites)
        for group, place in zip(groups, each, strict=True)
    )
    cites = named.cites if named.values else ()
    return Fact(label=named.label, values=(*named.values, *values), cites=(*cites, *whole))


def _list_named(
    edition: Edition, entry: Entry[Measure], field: str, slugs: tuple[str, ...] | None
) -> Fact:
    """List the terms or organisations of a field, each with its line where one can be told."""
    label = edition.wording.say(f"field_{field}")
    citation = entry.record.citations.get(field)
    if not slugs:
        return Fact(
            label=label, absence=tell_absence(edition, entry, field), cites=edition.cites(citation)
        )
    each, whole = cite_each(edition, citation, [_spellings(edition, field, slug) for slug in slugs])
    links = [_LINKS[field](edition, slug) for slug in slugs]
    values = tuple(
        Value(
            text=link.text,
            address=link.address,
            lang=link.lang,
            cites=place.cites,
            note=_say_printed(edition, slug, place) if field == "agencies" else "",
        )
        for slug, link, place in zip(slugs, links, each, strict=True)
    )
    return Fact(label=label, values=values, cites=whole)


def _say_printed(edition: Edition, slug: str, place: Place) -> str:
    """Say how a source names an organisation, where that is not the name of its page."""
    name = edition.atlas.organisation(slug).name
    if not place.printed or fold_name(place.printed) == fold_name(name):
        return ""
    printed = mark(place.printed, place.lang)
    return edition.wording.say("printed_as", name=printed)


_LINKS = {
    "agencies": Edition.organisation,
    "goals": Edition.goal,
    "areas": Edition.area,
    "domains": Edition.domain,
}


def _spellings(edition: Edition, field: str, slug: str) -> Sequence[str]:
    """Return the ways in which sources write a term or an organisation."""
    if field == "agencies":
        return _spellings_of_organisation(edition, slug)
    term = getattr(edition.vocabulary, field)[slug]
    return [*(wording.text for wording in term.wordings.values()), *term.variants]


def _spellings_of_organisation(edition: Edition, slug: str) -> list[str]:
    organisation = edition.atlas.organisation(slug)
    names = [organisation.name, *(alias.name for alias in organisation.aliases)]
    names += [former.name for former in organisation.former_names]
    return names + [wording.text for wording in organisation.wordings.values()]


def tell_absence(edition: Edition, entry: Entry[Measure], field: str) -> str:
    """Say in a sentence why a field shows no value."""
    state = find_state(entry, field, edition.vocabulary).replace("-", "_")
    return edition.wording.say(f"absence_{state}")


def _list_partners(edition: Edition, entry: Entry[Measure]) -> Fact:
    partners, citation = entry.record.partners, entry.record.citations.get("partners")
    label = edition.wording.say("field_partners")
    if not partners:
        absence = tell_absence(edition, entry, "partners")
        return Fact(label=label, absence=absence, cites=edition.cites(citation))
    spellings = [_spellings_of_partner(edition, partner) for partner in partners]
    each, whole = cite_each(edition, citation, spellings)
    values = tuple(
        _show_partner(edition, partner, place)
        for partner, place in zip(partners, each, strict=True)
    )
    return Fact(label=label, values=values, cites=whole)


def _spellings_of_partner(edition: Edition, partner: Partner) -> list[str]:
    if partner.organisation:
        return _spellings_of_organisation(edition, partner.organisation)
    return [partner.name] if partner.name else []


def _show_partner(edition: Edition, partner: Partner, place: Place) -> Value:
    kind = edition.say_term(edition.vocabulary.entity_types[partner.type].wordings)
    if not partner.organisation:
        name = partner.name or edition.wording.say("partner_without_name")
        return Value(text=name, lang=place.lang, cites=place.cites, note=kind)
    link = edition.organisation(partner.organisation)
    printed = _say_printed(edition, partner.organisation, place)
    return Value(
        text=link.text,
        address=link.address,
        lang=link.lang,
        cites=place.cites,
        note=edition.wording.join([printed, kind]),
    )


def _list_dates(edition: Edition, measure: Measure) -> Iterator[tuple[str, Fact]]:
    if measure.dates:
        fact = Fact(
            label=edition.wording.say("field_dates"),
            values=tuple(_show_date(edition, stated) for stated in measure.dates),
            cites=edition.cites(measure.citations.get("dates")),
        )
        yield "dates", fact


def _show_date(edition: Edition, stated: DateStatement) -> Value:
    kind = edition.say_term(edition.vocabulary.date_kinds[stated.what].wordings)
    inferred = edition.wording.say("date_inferred") if stated.inferred else ""
    return Value(
        text=edition.wording.date(stated.date, stated.precision),
        note=edition.wording.join([kind, inferred]),
        is_inferred=stated.inferred,
    )


def _list_places(edition: Edition, measure: Measure) -> Iterator[tuple[str, Fact]]:
    if measure.places:
        links = [edition.place(place) for place in measure.places]
        fact = Fact(
            label=edition.wording.say("field_places"),
            values=tuple(
                Value(text=link.text, address=link.address, lang=link.lang) for link in links
            ),
            cites=edition.cites(measure.citations.get("places")),
        )
        yield "places", fact


def _list_related(edition: Edition, entry: Entry[Measure]) -> Iterator[Fact]:
    """List the related measures under the kind of relation, seen from this measure."""
    links = edition.atlas.links_of(entry.slug)
    for kind in dict.fromkeys(link.kind for link in links):
        shown = [edition.measure(link.measure) for link in links if link.kind == kind]
        yield Fact(
            label=edition.wording.say(f"relation_{kind.replace('-', '_')}"),
            values=tuple(
                Value(text=link.text, address=link.address, lang=link.lang) for link in shown
            ),
        )


def _list_plain(edition: Edition, measure: Measure) -> Iterator[tuple[str, Fact]]:
    """List the fields that are shown as they are, where the source has them."""
    for field, values in _read_plain(edition, measure).items():
        if values:
            fact = Fact(
                label=edition.wording.say(f"field_{field}"),
                values=values,
                cites=edition.cites(measure.citations.get(field)),
            )
            yield field, fact


def _read_plain(edition: Edition, measure: Measure) -> dict[str, tuple[Value, ...]]:
    lists = edition.vocabulary
    scopes = [edition.choose(lists.scopes[slug].wordings) for slug in measure.scope or ()]
    natures = [edition.choose(lists.natures[slug].wordings) for slug in measure.nature or ()]
    return {
        "scope": tuple(Value(text=name.text, lang=name.lang) for name in scopes),
        "nature": tuple(Value(text=name.text, lang=name.lang) for name in natures),
        "transversal_priorities": tuple(
            Value(text=text, lang=_find_language(edition, measure, "transversal_priorities"))
            for text in measure.transversal_priorities or ()
        ),
        "website": (_show_website(measure.website),) if measure.website else (),
        "country": (Value(text=measure.country),) if measure.country else (),
        "year": (Value(text=measure.year),) if measure.year else (),
        "form": (Value(text=measure.form),) if measure.form else (),
    }


def _show_website(written: str) -> Value:
    """Link a website only where the source gives a whole address; anything else stays text."""
    is_whole = written.lower().startswith(("http://", "https://")) and not set(written) & set(
        ' "<>'
    )
    return Value(text=written, address=written if is_whole else "", is_outside=is_whole)


def _list_unresolved(edition: Edition, measure: Measure) -> Iterator[Fact]:
    if measure.unresolved:
        lang = _find_language(edition, measure, "unresolved")
        yield Fact(
            label=edition.wording.say("field_unresolved"),
            values=tuple(
                Value(text=value.text, lang=lang, note=_name_field(edition, value.field, lang))
                for value in measure.unresolved
            ),
            cites=edition.cites(measure.citations.get("unresolved")),
        )


def _find_language(edition: Edition, measure: Measure, field: str) -> str:
    """Return the language of the first source that states a field, "" where it is the page's."""
    return next(map(edition.language_of, measure.citations.get(field, {})), "")


def _name_field(edition: Edition, field: str, lang: str) -> str:
    """Name a field of a measure, or a question that is none by its own words in the source."""
    is_field = field in Measure.__struct_fields__ or field in SECTION_HEADINGS
    return edition.wording.say(f"field_{field}") if is_field else mark(field, lang)
