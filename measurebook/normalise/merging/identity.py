"""Which document is which: after a source was corrected, and after a curator renamed files.

A slug alone tells nothing: titles are corrected, two measures may have one title, and files are
renamed. Documents are known again by what they say and by the lines they cite; the pairs that
have most in common are taken first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from rapidfuzz import fuzz

from measurebook.errors import ContentError
from measurebook.frontmatter import as_values
from measurebook.normalise.merging.content import Content, read_content
from measurebook.normalise.reading import Draft
from measurebook.text import fold_name, squash_blanks

_LONG_TEXT = 40
"""A section shorter than this may be the same in two documents by chance."""

_ENOUGH_TEXTS = 1 / 3
_ENOUGH_PLACES = 1 / 2
_ENOUGH_WORDS = 1 / 2
_ENOUGH_WORDS_WITH_TITLE = 2 / 5
_SIMILAR_TITLE = 85


class Traits(msgspec.Struct, frozen=True):
    """What a document can be known by. `places` are its citations; `line` is its first one.

    `words` are those of its texts, each with the number of times it was there before.
    """

    name: str
    title: str = ""
    texts: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    places: frozenset[tuple[str, str, str]] = frozenset()
    words: frozenset[tuple[str, int]] = frozenset()
    former: frozenset[str] = frozenset()
    line: int = 0

    @property
    def folder(self) -> str:
        return self.name.partition("/")[0]

    @property
    def slug(self) -> str:
        return self.name.partition("/")[2]


def traits_of_draft(name: str, draft: Draft) -> Traits:
    return _traits_of(name, Content(as_values(draft.record), draft.sections))


def traits_of_text(name: str, text: str) -> Traits:
    """Return what a text can be known by: nothing but its name where it is no document."""
    try:
        return _traits_of(name, read_content(text, name))
    except ContentError:
        return Traits(name)


def _traits_of(name: str, content: Content) -> Traits:
    fields = content.fields
    places = frozenset(_places_of(fields.get("citations")))
    source = fields.get("source")
    title, former = fields.get("title"), fields.get("aliases", ())
    texts = map(squash_blanks, content.sections.values())
    return Traits(
        name=name,
        title=fold_name(title) if isinstance(title, str) else "",
        texts=frozenset(text for text in texts if len(text) >= _LONG_TEXT),
        sources=frozenset({place[1] for place in places} | ({source} if source else set())),
        places=places,
        words=frozenset(_count_words(" ".join(content.sections.values()))),
        former=frozenset(former if isinstance(former, list | tuple) else ()),
        line=min((_first_line(lines) for _, _, lines in places), default=0),
    )


def _count_words(text: str) -> Iterator[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for word in fold_name(text).split():
        yield word, seen[word]
        seen[word] += 1


def _places_of(citations: Any) -> Iterator[tuple[str, str, str]]:
    for key, citation in citations.items() if isinstance(citations, dict) else ():
        for source, lines in citation.items() if isinstance(citation, dict) else ():
            if isinstance(lines, str):
                yield key, source, lines


def _first_line(lines: str) -> int:
    first = lines.partition("-")[0]
    return int(first) if first.isdecimal() else 0


# Pairing

Likeness = Callable[[Traits, Traits], float]
"""How much speaks for two documents being one; 0 where nothing does."""


def pair(known: Iterable[Traits], found: Iterable[Traits], likeness: Likeness) -> dict[str, str]:
    """Pair documents that are one, `found` name to `known` name; each has at most one partner.

    Of pairs that are equally alike, those are taken whose places in their sources are alike:
    the first with the first, the second with the second.
    """
    left, right = list(known), list(found)
    ranks = _rank(left) | _rank(right)
    scored = []
    for one, other in _find_candidates(left, right):
        score = likeness(one, other)
        if score:
            distance = abs(ranks[id(one)] - ranks[id(other)])
            scored.append((-score, distance, one.name, other.name))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, known_name, found_name in sorted(scored):
        if found_name not in pairs and known_name not in taken:
            pairs[found_name] = known_name
            taken.add(known_name)
    return pairs


def _rank(documents: Iterable[Traits]) -> dict[int, int]:
    """Number the documents of one title by their place in their sources."""
    groups: defaultdict[tuple[str, str], list[Traits]] = defaultdict(list)
    for one in documents:
        groups[one.folder, one.title].append(one)
    return {
        id(one): number
        for group in groups.values()
        for number, one in enumerate(sorted(group, key=lambda one: (one.line, one.name)))
    }


def _find_candidates(
    known: Iterable[Traits], found: Iterable[Traits]
) -> Iterator[tuple[Traits, Traits]]:
    """Find the pairs that share anything, without looking at all pairs."""
    index: defaultdict[tuple[str, str, str], list[Traits]] = defaultdict(list)
    for one in known:
        for feature in _features_of(one):
            index[feature].append(one)
    for other in found:
        seen: set[str] = set()
        for feature in _features_of(other):
            for one in index.get(feature, ()):
                if one.name not in seen:
                    seen.add(one.name)
                    yield one, other


def _features_of(one: Traits) -> Iterator[tuple[str, str, str]]:
    yield one.folder, "slug", one.slug
    yield from ((one.folder, "slug", slug) for slug in one.former)
    if one.title:
        yield one.folder, "title", one.title
    yield from ((one.folder, "text", text) for text in one.texts)
    yield from ((one.folder, "place", "/".join(place)) for place in one.places)


def pair_drafts(
    known: Iterable[Traits], drafts: Iterable[Traits], sources: frozenset[str]
) -> dict[str, str]:
    """Pair drafts with remembered documents, draft name to remembered name.

    `sources` are all that there are: what came from another one may have been captured anew.
    """
    return pair(known, drafts, lambda one, draft: _likeness_of_draft(one, draft, sources))


def _likeness_of_draft(known: Traits, draft: Traits, sources: frozenset[str]) -> float:
    has_title = bool(draft.title) and known.title == draft.title
    portion = _portion(known.texts, draft.texts)
    has_text = portion >= _ENOUGH_TEXTS or (has_title and portion > 0)
    has_source = bool(known.sources & draft.sources)
    has_slug = known.slug == draft.slug or draft.slug in known.former
    if has_source:
        is_one = has_title or has_text or has_slug
    else:
        is_one = portion == 1 or (has_title and (has_text or not known.sources & sources))
    if not is_one:
        return 0
    places = _portion(known.places, draft.places)
    wording = max(portion, _portion(known.words, draft.words))
    told = 4 * (portion > 0) + 6 * wording + 5 * has_title
    return told + 4 * has_source + has_slug + places


def _portion(one: frozenset[Any], other: frozenset[Any]) -> float:
    """Return how much of what either holds is held by both, from 0 to 1."""
    return len(one & other) / max(len(one | other), 1)


def pair_reworded(
    known: Iterable[Traits], drafts: Iterable[Traits], deleted: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Pair drafts with remembered documents of the same source by likeness of their wording.

    With the names in `deleted` title and texts must both be alike: what is taken for a deleted
    document is not written, and nobody would see it.
    """
    by_source: defaultdict[tuple[str, str], list[Traits]] = defaultdict(list)
    for one in known:
        for source in one.sources:
            by_source[one.folder, source].append(one)
    scored = {
        (-score, one.name, draft.name)
        for draft in drafts
        for source in draft.sources
        for one in by_source.get((draft.folder, source), ())
        if (score := _likeness_of_wording(one, draft, one.name in deleted))
    }
    pairs: dict[str, str] = {}
    for _, name, draft_name in sorted(scored):
        if draft_name not in pairs and name not in pairs.values():
            pairs[draft_name] = name
    return pairs


