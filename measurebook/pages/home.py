"""The home page: what this is, three ways in, and the knowledge base in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from measurebook.graph import is_empty_place, open_workbook
from measurebook.model.knowledge import Entry, Source
from measurebook.model.report import Report
from measurebook.pages.claims import count_lacking
from measurebook.pages.measures import count_records
from measurebook.pages.parts.bars import BarGroup
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import link_part, make_frame
from measurebook.pages.parts.views import Answer, Count, LedView, Link, ListRow, View
from measurebook.pages.parts.wording import mark
from measurebook.pages.terms import list_bars
from measurebook.urls import NOT_STATED, address_of

_MATRIX_STATES = ("yes", "no", "unanswered", "not-applicable", "blank", "not-asked", "answered")
_LEVELS = (1, 3, 6, 10, 20)
"""From how many answers on a cell of the matrix is one shade darker."""

_LATEST_SOURCES = 5


class Door(View, frozen=True, kw_only=True):
    """A way in for one kind of visitor."""

    heading: Link
    text: str
    go: str


class Cell(View, frozen=True, kw_only=True):
    """A cell of the matrix. `level` is its shade; `is_alert` marks answers that are missing."""

    count: str
    level: int
    is_alert: bool
    address: str


class MatrixRow(View, frozen=True, kw_only=True):
    goal: Link
    cells: tuple[Cell, ...]


class Matrix(View, frozen=True, kw_only=True):
    """The answers of a report by goal and state."""

    intro: str
    report: Link
    states: tuple[Answer, ...]
    rows: tuple[MatrixRow, ...]


class HomeView(LedView, frozen=True, kw_only=True):
    heading: str
    doors: tuple[Door, ...]
    counts: tuple[Count, ...]
    matrix: Matrix | None
    area_groups: tuple[BarGroup, ...]
    areas: Link
    sources: tuple[ListRow, ...]
    all_sources: Link


def make_home(edition: Edition) -> HomeView:
    wording = edition.wording
    reports = edition.atlas.reports
    heading = edition.site_name.heading or edition.site_name.title
    return HomeView(
        frame=make_frame(edition, "home", heading, description=edition.site_name.description or ""),
        heading=heading,
        lead=wording.count("home_lead", len(edition.atlas.measures)),
        doors=tuple(_list_doors(edition)),
        counts=tuple(_list_counts(edition)),
        matrix=_make_matrix(edition, reports[0]) if reports else None,
        area_groups=list_bars(edition, "area"),
        areas=edition.link("areas"),
        sources=tuple(_list_sources(edition)),
        all_sources=edition.link("sources"),
    )


def _list_doors(edition: Edition) -> Iterator[Door]:
    go = {
        "workbook": edition.wording.say("door_workbook_go"),
        "measures": edition.wording.count("door_measures_go", len(edition.atlas.measures)),
        "claims": edition.wording.say("door_claims_go"),
    }
    for part, word in go.items():
        link = link_part(edition, part)
        yield Door(
            heading=Link(text=edition.wording.say(f"door_{part}"), address=link.address),
            text=edition.wording.say(f"door_{part}_text"),
            go=word,
        )


def _list_counts(edition: Edition) -> Iterator[Count]:
    atlas, wording = edition.atlas, edition.wording
    empty = sum(not atlas.measures_of("areas", slug) for slug in edition.vocabulary.areas)
    book = open_workbook(atlas)
    numbers = {
        "measures": (len(atlas.measures), address_of("measures")),
        "areas": (len(edition.vocabulary.areas), address_of("areas")),
        "no_domain": (len(atlas.measures_without("domains")), address_of("domain", NOT_STATED)),
        "claims": (count_lacking(book.claims if book else ()), address_of("claims")),
        "conflicts": (len(edition.knowledge.conflicts), address_of("conflicts")),
        "sources": (len(edition.knowledge.sources), address_of("sources")),
    }
    details = {"measures": wording.number(count_records(atlas)), "areas": wording.number(empty)}
    for name, (number, address) in numbers.items():
        label = wording.count(f"count_{name}", number, detail=details.get(name, ""))
        yield Count(number=wording.number(number), label=label, address=address if number else "")


def _list_sources(edition: Edition) -> Iterator[ListRow]:
    """List the sources, those captured last first, those without a date by their title."""
    sources = edition.knowledge.sources.values()
    key = edition.wording.alphabet.key
    by_title = sorted(sources, key=lambda source: (key(source.card.title), source.id))
    latest = sorted(by_title, key=lambda source: source.card.captured or "", reverse=True)
    for source in latest[:_LATEST_SOURCES]:
        yield ListRow(link=edition.source(source), why=_about_source(edition, source))


def _about_source(edition: Edition, source: Source) -> str:
    wording, card = edition.wording, source.card
    kind = wording.say(f"source_{card.kind.replace('-', '_')}")
    captured = wording.say("captured_on", date=wording.date(card.captured)) if card.captured else ""
    return wording.join([kind, edition.name_publisher(card), captured])


# Matrix


def _make_matrix(edition: Edition, report: Entry[Report]) -> Matrix:
    counts = _count_answers(edition, report)
    states = [state for state in _MATRIX_STATES if any(found[state] for found in counts.values())]
    link = edition.report(report)
    return Matrix(
        intro=edition.wording.say("matrix_intro", report=mark(link.text, link.lang)),
        report=link,
        states=tuple(edition.answer(state) for state in states),
        rows=tuple(
            MatrixRow(
                goal=edition.goal(goal),
                cells=tuple(
                    _make_cell(edition, f"{link.address}#goal-{goal}", state, counts[goal][state])
                    for state in states
                ),
            )
            for goal in edition.vocabulary.goals
        ),
    )


def _count_answers(edition: Edition, report: Entry[Report]) -> dict[str, Counter[str]]:
    counts = {goal: Counter[str]() for goal in edition.vocabulary.goals}
    for slug, area in edition.vocabulary.areas.items():
        for found in edition.atlas.answers_of_area(slug):
            is_question = not is_empty_place(found)
            if is_question and found.report.slug == report.slug and area.goal in counts:
                counts[area.goal][found.answer.state] += 1
    return counts


def _make_cell(edition: Edition, address: str, state: str, number: int) -> Cell:
    is_alert = number > 0 and state in {"unanswered", "blank"}
    return Cell(
        count=edition.wording.number(number),
        level=0 if is_alert else sum(number >= least for least in _LEVELS),
        is_alert=is_alert,
        address=address if number else "",
    )
