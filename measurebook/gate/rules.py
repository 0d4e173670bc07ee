"""What differs from one site to another in what its pages may hold."""

from __future__ import annotations

import msgspec


class Rules(msgspec.Struct, frozen=True):
    """The settings of a check.

    `base_url` is where the site will stand, with a slash at its end, or "" where nobody knows;
    only then may pages name their own full addresses. `contacts` are the e-mail addresses and
    telephone numbers that the site shows on purpose. Files under `others_words` come from other
    projects with their authors' names and are not searched for personal data.
    """

    base_url: str = ""
    contacts: frozenset[str] = frozenset()
    others_words: tuple[str, ...] = ("assets/vendor/",)

    def __post_init__(self) -> None:
        if self.base_url and not self.base_url.endswith("/"):
            raise ValueError("base_url ends with a slash")
