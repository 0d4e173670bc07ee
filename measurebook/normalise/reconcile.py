"""What a run would write: generated documents against what is there and what was remembered.

The content folder belongs to its curators. A file is written only where the run can tell that
nobody changed what it replaces; a renamed file stays renamed and a deleted one stays deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from measurebook.errors import ContentError, Problem
from measurebook.frontmatter import as_values, read_document, write_document
from measurebook.model.event import Event
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.normalise.reading import Draft
from measurebook.normalise.three_way import Merged, merge, name_unit, write_sections

FOLDERS: dict[type, str] = {Measure: "measures", Report: "reports", Event: "events"}
SCHEMA_COMMENT = "yaml-language-server: $schema=../measure.schema.json"


@dataclass(frozen=True)
class Change:
    """A file to write: its text now (None where there is none) and then (None to remove it)."""

    name: str
    before: str | None
    after: str | None


@dataclass
class Reconciled:
    """Everything a run would change, and what it leaves for people to decide."""

    content: list[Change] = field(default_factory=list)
    memory: list[Change] = field(default_factory=list)
    proposals: list[Change] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    final: dict[str, str] = field(default_factory=dict)
    """The text of each document after the run, whether it changes or not."""


def write_draft(draft: Draft) -> str:
    """Write a draft as its document."""
    comment = SCHEMA_COMMENT if isinstance(draft.record, Measure) else ""
    return write_document(as_values(draft.record), write_sections(draft.sections), comment)


def reconcile(
    drafts: Iterable[Draft],
    content: Mapping[str, str],
    memory: Mapping[str, str],
    *,
    root: str = "content",
    unread: frozenset[str] = frozenset(),
    restore: frozenset[str] = frozenset(),
) -> Reconciled:
    """Compare drafts with the content and the memory, both by name (`measures/abad`).

    `root` is the content folder's name. `unread` are sources that could not be read this time:
    what came from them stays as it is. `restore` are names of documents that were deleted and
    are asked for again.
    """
    run = _Run(content, memory, restore, root)
    named = [(f"{FOLDERS[type(draft.record)]}/{draft.slug}", draft) for draft in drafts]
    run.match(named)
    for name, draft in named:
        run.take(name, draft)
    run.finish(unread)
    return run.result


class _Run:
    """One comparison of all drafts."""

    def __init__(
        self,
        content: Mapping[str, str],
        memory: Mapping[str, str],
        restore: frozenset[str],
        root: str,
    ) -> None:
        self.content = content
        self.memory = memory
        self.restore = restore
        self.root = root
        self.result = Reconciled()
        self.bases: dict[str, str] = {}
        """Name of a draft to the name under which it was remembered."""
        self.places: dict[str, str] = {}
        """Name of a draft to the name its file has now; absent where the file was deleted."""

    def match(self, named: Iterable[tuple[str, Draft]]) -> None:
        """Find what each draft was remembered as, and where its file is now."""
        drafts = dict(named)
        origins = {name: _origins_of(text, name) for name, text in self.memory.items()}
        free = {name: keys for name, keys in origins.items() if name not in drafts}
        for name, draft in drafts.items():
            known = name if name in self.memory else _find_by_origin(name, _origins(draft), free)
            if known:
                self.bases[name] = known
                free.pop(known, None)
        taken = {base for base in self.bases.values() if base in self.content}
        loose = {
            name: _origins_of(text, name)
            for name, text in self.content.items()
            if name not in taken and name not in drafts
        }
        for name, draft in drafts.items():
            place = self._find_place(name, draft, loose)
            if place:
                self.places[name] = place
                loose.pop(place, None)

    def _find_place(self, name: str, draft: Draft, loose: Mapping[str, Any]) -> str | None:
        base = self.bases.get(name)
        if base is None:
            return name
        if base in self.content:
            return base
        moved = self._find_alias(base) or _find_by_origin(base, _origins(draft), loose)
        wanted = name in self.restore or base in self.restore
        return moved or (base if wanted else None)

    def _find_alias(self, base: str) -> str | None:
        folder, _, slug = base.partition("/")
        for name, text in self.content.items():
            if name.startswith(f"{folder}/") and slug in _values_of(text, name).get("aliases", ()):
                return name
        return None

    def take(self, name: str, draft: Draft) -> None:
        """Merge one draft into its file, unless the file was deleted."""
        place = self.places.get(name)
        base_name = self.bases.get(name, name)
        base = self.memory.get(base_name)
        new = write_draft(self._with_present_slugs(draft, place, base_name))
        if place is None:
            self._change("memory", base_name, base, new)
            return
        now = self.content.get(place)
        if now is None:
            self._settle(place, None, new)
        else:
            merged = self._merge(base, now, new, place)
            self._settle(place, now, merged.text)
            self._tell(place, merged, new)
        self._change("memory", base_name, base, new)

    def _merge(self, base: str | None, now: str, new: str, place: str) -> Merged:
        """Merge; a file nobody remembers writing is a curator's, every difference in dispute."""
        path = f"{self.root}/{place}.md"
        try:
            if base is not None:
                return merge(base, now, new, path)
            merged = merge(now, now, new, path)
            return Merged(now, disputed=merged.followed)
        except ContentError as error:
            self.result.problems += error.problems
            return Merged(now)

    def _with_present_slugs(self, draft: Draft, place: str | None, base_name: str) -> Draft:
        """Let a draft speak of other documents by the slugs they have now, and keep its own."""
        record = draft.record
        slug = base_name.partition("/")[2]
        if place and place != base_name:
            aliases = tuple(dict.fromkeys((*record.aliases, slug)))
            record = msgspec.structs.replace(record, aliases=aliases)
        if isinstance(record, Measure):
            relations = tuple(
                msgspec.structs.replace(relation, measure=self.places[other].partition("/")[2])
                for relation in record.relations
                if (other := f"measures/{relation.measure}") in self.places
            )
            report = self.places.get(f"reports/{record.report}", "").partition("/")[2]
            record = msgspec.structs.replace(
                record, relations=relations, report=report or record.report
            )
        return Draft(slug, record, draft.sections)

    def _settle(self, place: str, before: str | None, after: str) -> None:
        self.result.final[place] = after
        self._change("content", place, before, after)

    def _change(self, group: str, name: str, before: str | None, after: str | None) -> None:
        if before != after:
            getattr(self.result, group).append(Change(name, before, after))

    def _tell(self, place: str, merged: Merged, new: str) -> None:
        path = f"{self.root}/{place}.md"
        if merged.kept:
            units = ", ".join(name_unit(unit) for unit in merged.kept)
            self.result.kept.append(f"{path}: kept as edited: {units}")
        if merged.disputed:
            self.result.proposals.append(Change(place, None, new))
            units = ", ".join(name_unit(unit) for unit in merged.disputed)
            message = (
                f"edited here and changed in the source: {units}; the edit stays, the source's"
                f" wording is in {self.root}/proposed/{place}.md"
            )
            self.result.problems.append(Problem(path, 0, message, blocking=False))

    def finish(self, unread: frozenset[str]) -> None:
        """Keep what no draft speaks of; remove what only a source that is gone had generated."""
        for name, text in self.content.items():
            if name not in self.result.final:
                self.result.final[name] = text
        for name in sorted(set(self.memory) - set(self.bases.values())):
            base = self.memory[name]
            if _sources_of(base, name) & unread:
                continue
            now = self.content.get(name)
            if now == base:
                self._change("content", name, now, None)
                del self.result.final[name]
            elif now is not None:
                message = "no source yields this measure any more; it was edited, so it stays"
                self.result.kept.append(f"{self.root}/{name}.md: {message}")
            self._change("memory", name, base, None)


