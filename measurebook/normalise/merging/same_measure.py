"""Which records of different sources are one measure, and how they become one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, pairwise
from typing import Any

import msgspec

from measurebook.model.measure import (
    SECTION_HEADINGS,
    UNCITED_FIELDS,
    Measure,
    Relation,
)
from measurebook.normalise.reading import Draft
from measurebook.text import SLUG_LENGTH, fold_name, make_slug

_WORD = re.compile(r"\w+")
_SHORTEST_PART = 20
"""A title shorter than this may stand in another by chance."""


class Difference(msgspec.Struct, frozen=True):
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
        title = fold_name(draft.title or "")
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

    They share a text or a responsible body. A source tells of a measure once, and two reports
    tell of two states of it, so such records stay apart.
    """
    one, other = first.record, second.record
    if not isinstance(one, Measure) or not isinstance(other, Measure):
        return False
    if (one.report and other.report) or sources_of(first) & sources_of(second):
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
        slug = next(s for s in slug_candidates(draft) if (draft.kind, s) not in taken)
        taken.add((draft.kind, slug))
        named.append(draft.with_slug(slug))
    return named


def slug_candidates(draft: Draft) -> Iterator[str]:
    """Yield the slugs a document may have, the best first: its own, with its origin, numbered."""
    own = (make_slug(draft.title) if draft.title else "") or draft.slug
    yield draft.slug
    yield own
    record = draft.record
    origin = record.report if isinstance(record, Measure) else record.source
    origin = origin or next((s for citation in record.citations.values() for s in citation), "")
    if origin:
        yield add_to_slug(own, origin)
    yield from (add_to_slug(own, str(number)) for number in count(2))


def add_to_slug(slug: str, ending: str) -> str:
    """Return a slug with an ending, shortened before it so that it stays a slug.

    >>> add_to_slug("abad", "azerbaijan-2022"), len(add_to_slug("a" * 80, "2"))
    ('abad-azerbaijan-2022', 80)
    """
    end = make_slug(ending)[: SLUG_LENGTH // 2].strip("-")
    return f"{slug[: SLUG_LENGTH - 1 - len(end)].rstrip('-')}-{end}"


def _relate(drafts: list[Draft]) -> list[Draft]:
    """Relate a measure whose title holds another one's title to it as a part."""
    measures = {draft.slug: draft for draft in drafts if draft.kind is Measure}
    wholes = {
        slug: list(_choose_wholes(measures[slug], [measures[other] for other in others]))
        for slug, others in _find_titles_within(measures).items()
    }
    parts: dict[str, list[str]] = {}
    for part, found in wholes.items():
        for whole in found:
            parts.setdefault(whole, []).append(part)
    return [
        _with_relations(draft, wholes.get(draft.slug, ()), parts.get(draft.slug, ()))
        if draft.kind is Measure and (draft.slug in wholes or draft.slug in parts)
        else draft
        for draft in drafts
    ]


def _find_titles_within(measures: Mapping[str, Draft]) -> dict[str, list[str]]:
    """Find, for each measure, those whose whole title stands in its own; in one pass over each."""
    titles = {slug: fold_name(draft.title or "") for slug, draft in measures.items()}
    opening: dict[str, list[str]] = {}
    for slug, title in titles.items():
        if len(title) >= _SHORTEST_PART:
            opening.setdefault(title[:_SHORTEST_PART], []).append(slug)
    found: dict[str, list[str]] = {}
    for slug, title in titles.items():
        for start in _starts_of_words(title):
            for other in opening.get(title[start : start + _SHORTEST_PART], ()):
                if titles[other] != title and _stands_at(titles[other], title, start):
                    found.setdefault(slug, []).append(other)
    rank = {slug: number for number, slug in enumerate(measures)}
    return {slug: sorted(set(others), key=rank.__getitem__) for slug, others in found.items()}


def _starts_of_words(title: str) -> Iterator[int]:
    return (word.start() for word in _WORD.finditer(title))


def _stands_at(part: str, title: str, start: int) -> bool:
    """Tell whether a text stands in a title at a place and ends with a word.

    >>> [_stands_at("arts", title, 4) for title in ("the arts", "the arts.", "the artsy")]
    [True, True, False]
    """
    end = start + len(part)
    return title.startswith(part, start) and not title[end : end + 1].isalnum()


def _choose_wholes(part: Draft, wholes: Sequence[Draft]) -> Iterator[str]:
    """Choose the measures that a title can mean: of equal titles, those told by the same source.

    Without such a one, a title that several measures bear means none of them for certain.
    """
    by_title: dict[str, list[Draft]] = {}
    for whole in wholes:
        by_title.setdefault(fold_name(whole.title or ""), []).append(whole)
    for same in by_title.values():
        near = [whole for whole in same if sources_of(whole) & sources_of(part)]
        yield from (whole.slug for whole in near or (same if len(same) == 1 else ()))


def sources_of(draft: Draft) -> set[str]:
    return {source for citation in draft.record.citations.values() for source in citation}


def part_by_sources(drafts: Sequence[Draft]) -> list[tuple[list[str], list[Draft]]]:
    """Part drafts into groups that have no source in common, each with its sources, in order."""
    above: dict[str, str] = {}

    def find_top(source: str) -> str:
        while above.setdefault(source, source) != source:
            above[source] = above[above[source]]
            source = above[source]
        return source

    cited = [sorted(sources_of(draft)) for draft in drafts]
    for sources in cited:
        for one, other in pairwise(sources):
            above[find_top(other)] = find_top(one)
    groups: dict[str, tuple[dict[str, None], list[Draft]]] = {}
    for draft, sources in zip(drafts, cited, strict=True):
        for top in map(find_top, sources[:1]):
            ids, members = groups.setdefault(top, ({}, []))
            ids |= dict.fromkeys(sources)
            members.append(draft)
    return [(list(ids), members) for ids, members in groups.values()]


def _with_relations(draft: Draft, wholes: Iterable[str], parts: Iterable[str]) -> Draft:
    if not isinstance(draft.record, Measure):
        return draft
    relations = (
        *draft.record.relations,
        *(Relation(kind="part-of", measure=whole) for whole in wholes),
        *(Relation(kind="has-part", measure=part) for part in parts),
    )
    record = msgspec.structs.replace(draft.record, relations=relations)
    return Draft(draft.slug, record, draft.sections)
