"""Pages that would come out the same are not made again, and nobody can tell it by the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from measurebook.cache import name_for
from measurebook.errors import ContentError
from measurebook.gate import Rules, Survey, survey_file
from measurebook.model.output import OutputFile
from measurebook.pipeline import building, last_pages
from measurebook.pipeline.building import build, make_files
from measurebook.pipeline.jobs import Job, plan_jobs
from measurebook.pipeline.last_pages import LastPages
from measurebook.render import Renderer
from tests.content_folders import edit
from tests.samples import copy_sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from measurebook.settings import Layout

DAYS = "measures/open-stage-days.html"


class Place:
    """A knowledge base, its site, and what is kept; `made` and `read` count pages of a build."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.layout: Layout = copy_sample(folder)
        self.site = folder / "site"
        self.store = folder / "kept"
        self.made: list[str] = []
        self.read: list[str] = []
        render = Renderer.render

        def count_made(renderer: Renderer, page: Any, *given: Any) -> OutputFile:
            self.made.append(page.address)
            return render(renderer, page, *given)

        def count_read(file: OutputFile, rules: Rules) -> Survey | None:
            self.read.append(file.path)
            return survey_file(file, rules)

        monkeypatch.setattr(Renderer, "render", count_made)
        monkeypatch.setattr(building, "survey_file", count_read)

    def build(self) -> int:
        """Build the site; it must be as if nothing had been kept. Return how much has changed."""
        self.made.clear()
        self.read.clear()
        changed = build(self.layout, self.site, store=self.store).changed
        made, read = list(self.made), list(self.read)
        for file in make_files(self.layout).files:
            assert (self.site / file.path).read_bytes() == file.data, file.path
        self.made, self.read = made, read
        return changed


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    place = Place(tmp_path, monkeypatch)
    place.build()
    assert DAYS in place.made
    return place


def test_where_nothing_has_changed_no_page_is_made_and_none_is_read(place: Place) -> None:
    assert place.build() == 0
    assert place.made == []
    assert [path for path in place.read if path.endswith(".html")] == []


def test_after_an_edit_only_the_pages_that_show_it_are_made(place: Place) -> None:
    edit(place.layout.measures / "open-stage-days.md", "for a day.", "for a night.")
    assert place.build() > len(place.made)
    assert DAYS in place.made
    assert "measures/law-on-the-arts.html" not in place.made
    assert set(place.made) == {path for path in place.read if path.endswith(".html")}
    place.build()
    assert place.made == []


def change_a_word(place: Place, _: pytest.MonkeyPatch) -> None:
    edit(place.layout.interface / "en.yaml", "skip_link: ", "skip_link: Now ")


def change_the_address(place: Place, _: pytest.MonkeyPatch) -> None:
    text = place.layout.site.read_text(encoding="utf-8")
    place.layout.site.write_text(f"{text}base_url: https://norland.example/\n", encoding="utf-8")


def change_the_program(_: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_pages, "read_program", lambda: [b"another"])


def garble_what_is_kept(place: Place, _: pytest.MonkeyPatch) -> None:
    for path in place.store.iterdir():
        path.write_bytes(path.read_bytes()[:-1])


def keep_something_else(place: Place, _: pytest.MonkeyPatch) -> None:
    for path in place.store.iterdir():
        path.write_bytes(b"\x93\x01\x02\x03")


def take_the_site_away(place: Place, _: pytest.MonkeyPatch) -> None:
    place.site.rename(place.site.with_name("elsewhere"))


@pytest.mark.parametrize(
    "change",
    [
        change_a_word,
        change_the_address,
        change_the_program,
        garble_what_is_kept,
        keep_something_else,
        take_the_site_away,
    ],
)
def test_all_pages_are_made_where_what_makes_them_is_another_or_nothing_is_kept(
    change: Callable[[Place, pytest.MonkeyPatch], None],
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = {path.relative_to(place.site).as_posix() for path in place.site.rglob("*.html")}
    change(place, monkeypatch)
    place.build()
    assert set(place.made) >= pages - {"404.html"}


def test_a_page_that_somebody_has_touched_is_made_again(place: Place) -> None:
    page = place.site / DAYS
    page.write_bytes(page.read_bytes().replace(b"Open", b"Shut"))
    place.build()
    assert place.made == [DAYS]


def test_links_of_kept_pages_are_followed_in_every_build(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget_a_page(*given: Any) -> list[Job]:
        return [job for job in plan_jobs(*given) if job.places != (DAYS,)]

    monkeypatch.setattr(building, "plan_jobs", forget_a_page)
    with pytest.raises(ContentError, match="leads to no file"):
        build(place.layout, place.site, store=place.store)


def test_a_page_with_the_version_in_an_address_is_not_kept(tmp_path: Path) -> None:
    data = b'<a href="sheet-12345678.csv">'
    file = OutputFile("index.html", data, b"made of")
    survey = survey_file(file, Rules())
    assert survey
    (tmp_path / "index.html").write_bytes(data)
    for version, is_kept in (("12345678", False), ("abcdef12", True)):
        LastPages(tmp_path, b"maker", tmp_path / "kept").keep(version, [file], [survey])
        last = LastPages(tmp_path, b"maker", tmp_path / "kept")
        assert (last.find("index.html", b"made of", version) is not None) == is_kept


def test_of_many_folders_those_built_last_are_remembered(tmp_path: Path) -> None:
    store = tmp_path / "kept"

    def build_into(folder: str) -> Path:
        LastPages(tmp_path / folder, b"maker", store).keep("12345678", [], [])
        return store / name_for(tmp_path / folder)

    first, second = build_into("daily"), build_into("once")
    for number in range(12):
        build_into(f"other-{number}")
        build_into("daily")
    assert len(list(store.iterdir())) == last_pages._MOST_FOLDERS
    assert first.is_file()
    assert not second.exists()


def test_the_version_is_told_from_the_same_letters_in_a_text(place: Place) -> None:
    """A site may name one of its own versions, which is not to change with the next."""
    version = make_files(place.layout).version
    edit(place.layout.site, "with their lines.", f"as of {version} and 2026.")
    place.build()
    edit(place.layout.site, f"as of {version} and 2026.", f"as of  and {version}2026.")
    place.build()
    edit(place.layout.measures / "open-stage-days.md", "for a day.", "for a night.")
    place.build()
