"""What templates are given: finished records that only need to be shown.

Texts may be marked where a part of them is in another language than the page (`wording.mark`).

Addresses are relative to the root of an edition, which is the site itself for the default
language; a template writes `frame.up` before them.
"""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from measurebook.pages.parts.wording import unmark


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all views. A view is equal to another one exactly when they show the same."""


class Link(View, frozen=True, kw_only=True):
    """A link, or plain text where `address` is "". `lang` is "" for the page's own language."""

    text: str
    address: str = ""
    lang: str = ""
    is_current: bool = False


class Cite(View, frozen=True, kw_only=True):
    """A mark such as `002:168` that opens a line of a source."""

    label: str
    address: str
    title: str


class Answer(View, frozen=True, kw_only=True):
    """The state of an answer; `state` names its shape, `word` tells it."""

    state: str
    word: str
    lang: str = ""


class Value(View, frozen=True, kw_only=True):
    """A value with where it stands; `note` is ours and says more about it."""

    text: str
    address: str = ""
    lang: str = ""
    cites: tuple[Cite, ...] = ()
    note: str = ""
    note_cites: tuple[Cite, ...] = ()
    is_outside: bool = False
    is_inferred: bool = False


class Edit(View, frozen=True, kw_only=True):
    """That an editor changed a value, and what its source has in its place."""

    words: tuple[str, ...]
    lang: str = ""


class Fact(View, frozen=True, kw_only=True):
    """A label with its values; without values, `absence` says why there are none."""

    label: str
    values: tuple[Value, ...] = ()
    absence: str = ""
    cites: tuple[Cite, ...] = ()
    lang: str = ""
    edit: Edit | None = None


class Quoted(View, frozen=True, kw_only=True):
    """Words of a source: safe markup of whole elements, and the lines they stand on.

    Where an editor changed them, `is_edited` says so, and `source_words` are what the source has
    in their place; it is empty for words that were added.
    """

    html: Markup
    cites: tuple[Cite, ...] = ()
    lang: str = ""
    is_edited: bool = False
    source_words: tuple[str, ...] = ()


class Note(View, frozen=True, kw_only=True):
    """A remark of the editors, in pieces: plain text, or a mark where it names a line."""

    text: str = ""
    cite: Cite | None = None
    lang: str = ""


class Mark(View, frozen=True, kw_only=True):
    """A labelled answer at the edge of a row."""

    label: str
    answer: Answer


class MeasureRow(View, frozen=True, kw_only=True):
    """A measure in a list; `conflicts` says how many statements on it do not agree."""

    slug: str
    title: str
    address: str
    lang: str
    goal_word: str
    areas: tuple[Link, ...]
    agencies: tuple[Link, ...]
    domains: tuple[Link, ...]
    no_domain: Link | None
    years: str
    marks: tuple[Mark, ...]
    conflicts: str
    is_civil_society: bool


class Picture(View, frozen=True, kw_only=True):
    """A picture that is drawn where the program for it is installed: Vega-Lite, as JSON.

    `label` tells those who cannot see it what it shows.
    """

    spec: str
    label: str


class ListRow(View, frozen=True, kw_only=True):
    """A link in a list, with its number of measures and what it is about."""

    link: Link
    count: str = ""
    why: str = ""
    cites: tuple[Cite, ...] = ()


class Count(View, frozen=True, kw_only=True):
    """A number and what it counts; `address` is "" where it leads nowhere."""

    number: str
    label: str
    address: str = ""


class RowGroup(View, frozen=True, kw_only=True):
    """Rows under a heading; `id` is "" where the group needs none."""

    heading: Link
    id: str = ""
    rows: tuple[ListRow, ...] = ()


class MeasureGroup(View, frozen=True, kw_only=True):
    """Measures under a heading."""

    id: str
    heading: Link
    rows: tuple[MeasureRow, ...]


class Side(View, frozen=True, kw_only=True):
    """One side of a conflict: the source's words, and whose they are."""

    text: str
    source: Link
    cites: tuple[Cite, ...]
    lang: str


class ConflictView(View, frozen=True, kw_only=True):
    """Statements that do not agree; `ruling` is "" where nobody has settled it.

    `lang` is the language of the editors, in which ruling and note are; so is a title of theirs.
    `finder` tells who found it; `reckoning` is how the program reckoned, step by step.
    """

    id: str
    title: str
    title_lang: str
    lang: str
    kind: str
    finder: str
    sides: tuple[Side, ...]
    reckoning: tuple[str, ...]
    ruling: str
    note: tuple[Note, ...]


class WordingRow(View, frozen=True, kw_only=True):
    """A term in one language, and how far that wording can be trusted."""

    language: str
    lang: str
    text: str
    status: str
    status_word: str
    cites: tuple[Cite, ...]
    origin: str


class Original(View, frozen=True, kw_only=True):
    """What is told beside a wording that is not official.

    `status` says what it is instead, `wording` how the official one reads, if there is any, and
    `address` where all wordings stand, if they do.
    """

    status: str
    wording: str
    address: str


class QuestionView(View, frozen=True, kw_only=True):
    """A question of the form with its answer; `follows` marks one that hangs on another."""

    id: str
    text: str
    lang: str
    original: Original | None
    follows: bool
    state: str
    answer: Answer | None
    groups: tuple[ValueGroup, ...]
    quotes: tuple[Quoted, ...]
    is_withheld: bool
    is_long: bool
    cites: tuple[Cite, ...]
    values_lang: str
    edit: Edit | None = None


class ValueGroup(View, frozen=True, kw_only=True):
    """Printed lines of an answer under one sub-head of the form, or under none."""

    heading: str
    values: tuple[str, ...]

    @property
    def is_list(self) -> bool:
        return len(self.values) > 1 or bool(self.heading)


class NavigationLink(View, frozen=True, kw_only=True):
    """A link of the head; `current` is "page", "true" (a page of that part) or ""."""

    text: str
    address: str
    current: str


class LinkGroup(View, frozen=True, kw_only=True):
    """Links of the foot under a heading."""

    id: str
    heading: str
    links: tuple[Link, ...]


class EditionLink(View, frozen=True, kw_only=True):
    """The same page in another language; `address` is relative to the site's root."""

    language: str
    name: str
    short: str
    address: str


class Frame(View, frozen=True, kw_only=True):
    """What every page has around its content.

    `title` is the heading with the site's name behind it; `description` is "" where the page has
    none of its own. `up` leads from the page to the root of its edition, `root` to the root of the
    site; `canonical` is the page's public address, "" where it has none.
    """

    kind: str
    language: str
    heading: str
    title: str
    site_title: str
    description: str
    site_description: str
    up: str
    root: str
    canonical: str
    home: str
    navigation: tuple[NavigationLink, ...]
    breadcrumb: tuple[Link, ...]
    footer: tuple[LinkGroup, ...]
    editions: tuple[EditionLink, ...]
    version: str

    def entitle(self, text: str) -> str:
        """Put the page's heading before a sentence that many pages could say."""
        return f"{self.heading} · {text}"


class FramedView(View, frozen=True, kw_only=True):
    """The context of a page; each kind adds its own fields."""

    frame: Frame

    @property
    def description(self) -> str:
        """What the page is about, for programs."""
        return self.frame.description or self.frame.entitle(self.frame.site_description)


class LedView(FramedView, frozen=True, kw_only=True):
    """The context of a page that opens with a sentence on what it shows, its lead."""

    lead: str

    @property
    def description(self) -> str:
        return self.frame.description or self.frame.entitle(unmark(self.lead))
