"""The slugs that documents have now: what each says of others, and of its own former ones."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from measurebook.errors import ContentError
from measurebook.frontmatter import read_document, read_record
from measurebook.model.measure import Measure, Relation
from measurebook.normalise.merging.matching import Match, Matches
from measurebook.normalise.reading import Draft
from measurebook.normalise.state import State


class PresentSlugs(msgspec.Struct, frozen=True):
    """What the files of a run are called, whatever their drafts were called when they were read."""

    state: State
    matches: Matches

    def apply(self, found: Match) -> Draft:
        """Let a draft name other documents by the slugs they have now, and its own former ones."""
        record = found.draft.record
        aliases = tuple(self._find_aliases(found))
        changed = msgspec.structs.replace(record, aliases=aliases)
        if isinstance(changed, Measure):
            relations = *self._relate(changed), *self._find_held_relations(found)
            report = self._slug_now("reports", changed.report) if changed.report else None
            changed = msgspec.structs.replace(changed, relations=relations, report=report)
        if changed == record:
            return found.draft
        return Draft(found.draft.slug, changed, found.draft.sections).shelve(self.state.shelf)

    def _find_aliases(self, found: Match) -> Iterator[str]:
        """Find the slugs that a document had: each leaves a redirect, unless another has it now."""
        folder = found.key.partition("/")[0]
        place = found.place or f"{folder}/{last_slug(found)}"
        former = [*found.draft.record.aliases, *found.absorbed]
        if found.remembered:
            former += _read_former(found.remembered.text)
            former.append(found.remembered.place)
        for slug in dict.fromkeys(former):
            name = f"{folder}/{slug}"
            is_absorbed = slug in found.absorbed
            is_taken = name in self.state.content or name in self.state.unusable
            if name != place and (is_absorbed or not is_taken):
                yield slug

    def _relate(self, measure: Measure) -> Iterator[Relation]:
        for relation in measure.relations:
            slug = self._slug_now("measures", relation.measure)
            if slug:
                yield msgspec.structs.replace(relation, measure=slug)

    def _find_held_relations(self, found: Match) -> Iterator[Relation]:
        """Find relations to documents that are not read this time, as they are remembered."""
        held = {key for key in self.matches.held if self.matches.places.get(key)}
        if not held or found.remembered is None:
            return
        slugs = {slug_of(self.matches.places[key] or key) for key in held}
        document = read_document(found.remembered.text, found.key)
        for relation in read_record(document.fields, Measure).relations:
            if relation.measure in slugs:
                yield relation

    def _slug_now(self, folder: str, slug: str) -> str | None:
        """Return the slug of the document with this draft's slug; None where it was deleted."""
        other = self.matches.drafts.get(f"{folder}/{slug}")
        if other is None:
            return slug
        return slug_of(other.place) if other.place else None


def slug_of(name: str) -> str:
    return name.partition("/")[2]


def last_slug(found: Match) -> str:
    """Return the slug that a document has, or had last."""
    place = found.place or (f"/{found.remembered.place}" if found.remembered else found.key)
    return slug_of(place)


def _read_former(text: str) -> list[str]:
    if "\naliases:" not in text:
        return []
    try:
        former = read_document(text, "").fields.values.get("aliases")
    except ContentError:
        return []
    return [slug for slug in former if isinstance(slug, str)] if isinstance(former, list) else []
