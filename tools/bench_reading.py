"""Measures what a reader's browser gets: how heavy pages are, and how fast the search answers.

Pages are weighed compressed, without faces. The search is timed in a real browser, on the built
site and again with the index of many measures: from the query's start to the first row of results,
and to the passages below them, after the index is loaded.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from playwright.sync_api import sync_playwright

from measurebook.graph import Atlas
from measurebook.load import load_knowledge
from measurebook.pipeline.building import build
from measurebook.search import make_search_files
from measurebook.settings import Layout
from tools.workshop import find_chromium, is_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Page

    from measurebook.model.knowledge import Entry, Knowledge
    from measurebook.model.measure import Measure

ROOT = Path(__file__).resolve().parent.parent
LOADED = re.compile(r'<(?:script|link)[^>]* (?:src|href)="([^"]+\.(?:js|css|svg))"')
LONG_WORD = re.compile(r"\b[a-z]{6,}\b")
INVENTED = [f"{one}{other}or" for one in ("bal", "den", "gim", "kos", "luv") for other in range(4)]
QUERIES = ("culture", "theatre training", "federaton", "cult", "Şəki", "young people", "2019")
ASK = """async (query) => {
  await measurebook.loadSearch();
  const box = document.getElementById("q");
  const list = document.querySelector("[data-results]");
  const seen = (selector) => new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!list.querySelector(selector)) return;
      observer.disconnect();
      resolve(performance.now() - start);
    });
    observer.observe(list, { childList: true, subtree: true });
  });
  list.replaceChildren();
  box.value = query;
  const times = [seen("li"), seen(".snippet")];
  const start = performance.now();
  box.form.requestSubmit();
  return Promise.all(times);
}"""


def weigh(site: Path, address: str) -> int:
    """The compressed bytes of a page with all that it loads but faces."""
    page = site / address
    return sum(len(gzip.compress(path.read_bytes())) for path in (page, *find_loaded(page)))


def find_loaded(page: Path) -> set[Path]:
    """The scripts, style sheets and icons that a page names."""
    named = LOADED.findall(page.read_text(encoding="utf-8"))
    return {(page.parent / path).resolve() for path in named}


def weigh_pages(site: Path) -> Iterator[str]:
    for name in ("index.html", "search.html", "measures/index.html"):
        yield f"{name}: {weigh(site, name) / 1000:.1f} kB compressed"
    yield f"the heaviest measure: {max(weigh_measures(site).values()) / 1000:.1f} kB compressed"


def weigh_measures(site: Path) -> dict[str, int]:
    names = sorted(path.name for path in (site / "measures").glob("*.html"))
    return {name: weigh(site, f"measures/{name}") for name in names if name != "index.html"}


def multiply(knowledge: Knowledge, number: int) -> Knowledge:
    """Make it a knowledge base of so many measures, each with words of its own."""
    choices = random.Random(number)  # noqa: S311 (the same words on every machine)
    measures = list(knowledge.measures.values())
    made = {
        f"{measure.slug[:60]}-{place}": vary(measure, f"{measure.slug[:60]}-{place}", choices)
        for place in range(number)
        for measure in [measures[place % len(measures)]]
    }
    return replace(knowledge, measures=made, conflicts={}, reviews={})


def vary(measure: Entry[Measure], slug: str, choices: random.Random) -> Entry[Measure]:
    """Put an invented word in the place of every third long one."""

    def change(found: re.Match[str]) -> str:
        invented = choices.choice(INVENTED) + found[0][:3]
        return invented if choices.random() < 1 / 3 else found[0]

    sections = tuple(
        replace(section, text=LONG_WORD.sub(change, section.text)) for section in measure.sections
    )
    alone = replace(measure.record, relations=())
    return replace(measure, slug=slug, record=alone, sections=sections)


def write_search(site: Path, knowledge: Knowledge) -> None:
    """Put the search of another knowledge base into a built site."""
    says = {"en": knowledge.words["en"].__getitem__}
    for file in make_search_files(Atlas(knowledge), says):
        (site / file.path).write_bytes(file.data)


def time_search(page: Page, site: Path) -> str:
    page.goto((site / "search.html").as_uri())
    times: list[Any] = [page.evaluate(ASK, query) for _ in range(3) for query in QUERIES]
    rows, passages = ([time[place] for time in times] for place in (0, 1))
    return (
        f"first result {statistics.median(rows):.0f} ms (slowest {max(rows):.0f}), "
        f"with passages {statistics.median(passages):.0f} ms (slowest {max(passages):.0f})"
    )


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--measures", type=int, default=2000, help="of the larger index")
    read = parser.parse_args(arguments)
    layout = Layout(read.content)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build(layout, Path(folder, "site")).index.parent
        for line in weigh_pages(site):
            print(line, flush=True)
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or find_chromium(),
            chromium_sandbox=not is_root(),
        )
        knowledge = load_knowledge(layout)
        known = f"{len(knowledge.measures)} measures"
        print(f"search, {known}: {time_search(browser.new_page(), site)}", flush=True)
        write_search(site, multiply(knowledge, read.measures))
        known = f"{read.measures} measures"
        print(f"search, {known}: {time_search(browser.new_page(), site)}", flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
