"""The lists of terms and names that people keep in `content/vocabulary/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from measurebook.model.base import Record, Slug
from measurebook.model.measure import FormVersion

WordingStatus = Literal["source", "public-copy", "recalled", "translation"]
"""source: stands in one of our source texts; public-copy: found in a stored copy of a public page;
recalled: usual wording, not verified; translation: made by the editors."""

VERIFIED = frozenset({"source", "public-copy"})
OrganisationKind = Literal["public", "private", "cso", "intergovernmental", "academic", "unknown"]


class Wording(Record, frozen=True, kw_only=True):
    """How a term reads in one language, and how far that wording can be trusted."""

    text: str
    status: WordingStatus
    source: str | None = None


class Term(Record, frozen=True, kw_only=True):
    """A term of a closed list; `variants` are other spellings the sources use for it."""

    wordings: dict[str, Wording]
    variants: tuple[str, ...] = ()
    note: str | None = None


class Area(Term, frozen=True, kw_only=True):
    """An area of monitoring, and the goal it belongs to in the reports' own framework."""

    goal: Slug


class Alias(Record, frozen=True, kw_only=True):
    """Another spelling of a name, and where it stands.

    A `generic` alias, such as "Ministry of Culture", holds only in texts of the same country.
    """

    name: str
    sources: tuple[str, ...] = ()
    generic: bool = False
    note: str | None = None


class FormerName(Record, frozen=True, kw_only=True):
    """A name an organisation had, with the dates it had it as far as they are known."""

    name: str
    since: str | None = None
    until: str | None = None
    source: str | None = None


