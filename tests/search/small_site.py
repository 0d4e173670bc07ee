"""A site of bare pages around the real scripts and the real index, as the templates have them."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from measurebook.graph import (
    FACET_VALUES,
    Atlas,
    count_facet_values,
    read_facet_values,
)
from measurebook.render import read_assets
from measurebook.search import make_search_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from measurebook.model.knowledge import Entry
    from measurebook.model.measure import Measure

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
SCRIPTS = {
    "home": ["shortcuts"],
    "list": ["shortcuts", "pick"],
    "search": ["shortcuts", "find"],
    "compare": ["shortcuts", "side-by-side"],
}
WORDS = {
    "compare_pick": "Compare",
    "compare_chosen_one": "{count} measure chosen",
    "compare_chosen_other": "{count} measures chosen",
    "compare_go": "Compare them",
    "compare_clear": "Clear the choice",
    "compare_more": "Choose one more to compare.",
    "compare_full": "Four measures at most can be compared.",
    "compare_label": "Comparison",
    "search_results_one": "{count} result",
    "search_results_other": "{count} results",
    "search_results_for_one": "{count} result for “{query}”",
    "search_results_for_other": "{count} results for “{query}”",
    "search_none": "Nothing found for “{query}”.",
    "search_none_chosen": "Nothing matches what is chosen.",
    "search_clear": "Clear all",
    "search_loading": "Search is loading",
    "search_failed": "The search could not be loaded. The list below is complete.",
    "search_more": "Show more results",
    "facet_remove": "remove",
    "facet_all": "Show all {count}",
    "compare_caption": "Measures side by side",
    "compare_differs": "differs",
    "compare_missing": "There is no measure “{slug}”.",
    "compare_few": "Choose two to four measures.",
    "compare_remove": "Remove",
    "cite_line": "Source {source}, line {lines}",
    "cite_lines": "Source {source}, lines {lines}",
    "number_group": ",",
}


def write_small_site(folder: Path, atlas: Atlas) -> None:
    """Write the pages, the scripts and the data of the search into a folder."""
    for file in (*read_assets(), *make_search_files(atlas, {"en": say_of(atlas)})):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    (folder / "measures").mkdir()
    pages = {
        "index.html": make_page("home", "", make_box("")),
        "list.html": make_page("list", "", make_rows(atlas.measures, "")),
        "measures/index.html": make_page("search", "../", make_list(atlas)),
        "search.html": make_page("search", "", make_search(atlas)),
        "compare.html": make_page("compare", "", make_comparison()),
        **{
            f"measures/{entry.slug}.html": "<!doctype html><title>M</title>"
            for entry in atlas.measures
        },
    }
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


def say_of(atlas: Atlas):  # type: ignore[no-untyped-def]
    words = atlas.knowledge.words["en"]
    return lambda key: words.get(key, key)


def make_page(kind: str, up: str, main: str) -> str:
    scripts = "".join(
        f'<script src="{up}assets/js/{name}.js" defer></script>' for name in SCRIPTS[kind]
    )
    words = json.dumps(WORDS).replace("<", "\\u003c")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{kind}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">{scripts}'
        f'<link rel="icon" href="{up}assets/img/mark.svg"></head><body>'
        f'<a class="brand" href="{up}index.html">Home</a>'
        f'<a href="{up}search.html" data-search-link>Search</a>'
        f'<main id="content" tabindex="-1"><h1>{kind}</h1>{main}</main>'
        f'<script type="application/json" id="script-words">{words}</script></body></html>'
    )


def make_box(up: str) -> str:
    return (
        f'<form class="search-box" role="search" action="{up}search.html"><label for="q">Search'
        '</label><input id="q" name="q" type="search" autocomplete="off"><kbd>/</kbd>'
        '<button type="submit">Search</button></form>'
    )


def make_rows(entries: Iterable[Entry[Measure]], up: str) -> str:
    title = '<h3 class="measure-item__title">'
    rows = "".join(
        f'<li class="measure-item" data-measure="{entry.slug}"><div>{title}<a '
        f'href="{up}measures/{entry.slug}.html">{escape(entry.record.title or "")}</a></h3>'
        "</div></li>"
        for entry in entries
    )
    return f'<ol class="measure-list">{rows}</ol>'


def make_facets(atlas: Atlas) -> str:
    counts = count_facet_values(read_facet_values(entry.record) for entry in atlas.measures)
    groups = "".join(
        f'<details open data-facet="{facet}"><summary>{facet}</summary><ul>'
        + "".join(make_value(facet, value, count) for value, count in counts[facet].most_common())
        + "</ul></details>"
        for facet in FACET_VALUES
    )
    return (
        '<details class="facets-all" open data-waiting><summary>Filter</summary>'
        f'<div class="facets">{groups}</div></details>'
    )


def make_value(facet: str, value: str, count: int) -> str:
    return (
        f'<li><label class="facet"><input type="checkbox" name="{facet}" value="{value}">'
        f'<span class="facet__word">{value}</span> <span class="facet__count">{count}</span>'
        "</label></li>"
    )


def make_frame(kind: str, up: str, atlas: Atlas, status: str, inner: str) -> str:
    return (
        f'{make_box(up)}<div data-search="{kind}" data-up="{up}" data-version="v1">'
        f"{make_facets(atlas)}<div>"
        f'<p role="status" data-status>{status}</p><p class="chosen" data-chosen hidden></p>'
        '<section data-found hidden aria-labelledby="found"><h2 id="found">Found</h2>'
        '<ol class="measure-list" data-results></ol></section>'
        f"{inner}</div></div>"
    )


def make_list(atlas: Atlas) -> str:
    values = {entry.slug: read_facet_values(entry.record) for entry in atlas.measures}
    groups = "".join(
        f'<section aria-labelledby="goal-{goal}"><h2 id="goal-{goal}">{goal}</h2>'
        f"{make_rows(entries, '../')}</section>"
        for goal, entries in group_by_goal(atlas).items()
    )
    block = json.dumps(values).replace("<", "\\u003c")
    inner = f"<nav data-without-search>Contents</nav>{groups}"
    frame = make_frame("measures", "../", atlas, f"{len(values)} measures", inner)
    return f'{frame}<script type="application/json" id="facet-values">{block}</script>'


def group_by_goal(atlas: Atlas) -> dict[str, list[Entry[Measure]]]:
    groups: dict[str, list[Entry[Measure]]] = {}
    for entry in atlas.measures:
        groups.setdefault((entry.record.goals or ("none",))[0], []).append(entry)
    return groups


def make_search(atlas: Atlas) -> str:
    return make_frame("all", "", atlas, "", "<p data-needs-script>Needs JavaScript</p>")


def make_comparison() -> str:
    return (
        '<p role="status" data-status></p>'
        '<div data-compare data-up=""><p data-needs-script>Needs JavaScript</p></div>'
    )
