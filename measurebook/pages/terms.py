"""Goals, areas and domains: the lists, and the page of each term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Literal

from measurebook.graph import Facet
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
from measurebook.model.vocabulary import Term
from measurebook.pages.parts.answers import show_answers
from measurebook.pages.parts.bars import Bar, BarGroup, make_bar
from measurebook.pages.parts.domain_claims import ClaimTable, make_claims
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.page import Page
from measurebook.pages.parts.prose import read_note
from measurebook.pages.parts.rows import Rows
from measurebook.pages.parts.statuses import show_wording
from measurebook.pages.parts.views import (
    LedView,
    Link,
    ListRow,
    MeasureRow,
    Note,
    QuestionView,
    WordingRow,
)
from measurebook.pages.parts.wording import mark
from measurebook.urls import NOT_STATED

TermKind = Literal["goal", "area", "domain"]

FACETS: Mapping[TermKind, Facet] = {"goal": "goals", "area": "areas", "domain": "domains"}


class TermsView(LedView, frozen=True, kw_only=True):
    """A list of terms as a table with bars."""

    heading: str
    caption: str
    term: str
    groups: tuple[BarGroup, ...]
    claims: ClaimTable | None


class TermView(LedView, frozen=True, kw_only=True):
    """A goal, area or domain, or the page of the measures that state none."""

    kicker: tuple[Link, ...]
    heading: str
    lang: str
    wordings: tuple[WordingRow, ...]
    note: tuple[Note, ...]
    parts: tuple[ListRow, ...]
    rows: tuple[MeasureRow, ...]
    empty: str
    questions: tuple[QuestionView, ...]
    reports: tuple[Link, ...]


def plan_terms(edition: Edition, rows: Rows) -> Iterator[Page]:
    """Plan the lists and pages of goals, areas and domains."""
    for kind in FACETS:
        yield edition.plan(f"{kind}s", partial(_make_index, edition, kind))
        for slug, term in edition.vocabulary.terms[kind].items():
            yield edition.plan(kind, partial(_make_term, edition, rows, kind, slug, term), slug)
        if edition.atlas.measures_without(FACETS[kind]):
            yield edition.plan(kind, partial(_make_not_stated, edition, rows, kind), NOT_STATED)


# Lists


def _make_index(edition: Edition, kind: TermKind) -> TermsView:
    kinds, wording = f"{kind}s", edition.wording
    heading = wording.say(f"{kinds}_heading")
    return TermsView(
        frame=make_frame(edition, kinds, heading),
        heading=heading,
        lead=wording.say(f"{kinds}_lead"),
        caption=wording.say(f"{kinds}_caption"),
        term=wording.say(f"part_{kind}"),
        groups=list_bars(edition, kind),
        claims=make_claims(edition) if kind == "domain" else None,
    )


def list_bars(edition: Edition, kind: TermKind) -> tuple[BarGroup, ...]:
    """List all terms with their numbers of measures, on one scale.

    Areas stand under their goals, empty ones stay visible, and the measures that state no such
    term come last.
    """
    atlas, facet = edition.atlas, FACETS[kind]
    counts = {slug: len(atlas.measures_of(facet, slug)) for slug in edition.vocabulary.terms[kind]}
    rest = len(atlas.measures_without(facet))
    most = max((*counts.values(), rest))
    bars = {
        slug: make_bar(edition, _LINKS[kind](edition, slug), count, most)
        for slug, count in counts.items()
    }
    groups = _group_areas(edition, bars) if kind == "area" else (BarGroup(bars=(*bars.values(),)),)
    if not rest:
        return groups
    name = edition.wording.say(f"{kind}_not_stated_heading")
    last = make_bar(edition, edition.link(kind, NOT_STATED, name), rest, most, is_rest=True)
    return (*groups, BarGroup(bars=(last,)))


_LINKS = {"goal": Edition.goal, "area": Edition.area, "domain": Edition.domain}


def _group_areas(edition: Edition, bars: Mapping[str, Bar]) -> tuple[BarGroup, ...]:
    return tuple(
        BarGroup(
            heading=edition.goal(goal),
            bars=tuple(bars[area] for area in edition.atlas.areas_of(goal)),
        )
        for goal in edition.vocabulary.goals
    )


# Terms


def _make_term(edition: Edition, rows: Rows, kind: TermKind, slug: str, term: Term) -> TermView:
    name = edition.choose(term.wordings)
    named = mark(name.text, name.lang)
    entries = edition.atlas.measures_of(FACETS[kind], slug)
    answers = edition.atlas.answers_of_area(slug) if kind == "area" else ()
    return TermView(
        frame=make_frame(
            edition, kind, _title(edition, kind, slug, name.text), slug, (edition.link(f"{kind}s"),)
        ),
        kicker=_make_kicker(edition, kind, slug),
        heading=name.text,
        lang=edition.other_language(name.lang),
        lead=_make_lead(edition, kind, entries, len(answers)),
        wordings=tuple(show_wording(edition, lang, text) for lang, text in term.wordings.items()),
        note=read_note(edition, term.note),
        parts=_list_parts(edition, kind, slug),
        rows=rows.of(entries),
        empty="" if entries else edition.wording.say(f"{kind}_empty", name=named),
        questions=show_answers(edition, answers),
        reports=tuple(edition.report(report) for report in edition.atlas.reports)
        if answers
        else (),
    )


def _title(edition: Edition, kind: TermKind, slug: str, name: str) -> str:
    return edition.goal(slug).text if kind == "goal" else name


def _make_kicker(edition: Edition, kind: TermKind, slug: str) -> tuple[Link, ...]:
    if kind == "goal":
        return (Link(text=edition.wording.say("goal_number", goal=slug)),)
    if kind == "area":
        goal = edition.goal_number(edition.atlas.area(slug).goal)
        return (Link(text=edition.wording.say("kind_area")), goal)
    return (Link(text=edition.wording.say("kind_domain")),)


def _make_lead(
    edition: Edition, kind: TermKind, entries: Sequence[Entry[Measure]], answers: int
) -> str:
    wording = edition.wording
    measures = wording.count("measures", len(entries))
    if kind == "area" and answers:
        return wording.say(
            "area_lead_answered", measures=measures, questions=wording.count("questions", answers)
        )
    return wording.say(f"{kind}_lead", measures=measures)


def _list_parts(edition: Edition, kind: TermKind, slug: str) -> tuple[ListRow, ...]:
    """List the areas of a goal with their numbers of measures."""
    if kind != "goal":
        return ()
    return tuple(
        ListRow(
            link=edition.area(area),
            count=edition.wording.count("measures", len(edition.atlas.measures_of("areas", area))),
        )
        for area in edition.atlas.areas_of(slug)
    )


def _make_not_stated(edition: Edition, rows: Rows, kind: TermKind) -> TermView:
    entries = edition.atlas.measures_without(FACETS[kind])
    wording = edition.wording
    heading = wording.say(f"{kind}_not_stated_heading")
    return TermView(
        frame=make_frame(edition, kind, heading, NOT_STATED, (edition.link(f"{kind}s"),)),
        kicker=(Link(text=wording.say(f"kind_{kind}")),),
        heading=heading,
        lang="",
        lead=wording.count(f"{kind}_not_stated_lead", len(entries)),
        wordings=(),
        note=(),
        parts=(),
        rows=rows.of(entries),
        empty="",
        questions=(),
        reports=(),
    )
