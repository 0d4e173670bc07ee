"""What may be referred to: the slugs of all lists and folders, also of what cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from measurebook.errors import guess, guess_part, quote

_FEW = 12
_MOST_GUESSES = 200

_NOUNS = {
    "goals": "a goal",
    "areas": "an area of monitoring",
    "domains": "a cultural domain",
    "scopes": "a scope",
    "natures": "a nature of a measure",
    "date_kinds": "a kind of date",
    "organisations": "an organisation",
    "places": "a place",
    "questions": "a question",
    "measures": "a measure",
    "reports": "a report",
    "events": "an event",
    "sources": "a source",
}
"""Each list, and what one of its members is called."""


class Known(msgspec.Struct, frozen=True):
    """The slugs of each list. A list that is not here could not be read, so anything may be in it.

    `homes` says where its members are; `former` maps the former slugs of documents to theirs.
    """

    slugs: Mapping[str, Collection[str]]
    homes: Mapping[str, str]
    former: Mapping[str, Mapping[str, str]]
    _faults: dict[tuple[str, str], str | None] = msgspec.field(default_factory=dict)

    def find_fault(self, name: str, slug: str) -> str | None:
        """Tell why a slug cannot be referred to, or None where it can."""
        if slug in self.slugs.get(name, (slug,)):
            return None
        if (name, slug) not in self._faults:
            self._faults[name, slug] = self._explain(name, slug)
        return self._faults[name, slug]

    def _explain(self, name: str, slug: str) -> str:
        former = self.former.get(name, {}).get(slug)
        if former:
            return f"{quote(slug)} is a former slug of {quote(former)}; write that one"
        slugs = self.slugs[name]
        is_few = len(self._faults) < _MOST_GUESSES  # each guess looks at the whole list
        near = guess(slug, slugs) or guess_part(slug, slugs) if is_few else ""
        if near or len(slugs) > _FEW:
            return f"{quote(slug)} is not {_NOUNS[name]} of {self.homes[name]}{near}"
        rest = f"expected one of {', '.join(slugs)}" if slugs else f"{self.homes[name]} has none"
        return f"{quote(slug)} is not {_NOUNS[name]}; {rest}"
