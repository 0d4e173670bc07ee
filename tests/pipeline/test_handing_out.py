"""What is handed out: the bundle, what the site offers of it, and the print edition beside it."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from measurebook.errors import ContentError
from measurebook.model.output import OutputFile
from measurebook.pipeline import handing_out
from measurebook.pipeline.building import build, make_files
from measurebook.pipeline.handing_out import build_with_bundle, bundle, make_papers, write_papers
from measurebook.printing import NoTypesetterError
from tests.content_folders import edit
from tests.samples import add_language, copy_sample

if TYPE_CHECKING:
    from pathlib import Path

    from measurebook.settings import Layout


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return copy_sample(tmp_path)


@pytest.fixture(autouse=True)
def typesetter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for the maker of PDFs, which tests of its own hold to its word."""

    def set_one(volume: OutputFile) -> OutputFile:
        return OutputFile(volume.path.replace(".html", ".pdf"), b"%PDF of " + volume.path.encode())

    monkeypatch.setattr(handing_out, "set_for_paper", set_one)


def test_the_bundle_holds_the_site_and_the_print_edition(layout: Layout, tmp_path: Path) -> None:
    made = bundle(layout, None, tmp_path / "dist")
    assert made.bundle.path == tmp_path / "dist" / "creative-norland.zip"
    with zipfile.ZipFile(made.bundle.path) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
        data = archive.read("creative-norland/data.html").decode()
    site = {file.path for file in make_files(layout).files}
    assert names - site == {"print/creative-norland-en.html", "README.txt", "manifest.json"}
    assert site <= names
    assert made.volumes[0].sha256 in data


def test_the_site_offers_the_bundle_that_the_other_command_writes(
    layout: Layout, tmp_path: Path
) -> None:
    written = bundle(layout, None, tmp_path).bundle
    build_with_bundle(layout, tmp_path / "site")
    offered = tmp_path / "site" / "bundle" / "creative-norland.zip"
    assert offered.read_bytes() == written.path.read_bytes()
    page = LexborHTMLParser((tmp_path / "site" / "data.html").read_text(encoding="utf-8"))
    links = [link.attributes["href"] or "" for link in page.css("[aria-labelledby=handouts] th a")]
    assert links == [
        "bundle/creative-norland.zip",
        "print/creative-norland-en.html",
        "print/creative-norland-en.pdf",
    ]
    hashes = [cell.text() for cell in page.css("[aria-labelledby=handouts] .hash")]
    assert hashes == [sha256((tmp_path / "site" / link).read_bytes()).hexdigest() for link in links]


def test_neither_the_bundle_nor_its_hash_stands_in_the_bundle(
    layout: Layout, tmp_path: Path
) -> None:
    written = bundle(layout, None, tmp_path).bundle
    with zipfile.ZipFile(written.path) as archive:
        assert not [name for name in archive.namelist() if name.endswith((".zip", ".pdf"))]
        assert not any(written.sha256.encode() in archive.read(name) for name in archive.namelist())


def test_an_everyday_build_offers_none_of_it(layout: Layout, tmp_path: Path) -> None:
    build_with_bundle(layout, tmp_path / "site")
    build(layout, tmp_path / "site")
    assert not (tmp_path / "site" / "bundle").exists()
    assert not (tmp_path / "site" / "print").exists()
    assert 'id="handouts"' not in (tmp_path / "site" / "data.html").read_text(encoding="utf-8")


def test_every_language_has_its_volume_and_its_pdf(layout: Layout, tmp_path: Path) -> None:
    add_language(layout, "az", "Azərbaycanca")
    made = bundle(layout, tmp_path / "norland.zip", tmp_path)
    papers = make_papers(made.volumes)
    assert [volume.language for volume in made.volumes] == ["en", "az"]
    assert {pdf.language for pdf in papers.pdfs} == {"en", "az"}
    assert sorted(path.name for path in write_papers(papers, tmp_path / "dist")) == [
        "creative-norland-az.pdf",
        "creative-norland-en.pdf",
    ]


def test_without_a_typesetter_the_html_stands_alone_and_it_is_said(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def set_none(_volume: OutputFile) -> OutputFile:
        raise NoTypesetterError("there is none")

    monkeypatch.setattr(handing_out, "set_for_paper", set_none)
    _, papers = build_with_bundle(layout, tmp_path / "site")
    assert (papers.pdfs, papers.lacking) == ((), "there is none")
    assert (tmp_path / "site" / "print" / "creative-norland-en.html").is_file()


def test_a_word_that_only_the_print_edition_needs_is_missed_there(
    layout: Layout, tmp_path: Path
) -> None:
    edit(layout.interface / "en.yaml", "print_contents: Contents\n", "")
    with pytest.raises(ContentError) as told:
        bundle(layout, None, tmp_path)
    (problem,) = told.value.problems
    assert str(problem).startswith('content/interface/en.yaml: has no word "print_contents"')
