"""What a run would write: generated documents against what is there and what was remembered.

The content folder belongs to its curators. A file is written only where the run can tell that
nobody changed what it replaces; a renamed file stays renamed and a deleted one stays deleted.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from measurebook.errors import ContentError, Problem, quote
from measurebook.normalise.merging.content import name_units
from measurebook.normalise.merging.documents import find_fault, write_draft
from measurebook.normalise.merging.line_ends import plain
from measurebook.normalise.merging.matching import Match, Matches, Sources, match
from measurebook.normalise.merging.memory import Remembered, write_remembered
from measurebook.normalise.merging.present_slugs import PresentSlugs, last_slug, slug_of
from measurebook.normalise.merging.proposing import Proposal, propose
from measurebook.normalise.merging.three_way import Merged, compare, merge
from measurebook.normalise.reading import Draft
from measurebook.normalise.state import FOLDERS, NoteKind, Plan, State, name_file
from measurebook.shelf import Shelved, ShelvedTexts


class Reconciled(msgspec.Struct):
    """Where each document is and what it says after a run."""

    final: dict[str, Shelved[str]] = msgspec.field(default_factory=dict)
    """The text of each document after the run that is a curator's, in part or in whole."""
    generated: dict[str, Draft] = msgspec.field(default_factory=dict)
    """The draft of each other document: it says just this, or cannot be read and may say it."""
    keys: dict[str, str] = msgspec.field(default_factory=dict)
    """The name of each draft to the name under which it is remembered."""
    places: dict[str, str | None] = msgspec.field(default_factory=dict)
    """The name of each draft to that of its file, None where that was deleted by hand."""


def reconcile(
    drafts: Iterable[Draft],
    state: State,
    plan: Plan,
    sources: Sources | None = None,
    restore: frozenset[str] = frozenset(),
) -> Reconciled:
    """Add to a plan what is to become of the documents; each draft has a slug of its own.

    What came from sources that could not be read this time stays as it is. `restore` are names
    or slugs of documents that were deleted by hand and are asked for again.
    """
    named = {f"{FOLDERS[draft.kind]}/{draft.slug}": draft for draft in drafts}
    written = ((name, write_draft(draft)) for name, draft in named.items())
    texts = ShelvedTexts(state.shelf, written)
    matches = match(named, texts, state, sources or Sources(), restore)
    run = _Run(state, matches, plan)
    run.forget_stale()
    for name, found in matches.drafts.items():
        run.take(found, texts[name])
        run.result.keys[name], run.result.places[name] = found.key, found.place
    run.finish()
    run.tell_unknown(restore)
    return run.result


