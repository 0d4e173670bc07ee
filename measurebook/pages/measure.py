"""The page of a measure: everything its sources state, each value with its lines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from measurebook.markdown import read_blocks
from measurebook.model.base import Citation, read_span
from measurebook.model.knowledge import Entry, Section
from measurebook.model.measure import (
    SECTION_HEADINGS,
    UNCITED_SECTIONS,
    Measure,
)
from measurebook.pages.conflicts import show_conflicts
from measurebook.pages.parts.absence import FORM_FIELDS, find_state, show_state
from measurebook.pages.parts.crosslinks import (
    MentionView,
    ProseLinks,
    RelatedView,
    list_mentions,
    list_related,
)
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.edits import find_edit
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.measure_facts import list_facts, tell_absence
from measurebook.pages.parts.page import Page
from measurebook.pages.parts.prose import EDITORS_NOTE, quote_editors, quote_section
from measurebook.pages.parts.views import (
    Answer,
    Cite,
    ConflictView,
    Edit,
    Fact,
    Frame,
    FramedView,
    Link,
    ListRow,
    Quoted,
    View,
)
from measurebook.text import squash_blanks

_ANSWER_FIELDS = ("targets_young_people", "ifcd_support", "evaluated")
_FIELD_STATES = ("yes", "no", "stated", "unanswered", "not-applicable", "blank", "not-asked")
_SHORT_AMOUNT = 40
"""Money worded in more characters is shown as a quotation."""

_ALWAYS_SHOWN = ("main_features", "results_achieved")


class Glance(View, frozen=True, kw_only=True):
    """A box of the head: an answer, or an amount with what it was read as."""

    label: str
    answer: Answer | None = None
    amount: str = ""
    note: str = ""
    absence: str = ""
    cites: tuple[Cite, ...] = ()
    edit: Edit | None = None


class ProseSection(View, frozen=True, kw_only=True):
    """A section of the text; without quotes, `absence` says why there are none."""

    id: str
    heading: str
    quotes: tuple[Quoted, ...] = ()
    absence: str = ""
    cites: tuple[Cite, ...] = ()
    note: str = ""


class FormField(View, frozen=True, kw_only=True):
    label: str
    cites: tuple[Cite, ...]


class FieldGroup(View, frozen=True, kw_only=True):
    """The fields of the form that are in one state."""

    answer: Answer
    fields: tuple[FormField, ...]


class MeasureView(FramedView, frozen=True, kw_only=True):
    title: str
    full_title: str
    lang: str
    title_cites: tuple[Cite, ...]
    title_edit: Edit | None
    kicker: tuple[Link, ...]
    byline: str
    report: Link | None
    report_cites: tuple[Cite, ...]
    is_civil_society: bool
    glances: tuple[Glance, ...]
    facts: tuple[Fact, ...]
    sections: tuple[ProseSection, ...]
    editors_note: Quoted | None
    conflicts: tuple[ConflictView, ...]
    form: tuple[FieldGroup, ...]
    sources: tuple[ListRow, ...]
    related: tuple[RelatedView, ...]
    mentions: tuple[MentionView, ...]
    previous: Link | None
    following: Link | None

    @property
    def description(self) -> str:
        """How its text begins, or who reported it where the text is in another language."""
        report = self.report.text if self.report else ""
        return self.frame.description or self.frame.entitle(f"{self.byline} {report}".strip())


def plan_measures(edition: Edition) -> Iterator[Page]:
    for index, entry in enumerate(edition.atlas.measures):
        yield edition.plan("measure", partial(_make_in_order, edition, index), entry.slug)


def _make_in_order(edition: Edition, index: int) -> MeasureView:
    """Make the page of a measure; its neighbours are those of the report's order."""
    entries = edition.atlas.measures
    previous = edition.measure(entries[index - 1]) if index else None
    following = edition.measure(entries[index + 1]) if index + 1 < len(entries) else None
    return make_measure(edition, entries[index], previous, following)


