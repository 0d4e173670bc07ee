"""Reads one document for the index: how often each word stands in each of its fields.

What is read follows from the document, the names and nothing else, so documents can be read in any
order, in other processes, and kept from one build to the next.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import msgspec

from measurebook.graph.mentions import Found, NameFinder
from measurebook.graph.words import flatten, split_words
from measurebook.search.documents import SECTIONS_OF_NAMES, Document, Part
from measurebook.search.forms import Forms

FIELDS = ("title", "names", "text", "forms")
"""What is searched. `names` are the names and terms of facts, `forms` all other forms of names."""


class ReadDocument(msgspec.Struct, frozen=True):
    """The words of a document by field, and the names in each of its parts."""

    words: tuple[Counter[str], ...]
    spans: tuple[tuple[Found, ...], ...]


def read_document(document: Document, finder: NameFinder, forms: Forms) -> ReadDocument:
    """Count the words of a document by field, and find the names in its passages."""
    title, names, text = Counter[str](), Counter[str](), Counter[str]()
    for part in document.title:
        title.update(split_words(part))
    for name in document.names:
        names.update(_split_name(name))
    spans = tuple(_read_part(part, finder, document.country, text) for part in document.parts)
    words = title.keys() | names.keys() | text.keys()
    targets = {span.target for found in spans for span in found}
    targets |= {target for part in document.parts for target in part.targets}
    targets |= set(forms.named_by(words))
    missing = frozenset[str]().union(*map(forms.words_of, targets))
    others = Counter(dict.fromkeys(sorted(missing - words), 1))
    return ReadDocument((title, names, text, others), spans)


@lru_cache(maxsize=8192)
def _split_name(name: str) -> tuple[str, ...]:
    """Split a name, which stands in many documents."""
    return tuple(split_words(name))


def _read_part(
    part: Part, finder: NameFinder, country: str | None, words: Counter[str]
) -> tuple[Found, ...]:
    """Add the words of a passage, and find the organisations and places it names.

    A measure that is named has no other forms.
    """
    if part.section in SECTIONS_OF_NAMES or not part.text:
        return ()
    flat = flatten(part.text)
    words.update(flat.words())
    found = finder.find(part.text, country, flat)
    return tuple(name for name in found if name.target.kind in {"organisation", "place"})
