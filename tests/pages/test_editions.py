"""The site in several languages: the same pages, and each word in the language it claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from measurebook.frontmatter import write_fields
from measurebook.languages import PLURAL_FORMS, needed_forms
from measurebook.load import load_knowledge
from measurebook.pipeline.building import make_files
from measurebook.settings import Layout
from measurebook.urls import ADDRESSES, address_of
from tests.browser.test_site import SLUGS
from tests.samples import copy_sample_in_two_languages
from tests.source_code import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Pages = dict[str, LexborHTMLParser]

ENGLISH = re.compile(r"\b(?:the|of|and|for|with|from|was|were|are|by|this|that|which)\b")
"""Words that an English text of some length can hardly do without, and no Azerbaijani one has."""

NOT_READ = {"script", "style", "pre", "svg"}


def read_pages(layout: Layout) -> Pages:
    files = make_files(layout).files
    return {file.path: LexborHTMLParser(file.data) for file in files if file.path.endswith(".html")}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return read_pages(copy_sample_in_two_languages(tmp_path_factory.mktemp("two")))


@pytest.fixture(scope="module")
def real_pages() -> Pages:
    return read_pages(Layout(ROOT / "content"))


def find_texts(node: LexborNode, language: str) -> Iterator[tuple[str, str]]:
    """Yield each text of a page with the language that it says it is in."""
    language = node.attributes.get("lang") or language
    for child in node.iter(include_text=True):
        if child.is_text_node:
            yield language, child.text_content or ""
        elif child.tag not in NOT_READ:
            yield from find_texts(child, language)


@pytest.mark.parametrize("content", ["pages", "real_pages"])
def test_nothing_says_it_is_azerbaijani_and_is_english(
    request: pytest.FixtureRequest, content: str
) -> None:
    pages: Pages = request.getfixturevalue(content)
    for address, page in pages.items():
        body = page.body
        if address.startswith("az/") and body:
            texts = [text for language, text in find_texts(body, "az") if language == "az"]
            assert [text for text in texts if ENGLISH.search(text)] == [], address


def test_the_words_of_a_source_are_not_those_of_the_page(pages: Pages) -> None:
    for kind in ("measure", "event", "report", "source"):
        page = pages[address_of(kind, SLUGS[kind], "az")]
        assert page.root is not None
        texts = list(find_texts(page.root, ""))
        assert {"az", "en"} <= {language for language, text in texts if text.strip()}, kind


@pytest.mark.parametrize("kind", ADDRESSES)
def test_every_kind_of_page_leads_to_itself_in_the_other_language(pages: Pages, kind: str) -> None:
    english, azerbaijani = (address_of(kind, SLUGS.get(kind, ""), code) for code in ("en", "az"))
    assert read_languages(pages[english]) == ("en", {"az"})
    assert read_languages(pages[azerbaijani]) == ("az", {"en"})
    depth = "../" * english.count("/")
    assert read_switches(pages[english]) == {f"{depth}{azerbaijani}"}
    assert read_switches(pages[azerbaijani]) == {f"../{depth}{english}"}


def read_languages(page: LexborHTMLParser) -> tuple[str | None, set[str | None]]:
    (html,) = page.css("html")
    return html.attributes["lang"], {link.attributes["lang"] for link in find_switches(page)}


def read_switches(page: LexborHTMLParser) -> set[str | None]:
    return {link.attributes["href"] for link in find_switches(page)}


def find_switches(page: LexborHTMLParser) -> list[LexborNode]:
    return page.css(".site-header a[hreflang]")


def test_a_question_in_azerbaijani_says_that_these_are_not_the_words_of_the_form(
    real_pages: Pages,
) -> None:
    questions = real_pages["az/reports/azerbaijan-2022.html"].css(".questions dt")
    ours = [question for question in questions if not question.css("span[lang]")]
    assert len(ours) > len(questions) / 2
    assert all(question.css("span + a.original") for question in ours)


def test_lists_are_in_the_order_of_their_alphabet(real_pages: Pages) -> None:
    headings = real_pages["az/organisations/index.html"].css(".letters h2")
    letters = [heading.text(strip=True) for heading in headings]
    ordered = [letter for letter in letters if not letter.isdigit()]
    assert ordered == sorted(ordered, key="ABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVWYZ".index)
    assert {"I", "İ"} <= set(letters)


def make_pseudo_words(english: dict[str, str], language: str) -> dict[str, str]:
    """Take the English words in all the forms that another language needs."""
    words = dict[str, str]()
    for key, word in english.items():
        base, _, form = key.rpartition("_")
        if form == "other":
            words.update({f"{base}_{needed}": word for needed in needed_forms(language)})
        elif f"{base}_other" not in english or form not in PLURAL_FORMS:
            words[key] = word
    return words


def test_a_third_language_is_one_file(tmp_path: Path) -> None:
    layout = copy_sample_in_two_languages(tmp_path)
    welsh = make_pseudo_words(load_knowledge(layout).words["en"], "cy")
    (layout.interface / "cy.yaml").write_text(write_fields(welsh), encoding="utf-8")
    site = layout.site.read_text(encoding="utf-8")
    layout.site.write_text(site.replace("[en, az]", "[en, az, cy]"), encoding="utf-8")
    pages = read_pages(layout)
    folders = {address.partition("/")[0] for address in pages} & {"az", "cy"}
    english = {address for address in pages if address.partition("/")[0] not in folders}
    assert {address for address in pages if address.startswith("cy/")} == {
        f"cy/{address}" for address in english
    }
    assert read_languages(pages["cy/index.html"]) == ("cy", {"en", "az"})


@pytest.mark.parametrize("content", ["pages", "real_pages"])
def test_every_page_says_in_a_line_of_its_own_what_it_is_about(
    request: pytest.FixtureRequest, content: str
) -> None:
    pages: Pages = request.getfixturevalue(content)
    said: dict[tuple[bool, str], str] = {}
    for address, page in pages.items():
        meta = page.css_first("meta[name='description']")
        description = (meta.attributes["content"] if meta else None) or ""
        assert description, address
        assert "<" not in description, address
        first = said.setdefault((address.startswith("az/"), description), address)
        assert first == address, f"{address} says what {first} says"
