"""The sample project: a small content folder of an invented Party, in the content's own form."""

from __future__ import annotations

import shutil
from pathlib import Path

from measurebook.graph import Atlas
from measurebook.load import load_knowledge
from measurebook.pages import Edition, Page, Wording, plan_pages
from measurebook.settings import Layout
from tests.source_code import ROOT

SAMPLE = Path(__file__).parent / "sample" / "content"
WORDS = ROOT / "content" / "interface" / "en.yaml"


def copy_sample_in_two_languages(folder: Path) -> Layout:
    """Copy the sample, with the words of the real interface in English and Azerbaijani."""
    layout = copy_sample(folder)
    shutil.copy(WORDS.with_name("az.yaml"), layout.interface / "az.yaml")
    _add_to_site(layout, "az")
    return layout


def copy_sample(folder: Path) -> Layout:
    """Copy the sample into `folder`/content, with the words of the real interface."""
    content = folder / "content"
    shutil.copytree(SAMPLE, content)
    (content / "interface").mkdir()
    shutil.copy(WORDS, content / "interface" / "en.yaml")
    return Layout(content)


def add_language(layout: Layout, language: str, name: str) -> None:
    """Add a language whose words are the English ones with a mark behind each."""
    words = (layout.interface / "en.yaml").read_text(encoding="utf-8")
    words = words.replace("part_measures: Measures", "part_measures: Tədbirlər")
    words = words.replace("language_name: English", f"language_name: {name}")
    (layout.interface / f"{language}.yaml").write_text(words, encoding="utf-8")
    _add_to_site(layout, language)


def _add_to_site(layout: Layout, language: str) -> None:
    site = layout.site.read_text(encoding="utf-8")
    layout.site.write_text(site.replace("[en]", f"[en, {language}]"), encoding="utf-8")


def make_edition(layout: Layout) -> Edition:
    knowledge = load_knowledge(layout)
    return Edition(Atlas(knowledge), Wording("en", knowledge.words["en"]), "0123abcd")


def plan_by_address(layout: Layout) -> dict[str, Page]:
    pages = list(plan_pages(Atlas(load_knowledge(layout)), "0123abcd"))
    assert len({page.address for page in pages}) == len(pages)
    return {page.address: page for page in pages}
