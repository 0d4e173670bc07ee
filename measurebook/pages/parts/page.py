"""A page before it is rendered."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import msgspec

from measurebook.pages.parts.views import FramedView


class Page(msgspec.Struct, frozen=True, dict=True):
    """A page of the site: its kind, where it stands, and what makes all that its template shows.

    A page is a pure function of its context, its language's words and its template, so pages can
    be made in any order, on any core.
    """

    kind: str
    address: str
    language: str
    make: Callable[[], FramedView]
    slug: str = ""

    @cached_property
    def context(self) -> FramedView:
        """What the template shows, made when it is first asked for.

        Raises MissingWordError where a language lacks a word, and ContentError for text that
        cannot be shown.
        """
        return self.make()

    @property
    def template(self) -> str:
        return f"pages/{self.kind}.html"
