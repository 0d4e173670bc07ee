"""Pages get the script and the problems, and nothing of a problem becomes markup."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from measurebook.errors import Problem
from measurebook.preview.decorating import decorate, make_page
from measurebook.preview.stage import Scene

PAGE = b"<!doctype html><html lang='en'><head><title>x</title></head><body><p>x</p></body></html>"
HOSTILE = '</section></ol><script>alert(1)</script><img src=x onerror="alert(1)">&amp;\'"'


def problem_scene(*problems: Problem, is_old: bool = True) -> Scene:
    return Scene(7, {"index.html": PAGE}, problems, is_old)


def texts_of(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text() for node in tree.css(selector)]


def test_a_page_gets_the_script_with_its_port_and_version() -> None:
    tree = LexborHTMLParser(decorate(PAGE, Scene(7), 5500))
    (script,) = tree.css("head script")
    source = "/livereload.js?port=5500&snipver=7&mindelay=300"
    assert script.attributes == {"src": source, "defer": None}


def test_without_problems_nothing_else_is_added() -> None:
    tree = LexborHTMLParser(decorate(PAGE, Scene(7), 5500))
    assert tree.css("link, section, style") == []


def test_problems_stand_with_file_line_and_message() -> None:
    scene = problem_scene(
        Problem("content/measures/abad.md", 7, "is wrong"), Problem("content/site.yaml", 0, "x")
    )
    tree = LexborHTMLParser(decorate(PAGE, scene, 5500))
    assert texts_of(tree, "body > div > section.preview-problems li") == [
        "content/measures/abad.md:7 is wrong",
        "content/site.yaml x",
    ]
    assert texts_of(tree, "body > p") == ["x"]
    assert texts_of(tree, "summary") == ["2 problems; behind this is the last good state"]


def test_hints_on_a_good_page_are_folded() -> None:
    scene = problem_scene(Problem("content/a.md", 1, "x", blocking=False), is_old=False)
    tree = LexborHTMLParser(decorate(PAGE, scene, 5500))
    assert texts_of(tree, "details:not([open]) > summary") == ["1 problem"]


def test_what_a_problem_says_stays_text() -> None:
    scene = problem_scene(Problem(HOSTILE, 1, HOSTILE))
    tree = LexborHTMLParser(decorate(PAGE, scene, 5500))
    assert len(tree.css("script")) == 1
    assert tree.css("img") == []
    assert texts_of(tree, "section li") == [f"{HOSTILE}:1 {HOSTILE}"]


def test_thousands_of_problems_do_not_swamp_the_page() -> None:
    scene = problem_scene(*(Problem("content/a.md", line, "x") for line in range(1, 5001)))
    tree = LexborHTMLParser(decorate(PAGE, scene, 5500))
    assert len(tree.css("section li")) == 200
    (summary,) = texts_of(tree, "summary")
    assert summary.startswith("5000 problems (the first 200 are listed)")


def test_a_page_without_head_or_body_tags_is_decorated_too() -> None:
    tree = LexborHTMLParser(decorate(b"<p>x", problem_scene(Problem("a", 1, "b")), 5500))
    assert tree.css("script")
    assert tree.css("section.preview-problems")


def test_a_page_of_the_previews_own_quotes_what_it_is_given() -> None:
    tree = LexborHTMLParser(make_page("<b>", "<i>", Scene(7), 5500))
    assert texts_of(tree, "h1, p") == ["<b>", "<i>"]
    assert tree.css("meta[http-equiv]")
