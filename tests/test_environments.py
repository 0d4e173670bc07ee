"""Wherever, whenever and by whomever a site is built, it is the same site, and so is its bundle."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest

from measurebook.cli import MACHINE_FAILED
from measurebook.offline import Bundle
from measurebook.pipeline.handing_out import bundle
from measurebook.settings import Layout
from tests.samples import copy_sample
from tests.source_code import ROOT

# Run by Python at its start: another order of files, another clock, and no maker of PDFs.
SITECUSTOMIZE = """
import os, random, sys, time

sys.modules["weasyprint"] = None
if "CLOCK" in os.environ:
    time.time = lambda: float(os.environ["CLOCK"])
    time.time_ns = lambda: int(os.environ["CLOCK"]) * 10**9
if "ORDER" in os.environ:
    chance = random.Random(os.environ["ORDER"])
    listdir, scandir = os.listdir, os.scandir

    class Entries(list):
        __enter__ = lambda self: self
        __exit__ = lambda self, *_: None
        close = lambda self: None

    def shuffle(found):
        chance.shuffle(found)
        return found

    os.listdir = lambda *path: shuffle(listdir(*path))
    os.scandir = lambda *path: shuffle(Entries(scandir(*path)))
"""


@dataclass(frozen=True)
class Environment:
    """What differs from a plain machine; `path` is the folder that content and working folder are
    in, below one of the test.
    """

    variables: dict[str, str] = field(default_factory=dict)
    umask: int = 0o022
    path: str = "here"
    works_elsewhere: bool = False


ENVIRONMENTS = {
    "the plain C locale": Environment({"LC_ALL": "C"}),
    "Turkish": Environment({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}),
    "Azerbaijani": Environment({"LC_ALL": "az_AZ.UTF-8", "LANGUAGE": "az"}),
    "no UTF-8": Environment({"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "the first time zone": Environment({"TZ": "Pacific/Kiritimati"}),
    "the last time zone": Environment({"TZ": "Etc/GMT+12"}),
    "nobody else may read": Environment(umask=0o077),
    "everybody may write": Environment(umask=0),
    "a hash seed": Environment({"PYTHONHASHSEED": "1"}),
    "another hash seed": Environment({"PYTHONHASHSEED": "4294967295"}),
    "another working folder": Environment(works_elsewhere=True),
    "another path": Environment(path="Şəki və Gəncə/a b/%41 #1"),
    "files in another order": Environment({"ORDER": "1"}),
    "the first second": Environment({"SOURCE_DATE_EPOCH": "0", "CLOCK": "0"}),
    "a later century": Environment({"SOURCE_DATE_EPOCH": "4986144000", "CLOCK": "4986144000"}),
    "no assertions": Environment({"PYTHONOPTIMIZE": "1"}),
}
ALL_AT_ONCE = Environment(
    {
        "LC_ALL": "tr_TR.UTF-8",
        "TZ": "Asia/Baku",
        "PYTHONHASHSEED": "7",
        "ORDER": "2",
        "CLOCK": "4986144000",
        "SOURCE_DATE_EPOCH": "1",
    },
    umask=0o077,
    path="başqa yer",
    works_elsewhere=True,
)


def run(environment: Environment, folder: Path, content: Path, *words: str) -> None:
    """Run the command as somebody at a terminal of that machine would."""
    place = folder / environment.path
    start = folder / "start"
    start.mkdir(exist_ok=True)
    (start / "sitecustomize.py").write_text(SITECUSTOMIZE, encoding="utf-8")
    if not (place / "content").exists():
        shutil.copytree(content, place / "content")
    working = ROOT if environment.works_elsewhere else place
    inside = place if environment.works_elsewhere else Path()
    options = ["--content", str(inside / "content"), "--output", str(inside / words[-1])]
    variables = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(start)}
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *words[:-1], *options],
        cwd=working,
        env={**variables, **environment.variables},
        umask=environment.umask,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


def bundle_in(environment: Environment, folder: Path, content: Path) -> bytes:
    run(environment, folder, content, "bundle", "--no-pdf", "norland.zip")
    return (folder / environment.path / "norland.zip").read_bytes()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_sample(tmp_path_factory.mktemp("sample")).content


@pytest.fixture(scope="module")
def usual(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The bundle as it is made here."""
    target = tmp_path_factory.mktemp("usual") / "norland.zip"
    return bundle(Layout(sample), target, target.parent).bundle


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_environment_does_not_matter(
    name: str, usual: Bundle, sample: Path, tmp_path: Path
) -> None:
    made = bundle_in(ENVIRONMENTS[name], tmp_path, sample)
    with ZipFile(BytesIO(made)) as archive:
        site = msgspec.json.decode(archive.read("norland/manifest.json"))["content"]
    assert (site, sha256(made).hexdigest()) == (usual.content, usual.sha256)


def test_the_projects_own_content_is_the_same_everywhere_too(tmp_path: Path) -> None:
    content = ROOT / "content"
    here = bundle(Layout(content), tmp_path / "norland.zip", tmp_path).bundle
    there = bundle_in(ALL_AT_ONCE, tmp_path, content)
    assert sha256(there).hexdigest() == here.sha256


def test_the_site_offers_the_same_bundle_everywhere(sample: Path, tmp_path: Path) -> None:
    named = bundle(Layout(sample), None, tmp_path).bundle
    run(ALL_AT_ONCE, tmp_path, sample, "build", "--with-bundle", "site")
    (offered,) = (tmp_path / ALL_AT_ONCE.path / "site" / "bundle").iterdir()
    assert offered.read_bytes() == named.path.read_bytes()


def test_a_python_without_docstrings_is_told_so_and_makes_nothing(
    sample: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-OO", ROOT / "build.py", "--content", sample, "--output", tmp_path / "s"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == MACHINE_FAILED
    assert done.stderr.startswith("Python was told to leave out docstrings")
    assert not (tmp_path / "s").exists()