class _Run:
    """One comparison of all drafts."""

    def __init__(self, state: State, matches: Matches, plan: Plan) -> None:
        self.state = state
        self.matches = matches
        self.plan = plan
        self.slugs = PresentSlugs(state, matches)
        self.result = Reconciled()
        self.written: set[str] = set()
        """Names under which something is remembered after this run."""
        self.gone: set[str] = set()

    def forget_stale(self) -> None:
        for name in sorted(self.matches.stale):
            self.plan.change("forgotten", name, self.state.memory[name], None)

    # One draft

    def take(self, found: Match, text: str) -> None:
        """Merge one draft into its file, unless that was deleted or cannot be read."""
        draft = self.slugs.apply(found)
        new = text if draft is found.draft else write_draft(draft)
        place = found.place
        if place is None and found.key in self.matches.doubtful:
            self._leave(found)
            self.result.generated[found.key] = draft
        elif place in self.state.unusable or found.key in self.matches.held:
            self._leave(found)
        elif place is None:
            self._note("deleted", f"{found.key.partition('/')[0]}/{last_slug(found)}")
            self._remember(found.key, Remembered(new, last_slug(found), is_deleted=True))
        elif place in self.state.content:
            self._update(found, draft, new)
        else:
            self._create(found, draft, new)

    def _leave(self, found: Match) -> None:
        """Leave a document as it is, and what is remembered of it."""
        place = found.place or ""
        self.written.add(found.key)
        if place in self.state.content:
            self._finish_as(place, self.state.content[place])
        elif place:
            self.result.generated[place] = found.draft

    def _create(self, found: Match, draft: Draft, new: str) -> None:
        place = found.place or found.key
        fault = find_fault(draft, new, self._path(place))
        if fault:
            self.plan.problems.append(fault)
            self.written.add(found.key)
            return
        self._note("new", place)
        self.plan.change("content", place, None, new)
        self.result.generated[place] = draft
        self._remember(found.key, Remembered(new, slug_of(place)))

    def _update(self, found: Match, draft: Draft, new: str) -> None:
        place = found.place or found.key
        try:
            merged = self._merge(found, new, place)
        except ContentError as error:
            self.plan.problems += error.problems
            self.result.generated[place] = draft
            self.written.add(found.key)
            return
        if merged.disputed and not self._propose(found, merged, new):
            self._leave(found)
            return
        if merged.text == new:
            self.result.generated[place] = draft
        else:
            self._finish_as(place, merged.text)
        self._tell(found, merged)
        self.plan.change("content", place, self.state.content[place], merged.text)
        self._remember(found.key, Remembered(new, slug_of(place)))

    def _merge(self, found: Match, new: str, place: str) -> Merged:
        """Merge; in a file that nobody remembers writing, every difference is in dispute.

        Raises ContentError where the file is no document.
        """
        now, path = self.state.content[place], self._path(place)
        if now == new:
            return Merged(now)
        if found.remembered:
            try:
                return merge(found.remembered.text, now, new, path)
            except ContentError:
                compare(now, new, path)  # raises if it is the file that cannot be read
        return compare(now, new, path)

    def _propose(self, found: Match, merged: Merged, new: str) -> bool:
        base = found.remembered.text if found.remembered else None
        place, units = found.place or found.key, name_units(merged.disputed)
        return propose(Proposal(place, base, new, units), self.state, self.plan)

    def _tell(self, found: Match, merged: Merged) -> None:
        place = found.place or found.key
        if found.remembered and found.remembered.place != slug_of(place):
            self._note("renamed", place, [found.remembered.place])
        if merged.followed:
            self._note("changed", place, name_units(merged.followed))
        if merged.kept:
            self._note("kept", place, name_units(merged.kept))

    # The rest

    def finish(self) -> None:
        """Keep what no draft speaks of; remove what only a source that is gone had generated."""
        is_void = not self.matches.drafts and bool(self.matches.orphans)
        if is_void:
            message = "no source yields anything, so nothing was removed from the content"
            self.plan.problems.append(Problem(f"{self.state.root}/sources", 0, message))
        for key, place in self.matches.orphans.items():
            if not is_void:
                self._drop(key, place)
        if not is_void:
            for key in sorted(self.matches.damaged - self.written):
                self.plan.change("memory", key, self.state.memory[key], None)
        told = self.result.generated.keys() | self.result.final.keys() | self.gone
        for name in self.state.content:
            if name not in told:
                self._finish_as(name, self.state.content[name])

    def _drop(self, key: str, place: str | None) -> None:
        """Remove a document without a source, unless somebody edited it.

        What was generated for that is still remembered, so that it follows again if its source
        comes back.
        """
        now = self.state.content.get(place) if place else None
        if place in self.state.unusable:
            return
        if place and now is not None:
            if plain(now) != self.matches.remembered[key].text:
                self._note("left", place)
                return
            self._note("removed", place)
            self.plan.change("content", place, now, None)
            self.gone.add(place)
        self.plan.change("memory", key, self.state.memory[key], None, place or "")

    def tell_unknown(self, restore: Iterable[str]) -> None:
        """Tell names that are asked for again and that no source yields."""
        for name in sorted(set(restore) - self.matches.restored):
            message = f"{quote(name)} cannot be restored: no source yields a document of that name"
            self.plan.problems.append(Problem(self.state.root, 0, message))

    # Notes

    def _finish_as(self, name: str, text: str) -> None:
        self.result.final[name] = self.state.shelf.put(text)

    def _remember(self, key: str, remembered: Remembered) -> None:
        before = None if key in self.matches.stale else self.state.memory.get(key)
        self.written.add(key)
        if key not in self.matches.remembered or self.matches.remembered[key] != remembered:
            hinge = "" if remembered.is_deleted else f"{key.partition('/')[0]}/{remembered.place}"
            self.plan.change("memory", key, before, write_remembered(remembered), hinge)

    def _note(self, kind: NoteKind, name: str, units: Iterable[str] = ()) -> None:
        self.plan.note(kind, self._path(name), units)

    def _path(self, name: str) -> str:
        return name_file(self.state.root, name)
