"""Conflicts that the program found against the files that are there: every edit stays.

Files of one folder belong to people and to the program alike. What the program wrote is remembered
as of documents, and compared three ways; what an editor recorded already is not recorded again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count

from measurebook.errors import ContentError, Problem
from measurebook.frontmatter import as_values, read_fields, read_record, write_fields
from measurebook.model.conflict import Conflict, Quote
from measurebook.normalise.conflicts.material import Found
from measurebook.normalise.conflicts.naming import FOLDER, Documents, Named, name_conflicts
from measurebook.normalise.conflicts.sameness import is_one, says
from measurebook.normalise.merging.content import name_units
from measurebook.normalise.merging.line_ends import plain
from measurebook.normalise.merging.memory import Remembered, read_remembered, write_remembered
from measurebook.normalise.merging.proposing import Proposal, propose
from measurebook.normalise.merging.same_measure import add_to_slug
from measurebook.normalise.merging.three_way import Merged, compare, merge
from measurebook.normalise.state import NoteKind, Plan, State, name_file

COMMENT = (
    "# Statements that differ, side by side, found by the program. What you change or add stays,"
    " such as a\n# `title`, a `note` or a `ruling`; without a ruling nothing is settled.\n"
)


def write_conflict(conflict: Conflict) -> str:
    return COMMENT + write_fields(as_values(conflict))


def reconcile_conflicts(
    found: Iterable[Found],
    documents: Documents,
    state: State,
    plan: Plan,
) -> None:
    """Add to a plan what is to become of the conflicts."""
    run = _Run(documents, state, plan)
    named = {one.name: one for one in name_conflicts(found, documents)}
    run.find_files(named.values())
    for one in named.values():
        run.take(*one)
    run.drop_rest(named)


def find_deleted(state: State) -> dict[str, str]:
    """Return the slugs of conflicts that were deleted by hand, each with its name in the memory."""
    remembered = _read_memory(state)
    return {one.place: name for name, one in remembered.items() if one.is_deleted}


def _read_memory(state: State) -> dict[str, Remembered]:
    names = [name for name in state.memory if name.startswith(f"{FOLDER}/")]
    read = {name: read_remembered(state.memory[name]) for name in names}
    return {name: remembered for name, remembered in read.items() if remembered}


class _Run:
    def __init__(self, documents: Documents, state: State, plan: Plan) -> None:
        self.documents = documents
        self.state = state
        self.plan = plan
        self.memory = _read_memory(state)
        self.stale = self._find_stale()
        self.places: dict[str, str] = {}
        """Names of conflicts to the slugs of their files, where those are there."""
        self.records = dict(self._read_records())
        for name in sorted(self.stale):
            self.plan.change("forgotten", name, state.memory[name], None)
            self.memory.pop(name, None)
        self.taken = {*state.conflicts, *(one.place for one in self.memory.values())}

    def _find_stale(self) -> set[str]:
        """Find what is remembered of a folder that was removed as a whole.

        The files of editors may have stayed: then the folders of documents tell.
        """
        files = {one.place for one in self.memory.values() if not one.is_deleted}
        is_anew = FOLDER not in self.state.folders or bool(self.plan.changes.get("forgotten"))
        if is_anew and files and not files & self._there:
            return {name for name in self.state.memory if name.startswith(f"{FOLDER}/")}
        return set()

    @property
    def _there(self) -> set[str]:
        unusable = (name for name in self.state.unusable if name.startswith(f"{FOLDER}/"))
        return {*self.state.conflicts, *(name.partition("/")[2] for name in unusable)}

    def _read_records(self) -> Iterator[tuple[str, Conflict]]:
        for slug, text in self.state.conflicts.items():
            with suppress(ContentError):
                yield slug, read_record(read_fields(plain(text), self._path(slug)), Conflict)

    # Files

    def find_files(self, named: Iterable[Named]) -> None:
        """Find the file of each conflict: where it was last, or else by what it says."""
        for name, one in self.memory.items():
            if not one.is_deleted and one.place in self._there:
                self.places[name] = one.place
        for name, record, _ in named:
            free = (slug for slug in self.records if slug not in self.places.values())
            if name not in self.places:
                same = next((slug for slug in free if is_one(self.records[slug], record)), None)
                if same:
                    self.places[name] = same

    @property
    def _is_doubtful(self) -> bool:
        """Tell whether there are files of which nobody can tell what they say."""
        return bool(self._there - self.records.keys() - set(self.places.values()))

    # One conflict

    def take(self, name: str, record: Conflict, slug: str) -> None:
        remembered, place = self.memory.get(name), self.places.get(name)
        is_recorded = self._is_recorded(record)
        if place is None and (self._is_doubtful or (is_recorded and remembered is None)):
            return
        if place is None and remembered and not self._is_asked(remembered):
            self._tell("deleted", remembered.place)
            text = write_conflict(record)
            self._remember(name, Remembered(text, remembered.place, is_deleted=True))
        elif place is None:
            self._create(name, record, remembered.place if remembered else slug)
        elif place not in self.state.conflicts:
            return
        elif is_recorded and remembered and self._is_untouched(name):
            self._remove(name)
        else:
            self._update(name, record, place)

    def _is_asked(self, remembered: Remembered) -> bool:
        return bool(self.documents.restore & {remembered.place, f"{FOLDER}/{remembered.place}"})

    def _is_recorded(self, record: Conflict) -> bool:
        """Tell whether a file that is none of the program's says the same already."""
        own = set(self.places.values())
        return any(says(self.records[s], record) for s in self.records if s not in own)

    def _create(self, name: str, record: Conflict, slug: str) -> None:
        place = next(s for s in _number(slug) if s not in self._there and self._is_free(s, name))
        text = write_conflict(record)
        if read_record(read_fields(text, self._path(place)), Conflict) != record:
            message = "cannot be written so that it reads as the source; report this, please"
            self.plan.problems.append(Problem(self._path(place), 0, message))
            return
        self.taken.add(place)
        self._tell("new", place)
        self.plan.change(FOLDER, place, None, text)
        self._remember(name, Remembered(text, place))

    def _is_free(self, slug: str, name: str) -> bool:
        remembered = self.memory.get(name)
        return slug not in self.taken or bool(remembered and remembered.place == slug)

    def _update(self, name: str, record: Conflict, place: str) -> None:
        new, remembered = write_conflict(record), self.memory.get(name)
        try:
            merged = self._merge(remembered, place, new)
        except ContentError as error:
            self.plan.problems += error.problems
            return
        if merged.disputed and not self._propose(place, remembered, new, merged):
            return
        if remembered and remembered.place != place:
            self._tell("renamed", place, [remembered.place])
        for kind, units in (("changed", merged.followed), ("kept", merged.kept)):
            if units:
                self._tell("changed" if kind == "changed" else "kept", place, name_units(units))
        self.plan.change(FOLDER, place, self.state.conflicts[place], merged.text)
        self._remember(name, Remembered(new, place))

    def _merge(self, remembered: Remembered | None, place: str, new: str) -> Merged:
        now, path = self.state.conflicts[place], self._path(place)
        if plain(now) == new:
            return Merged(now)
        if remembered:
            return merge(remembered.text, now, new, path)
        return compare(now, new, path)

    def _propose(self, place: str, remembered: Remembered | None, new: str, merged: Merged) -> bool:
        base, units = remembered.text if remembered else None, name_units(merged.disputed)
        return propose(Proposal(f"{FOLDER}/{place}", base, new, units), self.state, self.plan)

    # The rest

    def drop_rest(self, named: Iterable[str]) -> None:
        """Remove what no source shows any more, unless somebody edited it."""
        if not self.documents.places:
            return
        for name in sorted(self.memory.keys() - set(named)):
            quoted = {quote.source for quote in _read_quotes(self.memory[name].text)}
            if quoted & self.documents.unread:
                continue
            if name not in self.places or self._is_untouched(name):
                self._remove(name)
            else:
                self._tell("left", self.places[name])

    def _is_untouched(self, name: str) -> bool:
        text = self.state.conflicts.get(self.places[name])
        return text is not None and plain(text) == self.memory[name].text

    def _remove(self, name: str) -> None:
        place = self.places.get(name)
        if place:
            self._tell("removed", place)
            self.plan.change(FOLDER, place, self.state.conflicts[place], None)
        hinge = f"{FOLDER}/{place}" if place else ""
        self.plan.change("memory", name, self.state.memory[name], None, hinge)

    # Notes

    def _remember(self, name: str, remembered: Remembered) -> None:
        before = None if name in self.stale else self.state.memory.get(name)
        hinge = "" if remembered.is_deleted else f"{FOLDER}/{remembered.place}"
        if self.memory.get(name) != remembered:
            self.plan.change("memory", name, before, write_remembered(remembered), hinge)

    def _tell(self, kind: NoteKind, slug: str, units: Iterable[str] = ()) -> None:
        self.plan.note(kind, self._path(slug), units)

    def _path(self, slug: str) -> str:
        return name_file(self.state.root, f"{FOLDER}/{slug}")


def _number(slug: str) -> Iterator[str]:
    yield slug
    yield from (add_to_slug(slug, str(number)) for number in count(2))


def _read_quotes(text: str) -> tuple[Quote, ...]:
    with suppress(ContentError):
        return read_record(read_fields(text, FOLDER), Conflict).quotes
    return ()
