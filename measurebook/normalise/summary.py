"""What a run did or would do, for the person who ran it: as data, as lines, and as a diff."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

import msgspec

from measurebook.normalise.state import ENDINGS, Change, Group, Note, NoteKind, Plan
from measurebook.text import mask_hidden

_SHOWN_GROUPS: dict[Group, str] = {
    "vocabulary": "vocabulary/",
    "sources": "sources/",
    "proposed": "proposed/",
    "content": "",
    "conflicts": "conflicts/",
    "ledgers": "ledgers/",
}
"""What a diff shows, and where it lies; what the program remembers for itself is left out."""

_WORDS: dict[NoteKind, str] = {
    "new": "new",
    "changed": "follows its source",
    "kept": "kept as edited",
    "conflicting": "edited here and changed in its source",
    "removed": "removed, as no source yields it any more",
    "renamed": "still the file that was called",
    "left": "no source yields it any more; it was edited, so it stays",
    "deleted": "stays deleted",
}


class NewName(msgspec.Struct, frozen=True):
    """A name that no list had, and those on the list that may be the same."""

    slug: str
    name: str
    near: tuple[str, ...]
    places: tuple[str, ...] = ()
    is_at_home: bool = True
    """Whether the country is known of the text that names it."""

    def __str__(self) -> str:
        meant = f"; did you mean {' or '.join(self.near)}?" if self.near else ""
        is_unsure = self.near and not self.is_at_home
        hint = " If so, say `country:` in the card of its source." if is_unsure else ""
        told = ", ".join((mask_hidden(self.name), *self.places))
        return f"new name, to review: {self.slug} ({told}){meant}{hint}"


class Summary(msgspec.Struct, frozen=True):
    """What a run decided, by kind, each sorted by file.

    `cards` are the cards written and `completed` those that somebody had begun; `waiting` are the
    proposals on which nobody has decided.
    `written` counts the files that are written, those the program keeps for itself included.
    """

    new: tuple[Note, ...] = ()
    changed: tuple[Note, ...] = ()
    kept: tuple[Note, ...] = ()
    conflicting: tuple[Note, ...] = ()
    removed: tuple[Note, ...] = ()
    renamed: tuple[Note, ...] = ()
    left: tuple[Note, ...] = ()
    deleted: tuple[Note, ...] = ()
    names: tuple[NewName, ...] = ()
    cards: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    written: int = 0
    problems: int = 0
    blocking: int = 0

    def lines(self) -> Iterator[str]:
        """Yield a line for each thing that a person may want to know, and one that counts."""
        groups = (self.new, self.changed, self.kept, self.conflicting)
        for note in (note for group in groups for note in group):
            yield _write_note(note)
        for note in (*self.removed, *self.renamed, *self.left, *self.deleted):
            yield _write_note(note)
        yield from map(str, self.names)
        for source in self.cards:
            yield f"new card: {source}; say in it what you know of its publisher and address"
        for source in self.completed:
            yield f"card completed: {source}"
        yield self.count()

    def count(self) -> str:
        """Return the numbers in one sentence, such as "27 new, 0 changed, 1 kept, 0 conflicting".

        >>> Summary().count()
        '0 new, 0 changed, 0 kept, 0 conflicting, 0 removed'
        """
        kinds = ("new", "changed", "kept", "conflicting", "removed")
        return ", ".join(f"{len(getattr(self, kind))} {kind}" for kind in kinds)


def summarise(plan: Plan) -> Summary:
    """Return what a plan decided. It is the same before and after the plan is written."""
    kinds = {
        kind: tuple(sorted((n for n in plan.notes if n.kind == kind), key=lambda note: note.path))
        for kind in _WORDS
    }
    cards = plan.changes.get("sources", ())
    return Summary(
        **kinds,
        names=tuple(
            NewName(slug, body.name, near, body.sources, body.country is not None)
            for slug, (body, near) in sorted(plan.new_names.items())
        ),
        cards=tuple(change.name for change in cards if change.was is None),
        completed=tuple(change.name for change in cards if change.was is not None),
        waiting=tuple(plan.waiting),
        written=sum(map(len, plan.changes.values())) - plan.unwritten,
        problems=len(plan.problems),
        blocking=sum(problem.blocking for problem in plan.problems),
    )


def _write_note(note: Note) -> str:
    units = f": {', '.join(map(mask_hidden, note.units))}" if note.units else ""
    return f"{note.path}: {_WORDS[note.kind]}{units}"


def write_diff(plan: Plan, root: str = "content") -> str:
    """Return the changes of a plan as a unified diff, without invisible characters."""
    parts = [
        line
        for group, change in plan.in_order()
        if group in _SHOWN_GROUPS
        for line in _diff(change, _path_of(group, change, root))
    ]
    return "".join(parts)


def _path_of(group: Group, change: Change, root: str) -> str:
    folder = change.name.partition("/")[0] if "/" in change.name else group
    return f"{root}/{_SHOWN_GROUPS[group]}{change.name}{ENDINGS[folder]}"


def _diff(change: Change, path: str) -> Iterator[str]:
    before, after = change.before, change.after
    names = ["/dev/null" if text is None else path for text in (before, after)]
    for line in unified_diff(_split(before), _split(after), names[0], names[1]):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _split(text: str | None) -> list[str]:
    """Split a text into lines that show what would else not be seen."""
    shown = mask_hidden((text or "").replace("\r\n", "\n"))
    return re.findall(r"[^\n]*\n|[^\n]+", shown)
