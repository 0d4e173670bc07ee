"""Building again gives what building anew gives, whatever was edited in between."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measurebook.errors import ContentError
from measurebook.pipeline.building import make_files
from measurebook.pipeline.rebuilding import Rebuilder, Step
from measurebook.settings import Layout
from tests.content_folders import edit
from tests.samples import add_language, copy_sample
from tests.source_code import ROOT

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from measurebook.model.output import OutputFile

LAW_SLUG = "law-on-the-arts"
LAW = f"measures/{LAW_SLUG}.html"
SHEET = "assets/css/site.css"


@dataclass(frozen=True)
class Place:
    """A copy of all that a site is made of."""

    folder: Path

    @property
    def layout(self) -> Layout:
        return Layout(self.folder / "content")

    def make_rebuilder(self) -> Rebuilder:
        return Rebuilder(self.layout, self.folder / "templates", self.folder / "assets")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("place")
    copy_sample(folder)
    shutil.copytree(ROOT / "templates", folder / "templates")
    shutil.copytree(ROOT / "assets", folder / "assets")
    return Place(folder)


@pytest.fixture
def own_place(place: Place, tmp_path: Path) -> Place:
    shutil.copytree(place.folder, tmp_path / "own")
    return Place(tmp_path / "own")


def save(rebuilder: Rebuilder, path: Path, before: str, after: str) -> None:
    """Edit a file, as the preview tells of it."""
    edit(path, before, after)
    rebuilder.forget([path])


def build(rebuilder: Rebuilder, asked: Collection[str] = ()) -> list[Step]:
    return [step for step in rebuilder.build(asked) if step]


def make_whole(rebuilder: Rebuilder, asked: Collection[str] = ()) -> list[OutputFile]:
    return build(rebuilder, asked)[-1].files


def outcome(rebuilder: Rebuilder, asked: Collection[str] = ()) -> object:
    """All files, or all that is wrong."""
    try:
        return make_whole(rebuilder, asked)
    except Exception as error:  # noqa: BLE001 (a template may fail in any way)
        return type(error), str(error)


def test_a_rebuilder_makes_what_a_build_makes(place: Place) -> None:
    assert make_whole(Rebuilder(place.layout), [LAW]) == make_files(place.layout).files


def test_what_is_asked_for_comes_first_and_as_it_will_be(own_place: Place) -> None:
    rebuilder = own_place.make_rebuilder()
    build(rebuilder)
    save(rebuilder, own_place.layout.measures / f"{LAW_SLUG}.md", "Forty stages", "Fifty stages")
    part, whole = build(rebuilder, [LAW, SHEET])
    assert not part.is_whole
    assert whole.is_whole
    assert LAW in {file.path for file in part.files}
    assert SHEET in {file.path for file in part.files}
    assert len(part.files) < len(whole.files) / 2
    assert set(part.files) <= set(whole.files)
    assert b"Fifty stages" in next(file.data for file in part.files if file.path == LAW)


def test_without_anything_asked_for_there_is_no_part(place: Place) -> None:
    assert [step.is_whole for step in build(place.make_rebuilder(), ["gone.html"])] == [True]


def test_a_part_with_a_fault_is_kept_back(own_place: Place) -> None:
    rebuilder = own_place.make_rebuilder()
    page = own_place.folder / "templates" / "pages" / "measure.html"
    edit(page, "{% block main %}", "{% block main %}<blink>x</blink>")
    steps = rebuilder.build([LAW])
    with pytest.raises(ContentError, match="<blink> is not a tag"):
        [step for step in steps if step is not None]


def test_a_build_can_be_left_at_any_time(own_place: Place) -> None:
    rebuilder = own_place.make_rebuilder()
    for _ in zip(range(7), rebuilder.build([LAW]), strict=False):
        pass
    save(rebuilder, own_place.layout.measures / f"{LAW_SLUG}.md", "Forty stages", "Fifty stages")
    assert make_whole(rebuilder) == make_whole(own_place.make_rebuilder())


EDITS: tuple[tuple[str, str, str], ...] = (
    ("content/measures/law-on-the-arts.md", "Forty stages", "Fifty stages"),
    ("content/measures/open-stage-days.md", "title: Open Stage Days", "title: Open Days"),
    ("content/measures/open-stage-days.md", 'goals: ["1"]', 'goals: ["7"]'),
    ("content/measures/open-stage-days.md", "form: 2020-2024", "form: [2020-2024"),
    ("content/vocabulary/places.yaml", "name: Tarn\n", "name: Tarnby\n"),
    ("content/interface/en.yaml", "skip_link: ", "skip_link_: "),
    ("content/interface/en.yaml", "part_measures: Measures", "part_measures: Things done"),
    ("content/site.yaml", "languages:", "base_url: https://example.org/n\nlanguages:"),
    ("templates/base.html", "</main>", "</main><blink></blink>"),
    ("templates/base.html", 'id="content"', 'id="contents"'),
    ("templates/pages/place.html", "{% block main %}", "{% block main %}{{ page.gone }}"),
    ("assets/css/base.css", "@layer base {", "@layer base { /* changed */"),
    ("assets/js/theme.js", '"use strict"', "'use strict'"),
)
NAMES = st.integers(0, len(EDITS) - 1)


def toggle(place: Place, number: int) -> Path:
    """Make an edit, or take it back; return the file."""
    name, before, after = EDITS[number]
    path = place.folder / name
    text = path.read_text(encoding="utf-8")
    changed = text.replace(after, before) if after in text else text.replace(before, after, 1)
    assert changed != text, name
    path.write_text(changed, encoding="utf-8")
    return path


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(saves=st.lists(st.sets(NAMES, min_size=1, max_size=2), min_size=1, max_size=4))
def test_after_any_edits_building_again_is_building_anew(
    place: Place, tmp_path_factory: pytest.TempPathFactory, saves: list[set[int]]
) -> None:
    folder = tmp_path_factory.mktemp("edited") / "place"
    shutil.copytree(place.folder, folder)
    edited = Place(folder)
    rebuilder = edited.make_rebuilder()
    for save in saves:
        rebuilder.forget([toggle(edited, number) for number in save])
        assert outcome(rebuilder, [LAW, SHEET]) == outcome(edited.make_rebuilder())


def test_new_renamed_and_deleted_files_are_seen(own_place: Place) -> None:
    add_language(own_place.layout, "az", "Azərbaycanca")
    rebuilder = own_place.make_rebuilder()
    build(rebuilder)
    measures = own_place.layout.measures
    before, after = measures / "open-stage-days.md", measures / "open-days.md"
    before.rename(after)
    rebuilder.forget([before, after])
    assert outcome(rebuilder) == outcome(own_place.make_rebuilder())
    after.rename(before)
    (own_place.layout.interface / "az.yaml").unlink()
    rebuilder.forget([own_place.layout.content])
    assert outcome(rebuilder) == outcome(own_place.make_rebuilder())
