"""Search, facets and comparison in a real Chromium, around bare pages and the real index."""

from __future__ import annotations

import re
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from measurebook.graph import Atlas
from measurebook.graph.words import split_words
from measurebook.load import load_knowledge
from measurebook.search import files
from measurebook.search.documents import list_documents
from measurebook.search.forms import Forms
from measurebook.search.reading import FIELDS, read_document
from measurebook.settings import Layout
from measurebook.text import fold
from tests.content_folders import edit
from tests.samples import copy_sample
from tests.search.small_site import write_small_site
from tests.search.test_fold_vectors import VECTORS
from tests.source_code import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Diary, OpenPage

FIND = """async (query) => {
  const search = await measurebook.loadSearch();
  const found = await search.find(query);
  return found.hits.map(({ number, score, tier }) => {
    const [kind, slug, fragment] = search.records[number];
    return { kind, slug, fragment, score, tier, number };
  });
}"""
THEATRE = "state-program-the-theatre-of-azerbaijan-in-2009-2019"
MEDIA = "adoption-of-the-new-law-on-media"


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return Atlas(load_knowledge(Layout(ROOT / "content")))


@pytest.fixture(scope="session")
def small_site(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    write_small_site(folder, atlas)
    return folder


@pytest.fixture
def search_page(page: Page, small_site: Path) -> Page:
    page.goto((small_site / "search.html").as_uri())
    return page


@pytest.fixture
def list_page(page: Page, small_site: Path) -> Page:
    page.goto((small_site / "measures" / "index.html").as_uri())
    return page


@pytest.fixture(autouse=True)
def quiet(diary: Diary) -> Any:
    """No page of these tests says anything, fails, or asks for anything but files."""
    yield
    assert diary.console == []
    assert diary.errors == []
    assert diary.requests_beyond("file:") == []


def find(page: Page, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(FIND, query)
    return found


def pages_found(page: Page, query: str) -> set[tuple[int, str, str]]:
    return {(hit["kind"], hit["slug"], hit["fragment"]) for hit in find(page, query)}


# Letters


def test_a_browser_folds_letters_as_the_vectors_say(search_page: Page) -> None:
    ask = "texts => texts.map(text => [measurebook.fold(text), measurebook.splitWords(text)])"
    made = search_page.evaluate(ask, [vector["text"] for vector in VECTORS])
    assert made == [[vector["fold"], vector["words"]] for vector in VECTORS]


def test_a_browser_folds_every_letter_as_python_does(search_page: Page) -> None:
    """Of all that this Python knows; a browser may know more."""
    known = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in {"Cn", "Cs", "Co"}
    ]
    ask = "text => Array.from(text, sign => [measurebook.fold(sign), measurebook.splitWords(sign)])"
    made = search_page.evaluate(ask, "".join(known))
    differing = [
        (sign, folded, words)
        for sign, (folded, words) in zip(known, made, strict=True)
        if folded != fold(sign) or words != split_words(sign)
    ]
    assert differing == []


def test_words_are_found_where_they_stand_in_a_text(search_page: Page) -> None:
    text = "S\N{COMBINING CEDILLA}əki və “Bakı”"
    ask = "text => measurebook.locateWords(text).map(({word, start, end}) => [word, start, end])"
    assert search_page.evaluate(ask, text) == [["seki", 0, 5], ["ve", 6, 8], ["baki", 10, 14]]


# The index


QUERIES = [
    "culture",
    "theatre training",
    "federaton",
    "cult",
    "Şəki",
    "creative industries forum",
    "young people",
    "2019",
    "женщины",
    "ministry culture tourism",
    "digitalizaton platfrm",
    "zzzz",
]


def test_the_index_finds_the_same_as_one_that_minisearch_made(
    search_page: Page, atlas: Atlas
) -> None:
    """The same hits with the same scores as MiniSearch's own index of the same words."""
    forms = Forms(atlas.knowledge.vocabulary)
    documents = []
    for number, document in enumerate(list_documents(atlas)):
        words = read_document(document, atlas.names, forms).words
        fields = (" ".join(counts.elements()) for counts in words)
        documents.append({"id": number, **dict(zip(FIELDS, fields, strict=True))})
    compare = """async ([documents, queries]) => {
      const search = await measurebook.loadSearch();
      const same = (word) => word;
      const split = (text) => text.split(" ").filter(Boolean);
      const options = { fields: ["title", "names", "text", "forms"], tokenize: split,
        processTerm: same };
      const own = new MiniSearch(options);
      own.addAll(documents);
      const ours = search.engines.get("");
      const words = { boost: { title: 6, names: 2.5 }, combineWith: "AND", fuzzy: 0.2,
        prefix: (word) => word.length > 2 };
      return queries.map((query) => [ours, own].map((engine) => engine
        .search(measurebook.splitWords(query).join(" "), words)
        .map(({ id, score }) => [id, Math.round(score * 1e9) / 1e9])
        .sort((one, other) => other[1] - one[1] || one[0] - other[0])));
    }"""
    results = search_page.evaluate(compare, [documents, QUERIES])
    assert sum(bool(ours) for ours, _ in results) > len(QUERIES) / 2
    for query, (ours, own) in zip(QUERIES, results, strict=True):
        assert ours == own, query


def test_words_combined_one_by_one_score_as_minisearch_combines_them(search_page: Page) -> None:
    ask = """async (query) => {
      const search = await measurebook.loadSearch();
      const words = { fields: ["title", "names", "text"], combineWith: "AND",
        boost: { title: 6, names: 2.5, text: 1 }, weights: { prefix: 0.375, fuzzy: 0.2 },
        prefix: (word) => word.length >= 3, fuzzy: (word) => word.length >= 5 ? 0.2 : false };
      const own = search.engines.get("").search(query, words);
      const { hits } = await search.find(query);
      const round = (score) => Math.round(score * 1e6) / 1e6;
      const times = query.split(" ").length;  // MiniSearch multiplies by the words it found
      return [own.map(({ id, score }) => [id, round(score / times)]).sort(),
        hits.map(({ number, score }) => [number, round(score)]).sort()];
    }"""
    own, ours = search_page.evaluate(ask, "theatre training")
    assert ours
    assert ours == own


def test_parts_of_a_large_index_find_the_same_as_the_whole(
    search_page: Page,
    open_page: OpenPage,
    atlas: Atlas,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(files, "LARGEST_WHOLE", 0)
    write_small_site(tmp_path, atlas)
    parted = open_page()
    parted.goto((tmp_path / "search.html").as_uri())
    for query in ["theatre training", "Шеки", "ministry of culture", "1", "cult", "zzzz"]:
        assert plain_hits(parted, query) == plain_hits(search_page, query), query
    loaded = parted.evaluate("Object.keys(measurebookData).filter((name) => /words-/.test(name))")
    assert 0 < len(loaded) < 12


def plain_hits(page: Page, query: str) -> list[tuple[int, int]]:
    """All but likenesses: in a part of the index stand only words with the same first letters."""
    hits = [(hit["number"], hit["tier"]) for hit in find(page, query)]
    return sorted(hit for hit in hits if hit[1] < 2)


# What is found


def test_every_spelling_of_a_place_finds_the_same(search_page: Page) -> None:
    wanted = pages_found(search_page, "Şəki")
    assert (3, "sheki", "") in wanted
    assert (0, THEATRE, "") in wanted
    for spelling in ["Sheki", "Shaki", "seki", "SEKI", "Шеки", "ŞƏKİ", "şəki", "Шәки"]:
        assert pages_found(search_page, spelling) == wanted, spelling


def test_every_form_of_every_place_finds_the_same(search_page: Page, atlas: Atlas) -> None:
    for slug, place in atlas.knowledge.vocabulary.places.items():
        names = [place.name, *place.aliases, *(w.text for w in place.wordings.values())]
        found = {name: pages_found(search_page, name) for name in names if " " not in name}
        assert len({frozenset(pages) for pages in found.values()}) <= 1, (slug, found)


def test_the_beginning_of_a_spelling_finds_the_place(search_page: Page) -> None:
    assert (3, "sheki", "") in pages_found(search_page, "Шек")


def test_an_abbreviation_is_found_however_it_is_written(search_page: Page) -> None:
    body = (1, "small-and-medium-business-development-agency", "")
    found = pages_found(search_page, "KOBIA")
    assert body in found
    assert found == pages_found(search_page, "KOBİA") == pages_found(search_page, "kobia")


def test_the_beginning_of_a_hashtag_finds_its_measure(search_page: Page) -> None:
    slugs = [hit["slug"] for hit in find(search_page, "yaradiciligi")]
    assert any(slug.startswith("action-plan-on-the-implementation") for slug in slugs)


def test_a_word_with_a_typing_error_finds_what_is_meant(search_page: Page) -> None:
    first = find(search_page, "federaton")[0]
    assert first["slug"] == "azerbaijan-federation-of-creative-industries"


def test_the_theatre_programme_comes_first_for_theatre_training(search_page: Page) -> None:
    assert find(search_page, "theatre training")[0]["slug"] == THEATRE


def test_words_as_they_are_come_before_beginnings_and_those_before_likenesses(
    search_page: Page,
) -> None:
    for query in ["design", "culture", "theatre", "forum industries"]:
        tiers = [hit["tier"] for hit in find(search_page, query)]
        assert tiers == sorted(tiers)


def test_a_former_name_does_not_make_a_ministrys_measures_tourism(search_page: Page) -> None:
    tourism = [hit for hit in find(search_page, "tourism") if hit["kind"] == 0]
    ministry = [
        hit for hit in find(search_page, "Ministry of Culture and Tourism") if not hit["kind"]
    ]
    assert len(tourism) < 5 < len(ministry)


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("Ministry of Culture", "ministry-of-culture"),
        ("Mədəniyyət Nazirliyi", "ministry-of-culture"),
        ("Baku", "baku"),
        ("Bakı", "baku"),
        ("Adoption of the new Law on Media", MEDIA),
        ("Gender Equality", "areas/gender-equality.html"),
        ("music", "domains/music.html"),
        ("Goal 2", "goals/2.html"),
        ("Goal 3", "goals/3.html"),
    ],
)
def test_what_is_called_so_comes_first(search_page: Page, query: str, slug: str) -> None:
    assert find(search_page, query)[0]["slug"] == slug


