"""One run of the normaliser: every source read, joined, compared, and what to write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from measurebook.errors import ContentError, Problem, quote
from measurebook.frontmatter import as_values, read_document, read_record, write_fields
from measurebook.model.event import Event
from measurebook.model.knowledge import RawText
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.source import LineEntry, SourceKind
from measurebook.model.vocabulary import Organisation, Vocabulary
from measurebook.normalise.article import read_article
from measurebook.normalise.kinds import detect_kind, draft_card
from measurebook.normalise.ledger import check_reading, make_ledger, used_lines
from measurebook.normalise.lists import Lists
from measurebook.normalise.names import NameBook
from measurebook.normalise.near import near_names
from measurebook.normalise.platform_page import read_platform_page
from measurebook.normalise.reading import Draft, Reading, SourceText
from measurebook.normalise.reconcile import Change, Reconciled, reconcile
from measurebook.normalise.report import read_report
from measurebook.normalise.same_measure import Difference, join_drafts

READERS: dict[SourceKind, Callable[[SourceText, Lists, NameBook], Reading]] = {
    "periodic-report": read_report,
    "platform-page": read_platform_page,
    "news-article": lambda source, lists, names: read_article(source, lists.vocabulary, names),
}
"""Kind of source to its reader."""

KINDS: dict[str, type[Measure] | type[Report] | type[Event]] = {
    "measures": Measure,
    "reports": Report,
    "events": Event,
}
LEDGER_COMMENT = "# Lines of the source that no document cites. Written by the normaliser.\n"


@dataclass(frozen=True)
class State:
    """What the content folder holds before a run: texts by name, such as `measures/abad`."""

    root: str
    content: Mapping[str, str]
    memory: Mapping[str, str]
    ledgers: Mapping[str, str]
    proposals: Mapping[str, str]
    organisations: str


@dataclass
class Plan:
    """What a run would write, by group, and what it has to tell."""

    changes: dict[str, list[Change]] = field(default_factory=dict)
    new_names: dict[str, tuple[Organisation, tuple[str, ...]]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(self.changes.values())


def plan_run(
    texts: Sequence[RawText],
    unreadable: Iterable[str],
    vocabulary: Vocabulary,
    state: State,
    restore: frozenset[str] = frozenset(),
) -> Plan:
    """Read all sources and compare what they yield with the state; writes nothing.

    `unreadable` are ids of sources whose files could not be read. A source with a problem that
    blocks yields nothing; the others are not held up by it.
    """
    plan = Plan()
    names, lists = NameBook(vocabulary), Lists(vocabulary)
    readings: dict[str, tuple[SourceText, Reading]] = {}
    failed = set(unreadable)
    for text in texts:
        source = _identify(text, lists, plan)
        reading = _read(source, lists, names, plan) if source else None
        if source and reading:
            readings[text.id] = (source, reading)
        else:
            failed.add(text.id)
    drafts = [draft for _, reading in readings.values() for draft in reading.drafts]
    joined, plan.differences = join_drafts(drafts)
    result = reconcile(
        joined,
        state.content,
        state.memory,
        root=state.root,
        unread=frozenset(failed),
        restore=restore,
    )
    _add_documents(plan, result, state)
    _add_ledgers(plan, readings, joined, result, state)
    _add_cards(plan, texts, readings)
    _add_names(plan, names, vocabulary, state)
    return plan


def _identify(text: RawText, lists: Lists, plan: Plan) -> SourceText | None:
    """Give a text its card; a kind that cannot be told is asked for."""
    card = text.card
    if card is None:
        kind = detect_kind(text.lines, lists)
        if kind is None:
            kinds = ", ".join(READERS)
            card_path = text.path.removesuffix(".txt") + ".yaml"
            message = f"is of no kind that is known; say `kind:` in {card_path} ({kinds})"
            plan.problems.append(Problem(text.path, 0, message))
            return None
        card = draft_card(text.lines, kind, text.sha256, lists)
    return SourceText(text.id, text.path, text.lines, card)


def _read(source: SourceText, lists: Lists, names: NameBook, plan: Plan) -> Reading | None:
    """Read one source; names that only a failed source knows are forgotten."""
    known = names.copy()
    try:
        reading = READERS[source.card.kind](source, lists, known)
    except ContentError as error:
        plan.problems += error.problems
        return None
    problems = [*reading.problems, *check_reading(source, reading)]
    plan.problems += problems
    if any(problem.blocking for problem in problems):
        return None
    names.learn(known)
    return reading


def _add_documents(plan: Plan, result: Reconciled, state: State) -> None:
    plan.changes["content"] = result.content
    plan.changes["memory"] = result.memory
    plan.changes["proposed"] = [
        Change(change.name, state.proposals.get(change.name), change.after)
        for change in result.proposals
        if state.proposals.get(change.name) != change.after
    ]
    plan.kept += result.kept
    plan.problems += result.problems
    told = {change.name for change in result.proposals}
    for name in sorted(set(state.proposals) - told):
        path = f"{state.root}/proposed/{name}.md"
        message = "waits for your decision: take over what is right, then delete this file"
        plan.problems.append(Problem(path, 0, message, blocking=False))


def _add_ledgers(
    plan: Plan,
    readings: Mapping[str, tuple[SourceText, Reading]],
    joined: Sequence[Draft],
    result: Reconciled,
    state: State,
) -> None:
    """Make the ledger of each source from what its reading left and what the content cites."""
    read = used_lines(draft.record for _, reading in readings.values() for draft in reading.drafts)
    kept = used_lines(_read_final(result.final, plan))
    stated = used_lines(draft.record for draft in joined)
    changes = []
    for source, reading in readings.values():
        lost = read.get(source.id, set()) - stated.get(source.id, set())
        entries = [*reading.entries, *_repeat(source, lost, reading.entries)]
        ledger = make_ledger(
            source, entries, read.get(source.id, set()), kept.get(source.id, set())
        )
        text = LEDGER_COMMENT + write_fields(as_values(ledger))
        if state.ledgers.get(source.id) != text:
            changes.append(Change(source.id, state.ledgers.get(source.id), text))
    plan.changes["ledgers"] = changes


def _repeat(source: SourceText, lines: set[int], entries: Sequence[LineEntry]) -> list[LineEntry]:
    """Class the lines that a second source of a measure states in other words than the first."""
    listed = {entry.lines for entry in entries}
    return [
        LineEntry(lines=str(line), line_class="repeated", note="stated by another source as well")
        for line in sorted(lines)
        if str(line) not in listed and source.lines[line - 1].strip()
    ]


def _read_final(texts: Mapping[str, str], plan: Plan) -> list[Measure | Report | Event]:
    """Read the documents as they will stand, to see which lines they cite."""
    records: list[Measure | Report | Event] = []
    for name, text in texts.items():
        try:
            document = read_document(text, f"{name}.md")
            records.append(read_record(document.fields, KINDS[name.partition("/")[0]]))
        except ContentError as error:
            plan.problems += error.problems
    return records


def _add_cards(
    plan: Plan, texts: Sequence[RawText], readings: Mapping[str, tuple[SourceText, Reading]]
) -> None:
    plan.changes["sources"] = [
        Change(text.id, None, write_fields(as_values(readings[text.id][0].card)))
        for text in texts
        if text.card is None and text.id in readings
    ]


def _add_names(plan: Plan, names: NameBook, vocabulary: Vocabulary, state: State) -> None:
    """Add unreviewed organisations at the end of the list, each with names that are near."""
    text = state.organisations
    for slug, organisation in sorted(names.new.items()):
        near = near_names(organisation.name, vocabulary)
        plan.new_names[slug] = (organisation, near)
        comment = f"# {slug}: did you mean {', '.join(map(quote, near))}?\n" if near else ""
        text = f"{text.rstrip()}\n\n{comment}{write_fields({slug: as_values(organisation)})}"
    if text != state.organisations:
        plan.changes["vocabulary"] = [Change("organisations", state.organisations, text)]
