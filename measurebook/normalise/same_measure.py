"""Which records of different sources are one measure, and how they become one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from measurebook.model.measure import (
    SECTION_HEADINGS,
    UNCITED_FIELDS,
    Measure,
    Relation,
)
from measurebook.normalise.reading import Draft
from measurebook.text import fold_name, make_slug

_KEYS_OF_HEADINGS = {heading: key for key, heading in SECTION_HEADINGS.items()}
_SHORTEST_PART = 20
"""A title shorter than this may stand in another by chance."""


@dataclass(frozen=True)
class Difference:
    """A field or section that two sources of one measure state differently."""

    slug: str
    key: str
    first: Draft
    second: Draft


def join_drafts(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Difference]]:
    """Join measures that several sources tell, give each its own slug, and relate parts to wholes.

    The record of a report comes first: a platform page shows the same entry with values lost.
    What a second source states differently is no part of the joined record; it is a difference.
    """
    joined: list[Draft] = []
    differences: list[Difference] = []
    by_title: dict[str, list[int]] = {}
    for draft in sorted(drafts, key=_reports_first):
        title = fold_name(getattr(draft.record, "title", None) or "")
        same = [i for i in by_title.get(title, ()) if title and _is_same(joined[i], draft)]
        if same:
            joined[same[0]], found = _join(joined[same[0]], draft)
            differences += found
        else:
            by_title.setdefault(title, []).append(len(joined))
            joined.append(draft)
    return _relate(_name(joined)), differences


def _reports_first(draft: Draft) -> int:
    is_reported = not isinstance(draft.record, Measure) or draft.record.report is not None
    return 0 if is_reported else 1


def _is_same(first: Draft, second: Draft) -> bool:
    """Tell whether two records with one title are one measure.

    They share a text or a responsible body; two reports tell of two states of a measure, so
    their records stay apart.
    """
    one, other = first.record, second.record
    if not isinstance(one, Measure) or not isinstance(other, Measure):
        return False
    if one.report and other.report:
        return False
    shares_text = any(
        first.sections.get(heading) == text for heading, text in second.sections.items()
    )
    return shares_text or bool(set(one.agencies or ()) & set(other.agencies or ()))


def _join(first: Draft, second: Draft) -> tuple[Draft, list[Difference]]:
    """Add a second source: its citations where it agrees, its values where it is alone."""
    assert isinstance(first.record, Measure)  # noqa: S101  (both were checked by _is_same)
    assert isinstance(second.record, Measure)  # noqa: S101
    citations = {key: dict(citation) for key, citation in first.record.citations.items()}
    values: dict[str, Any] = {}
    sections = dict(first.sections)
    differences: list[Difference] = []
    for key, citation in second.record.citations.items():
        theirs = _value_of(second, key)
        ours = _value_of(first, key)
        if _is_empty(theirs) or key in UNCITED_FIELDS:
            continue
        if _is_empty(ours):
            _set_value(key, theirs, values, sections)
            citations[key] = dict(citation)
        elif ours == theirs:
            citations[key] |= citation
        else:
            differences.append(Difference(first.slug, key, first, second))
    record = msgspec.structs.replace(first.record, **values, citations=_in_order(citations))
    ordered = {h: sections[h] for h in SECTION_HEADINGS.values() if h in sections}
    return Draft(first.slug, record, ordered), differences


def _value_of(draft: Draft, key: str) -> Any:
    heading = SECTION_HEADINGS.get(key)
    return draft.sections.get(heading) if heading else getattr(draft.record, key)


def _set_value(key: str, value: Any, values: dict[str, Any], sections: dict[str, str]) -> None:
    if key in SECTION_HEADINGS:
        sections[SECTION_HEADINGS[key]] = value
    else:
        values[key] = value


def _is_empty(value: Any) -> bool:
    return value in (None, (), "", "blank", "not-asked")


def _in_order(citations: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    order = (*Measure.__struct_fields__, *SECTION_HEADINGS)
    return {key: citations[key] for key in order if key in citations}


def _name(drafts: Iterable[Draft]) -> list[Draft]:
    """Give drafts different slugs: a second of the same name adds its report or source."""
    taken: set[tuple[type, str]] = set()
    named = []
    for draft in drafts:
        slug = next(s for s in _candidates(draft) if (type(draft.record), s) not in taken)
        taken.add((type(draft.record), slug))
        named.append(Draft(slug, draft.record, draft.sections))
    return named


def _candidates(draft: Draft) -> Iterable[str]:
    record = draft.record
    report = record.report if isinstance(record, Measure) else None
    origin = report or next((s for c in record.citations.values() for s in c), "")
    yield draft.slug
    yield make_slug(f"{draft.slug[: 78 - len(origin)]} {origin}") or draft.slug
    yield from (make_slug(f"{draft.slug[:74]} {number}") for number in range(2, 10_000))


def _relate(drafts: list[Draft]) -> list[Draft]:
    """Relate a measure whose title holds another one's title to it as a part."""
    titles = {
        draft.slug: fold_name(draft.record.title)
        for draft in drafts
        if isinstance(draft.record, Measure) and draft.record.title
    }
    pairs = [
        (part, whole)
        for part, title in titles.items()
        for whole, other in titles.items()
        if part != whole and title != other and len(other) >= _SHORTEST_PART and other in title
    ]
    return [_with_relations(draft, pairs) for draft in drafts]


def _with_relations(draft: Draft, pairs: Sequence[tuple[str, str]]) -> Draft:
    if not isinstance(draft.record, Measure):
        return draft
    wholes = [
        Relation(kind="part-of", measure=whole) for part, whole in pairs if part == draft.slug
    ]
    parts = [
        Relation(kind="has-part", measure=part) for part, whole in pairs if whole == draft.slug
    ]
    relations = (*draft.record.relations, *wholes, *parts)
    return Draft(
        draft.slug, msgspec.structs.replace(draft.record, relations=relations), draft.sections
    )
