"""From pages to files: nothing of a page's context can break out of its place."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

import jinja2
import pytest

from measurebook.errors import MachineError
from measurebook.exports import Redirect
from measurebook.gate import check_site
from measurebook.model.output import OutputFile
from measurebook.pages import Page, Words
from measurebook.pages.parts.views import Frame, FramedView, Picture
from measurebook.render import ASSETS, TEMPLATES, draw, make_renderer, paint, read_assets

if TYPE_CHECKING:
    from pathlib import Path

ATTACK = "\"><script>alert('1')</script>{{ 7 * 7 }}&amp;"


class ShownView(FramedView, frozen=True, kw_only=True):
    text: str


def make_page(text: str) -> Page:
    frame = Frame(
        kind="shown",
        language="en",
        title=text,
        site_title="Site",
        description=text,
        up="",
        root="",
        canonical="",
        home="index.html",
        navigation=(),
        breadcrumb=(),
        footer=(),
        editions=(),
        version="1",
    )
    return Page("shown", "shown.html", "en", lambda: ShownView(frame=frame, text=text))


def render(folder: Path, template: str, text: str = ATTACK) -> str:
    (folder / "pages").mkdir()
    (folder / "pages" / "shown.html").write_text(template, encoding="utf-8")
    renderer = make_renderer(folder, compiled=None)
    return renderer.render(make_page(text), Words("en", {"word": "Word"})).data.decode()


def test_text_of_the_content_is_escaped_in_elements_and_attributes(tmp_path: Path) -> None:
    html = render(tmp_path, '<p title="{{ page.text }}">{{ page.text }}</p>')
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 2
    assert html.count("<") == 2


def test_text_of_the_content_is_never_a_template(tmp_path: Path) -> None:
    assert "{{ 7 * 7 }}" in render(tmp_path, "{{ page.text }}")


def test_a_name_the_context_lacks_is_an_error_and_not_a_blank(tmp_path: Path) -> None:
    with pytest.raises(jinja2.UndefinedError):
        render(tmp_path, "{{ page.nothing }}")


def test_a_template_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "base.html").symlink_to(TEMPLATES / "base.html")
    with pytest.raises(MachineError, match="symbolic link"):
        make_renderer(tmp_path, compiled=None)


def test_compiled_templates_are_kept_and_follow_a_change(tmp_path: Path) -> None:
    templates, kept = tmp_path / "templates", tmp_path / "kept"
    (templates / "pages").mkdir(parents=True)
    shown: list[str] = []
    for text in ("one", "one", "two"):
        (templates / "pages" / "shown.html").write_text(text)
        renderer = make_renderer(templates, compiled=kept)
        shown.append(renderer.render(make_page(""), Words("en", {})).data.decode())
    assert shown == ["one", "one", "two"]
    assert any(kept.iterdir())


def test_a_place_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert make_renderer(compiled=tmp_path / "file" / "kept").environment.bytecode_cache is None


def test_an_icon_is_drawn_into_the_page(tmp_path: Path) -> None:
    html = render(tmp_path, '{{ icon("search", "icon--small") }}')
    assert html.startswith('<svg class="icon icon--small" viewBox="0 0 24 24" aria-hidden="true"')
    assert "xmlns" not in html


def test_an_icon_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="no icon 'nowhere'"):
        render(tmp_path, '{{ icon("nowhere") }}')


def test_assets_come_with_one_style_sheet_and_only_what_it_loads() -> None:
    files = {file.path: file.data for file in read_assets()}
    sheet = files["assets/css/site.css"].decode()
    assert [path for path in files if path.endswith(".css")] == ["assets/css/site.css"]
    assert sheet.index("@layer") < sheet.index("@font-face")
    loaded = {f"assets/{path}" for path in re.findall(r'url\("\.\./([^"]+)"\)', sheet)}
    others = {path for path in files if path.startswith(("assets/fonts/", "assets/vendor/"))}
    assert {path for path in others if path.endswith(".woff2")} == loaded
    assert {path.rpartition("/")[0] for path in others if path.endswith("license.txt")} == {
        path.rpartition("/")[0] for path in others
    }


def test_templates_load_every_script_and_every_part_stands_in_one() -> None:
    scripts = {
        file.path.removeprefix("assets/js/"): file.data
        for file in read_assets()
        if file.path.startswith("assets/js/")
    }
    loaded = set[str]()
    for template in TEMPLATES.rglob("*.html"):
        loaded.update(re.findall(r"assets/js/([^\"]+)", template.read_text(encoding="utf-8")))
    assert loaded == scripts.keys()
    joined = b"".join(scripts.values())
    parts = list((ASSETS / "js").iterdir())
    assert [part.name for part in parts if part.read_bytes() not in joined] == []


def test_nothing_in_the_style_sheet_leads_elsewhere() -> None:
    sheet = next(file.data for file in read_assets() if file.path.endswith(".css")).decode()
    assert "@import" not in sheet
    assert not re.search(r"url\((?![\"']?\.\./(?:fonts|vendor)/)", sheet)


PICTURE = Picture(
    spec=json.dumps(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "config": {"aria": False},
            "data": {"values": [{"name": "<script>&", "size": 2}]},
            "mark": {"type": "bar"},
            "encoding": {
                "x": {"field": "size", "type": "quantitative"},
                "y": {"field": "name", "type": "nominal"},
            },
        }
    ),
    label='A "bar" <b>',
)


def test_a_picture_is_drawn_with_a_name_and_nothing_that_the_policy_forbids(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    drawing = draw(PICTURE, tmp_path)
    assert 'role="img" aria-label="A &#34;bar&#34; &lt;b&gt;"' in drawing
    assert "<script" not in drawing
    assert "&lt;script&gt;&amp;" in drawing
    assert " style=" not in drawing
    assert drawing.count("role=") == 1


def test_a_drawing_is_kept_for_the_next_time(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    first = draw(PICTURE, tmp_path)
    (kept,) = tmp_path.iterdir()
    assert draw(PICTURE, tmp_path) == first
    kept.write_text('<svg width="1" height="1"><g/></svg>', encoding="utf-8")
    assert "<g/>" in draw(PICTURE, tmp_path)


def test_without_the_program_that_draws_there_is_no_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    assert draw(PICTURE, tmp_path) == ""
    assert draw(None, tmp_path) == ""


def test_an_old_address_leads_on_by_itself_and_by_a_link() -> None:
    redirect = Redirect(
        kind="measure",
        language="en",
        old="measures/old-name.html",
        new="measures/new-name.html",
        title="A <new> name",
    )
    file = make_renderer().render_redirect(redirect, Words("en", {"redirect_heading": "Moved"}))
    html = file.data.decode()
    assert file.path == "measures/old-name.html"
    assert '<meta http-equiv="refresh" content="0; url=new-name.html">' in html
    assert '<a href="new-name.html">A &lt;new&gt; name</a>' in html
    assert check_site([file, *read_assets(), OutputFile(redirect.new, file.data)]) == []


def test_a_card_is_painted_the_same_each_time_and_kept(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="6"></svg>'
    first = paint(drawing, tmp_path / "one")
    assert first.startswith(b"\x89PNG\r\n\x1a\n")
    assert (int.from_bytes(first[16:20]), int.from_bytes(first[20:24])) == (12, 6)
    assert paint(drawing, tmp_path / "two") == first
    (kept,) = (tmp_path / "one").iterdir()
    assert kept.read_bytes() == first
