"""The way from content to a published site."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from measurebook.errors import ContentError, Problem, quote
from measurebook.exports import (
    RECORD_KINDS,
    CitationView,
    Head,
    PageFacts,
    Release,
    cite_record,
    list_redirects,
    make_head,
    plan_exports,
    plan_signposts,
    read_address,
)
from measurebook.gate import Rules, Survey, check_surveys, survey_file
from measurebook.graph import Atlas
from measurebook.load import load_knowledge
from measurebook.model.knowledge import Entry, Knowledge
from measurebook.model.output import OutputFile
from measurebook.model.site import Site
from measurebook.pages import MissingWordError, Page, Words, plan_pages
from measurebook.parallel import side_by_side
from measurebook.publish import publish
from measurebook.render import ASSETS, TEMPLATES, make_renderer, read_assets
from measurebook.search import make_search_files
from measurebook.settings import Layout

_VERSION_LENGTH = 8


@dataclass(frozen=True)
class Built:
    """What a build made. `changed` counts new, changed and removed files of the output."""

    measures: int
    pages: int
    files: int
    bytes: int
    changed: int
    index: Path


@dataclass(frozen=True)
class Made:
    """A finished site that nobody has written yet."""

    knowledge: Knowledge
    version: str
    files: list[OutputFile]


@dataclass(frozen=True)
class Share:
    """The files one worker made, what the gate read in them, and what was wrong."""

    files: list[OutputFile]
    surveys: list[Survey]
    problems: list[Problem]


Job = Callable[[], Iterable[OutputFile]]


def build(layout: Layout, output: Path, *, workers: int = 1) -> Built:
    """Build the site of a content folder and publish it into `output`.

    Raises ContentError with every problem, and the last site stays; MachineError where the
    machine fails.
    """
    made = make_files(layout, workers=workers)
    published = publish(made.files, output)
    return Built(
        measures=len(made.knowledge.measures),
        pages=sum(file.path.endswith(".html") for file in made.files),
        files=published.count,
        bytes=published.bytes,
        changed=published.changed,
        index=output / "index.html",
    )


def check(layout: Layout, *, workers: int = 1) -> Knowledge:
    """Do all of a build except publishing; return what was checked.

    Raises ContentError with every problem.
    """
    return make_files(layout, workers=workers).knowledge


def make_files(layout: Layout, *, workers: int = 1) -> Made:
    """Make and check all files of a site, sorted. Raises ContentError with what is wrong.

    With more than one worker, processes are forked: only for callers without threads.
    """
    knowledge = load_knowledge(layout)
    version = find_version(knowledge)
    rules = find_rules(knowledge.site)
    jobs = _plan_jobs(knowledge, version, layout)
    shares = side_by_side(lambda share: _do_jobs(jobs[share::workers], rules), workers)
    problems = [problem for share in shares for problem in share.problems]
    files = sorted((file for share in shares for file in share.files), key=lambda file: file.path)
    surveys = sorted((s for share in shares for s in share.surveys), key=lambda read: read.path)
    problems = problems or check_surveys(files, surveys, rules)
    if problems:
        raise ContentError(problems)
    return Made(knowledge, version, files)


def _do_jobs(jobs: Sequence[Job], rules: Rules) -> Share:
    """Do one worker's jobs; what is wrong in one does not keep the others from being told."""
    files: list[OutputFile] = []
    problems: list[Problem] = []
    for job in jobs:
        try:
            files += job()
        except ContentError as error:
            problems += error.problems
    surveys = [survey for file in files if (survey := survey_file(file, rules))]
    return Share(files, surveys, problems)


def find_watched(layout: Layout) -> list[Path]:
    """Return the folders whose changes make another site."""
    return [layout.content, TEMPLATES, ASSETS]


def _plan_jobs(knowledge: Knowledge, version: str, layout: Layout) -> list[Job]:
    """Plan the making of every file: pages, what readers take along, the search, and assets."""
    release = Release(Atlas(knowledge), version)
    exports = plan_exports(release)
    with _telling_missing_words(layout):
        pages = list(plan_pages(release.atlas, release.version, exports.downloads))
    redirects = list(list_redirects(release))
    renderer = make_renderer()
    words = {language: Words(language, said) for language, said in knowledge.words.items()}

    def render(page: Page) -> list[OutputFile]:
        with _telling_missing_words(layout):
            head, citation = _describe(release, page)
            return [renderer.render(page, words[page.language], head, citation)]

    def make_search() -> list[OutputFile]:
        with _telling_missing_words(layout):
            return list(make_search_files(release.atlas, _find_says(knowledge)))

    addresses = [page.address for page in pages] + [redirect.old for redirect in redirects]
    return [
        make_search,
        lambda: exports.files,
        *(partial(render, page) for page in pages),
        lambda: [renderer.render_redirect(one, words[one.language]) for one in redirects],
        lambda: plan_signposts(release, addresses),
        read_assets,
    ]


@contextmanager
def _telling_missing_words(layout: Layout) -> Iterator[None]:
    """Turn a word that a language lacks into a problem of its file."""
    try:
        yield
    except MissingWordError as missing:
        path = layout.name(layout.interface / f"{missing.language}.yaml")
        message = f"has no word {quote(missing.key)}, which the pages need"
        raise ContentError([Problem(path, 0, message)]) from None


def _find_says(knowledge: Knowledge) -> dict[str, Callable[[str], str]]:
    """Return what gives each language's words, with the names in them left in."""
    told = {language: knowledge.words.get(language, {}) for language in knowledge.site.languages}
    return {language: partial(getattr, Words(language, said)) for language, said in told.items()}


def _describe(release: Release, page: Page) -> tuple[Head, CitationView | None]:
    """Return what a page tells programs, and how it is cited where it is a record's."""
    path, slug = read_address(page.kind, page.address, page.language, release.language)
    frame = page.context.frame
    facts = PageFacts(
        kind=page.kind,
        path=path,
        language=page.language,
        default_language=release.language,
        title=frame.title,
        description=frame.description,
        slug=slug,
        steps=tuple((step.text, step.address) for step in frame.breadcrumb),
    )
    kind = next((kind for kind in RECORD_KINDS if kind == page.kind), None)
    citation = cite_record(release, kind, slug, page.language) if kind else None
    return make_head(release, facts), citation


def find_version(knowledge: Knowledge) -> str:
    """Return the version of the content: a hash of all it says, whatever its files look like.

    The words of the interface and the settings of the site are not what it says.
    """
    documents: list[dict[str, Entry[Any]]]
    documents = [knowledge.measures, knowledge.reports, knowledge.events]
    said = (
        knowledge.vocabulary,
        [(source.card, source.ledger) for source in knowledge.sources.values()],
        [[_read_said(entry) for entry in entries.values()] for entries in documents],
        knowledge.conflicts,
    )
    encoded = msgspec.msgpack.encode(said, order="deterministic")
    return hashlib.sha256(encoded).hexdigest()[:_VERSION_LENGTH]


def _read_said(entry: Entry[Any]) -> tuple[str, object, list[tuple[str, str]]]:
    return entry.slug, entry.record, [(part.key, part.text) for part in entry.sections]


def find_rules(site: Site) -> Rules:
    """Return what the pages of this site may hold: its own address and its own contact."""
    base = f"{site.base_url.rstrip('/')}/" if site.base_url else ""
    contacts = frozenset([site.contact]) if site.contact else frozenset[str]()
    return Rules(base_url=base, contacts=contacts)
