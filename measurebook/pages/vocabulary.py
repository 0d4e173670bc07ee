"""All lists of terms in all their languages, and how far each wording can be trusted."""

from __future__ import annotations

from collections.abc import Mapping

from measurebook.model.vocabulary import DateKind, Question, Term, Wording
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.statuses import show_wording
from measurebook.pages.parts.views import LedView, Link, View, WordingRow
from measurebook.urls import ADDRESSES

_LANGUAGES = ("en", "az", "fr", "es", "ru")
"""The order in which languages stand beside each other."""

Terms = Mapping[str, Term | DateKind | Question]


class WordingCell(View, frozen=True, kw_only=True):
    """The wording of a term in a language, None where there is none."""

    language: str
    wording: WordingRow | None


class TermRow(View, frozen=True, kw_only=True):
    """A term, with a cell for each language of its table."""

    id: str
    name: Link
    cells: tuple[WordingCell, ...]


class TermTable(View, frozen=True, kw_only=True):
    """A list of terms; `languages` head its columns."""

    id: str
    heading: str
    languages: tuple[str, ...]
    rows: tuple[TermRow, ...]


class StatusMeaning(View, frozen=True, kw_only=True):
    status: str
    word: str
    meaning: str


class VocabularyView(LedView, frozen=True, kw_only=True):
    heading: str
    statuses: tuple[StatusMeaning, ...]
    tables: tuple[TermTable, ...]


def make_vocabulary(edition: Edition) -> VocabularyView:
    heading = edition.wording.say("vocabulary_heading")
    return VocabularyView(
        frame=make_frame(edition, "vocabulary", heading),
        heading=heading,
        lead=edition.wording.say("vocabulary_lead"),
        statuses=tuple(
            StatusMeaning(
                status=status,
                word=edition.wording.say(f"status_{status}"),
                meaning=edition.wording.say(f"vocabulary_{status}"),
            )
            for status in ("official", "recalled", "translation")
        ),
        tables=tuple(_make_table(edition, *named) for named in _list_terms(edition).items()),
    )


def _list_terms(edition: Edition) -> dict[str, Terms]:
    lists = edition.vocabulary
    found: dict[str, Terms] = {
        "goals": lists.goals,
        "areas": lists.areas,
        "domains": lists.domains,
        "answers": lists.answers,
        "entity_types": lists.entity_types,
        "scopes": lists.scopes,
        "natures": lists.natures,
        "date_kinds": lists.date_kinds,
        "questions": lists.questions,
    }
    return {name: terms for name, terms in found.items() if terms}


def _make_table(edition: Edition, name: str, terms: Terms) -> TermTable:
    worded = {language for term in terms.values() for language in term.wordings}
    known = [language for language in _LANGUAGES if language in worded]
    languages = [*known, *sorted(worded.difference(known))]
    kind = name.removesuffix("s")
    return TermTable(
        id=name.replace("_", "-"),
        heading=edition.wording.say(f"vocabulary_{name}"),
        languages=tuple(edition.wording.say(f"language_{language}") for language in languages),
        rows=tuple(
            TermRow(
                id=f"{kind.replace('_', '-')}-{slug}",
                name=_name_term(edition, kind, slug),
                cells=tuple(_make_cell(edition, language, term.wordings) for language in languages),
            )
            for slug, term in terms.items()
        ),
    )


def _make_cell(edition: Edition, language: str, wordings: Mapping[str, Wording]) -> WordingCell:
    wording = wordings.get(language)
    return WordingCell(
        language=edition.wording.say(f"language_{language}"),
        wording=show_wording(edition, language, wording) if wording else None,
    )


def _name_term(edition: Edition, kind: str, slug: str) -> Link:
    """Name a term by the slug that the data use, linked where the term has a page.

    Slugs are made of English words, whatever the language of the page.
    """
    if kind in ADDRESSES:
        return edition.link(kind, slug, slug, "en")
    return Link(text=slug, lang=edition.other_language("en"))
