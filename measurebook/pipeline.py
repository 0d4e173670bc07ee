"""The way from content to a published site, and from source texts to content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from measurebook.errors import ContentError, Problem, quote
from measurebook.gate import Rules, check_site
from measurebook.graph import Atlas
from measurebook.load import list_ids, load_knowledge, load_texts, load_vocabulary
from measurebook.model.knowledge import Entry, Knowledge
from measurebook.model.output import OutputFile
from measurebook.model.site import Site
from measurebook.pages import MissingWordError, Words, plan_pages
from measurebook.publish import publish
from measurebook.render import ASSETS, TEMPLATES, Renderer, make_renderer, read_assets
from measurebook.settings import Layout

if TYPE_CHECKING:
    from measurebook.normalise.run import Plan

_VERSION_LENGTH = 8

# Build: content to site


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


def build(layout: Layout, output: Path) -> Built:
    """Build the site of a content folder and publish it into `output`.

    Raises ContentError with every problem, and the last site stays; MachineError where the
    machine fails.
    """
    made = make_files(layout)
    published = publish(made.files, output)
    return Built(
        measures=len(made.knowledge.measures),
        pages=sum(file.path.endswith(".html") for file in made.files),
        files=published.count,
        bytes=published.bytes,
        changed=published.changed,
        index=output / "index.html",
    )


def check(layout: Layout) -> Knowledge:
    """Do all of a build except publishing; return what was checked.

    Raises ContentError with every problem.
    """
    return make_files(layout).knowledge


def make_files(layout: Layout) -> Made:
    """Make and check all files of a site, sorted. Raises ContentError with what is wrong."""
    knowledge = load_knowledge(layout)
    version = find_version(knowledge)
    pages = render_pages(knowledge, version, layout, make_renderer())
    files = sorted([*pages, *read_assets()], key=lambda file: file.path)
    problems = check_site(files, find_rules(knowledge.site))
    if problems:
        raise ContentError(problems)
    return Made(knowledge, version, files)


def find_watched(layout: Layout) -> list[Path]:
    """Return the folders whose changes make another site."""
    return [layout.content, TEMPLATES, ASSETS]


def render_pages(
    knowledge: Knowledge, version: str, layout: Layout, renderer: Renderer
) -> Iterator[OutputFile]:
    """Render every page in every language."""
    words = {language: Words(language, told) for language, told in knowledge.words.items()}
    try:
        for page in plan_pages(Atlas(knowledge), version):
            yield renderer.render(page, words[page.language])
    except MissingWordError as missing:
        path = layout.name(layout.interface / f"{missing.language}.yaml")
        message = f"has no word {quote(missing.key)}, which the pages need"
        raise ContentError([Problem(path, 0, message)]) from None


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


# Normalise: source texts to content


def normalise(layout: Layout, *, is_check: bool, restore: frozenset[str] = frozenset()) -> Plan:
    """Read all sources and bring the content up to date with them; a check writes nothing.

    `restore` names deleted documents that are asked for again, such as `measures/abad`. Raises
    ContentError where the vocabulary cannot be read; what is wrong with single sources and what
    waits for a decision are the plan's problems.
    """
    from measurebook.normalise.drafts import read_state, write_plan
    from measurebook.normalise.run import plan_run

    problems: list[Problem] = []
    vocabulary = load_vocabulary(layout)
    texts = load_texts(layout, problems)
    unreadable = set(list_ids(layout, [])) - {text.id for text in texts}
    plan = plan_run(texts, unreadable, vocabulary, read_state(layout), restore)
    plan.problems += problems
    if not is_check:
        plan.problems += write_plan(plan, layout)[1]
    return plan