# What a document comes from


Origin = tuple[str, str]
"""A source and the lines of it that gave a document its title, or else its first text."""


def _origins(draft: Draft) -> set[Origin]:
    return _origins_of_citations(draft.record.citations)


def _origins_of(text: str, name: str) -> set[Origin]:
    citations = _values_of(text, name).get("citations", {})
    return _origins_of_citations(citations if isinstance(citations, dict) else {})


def _origins_of_citations(citations: Mapping[str, Any]) -> set[Origin]:
    for key in ("title", "main_features", "key_objectives", "agencies"):
        if isinstance(citations.get(key), dict):
            return {(source, f"{key} {lines}") for source, lines in citations[key].items()}
    return set()


def _find_by_origin(
    name: str, origins: set[Origin], documents: Mapping[str, set[Origin]]
) -> str | None:
    folder = name.partition("/")[0]
    for other, keys in documents.items():
        if other.startswith(f"{folder}/") and keys & origins:
            return other
    return None


def _sources_of(text: str, name: str) -> set[str]:
    citations = _values_of(text, name).get("citations", {})
    return {source for citation in citations.values() for source in citation}


def _values_of(text: str, name: str) -> dict[str, Any]:
    try:
        return read_document(text, f"{name}.md").fields.values
    except ContentError:
        return {}
