"""Ledgers of this run against those that are there: a curator's correction of a class stays.

Entries for lines that an editor left out follow from the content and are always the run's own.
What remains of a ledger is the reading of its source; where a curator and a new reading both
changed that, the curator's stays and the other is proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from measurebook.errors import ContentError, Problem
from measurebook.frontmatter import as_values, read_fields, read_record, write_fields
from measurebook.model.base import read_span
from measurebook.model.source import Ledger, LineEntry
from measurebook.normalise.ledger import LEFT_OUT
from measurebook.normalise.line_ends import plain, restyle
from measurebook.normalise.memory import Remembered, read_remembered, write_remembered
from measurebook.normalise.state import Change, Group, Note, Plan, State, name_proposal
from measurebook.normalise.yaml_edits import UnchangeableError, edit_fields

LEDGER_COMMENT = "# Lines of the source that no document cites. Written by the normaliser.\n"
_FOLDER = "ledgers"

Entries = tuple[LineEntry, ...]


def write_ledger(ledger: Ledger) -> str:
    return LEDGER_COMMENT + write_fields(as_values(ledger))


def reconcile_ledgers(ledgers: Mapping[str, Ledger], state: State, plan: Plan) -> None:
    """Add to a plan what is to become of the ledgers; `ledgers` are those of the sources read."""
    for source, ledger in ledgers.items():
        _reconcile(source, ledger, state, plan)


def drop_ledgers(gone: Iterable[str], state: State, plan: Plan) -> None:
    """Add to a plan that ledgers of sources that are gone go too, unless somebody edited them."""
    for source in gone:
        now, memory = state.ledgers.get(source), state.memory.get(_name(source))
        remembered = read_remembered(memory) if memory else None
        if now is not None and remembered and plain(now) == remembered.text:
            _change(plan, "ledgers", source, now, None)
        elif now is not None:
            plan.notes.append(Note("left", _path(state, source)))
        if memory is not None:
            _change(plan, "memory", _name(source), memory, None, _name(source))


def _reconcile(source: str, ledger: Ledger, state: State, plan: Plan) -> None:
    now, memory = state.ledgers.get(source), state.memory.get(_name(source))
    remembered = read_remembered(memory) if memory else None
    base = remembered.text if remembered else None
    new = write_ledger(ledger)
    try:
        merged = new if now is None else _merge(base, now, ledger, _path(state, source))
    except ContentError as error:
        plan.problems += error.problems
        return
    if merged is None:
        if not _propose(source, new, base, state, plan):
            return
        merged = now
    elif merged != new:
        plan.notes.append(Note("kept", _path(state, source), ("lines",)))
    _change(plan, "ledgers", source, now, merged)
    sealed = write_remembered(Remembered(new, source))
    _change(plan, "memory", _name(source), memory, sealed, _name(source))


def _merge(base: str | None, now: str, ledger: Ledger, path: str) -> str | None:
    """Return the text a ledger gets, or None where both sides changed it."""
    new, text = write_ledger(ledger), plain(now)
    if text in {base, new}:
        return restyle(new, now)
    there = read_record(read_fields(text, path), Ledger)
    is_ours = text == write_ledger(there)
    if is_ours and _without_left_out(there) == _without_left_out(ledger):
        return restyle(new, now)
    was = read_record(read_fields(base, path), Ledger) if base is not None else None
    if was is None or _without_left_out(was) != _without_left_out(ledger):
        return None
    left_out = [entry for entry in ledger.lines if entry.note == LEFT_OUT]
    wanted = sorted((*_without_left_out(there), *left_out), key=_first_line)
    return _edit(text, now, Ledger(lines=tuple(wanted)), path)


def _edit(text: str, now: str, wanted: Ledger, path: str) -> str | None:
    values: dict[str, Any] = {"lines": [as_values(entry) for entry in wanted.lines]}
    fields = read_fields(text, path).values
    if fields.get("lines", []) == values["lines"]:
        return now
    try:
        edited = edit_fields(text, {**fields, **values})
        is_fine = read_record(read_fields(edited, path), Ledger) == wanted
    except (ContentError, UnchangeableError):
        return None
    return restyle(edited, now) if is_fine else None


def _without_left_out(ledger: Ledger) -> Entries:
    return tuple(entry for entry in ledger.lines if entry.note != LEFT_OUT)


def _first_line(entry: LineEntry) -> int:
    return read_span(entry.lines).first


def _propose(source: str, new: str, base: str | None, state: State, plan: Plan) -> bool:
    """Propose a ledger; False where an edited proposal is in the way."""
    name = _name(source)
    before = state.proposals.get(name)
    path = name_proposal(state.root, name)
    if before not in {None, new, base}:
        message = "was edited; take over what is right, delete this file, and run again"
        plan.problems.append(Problem(path, 0, message))
        return False
    _change(plan, "proposed", name, before, new)
    message = f"edited here and read anew; the edit stays, and the new reading is in {path}"
    plan.problems.append(Problem(_path(state, source), 0, message, blocking=False))
    plan.notes.append(Note("conflicting", _path(state, source), ("lines",)))
    return True


def _name(source: str) -> str:
    return f"{_FOLDER}/{source}"


def _path(state: State, source: str) -> str:
    return f"{state.root}/{_FOLDER}/{source}.yaml"


def _change(
    plan: Plan, group: Group, name: str, before: str | None, after: str | None, hinge: str = ""
) -> None:
    if before != after:
        plan.changes.setdefault(group, []).append(Change(name, before, after, hinge))