def _likeness_of_wording(one: Traits, other: Traits, needs_both: bool) -> float:
    title = fuzz.ratio(one.title, other.title) if one.title and other.title else 0.0
    is_titled = title >= _SIMILAR_TITLE
    words = _portion(one.words, other.words)
    if needs_both:
        is_one = is_titled and words >= _ENOUGH_WORDS
    elif is_titled:
        is_one = words >= _ENOUGH_WORDS_WITH_TITLE or not (one.words and other.words)
    else:
        is_one = words >= _ENOUGH_WORDS
    return 1 + words + title / 100 if is_one else 0


def likeness_of_file(known: Traits, file: Traits) -> float:
    """How much speaks for a file being the renamed file of a remembered document.

    A curator may have rewritten all of it: then former slugs and citations tell.
    """
    has_places = _portion_of_places(known, file) >= _ENOUGH_PLACES
    return _likeness_of_file(known, file, has_places or _shares_title(known, file))


def likeness_of_unknown_file(draft: Traits, file: Traits) -> float:
    """How much speaks for a file being a draft's, where nothing is remembered of either.

    The lines of a source may have changed since the file was written, so they tell something only
    where the name of the file agrees.
    """
    has_places = _portion_of_places(draft, file) >= _ENOUGH_PLACES
    has_name = has_places and draft.slug == file.slug
    return _likeness_of_file(draft, file, has_name or _shares_title(draft, file))


def _shares_title(one: Traits, other: Traits) -> bool:
    return bool(one.title) and one.title == other.title and bool(one.sources & other.sources)


def _likeness_of_file(known: Traits, file: Traits, is_one: bool) -> float:
    is_former = known.slug in file.former
    texts = _portion(known.texts, file.texts)
    if not (is_former or texts or is_one):
        return 0
    told = 8 * (texts > 0) + texts + 4 * _portion_of_places(known, file)
    named = 4 * (known.title == file.title) + (known.slug == file.slug)
    return told + named + 8 * is_former + bool(known.sources & file.sources)


def _portion_of_places(known: Traits, file: Traits) -> float:
    return len(known.places & file.places) / max(len(known.places), 1)


def are_kin(known: Traits, file: Traits) -> bool:
    """Tell whether a file of the same name has anything in common with what was remembered."""
    return bool(
        known.title == file.title
        or known.texts & file.texts
        or known.places & file.places
        or known.slug in file.former
    )
