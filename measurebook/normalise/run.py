"""One run of the normaliser: every source read, joined, compared, and what to write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain

import msgspec

from measurebook.errors import ContentError, Problem, quote
from measurebook.frontmatter import as_values, convert, read_document, read_fields, write_fields
from measurebook.model.base import read_span
from measurebook.model.event import Event
from measurebook.model.knowledge import RawText
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.source import LineEntry, SourceKind
from measurebook.model.vocabulary import Vocabulary
from measurebook.normalise.cards import (
    ask_for_kind,
    make_card,
    name_by_reading,
    name_card,
    write_card,
)
from measurebook.normalise.conflicts import (
    Documents,
    Found,
    Material,
    find_conflicts,
    find_deleted,
    reconcile_conflicts,
)
from measurebook.normalise.ledger import check_reading, make_ledger, used_lines
from measurebook.normalise.limits import check_limits
from measurebook.normalise.merging.ledger_edits import drop_ledgers, reconcile_ledger
from measurebook.normalise.merging.line_ends import plain, restyle
from measurebook.normalise.merging.matching import Sources
from measurebook.normalise.merging.reconcile import Reconciled, reconcile
from measurebook.normalise.merging.same_measure import (
    Difference,
    join_drafts,
    part_by_sources,
    sources_of,
)
from measurebook.normalise.readers.article.reader import read_article
from measurebook.normalise.readers.platform_page import read_platform_page
from measurebook.normalise.readers.report.reader import read_report
from measurebook.normalise.reading import Draft, Reading, SourceText
from measurebook.normalise.state import KINDS, Plan, State, name_proposal
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.names import NameBook
from measurebook.normalise.values.near import NearNames
from measurebook.schema import make_measure_schema
from measurebook.shelf import Shelved
from measurebook.text import is_blank

__all__ = ["READERS", "Plan", "State", "plan_run"]

READERS: dict[SourceKind, Callable[[SourceText, Lists, NameBook], Reading]] = {
    "periodic-report": read_report,
    "platform-page": read_platform_page,
    "news-article": lambda source, lists, names: read_article(source, lists.vocabulary, names),
}
"""Kind of source to its reader."""


class _Read(msgspec.Struct, frozen=True):
    """A source that was read: its drafts, and the rest of it on the shelf."""

    drafts: tuple[Draft, ...]
    rest: Shelved[tuple[SourceText, tuple[LineEntry, ...]]]


def plan_run(
    texts: Iterable[RawText],
    ids: Iterable[str],
    vocabulary: Vocabulary,
    state: State,
    restore: frozenset[str] = frozenset(),
) -> Plan:
    """Read all sources and compare what they yield with the state; writes nothing.

    `ids` are those of all sources that there are, also of those whose files could not be read. A
    source with a problem that blocks yields nothing; the others are not held up by it.
    """
    plan = Plan(shelf=state.shelf)
    names, lists = NameBook(vocabulary), Lists(vocabulary)
    known = set(ids)
    read: dict[str, _Read] = {}
    for text in texts:
        known.add(text.id)
        source = _identify(text, lists, state, plan)
        reading = _read(source, lists, names, plan) if source else None
        if source and reading:
            _add_card(plan, text, source, reading, state)
            drafts = tuple(draft.shelve(state.shelf) for draft in reading.drafts)
            read[text.id] = _Read(drafts, state.shelf.put((source, reading.entries)))
    joined, plan.differences = join_drafts([x for one in read.values() for x in one.drafts])
    sources = Sources(frozenset(known), frozenset(known - read.keys()))
    again = {name for name in restore if name.removeprefix("conflicts/") in find_deleted(state)}
    result = reconcile(joined, state, plan, sources, restore - again)
    _ask_for_decisions(plan, state)
    documents = Documents(result.keys, result.places, sources.unread, frozenset(again))
    found = _find_conflicts(plan, read, joined, lists, names)
    reconcile_conflicts(found, documents, state, plan)
    _add_ledgers(plan, read, joined, result, state)
    drop_ledgers(_find_gone(sources.all, state), state, plan)
    _add_names(plan, names, vocabulary, state)
    _add_schema(plan, state)
    return plan


def _identify(text: RawText, lists: Lists, state: State, plan: Plan) -> SourceText | None:
    """Give a text its card; a kind that cannot be told is asked for."""
    card = make_card(text, lists)
    if card:
        return SourceText(text.id, text.path, text.lines, card)
    plan.problems.append(ask_for_kind(text, is_there=text.id in state.cards))
    return None


def _read(source: SourceText, lists: Lists, names: NameBook, plan: Plan) -> Reading | None:
    """Read one source; names that only a failed source knows are forgotten."""
    known = len(names.new)
    names.begin_source()
    try:
        reading = READERS[source.card.kind](source, lists, names)
    except ContentError as error:
        plan.problems += error.problems
        names.forget(but=known)
        return None
    checks = (check_reading(source, reading), check_limits(source, reading))
    problems = [*reading.problems, *chain.from_iterable(checks)]
    plan.problems += problems
    if any(problem.blocking for problem in problems):
        names.forget(but=known)
        return None
    return reading


def _ask_for_decisions(plan: Plan, state: State) -> None:
    """Tell of proposals that wait, and of files that cannot be read."""
    told = {change.name for change in plan.changes.get("proposed", ())}
    for name in sorted(set(state.proposals) - told):
        path = name_proposal(state.root, name)
        plan.waiting.append(path)
        message = "waits for your decision: take over what is right, then delete this file"
        plan.problems.append(Problem(path, 0, message, blocking=False))
    plan.problems += (state.unusable[name] for name in sorted(state.unusable))


def _find_conflicts(
    plan: Plan,
    read: Mapping[str, _Read],
    joined: Sequence[Draft],
    lists: Lists,
    names: NameBook,
) -> Iterator[Found]:
    """Find conflicts; sources that share no document are looked at one after the other."""
    differing: defaultdict[str, list[Difference]] = defaultdict(list)
    for difference in plan.differences:
        for source in sorted(sources_of(difference.second))[:1]:
            differing[source].append(difference)
    for ids, drafts in part_by_sources(joined):
        differences = [difference for source in ids for difference in differing[source]]
        sources = {source: read[source].rest.get()[0] for source in ids if source in read}
        yield from find_conflicts(Material(drafts, differences, sources, lists, names))


def _add_ledgers(
    plan: Plan,
    read: Mapping[str, _Read],
    joined: Sequence[Draft],
    result: Reconciled,
    state: State,
) -> None:
    """Make the ledger of each source from what its reading left and what the content cites."""
    generated = (draft.record for draft in result.generated.values())
    kept = used_lines(chain(generated, _read_final(result.final)))
    stated = used_lines(draft.record for draft in joined)
    for one in read.values():
        source, entries = one.rest.get()
        used = used_lines(draft.record for draft in one.drafts).get(source.id, set())
        repeated = _repeat(source, used - stated.get(source.id, set()), entries)
        ledger = make_ledger(source, [*entries, *repeated], used, kept.get(source.id, set()))
        reconcile_ledger(source.id, ledger, state, plan)


def _find_gone(ids: frozenset[str], state: State) -> list[str]:
    """Find sources of which there is only a ledger left; without any source nothing is gone."""
    remembered = {n.partition("/")[2] for n in state.memory if n.startswith("ledgers/")}
    return sorted((state.ledgers.keys() | remembered) - ids) if ids else []


def _repeat(source: SourceText, lines: set[int], entries: Sequence[LineEntry]) -> list[LineEntry]:
    """Class the lines that a second source of a measure states in other words than the first."""
    spans = [read_span(entry.lines) for entry in entries]
    listed = {line for span in spans for line in range(span.first, span.last + 1)}
    return [
        LineEntry(lines=str(line), line_class="repeated", note="stated by another source as well")
        for line in sorted(lines - listed)
        if not is_blank(source.lines[line - 1])
    ]


def _read_final(texts: Mapping[str, Shelved[str]]) -> Iterator[Measure | Report | Event]:
    """Read the documents that people have edited, to see which lines they cite.

    What does not fit a record is left to `check`; what is no document at all cites nothing.
    """
    for name, text in texts.items():
        with suppress(ContentError):
            fields = read_document(plain(text.get()), f"{name}.md").fields
            record, _ = convert(fields, fields.values, KINDS[name.partition("/")[0]], ())
            if record is not None:
                yield record


def _add_card(
    plan: Plan, text: RawText, source: SourceText, reading: Reading, state: State
) -> None:
    """Write the card of a source that has none, and complete one that was begun."""
    if text.card:
        return
    before = state.cards.get(text.id)
    card = name_by_reading(text, source, reading)
    try:
        after = write_card(card, before, name_card(text))
    except ContentError as error:
        plan.problems += error.problems
    else:
        plan.change("sources", text.id, before, after)


def _add_names(plan: Plan, names: NameBook, vocabulary: Vocabulary, state: State) -> None:
    """Add unreviewed organisations at the end of the list, each with names that are near."""
    before, nearby = state.organisations or "", NearNames(vocabulary)
    parts = [plain(before).rstrip()]
    for slug, organisation in sorted(names.new.items()):
        near = nearby.find(organisation.name)
        plan.new_names[slug] = (organisation, near)
        comment = f"# {slug}: did you mean {', '.join(map(quote, near))}?\n" if near else ""
        parts.append(f"{comment}{write_fields({slug: as_values(organisation)})}".rstrip())
    text = "\n\n".join(filter(None, parts)) + "\n"
    if names.new and _reads_well(text, plan):
        plan.change("vocabulary", "organisations", state.organisations, restyle(text, before))


def _add_schema(plan: Plan, state: State) -> None:
    """Bring the schema by which editors check measures up to date; nobody edits it."""
    schema = make_measure_schema()
    if state.schema is None or plain(state.schema) != schema:
        plan.change("schema", "measure.schema", state.schema, schema)


def _reads_well(text: str, plan: Plan) -> bool:
    try:
        read_fields(text, "the list of organisations, with those that are new,")
    except ContentError as error:
        plan.problems += error.problems
        return False
    return True
