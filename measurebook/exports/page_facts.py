"""What the exports are told about a page that another part of the program has planned."""

from __future__ import annotations

import msgspec


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A page: what it is, where it stands and what it is called: `heading` is its own name, `title`
    has the site's behind it.

    `path` is its address within its edition, without the folder of the language. `steps` lead to
    it from the home page, each a name and a path; the page itself is left out. `slug` is "" for
    pages of which there is one. `card` is the address of the picture that stands for the page and
    `card_words` what it says; both are "" where no picture is drawn.
    """

    kind: str
    path: str
    language: str
    default_language: str
    heading: str
    title: str
    description: str = ""
    slug: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    card: str = ""
    card_words: str = ""

    @property
    def address(self) -> str:
        """Its address from the root of the site."""
        return self.address_in(self.language, self.default_language)

    def address_in(self, language: str, default_language: str) -> str:
        """Return the address of the same page in another language."""
        return self.path if language == default_language else f"{language}/{self.path}"
