"""What can be found: each thing with the texts it is found by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from measurebook.graph import (
    Atlas,
    FacetValues,
    Passage,
    ReportAnswer,
    ResultKind,
    list_found_pages,
    list_found_terms,
    read_answer_values,
    read_event_values,
    read_facet_values,
)
from measurebook.graph.names import Target
from measurebook.graph.passages import question_fragments, read_answer, read_event, read_measure
from measurebook.model.event import EVENT_SECTIONS, Event
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.vocabulary import Organisation, Place, Term, Wording

SECTIONS_OF_NAMES = frozenset({"goals", "areas", "domains", "spellings"})
"""Sections whose words are found as names, and not as text."""

_SIGN = " · "


class Part(msgspec.Struct, frozen=True):
    """A passage of a document, or a fact: then `text` is empty and `targets` are whom it names."""

    section: str
    fragment: str
    text: str
    targets: tuple[Target, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """Something that can be found, and the words it is found by.

    `title` and `names` are searched in every language that has a wording; `parts` are shown with
    what was found in them. `fragment` is the place on its page, "" for the page itself.
    `facets` has no key where a thing has no such value by its kind; `wordings` are those of a
    question whose answer this is. `marks` are, for each field and section of a measure, the lines
    that state it and the address of each. The slug of a page is its kind, and `term` that of the
    term whose page it is.
    """

    kind: ResultKind
    slug: str
    title: tuple[str, ...]
    term: str = ""
    names: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    fragment: str = ""
    facets: FacetValues = msgspec.field(default_factory=dict)
    country: str | None = None
    wordings: Mapping[str, Wording] = msgspec.field(default_factory=dict)
    measure: Measure | None = None
    marks: Mapping[str, tuple[tuple[str, str], ...]] = msgspec.field(default_factory=dict)


def list_documents(atlas: Atlas) -> Iterator[Document]:
    """List everything that can be found: measures first, each kind in the order it is shown in."""
    yield from (read_measure_document(atlas, entry) for entry in atlas.measures)
    vocabulary = atlas.knowledge.vocabulary
    yield from (_read_organisation(slug, body) for slug, body in vocabulary.organisations.items())
    yield from (_read_event(atlas, entry) for entry in atlas.events)
    yield from (_read_place(slug, place) for slug, place in vocabulary.places.items())
    for entry in atlas.reports:
        yield from _read_answers(atlas, entry)
    for kind, slug, term in list_found_terms(vocabulary):
        yield _read_term(atlas, kind, slug, term)
    for page in list_found_pages(atlas.reports):
        yield _read_page(page, atlas.knowledge.words.values())


def number_targets(atlas: Atlas) -> dict[Target, int]:
    """Return the places in this list of the organisations and places that texts name."""
    vocabulary = atlas.knowledge.vocabulary
    bodies = len(atlas.measures)
    places = bodies + len(vocabulary.organisations) + len(atlas.events)
    return {
        **{
            Target("organisation", slug): number
            for number, slug in enumerate(vocabulary.organisations, start=bodies)
        },
        **{
            Target("place", slug): number
            for number, slug in enumerate(vocabulary.places, start=places)
        },
    }


# Measures


def read_measure_document(atlas: Atlas, entry: Entry[Measure]) -> Document:
    measure = entry.record
    passages = read_measure(entry, atlas.knowledge.sources)
    facts = tuple(_list_facts(measure))
    terms = tuple(_list_terms(atlas, measure))
    groups = tuple(partner.name for partner in measure.partners or () if partner.name)
    return Document(
        kind="measure",
        slug=entry.slug,
        title=(measure.title or "",),
        names=(*(part.text for part in terms), *_name_targets(atlas, facts), *groups),
        parts=(*facts, *terms, *map(_as_part, passages), *_read_money(measure)),
        facets=read_facet_values(measure),
        country=atlas.country_of("measure", entry.slug),
        measure=measure,
        marks={
            key: tuple(atlas.mark(source, lines) for source, lines in citation.items())
            for key, citation in measure.citations.items()
        },
    )


def _list_facts(measure: Measure) -> Iterator[Part]:
    partners = [partner.organisation for partner in measure.partners or () if partner.organisation]
    bodies = {"agencies": measure.agencies or (), "partners": partners}
    for section, slugs in bodies.items():
        if slugs:
            yield Part(section, "", "", tuple(Target("organisation", slug) for slug in slugs))
    if measure.places:
        yield Part("places", "", "", tuple(Target("place", slug) for slug in measure.places))


def _list_terms(atlas: Atlas, measure: Measure) -> Iterator[Part]:
    """List the goals, areas and domains of a measure, each with its words in every language."""
    for slug in measure.goals or ():
        yield Part("goals", "", _SIGN.join(_number_goal(atlas, slug)))
    for slug in measure.areas or ():
        yield Part("areas", "", _SIGN.join(_say(atlas.area(slug).wordings)))
    for slug in measure.domains or ():
        yield Part("domains", "", _SIGN.join(_say(atlas.domain(slug).wordings)))


def _read_money(measure: Measure) -> Iterator[Part]:
    if measure.funding and measure.funding.statement:
        yield Part("funding", "", measure.funding.statement)


# Organisations, places, events


def _read_organisation(slug: str, body: Organisation) -> Document:
    names = [body.abbreviation or "", *_say(body.wordings)]
    names += [alias.name for alias in body.aliases]
    names += [former.name for former in body.former_names]
    spellings = tuple(dict.fromkeys(name for name in names if name and name != body.name))
    return Document(
        kind="organisation",
        slug=slug,
        title=(body.name,),
        names=spellings,
        parts=_list_spellings(spellings),
    )


def _read_place(slug: str, place: Place) -> Document:
    names = [*_say(place.wordings), *place.aliases]
    spellings = tuple(dict.fromkeys(name for name in names if name != place.name))
    return Document(
        kind="place",
        slug=slug,
        title=(place.name,),
        names=spellings,
        parts=_list_spellings(spellings),
        facets={"place": (slug,)},
    )


def _list_spellings(names: tuple[str, ...]) -> tuple[Part, ...]:
    return tuple(Part("spellings", "", name) for name in names)


def _read_event(atlas: Atlas, entry: Entry[Event]) -> Document:
    event = entry.record
    facts = tuple(_list_event_facts(event))
    passages = read_event(entry, atlas.knowledge.sources)
    return Document(
        kind="event",
        slug=entry.slug,
        title=tuple(filter(None, dict.fromkeys([event.name or "", event.title]))),
        names=tuple(_name_targets(atlas, facts)),
        parts=(*facts, *map(_as_part_of_event, passages)),
        facets=read_event_values(event),
        country=atlas.country_of("event", entry.slug),
    )


def _list_event_facts(event: Event) -> Iterator[Part]:
    bodies = {"organisers": event.organisers, "venues": event.venues}
    for section, slugs in bodies.items():
        if slugs:
            yield Part(section, "", "", tuple(Target("organisation", slug) for slug in slugs))
    if event.places:
        yield Part("places", "", "", tuple(Target("place", slug) for slug in event.places))


def _name_targets(atlas: Atlas, facts: tuple[Part, ...]) -> Iterator[str]:
    """Yield the names, in every language, of the bodies and places that facts name."""
    for target in dict.fromkeys(target for fact in facts for target in fact.targets):
        named = (
            atlas.organisation(target.slug)
            if target.kind == "organisation"
            else atlas.place(target.slug)
        )
        yield named.name
        yield from _say(named.wordings)


# Answers


def _read_answers(atlas: Atlas, entry: Entry[Report]) -> Iterator[Document]:
    answers = atlas.answers_of_report(entry.slug)
    for found, fragment in zip(answers, question_fragments(answers), strict=True):
        passages = tuple(read_answer(found, fragment, atlas.knowledge.sources))
        yield Document(
            kind="answer",
            slug=entry.slug,
            title=tuple(_word_question(found)),
            parts=tuple(Part("answer", fragment, passage.text) for passage in passages),
            fragment=fragment,
            facets=read_answer_values(found, atlas.knowledge.vocabulary.areas),
            country=atlas.country_of("report", entry.slug),
            wordings=found.question.wordings if found.question else {},
        )


def _word_question(found: ReportAnswer) -> Iterator[str]:
    if found.question is not None:
        yield from _say(found.question.wordings)
    else:
        yield found.answer.wording or found.answer.question


# Pages


def _read_term(atlas: Atlas, kind: str, slug: str, term: Term) -> Document:
    """Read the page of a goal, area or domain; a goal is called by its number too."""
    numbers = _number_goal(atlas, slug) if kind == "goal" else ()
    wordings = tuple(_say(term.wordings))
    return Document(
        kind="page",
        slug=kind,
        term=slug,
        title=(*numbers, *wordings),
        parts=_list_spellings((_SIGN.join(wordings),)),
        facets={kind: (slug,)},
    )


def _number_goal(atlas: Atlas, slug: str) -> Iterator[str]:
    """Yield the number of a goal as each language says it."""
    for said in atlas.knowledge.words.values():
        if "goal_number" in said:
            yield said["goal_number"].replace("{goal}", slug)


def _read_page(kind: str, languages: Iterable[Mapping[str, str]]) -> Document:
    """Read a page that there is once; it is found by what it is called in every language."""
    words = list(languages)
    return Document(
        kind="page",
        slug=kind,
        title=tuple(said[heading] for said in words if (heading := f"{kind}_heading") in said),
        names=tuple(said[part] for said in words if (part := f"part_{kind}") in said),
    )


# Parts


def _as_part(passage: Passage) -> Part:
    return Part(passage.section, passage.fragment, passage.text)


def _as_part_of_event(passage: Passage) -> Part:
    """Call everything inside a session by that word: titles of sessions are no fields."""
    section = passage.section if passage.section in EVENT_SECTIONS else "session"
    return Part(section, passage.fragment, passage.text)


def _say(wordings: Mapping[str, Wording]) -> Iterator[str]:
    yield from (wording.text for wording in wordings.values())
