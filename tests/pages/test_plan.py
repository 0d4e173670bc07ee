"""Which pages there are, and that each kind has what it needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from measurebook.pages.parts.frames import PART_OF_KIND
from measurebook.urls import ADDRESSES
from tests.samples import WORDS, add_language, copy_sample, plan_by_address
from tests.source_code import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from measurebook.pages import Page

TEMPLATES = ROOT / "templates"
PAGES = ROOT / "measurebook" / "pages"
SEARCH = ROOT / "measurebook" / "search"
EXPORTS = ROOT / "measurebook" / "exports"
NO_WORDS = {"forms", "number_group"}
"""What templates ask the words of a language for beside single words."""

STYLE_SHEETS = ROOT / "assets" / "css" / "pages"


def test_every_record_has_its_page(pages: dict[str, Page]) -> None:
    kinds = {page.kind for page in pages.values()}
    assert kinds == set(ADDRESSES)
    assert {address for address in pages if address.startswith(("measures/", "domains/"))} == {
        "measures/index.html",
        "measures/law-on-the-arts.html",
        "measures/open-stage-days.html",
        "measures/a-music-school-for-every-valley.html",
        "domains/index.html",
        "domains/music.html",
        "domains/performing-arts.html",
        "domains/design.html",
        "domains/not-stated.html",
    }


def test_every_kind_of_page_has_its_template_and_every_template_its_kind() -> None:
    templates = {path.stem for path in (TEMPLATES / "pages").glob("*.html")}
    assert templates == set(ADDRESSES)


def test_every_style_sheet_of_a_page_belongs_to_a_kind() -> None:
    sheets = {path.stem for path in STYLE_SHEETS.glob("*.css")}
    assert sheets <= set(ADDRESSES)


def test_every_page_of_a_part_is_found_under_a_part_of_the_head() -> None:
    parts = {"measures", "areas", "domains", "organisations", "events", "reports", "sources"}
    parts |= {"workbook"}
    assert set(PART_OF_KIND.values()) <= parts
    assert set(PART_OF_KIND) <= set(ADDRESSES)


def test_the_pages_say_nothing_that_is_not_in_the_interface_file() -> None:
    """Find the texts between tags of the templates: all of them come from the context."""
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
        text = re.sub(r"<svg.*?</svg>|<[^>]*>| [a-z]+=\"\"", " ", text, flags=re.DOTALL)
        assert re.findall(r"[^\W\d_]{2,}", text) == [], path.name


def test_templates_neither_look_up_nor_sort_nor_format() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        filters = set(re.findall(r"\|\s*([a-z_]+)", text))
        assert filters <= {"lang", "length", "tojson"}, path.name


def find_said() -> Iterator[str]:
    """Find the interface words that program and templates ask for by their whole name."""
    for path in (*PAGES.rglob("*.py"), *EXPORTS.rglob("*.py")):
        text = re.sub(r"^ *>>> .*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        yield from re.findall(r'\bsay\(\s*["\']([a-z0-9_]+)["\']', text)
        yield from (f"{key}_other" for key in re.findall(r'\bcount\(\s*"([a-z_]+)"', text))
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        yield from set(re.findall(r"\bwords\.([a-z0-9_]+)", text)) - NO_WORDS
        for keys in re.findall(r"\bwords\.forms\(([^)]*)\)", text):
            yield from (f"{key}_other" for key in re.findall(r'"([a-z_]+)"', keys))


def read_keys() -> set[str]:
    text = WORDS.read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z0-9_]*):", text, flags=re.MULTILINE))


def test_every_word_that_is_asked_for_is_in_the_interface_file() -> None:
    assert sorted(set(find_said()) - read_keys()) == []


def test_every_word_of_the_interface_file_is_asked_for() -> None:
    """A word whose name is put together counts as asked for by the part of it that is written."""
    paths = [path for folder in (PAGES, SEARCH, EXPORTS) for path in folder.rglob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    opened = tuple(sorted({*re.findall(r'f"([a-z_]+_)\{', text), "part_", "in_"}))
    endings = tuple(re.findall(r'\}(_[a-z_]+)"', text))
    said = set(find_said()) | {"language_name", "language_short"}
    unused = [
        key
        for key in sorted(read_keys() - said)
        if re.sub(r"_one$", "_other", key) not in said
        and not key.startswith(opened)
        and not re.sub(r"_(one|other)$", "", key).endswith(endings)
        and not re.search(rf'"{re.sub(r"_(one|other)$", "", key)}"', text)
    ]
    assert unused == []


def test_another_language_has_the_same_pages_in_its_own_folder(tmp_path: Path) -> None:
    layout = copy_sample(tmp_path)
    add_language(layout, "az", "Azərbaycanca")
    pages = plan_by_address(layout)
    english = {address for address in pages if not address.startswith("az/")}
    assert {address for address in pages if address.startswith("az/")} == {
        f"az/{address}" for address in english
    }
    frame = pages["az/measures/law-on-the-arts.html"].context.frame
    assert (frame.language, frame.up, frame.root) == ("az", "../", "../../")
    assert [link.address for link in frame.editions] == ["measures/law-on-the-arts.html"]
    assert frame.navigation[0].text == "Tədbirlər"


def test_a_page_says_where_it_is(pages: dict[str, Page]) -> None:
    frame = pages["measures/law-on-the-arts.html"].context.frame
    current = {link.text: link.current for link in frame.navigation if link.current}
    assert current == {"Measures": "true"}
    assert [step.text for step in frame.breadcrumb] == ["Home", "Measures"]
    of_list = pages["measures/index.html"].context.frame
    assert [link.current for link in of_list.navigation if link.current] == ["page"]


def test_the_same_content_gives_the_same_contexts(pages: dict[str, Page], tmp_path: Path) -> None:
    again = plan_by_address(copy_sample(tmp_path))
    assert again.keys() == pages.keys()
    for address, page in pages.items():
        assert again[address].context == page.context
