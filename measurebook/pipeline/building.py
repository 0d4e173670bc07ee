"""The way from content to a published site."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from measurebook.errors import ContentError, MissingWordError, Problem, quote
from measurebook.exports import Release
from measurebook.gate import Rules, Survey, check_surveys, survey_file
from measurebook.graph import Atlas
from measurebook.load import load_knowledge, read_places
from measurebook.memory import Memory, recall
from measurebook.model.download import Handout
from measurebook.model.knowledge import Entry, Knowledge
from measurebook.model.output import OutputFile
from measurebook.model.site import Site
from measurebook.normalise.proof import Prover
from measurebook.parallel import side_by_side
from measurebook.pipeline.jobs import Job, MisplacedError, join_languages, plan_jobs
from measurebook.pipeline.last_pages import LastPages, hash_maker
from measurebook.publish import publish
from measurebook.render import ASSETS, TEMPLATES, make_renderer, read_assets
from measurebook.settings import Layout

_VERSION_LENGTH = 8


class Built(msgspec.Struct, frozen=True):
    """What a build made. `changed` counts new, changed and removed files of the output."""

    measures: int
    pages: int
    files: int
    bytes: int
    changed: int
    index: Path


class Made(msgspec.Struct, frozen=True):
    """A finished site that nobody has written yet."""

    knowledge: Knowledge
    version: str
    files: list[OutputFile]
    surveys: list[Survey]
    handouts: tuple[Handout, ...] = ()


class Share(msgspec.Struct, frozen=True):
    """The files one process made, what the gate read in them, and what was wrong."""

    files: list[OutputFile]
    surveys: list[Survey]
    problems: list[Problem]

    @property
    def is_fine(self) -> bool:
        """Whether nothing is wrong that can be seen without the other files."""
        return not self.problems and not any(survey.faults for survey in self.surveys)


HandOut = Callable[[Release], Iterable[Handout]]


def build(layout: Layout, output: Path, *, workers: int = 1, store: Path | None = None) -> Built:
    """Build the site of a content folder and publish it into `output`.

    `store` is the folder in which it is kept what the pages were made of, so that the next build
    need not make all of them. Raises ContentError with every problem, and the last site stays;
    MachineError where the machine fails.
    """
    knowledge = read_knowledge(layout)
    last = LastPages(output, _hash_maker(knowledge), store) if store else None
    made = make_site(knowledge, layout, workers=workers, last=last)
    built = publish_site(made, output)
    if last:
        last.keep(made.version, made.files, made.surveys)
    return built


def publish_site(made: Made, output: Path) -> Built:
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
    return make_site(read_knowledge(layout), layout, workers=workers)


def make_site(
    knowledge: Knowledge,
    layout: Layout,
    *,
    workers: int = 1,
    hand_out: HandOut = lambda _: (),
    last: LastPages | None = None,
) -> Made:
    """Do what `make_files` does with what was loaded.

    `hand_out` makes what the site offers as a whole beside its pages. A page that is among the
    `last` is not made again.
    """
    release = make_release(knowledge)
    rules = find_rules(knowledge.site)
    try:
        handouts = tuple(hand_out(release))
    except MissingWordError as missing:
        raise ContentError([_tell_missing_word(missing, layout)]) from None
    jobs = [*plan_jobs(release, make_renderer(), handouts, last), Job(("assets/",), read_assets)]
    with Memory().at_work():
        shares = side_by_side(
            lambda mine: do_jobs(chain.from_iterable(mine), rules, layout, last),
            join_languages(jobs),
            Share,
            workers,
        )
    files = join_shares(shares, rules)
    surveys = [survey for share in shares for survey in share.surveys]
    return Made(knowledge, release.version, files, surveys, handouts)


def read_knowledge(layout: Layout) -> Knowledge:
    """Load a content folder whose citations are proven later, with the pages that show them.

    Raises ContentError with all that is wrong; then the citations are proven as well, so that
    everything is told in one run.
    """
    try:
        return load_knowledge(layout)
    except ContentError:
        return load_knowledge(layout, Prover)


def read_release(layout: Layout) -> Release:
    """Load a content folder. Raises ContentError with what is wrong."""
    return make_release(read_knowledge(layout))


def make_release(knowledge: Knowledge) -> Release:
    return Release(Atlas(knowledge), find_version(knowledge))


def do_jobs(
    jobs: Iterable[Job], rules: Rules, layout: Layout, last: LastPages | None = None
) -> Share:
    """Do one process's jobs; what is wrong in one does not keep the others from being told."""
    files: list[OutputFile] = []
    problems: list[Problem] = []
    for job in jobs:
        try:
            files += job.make()
        except ContentError as error:
            problems += error.problems
        except MissingWordError as missing:
            problems.append(_tell_missing_word(missing, layout))
        except MisplacedError as misplaced:
            problems += _tell_misplaced(misplaced, layout)
    surveys = [_survey(file, rules, last) for file in files]
    return Share(files, list(filter(None, surveys)), problems)


def _survey(file: OutputFile, rules: Rules, last: LastPages | None) -> Survey | None:
    known = last.find_survey(file) if last else None
    return known or recall(("survey", file.path), survey_file, file, rules)


def _hash_maker(knowledge: Knowledge) -> bytes:
    return hash_maker(knowledge.words, find_rules(knowledge.site))


def _tell_missing_word(missing: MissingWordError, layout: Layout) -> Problem:
    path = layout.name(layout.interface / f"{missing.language}.yaml")
    return Problem(path, 0, f"has no word {quote(missing.key)}, which the site needs")


def _tell_misplaced(misplaced: MisplacedError, layout: Layout) -> list[Problem]:
    """Tell in which lines of its file a document cites wrong lines."""
    fields = read_places(misplaced.path, layout)
    return [fields.problem(message, *place) for place, message in misplaced.faults]


def join_shares(shares: Iterable[Share], rules: Rules) -> list[OutputFile]:
    """Check all files against each other and return them sorted, or raise ContentError."""
    files = sorted((file for share in shares for file in share.files), key=lambda file: file.path)
    surveys = sorted((s for share in shares for s in share.surveys), key=lambda read: read.path)
    problems = [problem for share in shares for problem in share.problems]
    problems = problems or check_surveys(files, surveys, rules)
    if problems:
        raise ContentError(problems)
    return files


def find_watched(layout: Layout) -> list[Path]:
    """Return the folders whose changes make another site."""
    return [layout.content, TEMPLATES, ASSETS]


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
        knowledge.reviews,
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
