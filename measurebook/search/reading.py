"""Reads one document for the index: how often each word stands in each of its fields.

What is read follows from the document, the names and nothing else, so documents can be read in any
order, in other processes, and kept from one build to the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from measurebook.graph.mentions import NameFinder
from measurebook.graph.names import Target
from measurebook.graph.words import split_words
from measurebook.search.documents import SECTIONS_OF_NAMES, Document, Part
from measurebook.search.forms import Forms

FIELDS = ("title", "names", "text", "forms")
"""What is searched. `names` are the names and terms of facts, `forms` all other forms of names."""


@dataclass(frozen=True)
class Span:
    """Where a passage names something."""

    start: int
    end: int
    target: Target


@dataclass(frozen=True)
class ReadDocument:
    """The words of a document by field, and the names in each of its parts."""

    words: tuple[Counter[str], ...]
    spans: tuple[tuple[Span, ...], ...]


def read_document(document: Document, finder: NameFinder, forms: Forms) -> ReadDocument:
    spans = tuple(_find_names(part, finder, document.country) for part in document.parts)
    title, names = _count(document.title), _count(document.names)
    text = _count(part.text for part in document.parts if part.section not in SECTIONS_OF_NAMES)
    words = title.keys() | names.keys() | text.keys()
    targets = {span.target for found in spans for span in found}
    targets |= {target for part in document.parts for target in part.targets}
    targets |= set(forms.named_by(words))
    missing = {word for target in targets for form in forms.of(target) for word in form.split()}
    others = Counter(dict.fromkeys(sorted(missing - words), 1))
    return ReadDocument((title, names, text, others), spans)


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in split_words(text))


def _find_names(part: Part, finder: NameFinder, country: str | None) -> tuple[Span, ...]:
    """Find organisations and places; a title of a measure has no other forms."""
    if part.section in SECTIONS_OF_NAMES or not part.text:
        return ()
    return tuple(
        Span(found.start, found.end, found.target)
        for found in finder.find(part.text, country)
        if found.target.kind in {"organisation", "place"}
    )