def make_measure(
    edition: Edition,
    entry: Entry[Measure],
    previous: Link | None = None,
    following: Link | None = None,
    *,
    is_linked: bool = True,
) -> MeasureView:
    """Show everything of a measure; unless `is_linked`, without links inside its prose."""
    measure = entry.record
    title, short = squash_blanks(edition.title_of(entry)), edition.short_title(entry)
    report = edition.atlas.report(measure.report) if measure.report else None
    sections = tuple(_list_sections(edition, entry))
    if is_linked:
        sections = ProseLinks(edition, "measure", entry.slug).link(sections)
    return MeasureView(
        frame=_make_frame(edition, entry),
        title=short,
        full_title=title if title != short else "",
        lang=edition.language_of_measure(entry),
        title_cites=edition.cites(measure.citations.get("title")),
        title_edit=find_edit(edition, entry, "title"),
        kicker=_make_kicker(edition, measure),
        byline=_say_reporter(edition, measure),
        report=edition.report(report) if report else None,
        report_cites=edition.cites(measure.citations.get("section")),
        is_civil_society=measure.reported_by == "civil-society",
        glances=tuple(_list_glances(edition, entry)),
        facts=tuple(list_facts(edition, entry)),
        sections=sections,
        editors_note=quote_editors(edition, entry.path, entry.section(EDITORS_NOTE)),
        conflicts=show_conflicts(edition, "measures", entry.slug),
        form=tuple(_group_form(edition, entry)),
        sources=tuple(_list_sources(edition, measure)),
        related=list_related(edition, entry.slug),
        mentions=list_mentions(edition, "measure", entry.slug),
        previous=previous,
        following=following,
    )


def _make_frame(edition: Edition, entry: Entry[Measure]) -> Frame:
    """Make the frame; a text in another language is not what describes the page."""
    opening = "" if edition.language_of_measure(entry) else describe(entry)
    above, short = (edition.link("measures"),), edition.short_title(entry)
    return make_frame(edition, "measure", short, entry.slug, above, opening)


def _say_reporter(edition: Edition, measure: Measure) -> str:
    """Say who reports the measure, as the opening of a line that ends with the report."""
    reporter = f"reported_by_{measure.reported_by.replace('-', '_')}"
    return edition.wording.say(reporter if measure.report else f"{reporter}_alone")


def describe(entry: Entry[Measure]) -> str:
    """Return the opening of the main features, for search engines and previews of links."""
    section = entry.section("main_features")
    blocks = read_blocks(section.text, entry.path, section.line) if section else ()
    opening = next((text for block in blocks for text in block.texts), "")
    if len(opening) <= 160:
        return opening
    return f"{opening[:156].rpartition(' ')[0]} …"


def _make_kicker(edition: Edition, measure: Measure) -> tuple[Link, ...]:
    goals = tuple(edition.goal_number(goal) for goal in measure.goals or ())
    areas = tuple(edition.area(area) for area in measure.areas or ())
    if measure.section == "transversal":
        return (*goals, *areas, Link(text=edition.wording.say("section_transversal")))
    return (*goals, *areas)


# At a glance


def _list_glances(edition: Edition, entry: Entry[Measure]) -> Iterator[Glance]:
    for field in _ANSWER_FIELDS:
        yield Glance(
            label=edition.wording.say(f"field_{field}"),
            answer=edition.answer(getattr(entry.record, field)),
            cites=edition.cites(entry.record.citations.get(field)),
            edit=find_edit(edition, entry, field),
        )
    yield _show_money(edition, entry)


def _show_money(edition: Edition, entry: Entry[Measure]) -> Glance:
    label = edition.wording.say("field_funding")
    cites = edition.cites(entry.record.citations.get("funding"))
    funding, edit = entry.record.funding, find_edit(edition, entry, "funding")
    if funding is None or not funding.statement:
        state = find_state(entry, "funding", edition.vocabulary)
        return Glance(label=label, answer=edition.answer(state), cites=cites, edit=edit)
    note = _read_amounts(edition, entry.record)
    if len(funding.statement) > _SHORT_AMOUNT:
        return Glance(label=label, absence=edition.wording.say("money_in_words"), note=note)
    amount = squash_blanks(funding.statement)
    return Glance(label=label, amount=amount, note=note, cites=cites, edit=edit)


