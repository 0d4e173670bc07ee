"""What a page may be made of."""

from __future__ import annotations

import pytest

from measurebook.gate import Rules
from measurebook.gate.page import survey_page
from tests.gate.sites import HEAD, POLICY, check, check_body, page_of

REFUSED_ELEMENTS = {
    "a script in the page": "<script>alert(1)</script>",
    "an event attribute": '<p onclick="go()">x</p>',
    "an event attribute in capitals": '<p ONCLICK="go()">x</p>',
    "an event attribute on a drawing": '<svg onload="go()"></svg>',
    "a style attribute": '<p style="color: red">x</p>',
    "a style element": "<style>p { color: red }</style>",
    "a frame": '<iframe src="about.html"></iframe>',
    "an object": '<object data="img/a.png"></object>',
    "an embed": '<embed src="img/a.png">',
    "a base": '<base href="https://example.org/">',
    "foreign markup in a drawing": "<svg><foreignObject><p>x</p></foreignObject></svg>",
    "an animation": '<svg><animate attributeName="href" to="x"/></svg>',
    "a formula": "<math></math>",
    "a template": "<template><p>x</p></template>",
    "a noscript": "<noscript><p>x</p></noscript>",
    "an unknown element": "<x-card>x</x-card>",
    "an action on a button": '<button formaction="about.html">x</button>',
    "a ping": '<a href="about.html" ping="about.html">x</a>',
    "a frame's document": '<p srcdoc="x">x</p>',
    "an unknown meta command": '<meta http-equiv="set-cookie" content="a=b">',
    "a reload": '<meta http-equiv="refresh" content="5">',
    "a module": '<script type="module" src="about.html"></script>',
    "data with a tag in it": '<script type="application/json">"<b>"</script>',
    "data that is not JSON": '<script type="application/ld+json">{"a": }</script>',
}

PASSING_ELEMENTS = {
    "a table": '<table><thead><tr><th scope="col">A</th></tr></thead></table>',
    "data attributes": '<p data-order="1" aria-live="polite">x</p>',
    "a drawing": '<svg viewBox="0 0 9 9" role="img"><rect width="43%" fill="teal"/></svg>',
    "a drawing with a cut": (
        '<svg><defs><clipPath id="c"><path d="M0 0"/></clipPath></defs>'
        '<g clip-path="url(#c)"></g></svg>'
    ),
    "a drawing used again": '<svg><symbol id="s"></symbol><use href="#s"/></svg>',
    "JSON-LD": '<script type="application/ld+json">{"@type": "Event", "a": "\\u003c"}</script>',
    "a label": '<label for="q">Search</label><input id="q" type="search">',
    "a quotation": '<blockquote cite="https://example.org/">x</blockquote>',
    "a mark": "<p><mark>x</mark> <time datetime='2022'>2022</time></p>",
    "a picture": '<img src="img/a.png" srcset="img/a.png 1x, img/a.png 2x" alt="">',
    "a form": '<form action="goals/index.html"><button>x</button></form>',
}


@pytest.mark.parametrize("body", REFUSED_ELEMENTS.values(), ids=REFUSED_ELEMENTS)
def test_what_runs_embeds_or_restyles_is_refused(body: str) -> None:
    assert len(check_body(body)) == 1


@pytest.mark.parametrize("body", PASSING_ELEMENTS.values(), ids=PASSING_ELEMENTS)
def test_what_our_pages_are_made_of_passes(body: str) -> None:
    assert check_body(body) == []


def test_a_misspelt_attribute_gets_a_guess() -> None:
    (message,) = check_body('<table><tr><td colspam="2">x</td></tr></table>')
    assert message == '<td> may not have the attribute "colspam"; did you mean "colspan"?'


def test_an_id_stands_once() -> None:
    (message,) = check_body('<p id="a">x</p><p id="a">y</p>')
    assert message == 'the id "a" stands twice'


@pytest.mark.parametrize("body", ['<p id="">x</p>', '<p id="a b">x</p>'])
def test_an_id_is_one_word(body: str) -> None:
    (message,) = check_body(body)
    assert "is empty or holds a blank" in message


