"""A page before it is rendered."""

from __future__ import annotations

from dataclasses import dataclass

from measurebook.pages.views import FramedView


@dataclass(frozen=True)
class Page:
    """A page of the site: its kind, where it stands, and everything its template shows.

    A page is a pure function of its context, its language's words and its template, so pages can
    be rendered in any order and left out when nothing they are made of has changed.
    """

    kind: str
    address: str
    context: FramedView
    language: str

    @property
    def template(self) -> str:
        return f"pages/{self.kind}.html"