# The search page


def rows(page: Page) -> Locator:
    return page.locator("[data-results] > li:visible")


def test_nothing_is_loaded_before_the_box_is_used(search_page: Page, diary: Diary) -> None:
    search_page.wait_for_timeout(200)
    assert not [url for url in diary.requests if "/search/" in url or "minisearch" in url]
    with search_page.expect_request("**/index.js*"):
        search_page.locator("#q").focus()


def test_a_result_says_what_it_is_where_it_matched_and_leads_there(search_page: Page) -> None:
    search_page.locator("#q").fill("theatre training")
    first = rows(search_page).first
    expect(first.locator(".snippet__field")).to_have_text("Results achieved: ")
    expect(first.locator("mark").first).to_have_text("Theatre")
    expect(first.locator(".measure-item__meta")).to_contain_text("Measure · Goal 1")
    link = first.locator(".snippet__field a")
    assert link.get_attribute("href") == f"measures/{THEATRE}.html#results-achieved"


def test_another_form_of_a_name_is_marked_as_it_is_written(search_page: Page) -> None:
    search_page.locator("#q").fill("Шеки")
    row = rows(search_page).filter(has_text="Culture and Creative Industries Forum")
    expect(row.locator("mark").first).to_have_text("Shaki")


def test_what_matches_in_its_title_alone_says_so(search_page: Page) -> None:
    search_page.locator("#q").fill("Шеки")
    row = rows(search_page).filter(has_text="Sheki State Drama Theatre").first
    expect(row.locator(".snippet__field")).to_contain_text(re.compile("title", re.IGNORECASE))
    expect(row.locator("mark")).to_have_text("Sheki")


