"""Sources: the list, and each text line by line with what became of every line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from measurebook.gate.personal import find_personal
from measurebook.graph import EntryKind, Use
from measurebook.model.event import EVENT_SECTIONS, Event
from measurebook.model.knowledge import Source
from measurebook.model.measure import SECTION_HEADINGS, Measure
from measurebook.model.report import Report
from measurebook.model.source import LineClass
from measurebook.pages.parts.answers import name_question
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.page import Page
from measurebook.pages.parts.prose import read_note
from measurebook.pages.parts.views import Fact, FramedView, LedView, Link, Note, Value, View
from measurebook.text import mask_hidden

LINE_CLASSES: Mapping[LineClass, str] = {
    "used": "used",
    "form-wording": "form",
    "section-heading": "heading",
    "chrome": "chrome",
    "repeated": "repeated",
    "withheld": "withheld",
    "spam": "spam",
}
"""Class of a line to the part of its name that style sheets use, in the order of the bar."""

_WITHHELD: frozenset[LineClass | None] = frozenset({"withheld", "spam"})
_SHOWN_WITH_USES: frozenset[LineClass | None] = frozenset({"used", "section-heading"})
"""Form wording is cited as the place where an answer is missing; that is no use of its words."""

_MOST_SHOWN_USES = 3

_HEAD_FIELDS: Mapping[EntryKind, frozenset[str]] = {
    "measure": frozenset({*Measure.__struct_fields__, *SECTION_HEADINGS}),
    "report": frozenset(Report.__struct_fields__),
    "event": frozenset({*Event.__struct_fields__, *EVENT_SECTIONS}),
}
_BODY_FIELD: Mapping[EntryKind, str] = {
    "measure": "main_features",
    "report": "answers",
    "event": "sessions",
}
_LONGEST_USE = 48


class Piece(View, frozen=True, kw_only=True):
    """A piece of a line: its text, or "" where personal data was taken out."""

    text: str


class UseView(View, frozen=True, kw_only=True):
    """A page that uses a line, and for what."""

    link: Link
    fields: str


class LineView(View, frozen=True, kw_only=True):
    number: int
    style: str
    word: str
    pieces: tuple[Piece, ...]
    withheld: str
    uses: tuple[UseView, ...]
    summary: str


class Share(View, frozen=True, kw_only=True):
    """A stretch of the ledger's bar; `start` and `width` are percentages."""

    style: str
    word: str
    count: str
    percent: str
    start: str
    width: str


class LedgerView(View, frozen=True, kw_only=True):
    label: str
    shares: tuple[Share, ...]


class SourceCard(View, frozen=True, kw_only=True):
    short_id: str
    link: Link
    about: str
    hash: str
    rights: str
    ledger: LedgerView


class SourcesView(LedView, frozen=True, kw_only=True):
    heading: str
    cards: tuple[SourceCard, ...]


class SourceView(FramedView, frozen=True, kw_only=True):
    kicker: tuple[Link, ...]
    heading: str
    facts: tuple[Fact, ...]
    hash: str
    note: tuple[Note, ...]
    ledger_heading: str
    ledger: LedgerView
    documents: tuple[Link, ...]
    measures: tuple[Link, ...]
    measures_summary: str
    lines: tuple[LineView, ...]
    lang: str


def plan_sources(edition: Edition) -> Iterator[Page]:
    yield edition.plan("sources", partial(_make_list, edition))
    for source in edition.knowledge.sources.values():
        yield edition.plan("source", partial(_make_source, edition, source), source.id)


def _make_list(edition: Edition) -> SourcesView:
    sources = edition.knowledge.sources
    heading = edition.wording.say("sources_heading")
    return SourcesView(
        frame=make_frame(edition, "sources", heading),
        heading=heading,
        lead=edition.wording.count("sources_lead", len(sources)),
        cards=tuple(_make_card(edition, source) for source in sources.values()),
    )


