"""Bodies that one measure names in two roles."""

from __future__ import annotations

from collections.abc import Iterator

from measurebook.model.base import Citation, Span
from measurebook.model.conflict import Conflict, Quote
from measurebook.normalise.conflicts.material import Found, Material, Passage, Subject


def find_own_partners(material: Material) -> Iterator[Found]:
    """Find bodies that are responsible for a measure and their own partners in it."""
    for subject, _, measure in material.measures:
        partners = [partner.organisation for partner in measure.partners or ()]
        both = [slug for slug in measure.agencies or () if slug in partners]
        cited = [measure.citations.get(field, {}) for field in ("agencies", "partners")]
        named = [list(_find_named(material, subject, citation, both)) for citation in cited]
        if both and all(named):
            quotes = tuple(_quote(material, passage) for passages in named for passage in passages)
            record = Conflict(
                kind="role",
                rule="own-partner",
                found_by="program",
                organisations=tuple(both),
                quotes=quotes,
            )
            yield Found(record, (subject,))


def _find_named(
    material: Material, subject: Subject, citation: Citation, slugs: list[str]
) -> Iterator[Passage]:
    """Find the lines that name one of these bodies."""
    for passage in material.cited(subject, "agencies", citation):
        country = material.sources[passage.source].card.country
        if material.names.find(passage.text, country) in slugs:
            yield passage


def _quote(material: Material, passage: Passage) -> Quote:
    """Quote a name with the label right above it, which tells its role."""
    above = Span(first=max(1, passage.line - 1), last=passage.line - 1)
    labels = list(material.lines_of(passage.subject, passage.part, passage.source, above))
    if not labels or not material.lists.labels.find(labels[0].text):
        return passage.quote()
    span = Span(first=above.first, last=passage.line)
    text = f"{labels[0].text} {passage.text}"
    return Quote(source=passage.source, lines=str(span), text=text)
