"""The settings of one knowledge base, `content/site.yaml`."""

from __future__ import annotations

from measurebook.model.base import Record


class Site(Record, frozen=True, kw_only=True):
    """What the site is called, where it will stand, and in which languages it speaks.

    `base_url` is absent for a site whose address is not known; feeds, sitemap and canonical
    links need it and are left out without it.
    """

    title: str
    description: str
    languages: tuple[str, ...] = ("en",)
    base_url: str | None = None
    contact: str | None = None
    rights: str | None = None
    convention: str | None = None