def test_the_reason_of_a_result_is_the_passage_in_which_the_words_stand_together(
    search_page: Page,
) -> None:
    search_page.locator("#q").fill('"Law on Media"')
    snippet = rows(search_page).filter(has_text="Adoption of the new Law").locator(".snippet")
    expect(snippet).to_contain_text("The new Law on Media will be")
    expect(snippet.locator("mark")).to_have_text(["Law", "on", "Media"])


def test_the_number_of_results_is_announced(search_page: Page) -> None:
    search_page.locator("#q").fill("Şəki")
    expect(search_page.get_by_role("status").first).to_have_text("7 results for “Şəki”")
    search_page.locator("#q").fill("zzzzzz")
    expect(search_page.get_by_role("status").first).to_have_text("Nothing found for “zzzzzz”.")


def test_the_state_stands_in_the_address_and_comes_back_from_it(
    search_page: Page, open_page: OpenPage
) -> None:
    search_page.locator("#q").fill("Şəki")
    search_page.locator('input[name="place"][value="sheki"]').check()
    expect(rows(search_page)).to_have_count(3)
    assert search_page.evaluate("decodeURI(location.search)") == "?q=Şəki&place=sheki"
    again = open_page()
    again.goto(search_page.url)
    expect(again.locator("#q")).to_have_value("Şəki")
    expect(again.locator('input[name="place"][value="sheki"]')).to_be_checked()
    expect(rows(again)).to_have_count(3)


