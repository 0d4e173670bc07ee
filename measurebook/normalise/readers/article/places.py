"""Known places that an article names as such, and not within the name of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from measurebook.normalise.readers.article.sessions import Passage
from measurebook.normalise.readers.article.text import find_quotations
from measurebook.normalise.values.places import PlaceFinder

_CAPITALS = re.compile(r"(?<![\w])[^\W\d_a-zəıöüğşç][\w'-]*(?: [^\W\d_a-zəıöüğşç][\w'-]*)+")


def find_places(passages: Sequence[Passage], finder: PlaceFinder) -> dict[str, Passage]:
    """Return the slug of each place with the passage that names it first."""
    found: dict[str, Passage] = {}
    for passage in passages:
        for told in passage.told:
            for slug in finder.find(hide_names(told.sentence.text)):
                found.setdefault(slug, passage)
    return found


def hide_names(text: str) -> str:
    """Blank out quotations and names of several capitalised words, keeping the length.

    The first word of a sentence is a capital by its place, so two words there are left alone.

    >>> hide_names('In Baku, the Baku Book Centre showed "Fly to Baku".')
    'In Baku, the                  showed "           ".'
    """
    for start, end in find_quotations(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return _CAPITALS.sub(_hide, text)


def _hide(match: re.Match[str]) -> str:
    words = match[0].split(" ")
    if match.start() == 0 and len(words) == 2:
        return match[0]
    return " " * len(match[0])
