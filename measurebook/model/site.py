"""The settings of one knowledge base, `content/site.yaml`."""

from __future__ import annotations

from measurebook.model.base import Record


class SiteName(Record, frozen=True, kw_only=True):
    """What the site is called in a language; an absent description is that of the first one.

    `heading` is what the home page opens with, the title where it is absent.
    """

    title: str
    heading: str | None = None
    description: str | None = None


class Site(Record, frozen=True, kw_only=True):
    """What the site is called, where it will stand, and in which languages it speaks.

    `base_url` is absent for a site whose address is not known; feeds, sitemap and canonical
    links need it and are left out without it. `languages` are those of its pages, the first of
    them at its root and each other one in a folder of its own; `translations` say what the site is
    called there.
    """

    title: str
    description: str
    heading: str | None = None
    languages: tuple[str, ...] = ("en",)
    translations: dict[str, SiteName] = {}
    base_url: str | None = None
    contact: str | None = None
    rights: str | None = None
    convention: str | None = None

    def name_in(self, language: str) -> SiteName:
        """Return what the site is called in a language, as in the first where it has no name."""
        own = SiteName(title=self.title, heading=self.heading)
        name = self.translations.get(language) or own
        return SiteName(
            title=name.title,
            heading=name.heading,
            description=name.description or self.description,
        )
