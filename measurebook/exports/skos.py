"""The lists of terms as SKOS, in Turtle.

Each list is a concept scheme, each term a concept. A wording is a label, and also, by SKOS-XL, a
thing of its own that states how far it can be trusted and where it stands. Identifiers are
relative to the file, or full addresses where the site knows where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from measurebook.exports.addresses import VOCABULARY
from measurebook.exports.plain import tidy
from measurebook.exports.release import Release
from measurebook.model.output import OutputFile
from measurebook.model.vocabulary import Area, DateKind, Term, Wording, WordingStatus

_PREFIXES = """\
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
"""
_STATUS_MEANINGS: Mapping[WordingStatus, str] = {
    "source": "The wording stands in one of the source texts.",
    "public-copy": "The wording was found in a stored copy of a public page.",
    "recalled": "The wording is the usual one and was not verified.",
    "translation": "The wording was made by the editors.",
}
_SCHEME_TITLES: Mapping[str, str] = {
    "goals": "Goals of the Convention",
    "areas": "Areas of monitoring",
    "domains": "Cultural domains",
    "entity-types": "Types of entity",
    "answers": "States of an answer",
    "scopes": "Scopes of a measure",
    "natures": "Natures of a measure",
    "date-kinds": "Kinds of dates",
}
_ESCAPED = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r"}
_LANGUAGE_TAG = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")

Terms = Mapping[str, Term] | Mapping[str, DateKind]


def render_skos(release: Release) -> OutputFile:
    """Write all lists of terms into one file."""
    return OutputFile(VOCABULARY, "\n".join(_list_statements(release)).encode())


def count_concepts(release: Release) -> int:
    """Count the terms of all lists."""
    return sum(len(terms) for terms in _list_schemes(release).values())


def _list_schemes(release: Release) -> dict[str, Terms]:
    vocabulary = release.vocabulary
    return {
        "goals": vocabulary.goals,
        "areas": vocabulary.areas,
        "domains": vocabulary.domains,
        "entity-types": vocabulary.entity_types,
        "answers": vocabulary.answers,
        "scopes": vocabulary.scopes,
        "natures": vocabulary.natures,
        "date-kinds": vocabulary.date_kinds,
    }


def _list_statements(release: Release) -> Iterator[str]:
    base = release.in_full(VOCABULARY)
    yield _PREFIXES + (f"@base <{base}> .\n" if base else "")
    yield from _describe_statuses()
    for name, terms in _list_schemes(release).items():
        yield _render_scheme(release, name, terms)
        for slug, term in terms.items():
            yield _render_concept(name, slug, term)


def _describe_statuses() -> Iterator[str]:
    yield _render_node(
        name_scheme("wording-statuses"),
        [("a", "skos:ConceptScheme"), ("dct:title", quote_literal("Status of a wording", "en"))],
    )
    for status in get_args(WordingStatus):
        yield _render_node(
            name_concept("wording-statuses", status),
            [
                ("a", "skos:Concept"),
                ("skos:inScheme", name_scheme("wording-statuses")),
                ("skos:topConceptOf", name_scheme("wording-statuses")),
                ("skos:prefLabel", quote_literal(status, "en")),
                ("skos:definition", quote_literal(_STATUS_MEANINGS[status], "en")),
            ],
        )


def _render_scheme(release: Release, name: str, terms: Terms) -> str:
    return _render_node(
        name_scheme(name),
        [
            ("a", "skos:ConceptScheme"),
            ("dct:title", quote_literal(_SCHEME_TITLES[name], "en")),
            ("dct:publisher", quote_literal(release.site.title)),
            ("owl:versionInfo", quote_literal(release.version)),
            *(("skos:hasTopConcept", name_concept(name, slug)) for slug in terms),
        ],
    )


def _render_concept(name: str, slug: str, term: Term | DateKind) -> str:
    return _render_node(
        name_concept(name, slug),
        [
            ("a", "skos:Concept"),
            ("skos:inScheme", name_scheme(name)),
            ("skos:topConceptOf", name_scheme(name)),
            ("skos:notation", quote_literal(slug)),
            *_list_labels(term.wordings),
            *_list_more(term),
        ],
    )


def _list_labels(wordings: Mapping[str, Wording]) -> Iterator[tuple[str, str]]:
    for language, wording in wordings.items():
        yield "skos:prefLabel", quote_literal(wording.text, language)
    for language, wording in wordings.items():
        yield "skosxl:prefLabel", _render_label(language, wording)


def _render_label(language: str, wording: Wording) -> str:
    source = f" ; dct:source {quote_literal(wording.source)}" if wording.source else ""
    return (
        f"[ a skosxl:Label ; skosxl:literalForm {quote_literal(wording.text, language)} ; "
        f"adms:status {name_concept('wording-statuses', wording.status)}{source} ]"
    )


def _list_more(term: Term | DateKind) -> Iterator[tuple[str, str]]:
    """List what only some terms have. Spellings of the sources are hidden labels: for finding."""
    if isinstance(term, Area):
        yield "skos:broadMatch", name_concept("goals", term.goal)
    if isinstance(term, Term):
        preferred = {tidy(wording.text) for wording in term.wordings.values()}
        variants = dict.fromkeys(map(tidy, term.variants))
        for variant in variants:
            if variant not in preferred:
                yield "skos:hiddenLabel", quote_literal(variant)
        if term.note:
            yield "skos:editorialNote", quote_literal(term.note)


def name_scheme(name: str) -> str:
    return f"<#{name}>"


def name_concept(name: str, slug: str) -> str:
    """Name a term; its list comes first, for two lists may have terms of the same slug."""
    return f"<#{name}/{slug}>"


def quote_literal(text: str, language: str = "") -> str:
    r"""Write a text as a literal, in a language where one is given.

    >>> quote_literal('the "new" law\\', "en")
    '"the \\"new\\" law\\\\"@en'
    """
    mark = f"@{language}" if _LANGUAGE_TAG.fullmatch(language) else ""
    return f'"{tidy(text).translate(_ESCAPED)}"{mark}'


def _render_node(subject: str, statements: Iterable[tuple[str, str]]) -> str:
    lines = [f"    {predicate} {told}" for predicate, told in statements]
    return f"{subject}\n" + " ;\n".join(lines) + " .\n"
