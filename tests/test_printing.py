"""The PDF of a volume: page numbers, faces, the same bytes each time."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from measurebook import printing
from measurebook.model.output import OutputFile
from measurebook.printing import NoTypesetterError, set_for_paper
from measurebook.render import read_print_style
from tests.source_code import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "Şəki, Gəncə, İçərişəhər"
PAGE = f"""<!doctype html><html lang="az"><head><meta charset="utf-8"><title>Kitab</title>
<style>{read_print_style().text}</style></head><body>
<nav class="contents"><ol><li><a href="#one">{WORDS}</a></li></ol></nav>
<section class="chapter"><h2 id="one">{WORDS}</h2></section></body></html>"""
VOLUME = OutputFile("print/kitab-az.html", PAGE.encode())


def needs_typesetter() -> None:
    try:
        printing._load_weasyprint()
    except NoTypesetterError as reason:
        pytest.skip(str(reason))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    needs_typesetter()
    return tmp_path / "kept"


def read_streams(pdf: bytes) -> bytes:
    """Everything in a PDF that is packed, unpacked."""
    found = re.findall(rb"/FlateDecode.*?stream\n(.*?)\nendstream", pdf, re.DOTALL)
    return b"\n".join(zlib.decompressobj().decompress(stream) for stream in found)


def test_the_faces_of_the_site_are_in_it(kept: Path) -> None:
    paper = set_for_paper(VOLUME, kept)
    assert paper.path == "print/kitab-az.pdf"
    assert paper.data.startswith(b"%PDF-")
    everything = paper.data + read_streams(paper.data)
    assert {b"Newsreader", b"Source-Sans"} <= set(
        re.findall(rb"\+(Newsreader|Source-Sans)", everything)
    )
    assert b"DejaVu" not in everything


SET = """
import hashlib, sys
from pathlib import Path
from measurebook.model.output import OutputFile
from measurebook.printing import set_for_paper
volume = OutputFile("print/kitab-az.html", Path(sys.argv[1]).read_bytes())
print(hashlib.sha256(set_for_paper(volume, Path(sys.argv[2])).data).hexdigest())
"""


def test_the_same_volume_gives_the_same_bytes_in_any_environment(
    kept: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(VOLUME.data)
    hashes = set()
    environments = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Baku", "LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "7"},
    ]
    for number, environment in enumerate(environments):
        command = [sys.executable, "-c", SET, str(page), str(kept / str(number))]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        hashes.add(done.stdout)
    assert len(hashes) == 1


def test_the_last_pdfs_are_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = iter([b"first", *(b"other" for _ in range(20))])
    monkeypatch.setattr(printing, "_set", lambda *_: next(made))
    assert set_for_paper(VOLUME, kept).data == b"first"
    assert set_for_paper(VOLUME, kept).data == b"first"
    for number in range(20):
        assert set_for_paper(OutputFile(VOLUME.path, b"%d" % number), kept).data == b"other"
    assert len(list(kept.iterdir())) == printing._MOST_KEPT


def test_a_pdf_that_cannot_be_kept_is_handed_out_all_the_same(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "_set", lambda *_: b"first")
    kept.write_text("a file in the way")
    assert set_for_paper(VOLUME, kept).data == b"first"


@pytest.mark.parametrize(
    ("fault", "told"),
    [(ImportError, "WeasyPrint is not installed"), (OSError, "WeasyPrint finds no Pango")],
)
def test_what_is_lacking_is_said(
    monkeypatch: pytest.MonkeyPatch, fault: type[Exception], told: str
) -> None:
    def fail(_name: str) -> None:
        raise fault

    monkeypatch.setattr(printing, "import_module", fail)
    with pytest.raises(NoTypesetterError, match=told):
        set_for_paper(VOLUME)
