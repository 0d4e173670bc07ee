"""The same site after every save, for who edits it: what is being looked at comes first.

It gives the files that `building` gives; only the order is another, and what has not changed since
the last time is not made again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path

import msgspec

from measurebook.exports import Release
from measurebook.memory import Memory
from measurebook.model.output import OutputFile
from measurebook.pipeline.building import Share, do_jobs, find_rules, join_shares, read_release
from measurebook.pipeline.jobs import Job, plan_jobs
from measurebook.pipeline.keeping import Kept
from measurebook.render import ASSETS, TEMPLATES, VENDORED, Renderer, make_renderer, read_assets
from measurebook.settings import Layout


class Step(msgspec.Struct, frozen=True):
    """Files that are ready. Unless `is_whole`, the others of the site follow, or its problems."""

    files: list[OutputFile]
    is_whole: bool


class _Task:
    """A job that is done once, when its share is first asked for."""

    def __init__(self, job: Job, do: Callable[[list[Job]], Share]) -> None:
        self.job = job
        self._do = do

    def makes_any(self, asked: Iterable[str]) -> bool:
        return any(path.startswith(self.job.places) for path in asked)

    @cached_property
    def share(self) -> Share:
        return self._do([self.job])


class Rebuilder:
    """Builds the site of one content folder again and again."""

    def __init__(self, layout: Layout, templates: Path = TEMPLATES, assets: Path = ASSETS) -> None:
        make = partial(make_renderer, templates, assets)
        self._layout = layout
        self._release = Kept(partial(read_release, layout), layout.content)
        self._renderer = Kept(make, templates, assets / VENDORED)
        self._assets = Kept(partial(read_assets, assets), assets)
        self._made_of: tuple[Release, Renderer] | None = None
        self._tasks: list[_Task] = []
        self._memory = Memory()

    def forget(self, changed: Collection[Path]) -> None:
        """Make anew, in the next build, what is made of these files and folders."""
        for kept in (self._release, self._renderer, self._assets):
            kept.forget(changed)

    def build(self, asked: Collection[str] = ()) -> Iterator[Step | None]:
        """Make the files that are `asked` for, if nothing is wrong with them, and then all.

        Yields None in between, so that a build that has been overtaken can be left at any time.
        Raises ContentError with all that is wrong.
        """
        with self._memory.at_work():
            release, renderer = self._release.get(), self._renderer.get()
        rules = find_rules(release.site)

        def do(jobs: list[Job]) -> Share:
            with self._memory.at_work():
                return do_jobs(jobs, rules, self._layout)

        tasks = [*self._plan(release, renderer, do), _Task(Job(("assets/",), self._assets.get), do)]
        first = [task.share for task in tasks if task.makes_any(asked)]
        if first and all(share.is_fine for share in first):
            yield Step([file for share in first for file in share.files], is_whole=False)
        shares = []
        for task in tasks:
            shares.append(task.share)
            yield None
        yield Step(join_shares(shares, rules), is_whole=True)

    def _plan(
        self, release: Release, renderer: Renderer, do: Callable[[list[Job]], Share]
    ) -> list[_Task]:
        """Return the tasks, those of the last build where they would come out the same."""
        last = self._made_of
        if last is None or last[0] is not release or last[1] is not renderer:
            self._made_of = release, renderer
            self._tasks = [_Task(job, do) for job in plan_jobs(release, renderer)]
        return self._tasks
