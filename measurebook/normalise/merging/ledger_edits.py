"""Ledgers of this run against those that are there: a curator's correction of a class stays.

Entries for lines that an editor left out follow from the content and are always the run's own.
What remains of a ledger is the reading of its source; where a curator and a new reading both
changed that, the curator's stays and the other is proposed.
"""

from __future__ import annotations

from collections.abc import Iterable

from measurebook.errors import ContentError
from measurebook.frontmatter import as_values, read_fields, read_record, write_fields
from measurebook.model.base import read_span
from measurebook.model.source import Ledger, LineEntry
from measurebook.normalise.ledger import LEFT_OUT
from measurebook.normalise.merging.line_ends import plain, restyle
from measurebook.normalise.merging.memory import Remembered, read_remembered, write_remembered
from measurebook.normalise.merging.proposing import READ_ANEW, Proposal, propose
from measurebook.normalise.merging.yaml_edits import UnchangeableError, edit_fields
from measurebook.normalise.state import Plan, State, name_file

LEDGER_COMMENT = "# Lines of the source that no document cites. Written by the normaliser.\n"
_FOLDER = "ledgers"

Entries = tuple[LineEntry, ...]


def write_ledger(ledger: Ledger) -> str:
    return LEDGER_COMMENT + write_fields(as_values(ledger))


def drop_ledgers(gone: Iterable[str], state: State, plan: Plan) -> None:
    """Add to a plan that ledgers of sources that are gone go too, unless somebody edited them."""
    for source in gone:
        now, memory = state.ledgers.get(source), state.memory.get(_name(source))
        remembered = read_remembered(memory) if memory else None
        if now is not None and remembered and plain(now) == remembered.text:
            plan.change("ledgers", source, now, None)
        elif now is not None:
            plan.note("left", name_file(state.root, _name(source)))
        if memory is not None:
            plan.change("memory", _name(source), memory, None, hinge=_name(source))


def reconcile_ledger(source: str, ledger: Ledger, state: State, plan: Plan) -> None:
    """Add to a plan what is to become of the ledger of a source that was read."""
    now, memory = state.ledgers.get(source), state.memory.get(_name(source))
    remembered = read_remembered(memory) if memory else None
    base = remembered.text if remembered else None
    new = write_ledger(ledger)
    path = name_file(state.root, _name(source))
    try:
        merged, is_disputed = (new, False) if now is None else _merge(base, now, ledger, path)
    except ContentError as error:
        plan.problems += error.problems
        return
    if is_disputed:
        proposal = Proposal(_name(source), base, new, ("lines",), READ_ANEW)
        if not propose(proposal, state, plan):
            return
    elif plain(merged) != new:
        plan.note("kept", path, ("lines",))
    plan.change("ledgers", source, now, merged)
    sealed = write_remembered(Remembered(new, source))
    plan.change("memory", _name(source), memory, sealed, hinge=_name(source))


def _merge(base: str | None, now: str, ledger: Ledger, path: str) -> tuple[str, bool]:
    """Return the text a ledger gets, and whether both sides changed it.

    What editors left out is put in either way, in the place of what they had left out before.
    """
    new, text = write_ledger(ledger), plain(now)
    if text in {base, new}:
        return restyle(new, now), False
    there = read_record(read_fields(text, path), Ledger)
    reading = _without_left_out(ledger)
    if text == write_ledger(there) and _without_left_out(there) == reading:
        return restyle(new, now), False
    was = read_record(read_fields(base, path), Ledger) if base is not None else None
    is_disputed = was is None or _without_left_out(was) != reading
    edited = _edit(text, _put_left_out(there, ledger), path)
    return (now, True) if edited is None else (restyle(edited, now), is_disputed)


def _put_left_out(there: Ledger, ledger: Ledger) -> Ledger:
    """Return a ledger with the lines that editors left out, as far as it has no class for them."""
    own = _without_left_out(there)
    listed = {line for entry in own for line in _lines_of(entry)}
    left_out = [entry for entry in ledger.lines if entry.note == LEFT_OUT]
    free = [entry for entry in left_out if not listed.intersection(_lines_of(entry))]
    return Ledger(lines=tuple(sorted((*own, *free), key=lambda entry: _lines_of(entry)[0])))


def _lines_of(entry: LineEntry) -> range:
    span = read_span(entry.lines)
    return range(span.first, span.last + 1)


def _edit(text: str, wanted: Ledger, path: str) -> str | None:
    """Let a ledger say what is wanted and keep its comments; None where that cannot be."""
    fields = read_fields(text, path)
    if read_record(fields, Ledger) == wanted:
        return text
    values = [as_values(entry) for entry in wanted.lines]
    try:
        edited = edit_fields(text, {**fields.values, "lines": values})
        return edited if read_record(read_fields(edited, path), Ledger) == wanted else None
    except (ContentError, UnchangeableError):
        return None


def _without_left_out(ledger: Ledger) -> Entries:
    return tuple(entry for entry in ledger.lines if entry.note != LEFT_OUT)


def _name(source: str) -> str:
    return f"{_FOLDER}/{source}"
