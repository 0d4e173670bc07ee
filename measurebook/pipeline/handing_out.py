"""The way from content to what is handed out: the bundle, the print edition, and its PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from measurebook.exports import Release
from measurebook.model.download import Handout
from measurebook.model.knowledge import Knowledge
from measurebook.model.output import OutputFile
from measurebook.offline import Bundle, pack_bundle, write_beside, write_bundle
from measurebook.pages import Words, plan_print_editions
from measurebook.parallel import side_by_side
from measurebook.pipeline.building import (
    Built,
    Made,
    make_site,
    publish_site,
    read_knowledge,
)
from measurebook.printing import NoTypesetterError, set_for_paper
from measurebook.render import make_renderer, read_print_style
from measurebook.settings import Layout
from measurebook.text import make_slug


class Papers(msgspec.Struct, frozen=True):
    """The print edition as PDF; `lacking` says why there is none where there is none."""

    pdfs: tuple[Handout, ...] = ()
    lacking: str = ""


class Bundled(msgspec.Struct, frozen=True):
    """A bundle that was written. `files` counts those of the site in it."""

    bundle: Bundle
    files: int
    volumes: tuple[Handout, ...]


def name_bundle(knowledge: Knowledge) -> str:
    """Name the bundle after the site, without its ending."""
    return make_slug(knowledge.site.title) or "site"


def bundle(layout: Layout, target: Path | None, folder: Path, *, workers: int = 1) -> Bundled:
    """Write the bundle of a content folder; without a target, under its site's name into `folder`.

    Raises ContentError and MachineError.
    """
    made = _make_bundled_site(read_knowledge(layout), layout, workers)
    target = target or folder / f"{name_bundle(made.knowledge)}.zip"
    written = write_bundle(
        made.files, target, made.version, made.knowledge.site.title, _name_volumes(made)
    )
    return Bundled(written, len(made.files), made.handouts)


def build_with_bundle(layout: Layout, output: Path, *, workers: int = 1) -> tuple[Built, Papers]:
    """Build and publish a site that offers its own bundle, the print edition and its PDF.

    The bundle is that of the same site without this offer, so it holds neither itself nor its hash.
    """
    knowledge = read_knowledge(layout)
    made = _make_bundled_site(knowledge, layout, workers)
    papers = make_papers(made.handouts)
    offered = (Handout("bundle", _pack(made)), *made.handouts, *papers.pdfs)
    site = make_site(knowledge, layout, workers=workers, hand_out=lambda _: offered)
    return publish_site(site, output), papers


def _make_bundled_site(knowledge: Knowledge, layout: Layout, workers: int) -> Made:
    return make_site(knowledge, layout, workers=workers, hand_out=_render_volumes)


def _render_volumes(release: Release) -> tuple[Handout, ...]:
    """Render the print edition in every language of the site."""
    renderer, style = make_renderer(), read_print_style()
    words = release.atlas.knowledge.words
    return tuple(
        Handout(
            "print",
            renderer.render_print(edition, Words(edition.language, words[edition.language]), style),
            edition.language,
        )
        for edition in plan_print_editions(release.atlas, release.version)
    )


def _name_volumes(made: Made) -> tuple[str, ...]:
    return tuple(volume.file.path for volume in made.handouts)


def _pack(made: Made) -> OutputFile:
    name = name_bundle(made.knowledge)
    packed = pack_bundle(
        made.files, name, made.version, made.knowledge.site.title, _name_volumes(made)
    )
    return OutputFile(f"bundle/{name}.zip", packed)


# On paper


def make_papers(volumes: Sequence[Handout]) -> Papers:
    """Make the PDF of each volume, side by side."""
    shares = side_by_side(
        lambda mine: list(map(_make_paper, mine)), volumes, list[Handout | str], len(volumes)
    )
    made = [one for share in shares for one in share]
    lacking = next((told for told in made if isinstance(told, str)), "")
    pdfs = {one.language: one for one in made if isinstance(one, Handout)}
    return Papers(tuple(pdfs[v.language] for v in volumes if v.language in pdfs), lacking)


def _make_paper(volume: Handout) -> Handout | str:
    try:
        return Handout("pdf", set_for_paper(volume.file), volume.language)
    except NoTypesetterError as error:
        return str(error)


def write_papers(papers: Papers, folder: Path) -> list[Path]:
    """Write the PDFs into the folder of a bundle. Raises MachineError."""
    return [write_beside(pdf.file, folder) for pdf in papers.pdfs]
