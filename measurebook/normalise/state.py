"""What a run starts from, and what it would change and has to tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

import msgspec

from measurebook.errors import Problem
from measurebook.model.event import Event
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.vocabulary import Organisation
from measurebook.normalise.merging.same_measure import Difference
from measurebook.shelf import Shelf, Shelved

FOLDERS: Mapping[type[Measure | Report | Event], str] = {
    Measure: "measures",
    Report: "reports",
    Event: "events",
}
KINDS: Mapping[str, type[Measure | Report | Event]] = {name: kind for kind, name in FOLDERS.items()}

ENDINGS: Mapping[str, str] = {
    **dict.fromkeys(KINDS, ".md"),
    "conflicts": ".yaml",
    "ledgers": ".yaml",
    "sources": ".yaml",
    "vocabulary": ".yaml",
    "schema": ".json",
}
"""How the names of the files in a folder end, as far as a run writes them."""

Group = Literal[
    "forgotten",
    "schema",
    "vocabulary",
    "sources",
    "proposed",
    "content",
    "conflicts",
    "ledgers",
    "memory",
]
GROUPS: tuple[Group, ...] = get_args(Group)
"""What a run writes, in this order. A run that is cut off leaves a state that the next one
completes: a text is proposed and written before it is remembered, so what is half done looks as
if it had not been remembered; and what is stale is forgotten before anything is written anew."""


def name_file(root: str, name: str) -> str:
    """Return the path of a file that has a name with its folder, such as `measures/abad`."""
    return f"{root}/{name}{ENDINGS[name.partition('/')[0]]}"


def name_proposal(root: str, name: str) -> str:
    """Name the file in which something waits for a decision."""
    return name_file(f"{root}/proposed", name)


class State(msgspec.Struct, frozen=True):
    """What the content folder holds before a run: texts by name, such as `measures/abad`.

    `unusable` are documents and conflicts that are there and cannot be read, with the reason.
    `folders` are the folders of documents and of conflicts that are there. `cards` are card files
    by source, also empty ones.
    """

    root: str = "content"
    content: Mapping[str, str] = msgspec.field(default_factory=dict)
    memory: Mapping[str, str] = msgspec.field(default_factory=dict)
    ledgers: Mapping[str, str] = msgspec.field(default_factory=dict)
    conflicts: Mapping[str, str] = msgspec.field(default_factory=dict)
    proposals: Mapping[str, str] = msgspec.field(default_factory=dict)
    cards: Mapping[str, str] = msgspec.field(default_factory=dict)
    schema: str | None = None
    organisations: str | None = None
    unusable: Mapping[str, Problem] = msgspec.field(default_factory=dict)
    folders: frozenset[str] = frozenset({*KINDS, "conflicts"})
    shelf: Shelf = msgspec.field(default_factory=Shelf)
    """Where what the run makes of all this lies until it is written."""


class Change(msgspec.Struct, frozen=True):
    """A file to write: its text now (None where there is none) and then (None to remove it).

    `hinge` is the name of another file with its folder: where that could not be written, this one
    is not written either.
    """

    name: str
    was: Shelved[str] | str | None
    will_be: Shelved[str] | str | None
    hinge: str = ""

    def shelve(self, shelf: Shelf) -> Change:
        """Return this change with its texts on a shelf."""
        texts = [None if text is None else shelf.put(text) for text in (self.before, self.after)]
        return Change(self.name, texts[0], texts[1], self.hinge)

    @property
    def before(self) -> str | None:
        return self.was.get() if isinstance(self.was, Shelved) else self.was

    @property
    def after(self) -> str | None:
        return self.will_be.get() if isinstance(self.will_be, Shelved) else self.will_be


NoteKind = Literal["new", "changed", "kept", "conflicting", "removed", "renamed", "left", "deleted"]


class Note(msgspec.Struct, frozen=True):
    """What was decided for a file, for the person who ran the program.

    `left` is an edited document that no source yields any more, `deleted` one that was deleted by
    hand. `units` are fields and sections, or else the slug that a file had before.
    """

    kind: NoteKind
    path: str
    units: tuple[str, ...] = ()


class Plan(msgspec.Struct):
    """What a run would write, by group, and what it has to tell."""

    changes: dict[Group, list[Change]] = msgspec.field(default_factory=dict)
    new_names: dict[str, tuple[Organisation, tuple[str, ...]]] = msgspec.field(default_factory=dict)
    notes: list[Note] = msgspec.field(default_factory=list)
    problems: list[Problem] = msgspec.field(default_factory=list)
    differences: list[Difference] = msgspec.field(default_factory=list)
    unwritten: int = 0
    """The number of changes that could not be written, as a file was saved meanwhile."""

    waiting: list[str] = msgspec.field(default_factory=list)
    """Paths of proposals on which nobody has decided yet."""

    shelf: Shelf = msgspec.field(default_factory=Shelf)
    """Where the texts of changes lie until they are written."""

    def change(
        self, group: Group, name: str, before: str | None, after: str | None, hinge: str = ""
    ) -> None:
        """Plan to write a file, unless it says this already."""
        if before != after:
            change = Change(name, before, after, hinge).shelve(self.shelf)
            self.changes.setdefault(group, []).append(change)

    def note(self, kind: NoteKind, path: str, units: Iterable[str] = ()) -> None:
        self.notes.append(Note(kind, path, tuple(units)))

    @property
    def kept(self) -> list[str]:
        """What editors changed and the run left as it is, one line for each document."""
        return [
            f"{note.path}: kept as edited: {', '.join(note.units)}"
            for note in self.notes
            if note.kind == "kept"
        ]

    @property
    def is_empty(self) -> bool:
        return not any(self.changes.values())

    def in_order(self) -> Iterator[tuple[Group, Change]]:
        """Yield every change in the order in which changes are written."""
        for group in GROUPS:
            for change in self.changes.get(group, ()):
                yield group, change
