"""What every export is made of: the knowledge base at one content version."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property
from typing import Any

import msgspec

from measurebook.errors import MissingWordError
from measurebook.exports.plain import tidy
from measurebook.graph import Atlas
from measurebook.model.knowledge import Knowledge
from measurebook.model.site import Site
from measurebook.model.vocabulary import Vocabulary, Wording


class Release(msgspec.Struct, frozen=True, dict=True):
    """One content version of a knowledge base. `version` is the hash of all that its files say."""

    atlas: Atlas
    version: str

    @property
    def knowledge(self) -> Knowledge:
        return self.atlas.knowledge

    @property
    def vocabulary(self) -> Vocabulary:
        return self.atlas.knowledge.vocabulary

    @property
    def site(self) -> Site:
        return self.atlas.knowledge.site

    @property
    def language(self) -> str:
        """The language of the exports' own words, where a format has any."""
        return self.site.languages[0]

    @cached_property
    def base(self) -> str:
        """The address of the site with a slash at its end, or "" where nobody knows it."""
        return f"{self.site.base_url.rstrip('/')}/" if self.site.base_url else ""

    @cached_property
    def title(self) -> str:
        return tidy(self.site.title)

    def in_full(self, address: str) -> str:
        """Return the full address of a file of the site, or "" where the site has none."""
        return f"{self.base}{address}" if self.base else ""

    @cached_property
    def kept(self) -> dict[Hashable, Any]:
        """What was made once and is needed again, such as the citation of a report by all of its
        measures. It goes when the release goes.
        """
        return {}

    def name_organisation(self, slug: str) -> str:
        return tidy(self.atlas.organisation(slug).name)

    def name_place(self, slug: str) -> str:
        return tidy(self.atlas.place(slug).name)

    def say(self, key: str, **values: object) -> str:
        """Return a word of the interface in the language of the exports, its blanks filled in.

        Raises MissingWordError.
        """
        word = self.say_in(self.language, key)
        return word.format(**values) if values else word

    def say_in(self, language: str, key: str) -> str:
        """Return a word of the interface in a language, as it is. Raises MissingWordError."""
        words = self.knowledge.words.get(language, {})
        if key not in words:
            raise MissingWordError(language, key)
        return words[key]

    def name_term(self, wordings: dict[str, Wording]) -> str:
        """Return a term in the language of the exports, else in English, else in any."""
        for language in (self.language, "en", *wordings):
            if language in wordings:
                return tidy(wordings[language].text)
        return ""
