"""From pages to files: nothing of a page's context can break out of its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
import pytest

from measurebook.errors import MachineError
from measurebook.exports import Redirect
from measurebook.gate import check_site
from measurebook.model.output import OutputFile
from measurebook.pages import Page, Words
from measurebook.pages.parts.views import Frame, FramedView
from measurebook.render import TEMPLATES, make_renderer, read_assets

if TYPE_CHECKING:
    from pathlib import Path

ATTACK = "\"><script>alert('1')</script>{{ 7 * 7 }}&amp;"


class ShownView(FramedView, frozen=True, kw_only=True):
    text: str


def make_page(text: str) -> Page:
    frame = Frame(
        kind="shown",
        language="en",
        heading=text,
        title=text,
        site_title="Site",
        description=text,
        site_description="",
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


def test_all_templates_can_be_compiled_at_once(tmp_path: Path) -> None:
    make_renderer(compiled=tmp_path).compile()
    assert len(list(tmp_path.iterdir())) == len(list(TEMPLATES.rglob("*.html")))


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