def _read_amounts(edition: Edition, measure: Measure) -> str:
    """Say what the wording of the money was read as; "" where it was not read as an amount."""
    wording, funding = edition.wording, measure.funding
    if funding is None:
        return ""
    years = [
        wording.say("money_of_year", year=part.year, amount=wording.number(part.usd))
        for part in funding.by_year
    ]
    total = (
        [wording.say("money_read_as", amount=wording.number(funding.usd))] if funding.usd else []
    )
    return wording.join(total + years)


# Text


def _list_sections(edition: Edition, entry: Entry[Measure]) -> Iterator[ProseSection]:
    for key in SECTION_HEADINGS:
        if key in UNCITED_SECTIONS:
            continue
        if key == "conclusions_of_the_evaluation":
            yield from _quote_money(edition, entry)
        section = entry.section(key)
        if section is not None or key in _ALWAYS_SHOWN:
            yield _show_section(edition, entry, key, section)


def _show_section(
    edition: Edition, entry: Entry[Measure], key: str, section: Section | None
) -> ProseSection:
    citation: Citation = entry.record.citations.get(key, {})
    heading = edition.wording.say(f"field_{key}")
    quotes = quote_section(edition, entry.path, section, citation) if section else ()
    if quotes:
        return ProseSection(id=_as_id(key), heading=heading, quotes=quotes)
    absence = tell_absence(edition, entry, key)
    return ProseSection(
        id=_as_id(key), heading=heading, absence=absence, cites=edition.cites(citation)
    )


def _quote_money(edition: Edition, entry: Entry[Measure]) -> Iterator[ProseSection]:
    """Quote the wording of the money where it is too long for the head of the page."""
    funding, citation = entry.record.funding, entry.record.citations.get("funding", {})
    if funding and len(funding.statement) > _SHORT_AMOUNT:
        section = Section("funding", "", _escape(funding.statement), 0)
        yield ProseSection(
            id="funding",
            heading=edition.wording.say("field_funding"),
            quotes=quote_section(edition, entry.path, section, citation),
            note=_read_amounts(edition, entry.record),
        )


def _escape(text: str) -> str:
    """Write plain text as Markdown that reads as the same text."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-.!|&~" else c for c in text)


def _as_id(key: str) -> str:
    return key.replace("_", "-")


# The form and the sources


def _group_form(edition: Edition, entry: Entry[Measure]) -> Iterator[FieldGroup]:
    """Group every field that some version of the form has by its state here."""
    states = {field: _find_field_state(edition, entry, field) for field in FORM_FIELDS}
    for state in _FIELD_STATES:
        fields = [field for field in FORM_FIELDS if states[field] == state]
        if fields:
            yield FieldGroup(
                answer=show_state(edition, state),
                fields=tuple(_show_field(edition, entry, field) for field in fields),
            )


def _find_field_state(edition: Edition, entry: Entry[Measure], field: str) -> str:
    if field in _ANSWER_FIELDS:
        return str(getattr(entry.record, field))
    return find_state(entry, field, edition.vocabulary)


def _show_field(edition: Edition, entry: Entry[Measure], field: str) -> FormField:
    return FormField(
        label=edition.wording.say(f"field_{field}"),
        cites=edition.cites(entry.record.citations.get(field)),
    )


def _list_sources(edition: Edition, measure: Measure) -> Iterator[ListRow]:
    """List the sources of a measure, each with the line that opens it there."""
    cited = (source for citation in measure.citations.values() for source in citation)
    for source in dict.fromkeys(cited):
        kept = edition.atlas.source(source)
        yield ListRow(
            link=edition.source(kept),
            why=edition.wording.say(f"source_{kept.card.kind.replace('-', '_')}"),
            cites=(edition.cite(source, _first_line(measure, source)),),
        )


def _first_line(measure: Measure, source: str) -> str:
    """Return the line that names the measure in a source, else the first line cited of it."""
    title = measure.citations.get("title", {}).get(source)
    cited = [citation[source] for citation in measure.citations.values() if source in citation]
    return title or min(cited, key=lambda lines: read_span(lines).first)
