"""Whether the lists of the vocabulary agree with each other, with the form and the sources."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import get_args

from measurebook.errors import Problem, guess, quote
from measurebook.frontmatter import Fields, KeyPath
from measurebook.load.citations import find_span_fault, name_lines
from measurebook.load.known import Known
from measurebook.load.names import check_names
from measurebook.load.vocabulary import Lists
from measurebook.model.base import read_span
from measurebook.model.knowledge import Source
from measurebook.model.measure import AnswerState, PartnerType
from measurebook.model.vocabulary import Organisation, Place, Vocabulary, Wording
from measurebook.text import fold_name, is_slug

_CLOSED = {"answers": get_args(AnswerState), "entity_types": get_args(PartnerType)}
"""Lists whose slugs the records themselves know."""

_SLUGGED = frozenset(
    {"goals", "areas", "domains", "scopes", "natures", "date_kinds", "organisations", "places"}
    | {"questions", "subjects"}
)
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_SECTION = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_PLACE = re.compile(r"(?P<source>[a-z0-9][a-z0-9._-]*):(?P<lines>[1-9]\d{0,8}(-[1-9]\d{0,8})?)")

Sources = Mapping[str, Source]


def check_lists(lists: Lists, known: Known, sources: Sources) -> Iterator[Problem]:
    """Check all lists that could be read."""
    for name, fields in lists.files.items():
        yield from _check_slugs(name, fields)
        yield from _check_wordings(name, fields, lists.vocabulary, sources)
    for name, check in _CHECKS.items():
        if name in lists.files:
            yield from check(lists.vocabulary, lists.files[name], known)
    for name in ("organisations", "places"):
        if name in lists.files:
            yield from _check_places(name, lists, known, sources)


def _check_slugs(name: str, fields: Fields) -> Iterator[Problem]:
    for slug in fields.values:
        choices = _CLOSED.get(name)
        if choices and slug not in choices:
            near = guess(slug, choices) or f"; expected one of {', '.join(choices)}"
            yield fields.problem(f"{quote(slug)} is not known to the records{near}", slug)
        elif name in _SLUGGED and not is_slug(slug):
            yield fields.problem(f"{quote(slug)} is not a slug; expected a-z, 0-9, hyphens", slug)


# Wordings


def _check_wordings(
    name: str, fields: Fields, vocabulary: Vocabulary, sources: Sources
) -> Iterator[Problem]:
    """Check languages, and the lines of wordings that stand in one of these sources.

    A list of the form may name sources of another knowledge base, which are not here.
    """
    terms = getattr(vocabulary, name)
    for slug, term in terms.items() if isinstance(terms, dict) else ():
        for language, wording in _wordings_of(term):
            keys = (slug, "wordings", language)
            if not _LANGUAGE.fullmatch(language):
                yield fields.problem(f"{quote(language)} is no language, such as en", *keys)
            fault = _find_wording_fault(wording, sources)
            if fault:
                yield fields.problem(fault, *keys, "source")


def _wordings_of(term: object) -> Iterator[tuple[str, Wording]]:
    wordings = getattr(term, "wordings", None)
    if isinstance(wordings, dict):
        yield from wordings.items()


def _find_wording_fault(wording: Wording, sources: Sources) -> str | None:
    if wording.status != "source":
        return None
    place = _PLACE.fullmatch(wording.source or "")
    if place is None:
        return "a wording of the status source names its line; expected source: <source>:<line>"
    source = sources.get(place["source"])
    return find_span_fault(read_span(place["lines"]), source) if source else None


# Places in sources


def _check_places(name: str, lists: Lists, known: Known, sources: Sources) -> Iterator[Problem]:
    fields = lists.files[name]
    for entry, keys, place in _find_places(getattr(lists.vocabulary, name)):
        fault = _find_place_fault(place, known, sources) or _find_name_fault(entry, place, sources)
        if fault:
            yield fields.problem(fault, *keys)


def _find_places(entries: Mapping[str, object]) -> Iterator[tuple[object, KeyPath, str]]:
    """Find the places in sources that entries and their aliases name, with their keys."""
    for slug, entry in entries.items():
        for index, place in enumerate(getattr(entry, "sources", ())):
            yield entry, (slug, "sources", index), place
        for number, alias in enumerate(getattr(entry, "aliases", ())):
            for index, place in enumerate(getattr(alias, "sources", ())):
                yield entry, (slug, "aliases", number, "sources", index), place


def _find_place_fault(place: str, known: Known, sources: Sources) -> str | None:
    parts = _PLACE.fullmatch(place)
    if parts is None:
        return f"{quote(place)} is no place in a source; expected <source>:<line>"
    if parts["source"] not in sources:
        return _find_misspelling(parts["source"], known)
    return find_span_fault(read_span(parts["lines"]), sources[parts["source"]])


def _find_name_fault(entry: object, place: str, sources: Sources) -> str | None:
    """Tell of lines that do not name an organisation or a place where another line does.

    Where none does, a source may mean it by other words, as by the minister of a ministry. Entries
    that wait for review were found by the normaliser, which goes by such words as well.
    """
    if not isinstance(entry, Organisation | Place) or not getattr(entry, "reviewed", True):
        return None
    source, _, lines = place.rpartition(":")
    if source not in sources:
        return None
    names, span = {fold_name(name) for name in _list_names(entry)}, read_span(lines)
    text = sources[source].lines
    if _names_any(" ".join(text[span.first - 1 : span.last]), names):
        return None
    better = next((n for n, line in enumerate(text, 1) if _names_any(line, names)), None)
    if better is None:
        return None
    where = f"{name_lines(span)} of {sources[source].path}"
    return f"{quote(entry.name)} is not named in {where}; line {better} names it"


def _names_any(text: str, names: Collection[str]) -> bool:
    folded = fold_name(text)
    return any(name in folded for name in names)


def _list_names(entry: Organisation | Place) -> Iterator[str]:
    yield entry.name
    yield from (wording.text for wording in entry.wordings.values())
    if isinstance(entry, Place):
        yield from entry.aliases
    else:
        yield from filter(None, [entry.abbreviation])
        yield from (alias.name for alias in entry.aliases)
        yield from (former.name for former in entry.former_names)


def _find_misspelling(source: str, known: Known) -> str | None:
    """Tell of a source that is not here but close to one that is.

    Others belong to the content folder this list was written for: a list may serve several.
    """
    near = guess(source, known.slugs.get("sources", ()))
    return known.find_fault("sources", source) if near else None


# One list each


def _check_areas(vocabulary: Vocabulary, fields: Fields, known: Known) -> Iterator[Problem]:
    for slug, area in vocabulary.areas.items():
        fault = known.find_fault("goals", area.goal)
        if fault:
            yield fields.problem(fault, slug, "goal")


def _check_organisations(vocabulary: Vocabulary, fields: Fields, known: Known) -> Iterator[Problem]:
    parents = {slug: body.parent for slug, body in vocabulary.organisations.items()}
    for slug, organisation in vocabulary.organisations.items():
        fault = _find_parent_fault("organisations", slug, parents, known)
        if fault:
            yield fields.problem(fault, slug, "parent")
        for index, other in enumerate(organisation.distinct_from):
            fault = known.find_fault("organisations", other)
            if other == slug:
                fault = f"{quote(slug)} cannot be distinct from itself"
            if fault:
                yield fields.problem(fault, slug, "distinct_from", index)
    yield from check_names(vocabulary, fields)


def _check_questions(vocabulary: Vocabulary, fields: Fields, known: Known) -> Iterator[Problem]:
    parents = {slug: question.parent for slug, question in vocabulary.questions.items()}
    for slug, question in vocabulary.questions.items():
        fault = _find_parent_fault("questions", slug, parents, known)
        if fault:
            yield fields.problem(fault, slug, "parent")
        fault = known.find_fault("areas", question.area) if question.area else None
        if fault:
            yield fields.problem(fault, slug, "area")
        if question.section and not _SECTION.fullmatch(question.section):
            message = f"{quote(question.section)} names no section; expected words joined by _"
            yield fields.problem(message, slug, "section")


def _find_parent_fault(
    name: str, slug: str, parents: Mapping[str, str | None], known: Known
) -> str | None:
    """Tell why a parent cannot be one: it is not there, or it is below its own child."""
    parent = parents[slug]
    if parent is None:
        return None
    if parent == slug:
        return f"{quote(slug)} cannot stand above itself"
    seen = {slug}
    above: str | None = parent
    while above is not None and above not in seen:
        seen.add(above)
        above = parents.get(above)
    if above == slug:
        return f"{quote(parent)} stands above {quote(slug)} and below it"
    return known.find_fault(name, parent)


def _check_noise(vocabulary: Vocabulary, fields: Fields, _: Known) -> Iterator[Problem]:
    for name in ("chrome", "spam"):
        for index, pattern in enumerate(getattr(vocabulary.noise, name)):
            try:
                re.compile(pattern)
            except re.error as error:
                message = f"{quote(pattern)} is no regular expression: {error.msg}"
                yield fields.problem(message, name, index)


def _check_subjects(vocabulary: Vocabulary, fields: Fields, known: Known) -> Iterator[Problem]:
    for slug, subject in vocabulary.subjects.items():
        for index, question in enumerate(subject.questions):
            fault = known.find_fault("questions", question)
            if fault:
                yield fields.problem(fault, slug, "questions", index)


_CHECKS = {
    "areas": _check_areas,
    "organisations": _check_organisations,
    "questions": _check_questions,
    "subjects": _check_subjects,
    "noise": _check_noise,
}
