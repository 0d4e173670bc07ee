"""Whether cited lines name the bodies, the places and the partners that a document does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from measurebook.model.base import Span
from measurebook.model.measure import Partner
from measurebook.model.vocabulary import Organisation, Vocabulary
from measurebook.normalise.proof.cited import Cited, LineReader, Verdict, take_value
from measurebook.normalise.values.names import is_prose
from measurebook.normalise.values.partners import TABLE_FIELDS, read_partners
from measurebook.text import fold_name


class BodyReader:
    """Tells which organisations and places cited lines name."""

    def __init__(self, vocabulary: Vocabulary, lines: LineReader) -> None:
        self._vocabulary = vocabulary
        self._lines = lines

    def read_agencies(self, value: Sequence[str], cited: Cited) -> Verdict:
        found = self._lines.read_again("agencies", cited) or ()
        if set(found) == set(value) or (value and self._name_all(value, cited)):
            return "stated"
        is_body = self._lines.could_be_text(cited) and not is_prose(cited.joined)
        return "edited" if is_body or cited.has_label("agencies") else "misplaced"

    def read_bodies(self, value: Sequence[str], cited: Cited) -> Verdict:
        if self._name_all(value, cited):
            return "stated"
        return "edited" if self._lines.could_be_text(cited) else "misplaced"

    def find_elsewhere(self, slugs: Sequence[str], cited: Cited) -> int | None:
        """Find another line of the source that names all of these bodies."""
        numbers = range(1, len(cited.source.lines) + 1)
        lines = (n for n in numbers if n not in cited.span and slugs)
        cites = ((n, self._lines.cite(cited.source, Span(first=n, last=n))) for n in lines)
        return next((n for n, line in cites if self._name_all(slugs, line)), None)

    def _name_all(self, slugs: Iterable[str], cited: Cited) -> bool:
        """Tell whether lines that name nobody else by whole lines name all of these bodies."""
        text = f" {fold_name(cited.joined)} "
        is_named = all(any(f" {name}" in text for name in self._fold_names(slug)) for slug in slugs)
        others = (self._lines.names.find(v, cited.source.card.country) for v in cited.values)
        return is_named and not {slug for slug in others if slug} - set(slugs)

    def read_partners(self, value: Sequence[Partner], cited: Cited) -> Verdict:
        wanted = sorted((one.organisation or one.name or "", one.type) for one in value)
        slugs = [one.organisation for one in value if one.organisation]
        found = self._find_partners(cited, slugs)
        if wanted in (found, self._find_partners(self._lines.add_head(cited), slugs)):
            return "stated"
        labels = {"partners", *TABLE_FIELDS}
        is_table = any(kind != "unstated" for _, kind in found)
        return "edited" if is_table or any(map(cited.has_label, labels)) else "misplaced"

    def _find_partners(self, cited: Cited, slugs: Sequence[str]) -> list[tuple[str, str]]:
        """Find the partners in a table, sorted: the slug of each, or its name, and its type.

        A name that one of the organisations in `slugs` bears is that organisation's.
        """
        names = self._lines.names
        meant = {name: slug for slug in slugs for name in self._fold_names(slug)}
        pairs = zip(cited.lines, cited.labels, strict=True)
        lines = filter(None, (take_value(line, found) for line, found in pairs))
        found = []
        for one in read_partners(tuple(lines), self._lines.lists).partners:
            name = one.name or ""
            slug = meant.get(fold_name(name)) or names.find(name, cited.source.card.country)
            found.append((slug or name, one.entity_type or "unstated"))
        return sorted(found)

    def _fold_names(self, slug: str) -> list[str]:
        body = self._vocabulary.organisations.get(slug)
        place = self._vocabulary.places.get(slug)
        names = _names_of(body) if body else [place.name, *place.aliases] if place else []
        return [fold_name(name) for name in names]


def _names_of(body: Organisation) -> list[str]:
    names = [body.name, *(alias.name for alias in body.aliases)]
    names += [former.name for former in body.former_names]
    return names + [wording.text for wording in body.wordings.values()]
