from __future__ import annotations

import pytest
from markupsafe import Markup

from measurebook.graph.linking import Linker
from measurebook.graph.mentions import NameFinder
from measurebook.graph.names import Name, Target

NAMES = {
    "Baku": Target("place", "baku"),
    "Şəki": Target("place", "sheki"),
    "Arts & Crafts Fund": Target("organisation", "fund"),
    "Law on Film": Target("measure", "law-on-film"),
}


@pytest.fixture
def linker() -> Linker:
    finder = NameFinder(Name(text, target) for text, target in NAMES.items())
    return Linker(finder, NAMES["Law on Film"], None)


def address_of(kind: str, slug: str) -> str:
    return f"../{kind}s/{slug}.html"


def link(linker: Linker, html: str) -> str:
    return str(linker.link(Markup(html), address_of))


def test_the_first_mention_is_linked_and_later_ones_are_not(linker: Linker) -> None:
    assert link(linker, "<p>Baku and Baku</p>") == (
        '<p><a class="mention-link" href="../places/baku.html">Baku</a> and Baku</p>'
    )
    assert link(linker, "<p>Baku</p>") == "<p>Baku</p>"


def test_a_long_page_can_start_anew(linker: Linker) -> None:
    link(linker, "<p>Baku</p>")
    linker.forget()
    assert "<a " in link(linker, "<p>Baku</p>")


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="x">Baku</a></p>',
        '<p><a href="x">in <em>Baku</em></a></p>',
        "<h3>Baku</h3>",
        "<h3>In <em>Baku</em></h3>",
        "<pre><code>Baku</code></pre>",
        '<p title="Baku">x</p>',
    ],
)
def test_links_headings_and_code_are_left_as_they_are(linker: Linker, html: str) -> None:
    assert link(linker, html) == html


def test_a_mention_after_a_heading_is_linked(linker: Linker) -> None:
    assert "<a " in link(linker, "<h3>Baku</h3><p>Baku</p>")


def test_escaped_text_is_matched_as_it_reads_and_stays_escaped(linker: Linker) -> None:
    linked = link(linker, "<p>&lt;b&gt; the Arts &amp; Crafts Fund &amp; Şəki</p>")
    assert linked == (
        '<p>&lt;b&gt; the <a class="mention-link" href="../organisations/fund.html">'
        'Arts &amp; Crafts Fund</a> &amp; <a class="mention-link" href="../places/sheki.html">'
        "Şəki</a></p>"
    )


def test_a_page_does_not_link_to_itself(linker: Linker) -> None:
    assert link(linker, "<p>Law on Film</p>") == "<p>Law on Film</p>"


def test_text_without_names_comes_back_unchanged(linker: Linker) -> None:
    html = '<p>Nothing &quot;here&quot; <br>&#39;at all&#39;</p>\n<ol class="as-printed"></ol>'
    assert link(linker, html) == html