def _make_card(edition: Edition, source: Source) -> SourceCard:
    card = source.card
    return SourceCard(
        short_id=edition.short_id(source.id),
        link=edition.source(source),
        about=_say_origin(edition, source),
        hash=card.sha256,
        rights=edition.wording.say(f"rights_{card.rights}"),
        ledger=make_ledger(edition, source),
    )


def _say_origin(edition: Edition, source: Source) -> str:
    card, wording = source.card, edition.wording
    captured = wording.say("captured_on", date=wording.date(card.captured)) if card.captured else ""
    return wording.join([say_kind(edition, source), edition.name_publisher(card), captured])


def say_kind(edition: Edition, source: Source) -> str:
    return edition.wording.say(f"source_{source.card.kind.replace('-', '_')}")


def _make_source(edition: Edition, source: Source) -> SourceView:
    short, card = edition.short_id(source.id), source.card
    counts = count_classes(edition, source)
    cited = edition.atlas.measures_of("source", source.id)
    return SourceView(
        frame=make_frame(
            edition,
            "source",
            card.title,
            source.id,
            path=(edition.link("sources"),),
            description=edition.wording.join([card.title, _say_origin(edition, source)]),
        ),
        kicker=(
            Link(text=edition.wording.say("source_number", source=short)),
            Link(text=say_kind(edition, source)),
        ),
        heading=card.title,
        facts=tuple(list_facts(edition, source)),
        hash=card.sha256,
        note=read_note(edition, card.note),
        ledger_heading=edition.wording.count("ledger_heading", sum(counts.values())),
        ledger=make_ledger(edition, source),
        documents=tuple(_list_documents(edition, source.id)),
        measures=tuple(map(edition.measure, cited)),
        measures_summary=edition.wording.count("measures", len(cited)),
        lines=tuple(
            _show_line(edition, source, number, text)
            for number, text in enumerate(source.lines, start=1)
        ),
        lang=edition.language_of(source.id),
    )


def _list_documents(edition: Edition, source: str) -> Iterator[Link]:
    yield from (edition.report(report) for report in edition.atlas.reports_of(source))
    yield from (edition.event(event) for event in edition.atlas.events_of("source", source))


def list_facts(edition: Edition, source: Source) -> Iterator[Fact]:
    card, say = source.card, edition.wording.say
    if card.publisher:
        yield _plain_fact(edition, "publisher", card.publisher, edition.editors_language)
    captured = edition.wording.date(card.captured) if card.captured else say("not_stated")
    yield _plain_fact(edition, "captured", captured)
    if card.url:
        address = Value(text=card.url, address=card.url, is_outside=True)
        yield Fact(label=say("field_url"), values=(address,))
    if card.country:
        yield _plain_fact(edition, "country", card.country, edition.editors_language)
    if card.label_languages:
        labels = [say(f"language_{language}") for language in card.label_languages]
        yield _plain_fact(edition, "label_languages", say("comma").join(labels))
    if card.prose_language:
        yield _plain_fact(edition, "prose_language", say(f"language_{card.prose_language}"))
    rights = Value(text=say(f"rights_{card.rights}"), note=say(f"rights_note_{card.rights}"))
    yield Fact(label=say("field_rights"), values=(rights,))


def _plain_fact(edition: Edition, field: str, text: str, lang: str = "") -> Fact:
    return Fact(label=edition.wording.say(f"field_{field}"), values=(Value(text=text, lang=lang),))


# Ledger


def count_classes(edition: Edition, source: Source) -> Counter[LineClass]:
    """Count the lines of a source that are not blank by class."""
    found = (
        edition.atlas.line_class(source.id, number) for number in range(1, len(source.lines) + 1)
    )
    return Counter(line_class for line_class in found if line_class is not None)


def make_ledger(edition: Edition, source: Source) -> LedgerView:
    counts = count_classes(edition, source)
    shares = tuple(_list_shares(edition, counts))
    told = [f"{share.word} {share.percent}" for share in shares]
    return LedgerView(label=edition.wording.say("comma").join(told), shares=shares)


