"""The command line: one command for each thing a person does, and one way of telling faults."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from measurebook import __version__
from measurebook.errors import ContentError, MachineError, explain_failure
from measurebook.settings import Layout

if TYPE_CHECKING:
    from measurebook.model.download import Handout
    from measurebook.pipeline.building import Built
    from measurebook.preview import Normalised

CONTENT = Path("content")
SITE = Path("site")
BUNDLES = Path("dist")

DONE, CONTENT_HAS_PROBLEMS, WRONG_USE, MACHINE_FAILED = range(4)
_INTERRUPTED = 130
_WITHOUT_DOCSTRINGS = 2
_DOCSTRINGS_NEEDED = (
    "Python was told to leave out docstrings, of which help and schema are made:"
    " run it without -OO and PYTHONOPTIMIZE=2."
)
_MOST_CORES = 4
_OBJECTS_BEFORE_COLLECTING = 100_000
_MEBIBYTE = 1024 * 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; no fault of content or machine is a traceback.

    Nearly everything a command makes lives to its end, so looking for garbage every 700 objects,
    as Python does, takes a fifth of a build and finds none.
    """
    if sys.flags.optimize >= _WITHOUT_DOCSTRINGS:
        return _tell_failure(MachineError(_DOCSTRINGS_NEEDED))
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    try:
        return _run(arguments)
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except BrokenPipeError:
        _close_pipe()
        return DONE
    except OSError as error:
        return _tell_failure(explain_failure(error, "the command"))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = cli.main(args=arguments, prog_name="build.py", standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        return WRONG_USE
    except ContentError as error:
        return _tell_problems(error)
    except MachineError as error:
        return _tell_failure(error)
    return code if isinstance(code, int) else DONE


def _tell_problems(error: ContentError) -> int:
    for problem in error.problems:
        click.echo(str(problem), err=True)
    number = len(error.problems)
    told = f"{number} problem." if number == 1 else f"{number} problems."
    click.echo(" ".join([told, *getattr(error, "__notes__", ())]), err=True)
    return CONTENT_HAS_PROBLEMS


def _tell_failure(error: MachineError) -> int:
    click.echo(" ".join([str(error), *getattr(error, "__notes__", ())]), err=True)
    return MACHINE_FAILED


def _close_pipe() -> None:
    """Give Python something to flush into at its end: who read our output has left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _timing() -> Iterator[Callable[[], str]]:
    """Give a function that tells the seconds since the start."""
    started = perf_counter()
    yield lambda: f"{perf_counter() - started:.2f} s"


def _count_cores() -> int:
    """Count the cores this process may use; more than four bring nothing."""
    usable = getattr(os, "sched_getaffinity", None)
    return min(len(usable(0)) if usable else os.cpu_count() or 1, _MOST_CORES)


# Options

_content = click.option(
    "--content",
    "content",
    type=click.Path(path_type=Path, file_okay=False),
    help="The content folder.",
)


def _output(text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option("--output", "output", type=click.Path(path_type=Path), help=text)


def _find_layout(context: click.Context, content: Path | None) -> Layout:
    """Return the content folder said with this command, or before it, or the usual one."""
    above = context.parent.params.get("content") if context.parent else None
    folder: Path = content or above or CONTENT
    if not folder.is_dir():
        raise click.UsageError(f"there is no folder {folder}; say another one with --content")
    return Layout(folder)


def _find_output(context: click.Context, output: Path | None) -> Path | None:
    """Return the output said with this command, or before it."""
    above: Path | None = context.parent.params.get("output") if context.parent else None
    return output or above


# Commands


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@_content
@_output("Where the site goes.")
@click.version_option(__version__, message="%(version)s")
@click.pass_context
def cli(context: click.Context, content: Path | None, output: Path | None) -> None:
    """Make a website from public texts on cultural policy.

    Without a command, builds the site. Exit codes: 0 done, 1 the content has problems, 2 wrong
    use, 3 the machine failed.
    """
    if context.invoked_subcommand is None:
        _build(_find_layout(context, content), output or SITE)


@cli.command()
@_content
@_output("Where the site goes.")
@click.option(
    "--with-bundle", is_flag=True, help="Offer the bundle and the print edition on the site."
)
@click.pass_context
def build(
    context: click.Context, content: Path | None, output: Path | None, with_bundle: bool
) -> None:
    """Build the site."""
    layout = _find_layout(context, content)
    _build(layout, _find_output(context, output) or SITE, with_bundle=with_bundle)


def _build(layout: Layout, output: Path, *, with_bundle: bool = False) -> None:
    with _timing() as passed:
        built = _publish(layout, output, with_bundle=with_bundle)
        size = f"{built.bytes / _MEBIBYTE:.1f} MiB"
        changed = f"{built.changed} changed" if built.changed else "nothing changed"
        click.echo(
            f"Built {built.measures} measures into {built.pages} pages"
            f" ({built.files} files, {size}; {changed}) in {passed()}."
        )
    click.echo(f"Open {built.index}")


def _publish(layout: Layout, output: Path, *, with_bundle: bool) -> Built:
    try:
        if with_bundle:
            return _publish_with_bundle(layout, output)
        from measurebook.pipeline.building import build as build_site
        from measurebook.pipeline.last_pages import PAGES

        return build_site(layout, output, workers=_count_cores(), store=PAGES)
    except (ContentError, MachineError) as error:
        if (output / "index.html").exists():
            error.add_note("The last site stays as it was.")
        raise


def _publish_with_bundle(layout: Layout, output: Path) -> Built:
    from measurebook.pipeline.handing_out import build_with_bundle

    _tell_wait("Setting the print edition for paper …")
    built, papers = build_with_bundle(layout, output, workers=_count_cores())
    _tell_lacking(papers.lacking)
    return built


def _tell_wait(text: str) -> None:
    """Say what takes long to who sits at a terminal."""
    if sys.stderr.isatty():
        click.echo(text, err=True)


def _tell_lacking(reason: str) -> None:
    if reason:
        click.echo(f"The print edition is HTML only, without a PDF: {reason}.")


@cli.command()
@_content
@click.pass_context
def check(context: click.Context, content: Path | None) -> None:
    """Check everything a build checks, and write nothing."""
    with _timing() as passed:
        from measurebook.pipeline.building import check as check_content

        knowledge = check_content(_find_layout(context, content), workers=_count_cores())
        found = f"{len(knowledge.measures)} measures from {len(knowledge.sources)} sources"
        click.echo(f"Checked {found} in {passed()}: no problems.")


@cli.command()
@_content
@click.option(
    "--like",
    "model",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=CONTENT,
    show_default=True,
    help="The content folder to bring it from.",
)
@click.pass_context
def start(context: click.Context, content: Path | None, model: Path) -> None:
    """Bring what a new content folder needs: lists of the form, interface, settings.

    Files that are there already stay as they are.
    """
    from measurebook.pipeline.starting import start as start_content

    folder = content or (context.parent.params.get("content") if context.parent else None)
    if folder is None:
        raise click.UsageError("say the new folder with --content")
    layout = Layout(folder)
    written = start_content(layout, Layout(model))
    for name in written:
        click.echo(f"new: {name}")
    if not written:
        click.echo(f"{folder} lacks nothing.")
    click.echo(f"Next: say in {layout.site} what the site is called, and in {layout.interface},")
    click.echo("at `home_heading`, what its first page says; put source texts as NAME.txt into")
    click.echo(f"{layout.sources}; then run: build.py normalise --content {folder}")


@cli.command()
@_content
@click.option("--check", "is_check", is_flag=True, help="Say what would change; write nothing.")
@click.option("--diff", "is_diff", is_flag=True, help="Show what would change; write nothing.")
@click.option("--restore", multiple=True, metavar="SLUG", help="A deleted measure to bring back.")
@click.pass_context
def normalise(
    context: click.Context,
    content: Path | None,
    is_check: bool,
    is_diff: bool,
    restore: tuple[str, ...],
) -> int:
    """Read the sources and bring the content up to date, keeping every edit."""
    layout = _find_layout(context, content)
    with _timing() as passed:
        from measurebook.normalise.summary import summarise, write_diff
        from measurebook.pipeline.normalising import normalise as normalise_sources

        plan = normalise_sources(layout, is_check=is_check or is_diff, restore=restore)
        if is_diff:
            click.echo(write_diff(plan), nl=False)
        summary = summarise(plan)
        for line in summary.lines():
            click.echo(line)
        files = "1 file" if summary.written == 1 else f"{summary.written} files"
        if is_check or is_diff:
            click.echo(f"Checked in {passed()}: would write {files}, has written nothing.")
        else:
            click.echo(f"Done in {passed()}: {files} written.")
    if plan.problems:
        raise ContentError(plan.problems)
    return DONE


@cli.command()
@_content
@click.option("--host", help="The address to serve on; by default this machine only.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; the next free one is taken.")
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@click.option(
    "--normalise", "is_normalising", is_flag=True, help="Normalise when a source text is saved."
)
@click.pass_context
def serve(
    context: click.Context,
    content: Path | None,
    host: str | None,
    port: int | None,
    open_browser: bool,
    is_normalising: bool,
) -> None:
    """Show the site and every change of it while you edit."""
    from measurebook import preview
    from measurebook.pipeline.building import find_watched
    from measurebook.pipeline.rebuilding import Rebuilder

    if host is not None and not host.strip():
        raise click.UsageError("--host is empty; leave it out to serve this machine only")
    layout = _find_layout(context, content)
    rebuilder = Rebuilder(layout)
    follow = preview.SourceFollower(
        layout.sources, partial(_normalise_saved, layout) if is_normalising else None
    )

    def on_change(changed: frozenset[Path]) -> tuple[str, ...] | None:
        rebuilder.forget(changed)
        return follow(changed)

    preview.serve(
        lambda asked: (
            preview.BuildResult(step.files, is_whole=step.is_whole) if step else None
            for step in rebuilder.build(asked)
        ),
        find_watched(layout),
        host=preview.DEFAULT_HOST if host is None else host,
        port=preview.DEFAULT_PORT if port is None else port,
        open_browser=open_browser,
        on_change=on_change,
        say=click.echo,
    )


def _normalise_saved(layout: Layout) -> Normalised:
    """Normalise while the preview is on; what is wrong with sources is told and stops nothing."""
    from measurebook.normalise.summary import summarise
    from measurebook.pipeline.normalising import normalise as normalise_sources
    from measurebook.preview import Normalised

    plan = normalise_sources(layout, is_check=False)
    return Normalised(tuple(summarise(plan).lines()), tuple(plan.problems))


@cli.command()
@_content
@_output("The zip to write.")
@click.option("--no-pdf", is_flag=True, help="Leave out the PDF, which takes by far the longest.")
@click.pass_context
def bundle(context: click.Context, content: Path | None, output: Path | None, no_pdf: bool) -> None:
    """Write the whole site as one zip that opens by double click, and the print edition as PDF."""
    layout, named = _find_layout(context, content), _find_output(context, output)
    with _timing() as passed:
        from measurebook.pipeline.handing_out import bundle as write_bundle

        made = write_bundle(layout, named, BUNDLES, workers=_count_cores())
        size = f"{made.bundle.size / _MEBIBYTE:.1f} MiB"
        click.echo(f"Wrote {made.bundle.path} ({made.files} files, {size}) in {passed()}.")
    click.echo(f"sha256 {made.bundle.sha256}")
    if not no_pdf:
        _write_papers(made.volumes, made.bundle.path.parent)


def _write_papers(volumes: Sequence[Handout], folder: Path) -> None:
    from measurebook.pipeline.handing_out import make_papers, write_papers

    _tell_wait("Setting the print edition for paper …")
    with _timing() as passed:
        papers = make_papers(volumes)
        for path in write_papers(papers, folder):
            click.echo(f"Wrote {path} ({path.stat().st_size / _MEBIBYTE:.1f} MiB) in {passed()}.")
    _tell_lacking(papers.lacking)


@cli.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
def verify(path: Path | None) -> None:
    """Check that a bundle is whole: every file as its own list says."""
    from measurebook.offline import verify_bundle

    target = path or _find_bundle()
    problems = verify_bundle(target)
    if problems:
        raise ContentError(problems)
    click.echo(f"{target} is whole.")


def _find_bundle() -> Path:
    found = sorted(BUNDLES.glob("*.zip"))
    if len(found) != 1:
        raise click.UsageError(f"there is no single bundle in {BUNDLES}; name the one to check")
    return found[0]