class Organisation(Record, frozen=True, kw_only=True):
    """A body named in the sources. `name` is its English name; other languages are `wordings`.

    `reviewed` is false until a person has looked at an entry that the normaliser added.
    """

    name: str
    kind: OrganisationKind = "unknown"
    abbreviation: str | None = None
    country: str | None = None
    parent: Slug | None = None
    since: str | None = None
    wordings: dict[str, Wording] = {}
    aliases: tuple[Alias, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    distinct_from: tuple[Slug, ...] = ()
    sources: tuple[str, ...] = ()
    reviewed: bool = True
    note: str | None = None


class CreativeCity(Record, frozen=True, kw_only=True):
    """Membership of the UNESCO Creative Cities Network."""

    field: str
    year: str
    source: str | None = None


class Place(Record, frozen=True, kw_only=True):
    """A place; `name` is the English house style, `wordings` hold the other languages."""

    name: str
    wordings: dict[str, Wording] = {}
    aliases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    creative_city: CreativeCity | None = None
    note: str | None = None


class LabelWording(Record, frozen=True, kw_only=True):
    """One wording of a form label and the form versions that print it; () means any.

    `unit` is what the wording says that bare numbers below it are, such as USD.
    """

    text: str
    language: str
    forms: tuple[FormVersion, ...] = ()
    unit: str | None = None


class Label(Record, frozen=True, kw_only=True):
    """A label of the form: the field it opens and all its wordings."""

    wordings: tuple[LabelWording, ...]


Outlook = Literal["plans", "priorities", "challenges"]


class Question(Record, frozen=True, kw_only=True):
    """A question of the periodic-report form outside the measures.

    `parent` is the question a follow-up hangs on; `groups` are sub-heads printed among the
    answers; `section` names the body section that holds a long answer; `indicator` marks a
    figure followed by its year; `outlook` says that the answer looks ahead, and how: to what the
    Party plans, to what civil society asks for, or to challenges and how they are to be met;
    `whole` are words by which an answer below it tells that a share is one of the same whole,
    such as "of total employment".
    """

    kind: Literal["yes-no", "choice", "text", "figure", "rating", "people", "files", "withheld"]
    wordings: dict[str, Wording]
    variants: tuple[str, ...] = ()
    area: Slug | None = None
    parent: Slug | None = None
    groups: tuple[str, ...] = ()
    section: str | None = None
    indicator: bool = False
    outlook: Outlook | None = None
    whole: tuple[str, ...] = ()


class Subject(Record, frozen=True, kw_only=True):
    """A subject of the form, and the words by which a text is found to speak of it.

    A word may be several words; one that ends in `*` also stands for all that begin with it.
    `questions` are the questions of the form that are about the subject.
    """

    wordings: dict[str, Wording]
    words: tuple[str, ...]
    questions: tuple[Slug, ...] = ()


class ReportWording(Record, frozen=True, kw_only=True):
    """Words by which texts of measures put their results off to a later report, as in Subject."""

    postponing: tuple[str, ...] = ()


class DateKind(Record, frozen=True, kw_only=True):
    """What a date of a measure marks, and the words that introduce such a date in a text."""

    wordings: dict[str, Wording]
    phrases: tuple[str, ...] = ()


class Noise(Record, frozen=True, kw_only=True):
    """Lines of captured pages that are not content, as regular expressions over whole lines.

    `tail` are headings of links to other pages: what stands below is chrome to the page's end.
    """

    chrome: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    spam: tuple[str, ...] = ()


class DateWords(Record, frozen=True, kw_only=True):
    """How articles write dates and small numbers. `months` has the keys "1" to "12"."""

    months: dict[str, tuple[str, ...]] = {}
    numbers: dict[str, int] = {}
    ordinals: dict[str, int] = {}


class PageWords(Record, frozen=True, kw_only=True):
    """What stands around an article on its page.

    `date_line` are words that may stand beside a date of publication; `navigation` are whole
    lines; `other_news` are whole lines that head a list of other articles; a point after one of
    the `abbreviations` ends no sentence.
    """

    abbreviations: tuple[str, ...] = ()
    date_line: tuple[str, ...] = ()
    navigation: tuple[str, ...] = ()
    other_news: tuple[str, ...] = ()


class PeopleWords(Record, frozen=True, kw_only=True):
    """How articles tell who said what, and which words never belong to a person's name.

    `said`, `attended`, `moderated` and `met` have a person as their subject; after `moderated_by`,
    `spoken_by` and `attended_by` persons follow. Behind `role_breaks` the role proper starts.
    `offices` maps a role to the kind of body it heads, as a minister of culture heads a ministry
    of culture.
    """

    said: tuple[str, ...] = ()
    attended: tuple[str, ...] = ()
    moderated: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    moderated_by: tuple[str, ...] = ()
    spoken_by: tuple[str, ...] = ()
    attended_by: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    role_modifiers: tuple[str, ...] = ()
    role_breaks: tuple[str, ...] = ()
    moderator_roles: tuple[str, ...] = ()
    offices: dict[str, str] = {}
    honorifics: tuple[str, ...] = ()
    name_particles: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    fields_of_work: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    clause_openers: tuple[str, ...] = ()
    connectives: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    other_words: tuple[str, ...] = ()


class SessionWords(Record, frozen=True, kw_only=True):
    """How articles introduce the parts of an event, and the titles of these parts.

    A quotation is a title right behind a noun and one of `titled`, or behind one of `topic` where
    the sentence names a session; `order` are words such as `next` beside the ordinals.
    """

    nouns: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    day: tuple[str, ...] = ()


class EventWords(Record, frozen=True, kw_only=True):
    """How articles tell what was held, when, where and by whom, and what is still to come."""

    nouns: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    organised_by: tuple[str, ...] = ()
    organised: tuple[str, ...] = ()
    were_organisers: tuple[str, ...] = ()
    at_venue: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    announcing: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()


class ArticleWording(Record, frozen=True, kw_only=True):
    """The wording by which news articles are read: `article-wording.yaml`."""

    dates: DateWords = DateWords()
    page: PageWords = PageWords()
    people: PeopleWords = PeopleWords()
    sessions: SessionWords = SessionWords()
    events: EventWords = EventWords()


class LegalActWording(Record, frozen=True, kw_only=True):
    """How a title says that a measure is a legal act: `legal-acts.yaml`, words in lower case.

    `goes_on` may follow a word of `acts`; one of `links` before it shows that the title is only
    about an act, unless the title opens, `articles` aside, with one of `making`. `natures` are
    the natures of older forms that say it outright.
    """

    natures: tuple[Slug, ...] = ()
    acts: tuple[str, ...] = ()
    goes_on: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    making: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


class ConflictWording(Record, frozen=True, kw_only=True):
    """The wording by which statements are compared: `conflict-wording.yaml`.

    `date_kinds` mark what happened once, so that a title and a text name one year for it.
    `currencies` are names by code; codes themselves need no entry. Words of `converted` stand
    between an amount and the same in another currency, those of `about` before a number that is
    not exact. People may belong to several of the `groups` at once, so that parts which name
    different ones overlap.
    """

    date_kinds: tuple[Slug, ...] = ()
    looking_ahead: tuple[str, ...] = ()
    ratified: tuple[str, ...] = ()
    currencies: dict[str, tuple[str, ...]] = {}
    converted: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    of_which: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    in_year: tuple[str, ...] = ()
    groups: dict[str, tuple[str, ...]] = {}


class Vocabulary(Record, frozen=True, kw_only=True):
    """All lists together, each keyed by slug in the order of its file."""

    goals: dict[str, Term]
    areas: dict[str, Area]
    domains: dict[str, Term]
    entity_types: dict[str, Term]
    answers: dict[str, Term]
    scopes: dict[str, Term]
    natures: dict[str, Term]
    date_kinds: dict[str, DateKind]
    organisations: dict[str, Organisation]
    groups: tuple[str, ...]
    places: dict[str, Place]
    labels: dict[str, Label]
    headings: dict[str, Term]
    questions: dict[str, Question]
    noise: Noise
    article_wording: ArticleWording = ArticleWording()
    legal_acts: LegalActWording = LegalActWording()
    subjects: dict[str, Subject] = {}
    report_wording: ReportWording = ReportWording()
    conflict_wording: ConflictWording = ConflictWording()

    @property
    def terms(self) -> Mapping[str, Mapping[str, Term]]:
        """Goals, areas and domains, by what one of them is called in an address."""
        return {"goal": self.goals, "area": self.areas, "domain": self.domains}