def _list_shares(edition: Edition, counts: Counter[LineClass]) -> Iterator[Share]:
    total = sum(counts.values())
    start = 0.0
    for line_class, style in LINE_CLASSES.items():
        if count := counts[line_class]:
            width = 100 * count / total
            yield Share(
                style=style,
                word=_say_class(edition, line_class),
                count=edition.wording.number(count),
                percent=edition.wording.percent(count / total),
                start=f"{start:.2f}%",
                width=f"{width:.2f}%",
            )
            start += width


def _say_class(edition: Edition, line_class: LineClass) -> str:
    return edition.wording.say(f"line_{line_class.replace('-', '_')}")


# Lines


def _show_line(edition: Edition, source: Source, number: int, text: str) -> LineView:
    line_class = edition.atlas.line_class(source.id, number)
    is_used = line_class in _SHOWN_WITH_USES
    cited = edition.atlas.uses_of(source.id, number) if is_used else ()
    uses = tuple(_list_uses(edition, cited))
    is_withheld = line_class in _WITHHELD
    is_crowded = len(uses) > _MOST_SHOWN_USES
    return LineView(
        number=number,
        style=LINE_CLASSES[line_class] if line_class else "blank",
        word=_say_class(edition, line_class) if line_class else "",
        pieces=() if is_withheld else tuple(split_personal(text.strip())),
        withheld=edition.wording.say(f"withheld_{line_class}") if is_withheld else "",
        uses=uses,
        summary=edition.wording.count("used_by", len(uses)) if is_crowded else "",
    )


def split_personal(line: str) -> Iterator[Piece]:
    """Split a line where personal data stands in it, which is left out.

    >>> [piece.text for piece in split_personal("Call +256 414 000 000 or ask a@example.az")]
    ['Call ', '', ' or ask ', '']
    >>> [piece.text for piece in split_personal("Ask a.mammadov@example.az today")]
    ['Ask ', '', ' today']
    """
    rest = mask_hidden(line)
    for personal in sorted(find_personal(rest), key=rest.find):
        before, found, after = rest.partition(personal)
        if found:
            if before:
                yield Piece(text=before)
            yield Piece(text="")
            rest = after
    if rest:
        yield Piece(text=rest)


def _list_uses(edition: Edition, uses: Iterable[Use]) -> Iterator[UseView]:
    """List the pages that use a line, each once with all it uses the line for."""
    together: dict[tuple[EntryKind, str], list[Use]] = {}
    for use in uses:
        together.setdefault((use.kind, use.slug), []).append(use)
    for same in together.values():
        words = dict.fromkeys(_word_field(edition, use) for use in same)
        yield UseView(
            link=_link_use(edition, same[0]), fields=edition.wording.say("comma").join(words)
        )


def _word_field(edition: Edition, use: Use) -> str:
    """Name what a line is cited for. The long answers of a report and the parts of an event have
    sections of their own, which are all named alike.
    """
    opening = use.field.partition(".")[0]
    is_head = opening in _HEAD_FIELDS[use.kind]
    return edition.wording.say(f"field_{opening if is_head else _BODY_FIELD[use.kind]}")


def _link_use(edition: Edition, use: Use) -> Link:
    """Link to what uses a line, with a title short enough for the margin.

    A question of a report is linked itself where it comes only once.
    """
    if use.kind == "measure":
        link = edition.measure(edition.atlas.measure(use.slug))
    elif use.kind == "event":
        link = edition.event(edition.atlas.event(use.slug))
    else:
        return _link_report(edition, use)
    if len(link.text) <= _LONGEST_USE:
        return link
    text = f"{link.text[:_LONGEST_USE].rpartition(' ')[0]} …"
    return Link(text=text, address=link.address, lang=link.lang)


def _link_report(edition: Edition, use: Use) -> Link:
    report = edition.atlas.report(use.slug)
    place, _, question = use.field.partition(".")
    question = question.removesuffix(".values")
    times = sum(answer.question == question for answer in report.record.answers)
    address = edition.report(report).address
    if place == "answers" and times == 1:
        address = f"{address}#{name_question(question)}"
    return Link(text=edition.wording.say("kind_report"), address=address)