@pytest.mark.parametrize(
    "body",
    [
        '<label for="nothing">x</label>',
        '<button aria-controls="nothing">x</button>',
        '<p id="a">x</p><p aria-labelledby="a nothing">x</p>',
        '<svg><g clip-path="url(#nothing)"></g></svg>',
        '<svg><use href="#nothing"/></svg>',
    ],
)
def test_an_id_that_is_named_must_be_there(body: str) -> None:
    (message,) = check_body(body)
    assert 'no element of index.html has the id "nothing"' in message


@pytest.mark.parametrize(
    "body",
    [
        '<svg><use href="img/a.svg#x"/></svg>',
        '<svg><rect fill="url(https://example.org/#a)"/></svg>',
    ],
)
def test_a_drawing_uses_only_its_own_page(body: str) -> None:
    (message,) = check_body(body)
    assert "leaves the page; expected #id" in message


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (page_of("", lang=""), "<html> has no lang, or none that names a language"),
        (page_of("", lang="English!"), "<html> has no lang, or none that names a language"),
        (page_of("").replace("A page", " "), "has no <title>"),
        (page_of("").replace('<meta charset="utf-8">', ""), 'has no <meta charset="utf-8">'),
        (page_of("").replace("<!doctype html>", ""), "does not open with <!doctype html>"),
    ],
)
def test_a_page_says_what_every_page_must_say(page: str, message: str) -> None:
    assert [problem.message for problem in check({"index.html": page})] == [message]


def test_a_title_inside_a_drawing_is_not_the_pages_title() -> None:
    page = page_of("<svg><title>Bars</title></svg>").replace("<title>A page</title>", "")
    assert [problem.message for problem in check({"index.html": page})] == ["has no <title>"]


def test_a_page_has_a_policy() -> None:
    (problem,) = check({"index.html": page_of("").replace(POLICY, "")})
    assert problem.message.startswith("has no Content-Security-Policy")


def test_the_policy_stands_before_what_it_judges() -> None:
    late = HEAD.replace(POLICY, "") + '<script src="a.js"></script>' + POLICY
    page = page_of("").replace(HEAD, late)
    (problem,) = check({"index.html": page, "a.js": "1;"})
    assert problem.message.startswith("has no Content-Security-Policy before its first script")


@pytest.mark.parametrize(
    "policy",
    [
        "default-src 'self'",
        "default-src 'none'; script-src 'self' 'unsafe-inline'",
        "default-src 'none'; script-src https://example.org",
        "default-src 'none'; img-src *",
        "default-src 'none'; img-src data:",
    ],
)
def test_a_loose_policy_is_refused(policy: str) -> None:
    page = page_of("").replace(
        "default-src 'none'; script-src 'self'; style-src 'self'", policy.replace('"', "")
    )
    (problem,) = check({"index.html": page})
    assert "is too loose" in problem.message


def test_a_page_that_is_not_utf_8_is_refused() -> None:
    (problem,) = check({"index.html": page_of("é").encode("latin-1")})
    assert problem.message.startswith("is not UTF-8 at byte ")


def test_personal_data_is_refused_wherever_it_stands_in_a_page() -> None:
    for body in (
        "<p>someone@example.az</p>",
        '<p title="someone@example.az">x</p>',
        "<!-- someone@example.az -->",
        "<p>someone&#64;example.az</p>",
        "<p>some<wbr>one@<b>example</b>.az</p>",
        '<script type="application/ld+json">{"email": "someone@example.az"}</script>',
    ):
        (message,) = check_body(body)
        assert message == 'shows "someone@example.az"; personal data must be withheld'


def test_the_sites_own_contact_may_be_shown() -> None:
    body = '<a href="mailto:us@example.org">us@example.org</a>'
    assert check_body(body)
    assert check_body(body, Rules(contacts=frozenset({"us@example.org"}))) == []


def test_a_survey_can_go_to_another_process_and_back() -> None:
    import pickle

    survey = survey_page("index.html", page_of('<a id="x" href="y">y</a>').encode(), Rules())
    assert pickle.loads(pickle.dumps(survey)) == survey