def test_more_results_are_shown_when_asked_for(search_page: Page) -> None:
    search_page.locator("#q").fill("culture")
    expect(rows(search_page)).to_have_count(20)
    search_page.get_by_role("button", name="Show more results").click()
    expect(rows(search_page)).to_have_count(40)
    expect(rows(search_page).nth(20).locator(".measure-item__title a")).to_be_focused()


def test_a_hostile_text_stays_text(page: Page, tmp_path: Path, diary: Diary) -> None:
    layout = copy_sample(tmp_path)
    attack = "<img src=x onerror=alert(1)> '); alert(2); (' </script> ${alert(3)}"
    for path in layout.measures.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("## Main features\n", f"## Main features\n\n{attack}\n"))
    edit(
        layout.measures / "open-stage-days.md", "title: Open", f'title: "<b>{attack}</b> Open"  # '
    )
    write_small_site(tmp_path / "site", Atlas(load_knowledge(layout)))
    page.goto((tmp_path / "site" / "search.html").as_uri())
    page.locator("#q").fill("<img src=x onerror=alert(1)>")
    expect(rows(page).first.locator(".snippet")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("[data-results] img, [data-results] b, [data-results] script").count() == 0
    assert diary.console == []


def test_a_query_that_is_an_attack_stays_text(search_page: Page) -> None:
    attack = "<script>alert(1)</script>zzz"
    search_page.locator("#q").fill(attack)
    expect(search_page.get_by_role("status").first).to_contain_text(attack)
    assert search_page.locator("[data-status] script").count() == 0


@pytest.mark.parametrize("query", ["constructor", "__proto__", "toString", "a", "…", "'\"\\"])
def test_odd_words_are_looked_for_like_any_others(search_page: Page, query: str) -> None:
    search_page.locator("#q").fill(query)
    expect(search_page.get_by_role("status").first).not_to_have_text("")


@pytest.mark.parametrize("query", ["a", "C++", "c#", "…"])
def test_a_query_without_words_finds_nothing(search_page: Page, query: str) -> None:
    search_page.locator("#q").fill(query)
    expect(search_page.get_by_role("status").first).to_have_text(f"Nothing found for “{query}”.")
    expect(rows(search_page)).to_have_count(0)


def test_a_single_letter_or_digit_finds_whole_words(search_page: Page) -> None:
    for query in ["2", "в"]:
        assert all(hit["tier"] == 0 for hit in find(search_page, query)), query
    assert find(search_page, "2")


# Keys


def test_a_slash_leads_to_the_box_and_arrows_through_the_results(search_page: Page) -> None:
    keys = search_page.keyboard
    keys.press("/")
    box = search_page.locator("#q")
    expect(box).to_be_focused()
    keys.type("Şəki")
    expect(rows(search_page)).to_have_count(7)
    titles = search_page.locator("[data-results] .measure-item__title a")
    keys.press("ArrowDown")
    expect(titles.nth(0)).to_be_focused()
    keys.press("ArrowDown")
    expect(titles.nth(1)).to_be_focused()
    keys.press("ArrowUp")
    keys.press("ArrowUp")
    expect(box).to_be_focused()
    keys.press("ArrowDown")
    keys.press("Escape")
    expect(box).to_be_focused()
    keys.press("Escape")
    expect(box).to_have_value("")
    expect(rows(search_page)).to_have_count(0)


def test_a_slash_inside_the_box_is_a_slash(search_page: Page) -> None:
    search_page.keyboard.press("/")
    search_page.keyboard.type("a/b")
    expect(search_page.locator("#q")).to_have_value("a/b")


def test_a_slash_on_a_page_without_a_box_leads_to_the_search(page: Page, small_site: Path) -> None:
    page.goto((small_site / "list.html").as_uri())
    page.keyboard.press("/")
    page.wait_for_url("**/search.html")


def test_the_box_of_the_home_page_leads_to_the_results(page: Page, small_site: Path) -> None:
    page.goto((small_site / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("Şəki")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    expect(rows(page)).to_have_count(7)


# The list of all measures


def shown(page: Page) -> Locator:
    return page.locator("li[data-measure]:visible")


def test_the_list_is_whole_without_javascript(open_page: OpenPage, real_site: Path) -> None:
    plain = open_page(java_script_enabled=False)
    plain.goto((real_site / "measures" / "index.html").as_uri())
    expect(shown(plain)).to_have_count(27)
    expect(plain.locator(".facets-all")).to_be_hidden()


def test_facets_narrow_the_list_and_count_what_is_left(list_page: Page, diary: Diary) -> None:
    list_page.locator('input[name="goal"][value="1"]').check()
    expect(shown(list_page)).to_have_count(int(count_of(list_page, "goal", "1")))
    goals = [count_of(list_page, "goal", value) for value in ("1", "2")]
    list_page.locator('input[name="domain"][value="not-stated"]').check()
    left = shown(list_page).count()
    assert 0 < left < int(goals[0])
    assert int(count_of(list_page, "goal", "1")) == left
    expect(list_page.get_by_role("status").first).to_have_text(f"{left} results")
    assert list_page.evaluate("location.search") == "?goal=1&domain=not-stated"
    assert not [url for url in diary.requests if "/search/" in url]


def count_of(page: Page, facet: str, value: str) -> str:
    label = page.locator(f'input[name="{facet}"][value="{value}"]').locator("xpath=..")
    return label.locator(".facet__count").inner_text()


def test_several_values_of_a_facet_are_any_of_them(list_page: Page) -> None:
    counts = {value: int(count_of(list_page, "young", value)) for value in ("yes", "no")}
    list_page.locator('input[name="young"][value="yes"]').check()
    list_page.locator('input[name="young"][value="no"]').check()
    expect(shown(list_page)).to_have_count(sum(counts.values()))


def test_what_is_chosen_can_be_taken_back_one_by_one(list_page: Page) -> None:
    list_page.locator('input[name="goal"][value="1"]').check()
    list_page.locator('input[name="young"][value="yes"]').check()
    chips = list_page.locator("[data-chosen] button")
    expect(chips).to_have_count(3)
    list_page.get_by_role("button", name="goal: 1 remove").click()
    expect(list_page.locator('input[name="goal"][value="1"]')).not_to_be_checked()
    expect(chips).to_have_count(2)
    expect(chips.first).to_be_focused()
    list_page.get_by_role("button", name="Clear all").click()
    expect(shown(list_page)).to_have_count(27)
    expect(list_page.locator("[data-chosen]")).to_be_hidden()
    assert list_page.evaluate("location.search") == ""


def test_a_query_ranks_the_rows_of_the_list_with_their_passages(list_page: Page) -> None:
    order = list_page.locator("li[data-measure]").evaluate_all("x => x.map(e => e.dataset.measure)")
    list_page.locator("#q").fill("theatre training")
    first = shown(list_page).first
    expect(first).to_have_attribute("data-measure", THEATRE)
    link = first.locator(".snippet__field a")
    expect(link).to_have_attribute("href", f"../measures/{THEATRE}.html#results-achieved")
    expect(list_page.locator("nav[data-without-search]")).to_be_hidden()
    list_page.locator("#q").fill("")
    expect(shown(list_page)).to_have_count(27)
    expect(list_page.locator(".snippet")).to_have_count(0)
    again = list_page.locator("li[data-measure]").evaluate_all("x => x.map(e => e.dataset.measure)")
    assert again == order


def test_an_address_opens_the_list_as_it_was_left(page: Page, small_site: Path) -> None:
    page.goto((small_site / "measures" / "index.html").as_uri() + "?q=theatre&goal=1&unknown=1")
    expect(page.locator('input[name="goal"][value="1"]')).to_be_checked()
    expect(shown(page).first).to_have_attribute("data-measure", THEATRE)


def test_a_long_list_of_values_is_shown_when_asked_for(list_page: Page) -> None:
    group = list_page.locator('[data-facet="organisation"]')
    values = group.locator("li")
    total = values.count()
    if total <= 11:
        pytest.skip("no facet is that long")
    more = group.get_by_role("button", name=f"Show all {total}")
    expect(group.locator("li:visible")).to_have_count(10)
    list_page.locator('input[name="goal"][value="3"]').check()
    expect(more).to_be_hidden()
    list_page.locator('input[name="goal"][value="3"]').uncheck()
    more.click()
    expect(group.locator("li:visible")).to_have_count(total)
    expect(group.locator("input").nth(10)).to_be_focused()


def test_without_its_data_the_search_says_so_and_the_list_stays_whole(
    page: Page, small_site: Path, diary: Diary
) -> None:
    page.route("**/assets/search/*", lambda route: route.abort())
    page.goto((small_site / "measures" / "index.html").as_uri())
    page.locator("#q").fill("theatre")
    expect(page.get_by_role("status").first).to_contain_text("could not be loaded")
    expect(shown(page)).to_have_count(27)
    diary.console.clear()  # the browser itself says that a file is missing


# Comparison


def pick(page: Page, slug: str) -> Locator:
    return page.locator(f'li[data-measure="{slug}"] .compare-pick input')


def test_measures_chosen_in_a_list_stand_side_by_side(page: Page, small_site: Path) -> None:
    page.goto((small_site / "list.html").as_uri())
    tray = page.get_by_role("region", name="Comparison")
    expect(tray).to_be_hidden()
    pick(page, THEATRE).check()
    expect(tray).to_contain_text("1 measure chosen. Choose one more to compare.")
    pick(page, MEDIA).check()
    tray.get_by_role("link", name="Compare them").click()
    page.wait_for_url(f"**/compare.html?m={THEATRE},{MEDIA}")
    expect(page.locator("thead th")).to_have_count(2)
    money = page.locator("tr", has_text="Money, as stated")
    expect(money).to_have_class("differs")
    expect(money.locator("th")).to_contain_text("(differs)")
    expect(money.locator("td").first).to_have_text("780000 002:176")
    line = money.get_by_role("link", name="002:176")
    expect(line).to_have_attribute("href", "sources/002_6b244dde25f0f794.html#L176")
    expect(line).to_have_attribute("title", "Source 002, line 176")
    expect(money.locator("td").nth(1)).to_have_text("not stated")
    expect(page.locator("tr", has_text="Dates in the text")).to_contain_text("30 December 2021")
    same = page.locator("tr", has=page.get_by_role("rowheader", name="Supported by the IFCD"))
    expect(same).not_to_have_class("differs")
    texts = page.locator("tr", has=page.get_by_role("rowheader", name="Main features"))
    expect(texts).not_to_have_class("differs")
    expect(texts.locator("td").first).to_contain_text("development prospects")


def test_the_choice_is_kept_from_page_to_page(page: Page, small_site: Path) -> None:
    page.goto((small_site / "list.html").as_uri())
    pick(page, THEATRE).check()
    page.goto((small_site / "measures" / "index.html").as_uri())
    expect(pick(page, THEATRE)).to_be_checked()
    page.get_by_role("button", name="Clear the choice").click()
    expect(pick(page, THEATRE)).not_to_be_checked()
    expect(pick(page, THEATRE)).to_be_focused()


def test_four_measures_are_the_most(list_page: Page) -> None:
    boxes = list_page.locator(".compare-pick input")
    for place in range(4):
        boxes.nth(place).check()
    expect(list_page.get_by_role("region", name="Comparison")).to_contain_text(
        "Four measures at most"
    )
    expect(boxes.nth(4)).to_be_disabled()
    boxes.nth(0).uncheck()
    expect(boxes.nth(4)).to_be_enabled()


def test_without_storage_the_choice_lasts_as_long_as_the_page(page: Page, small_site: Path) -> None:
    blocked = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
    page.add_init_script(blocked)
    page.goto((small_site / "list.html").as_uri())
    pick(page, THEATRE).check()
    pick(page, MEDIA).check()
    page.get_by_role("link", name="Compare them").click()
    expect(page.locator("thead th")).to_have_count(2)


def test_a_measure_can_be_taken_out_of_the_comparison(page: Page, small_site: Path) -> None:
    page.goto((small_site / "compare.html").as_uri() + f"?m={THEATRE},{MEDIA},no-such-measure")
    status = page.locator("[data-status]")
    expect(status).to_have_text("There is no measure “no-such-measure”.")
    page.get_by_role("button", name="Remove: Adoption of the new Law on Media").click()
    expect(page.locator("thead th")).to_have_count(1)
    expect(status).to_have_text("Choose two to four measures.")
    assert page.evaluate("location.search") == f"?m={THEATRE}"


@pytest.mark.parametrize(("chosen", "times"), [((), 1), ((MEDIA,), 1), ((MEDIA, THEATRE), 0)])
def test_to_choose_more_is_asked_once_and_only_where_there_is_nothing_to_compare(
    page: Page, real_site: Path, chosen: tuple[str, ...], times: int
) -> None:
    page.goto((real_site / "compare.html").as_uri() + f"?m={','.join(chosen)}")
    expect(page.locator("thead th")).to_have_count(len(chosen))
    expect(page.get_by_text("Choose two to four")).to_have_count(times)


def test_results_of_the_search_can_be_compared_too(search_page: Page) -> None:
    search_page.locator("#q").fill("theatre training")
    box = search_page.get_by_role("checkbox", name='Compare: State Program "The theatre')
    box.check()
    expect(search_page.get_by_role("region", name="Comparison")).to_contain_text("1 measure chosen")
