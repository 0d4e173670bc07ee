"""Links between the files of a site."""

from __future__ import annotations

import pytest

from measurebook.gate import Rules, check_site, check_surveys, survey_file
from tests.gate.sites import check, check_body, files_of, page_of

DEAD_LINKS = {
    "goals/9.html": "leads to no file",
    "measures/thetre.html": 'leads to no file; did you mean "measures/theatre.html"?',
    "Goals/1.html": 'leads to no file; letters differ in case from "goals/1.html"',
    "1.html": 'leads to no file; did you mean "goals/1.html"?',
    "goals/": 'leads to a folder, and links must lead to files; link to "goals/index.html"',
    "goals": 'leads to a folder, and links must lead to files; link to "goals/index.html"',
    ".": 'leads to a folder, and links must lead to files; link to "index.html"',
    "./": 'leads to a folder, and links must lead to files; link to "index.html"',
    "goals/1.html/": "leads to a folder, and links must lead to files",
    "goals/..": 'leads to a folder, and links must lead to files; link to "index.html"',
    "../about.html": "leads out of the site",
    "/about.html": "starts at the root of the host; expected a relative address",
    "about.html#methods": (
        'leads to no place: no element of about.html has the id "methods"; did you mean "method"?'
    ),
    "about.html#": 'leads to no place: no element of about.html has the id ""',
    "#here": 'leads to no place: no element of index.html has the id "here"',
    "#": 'leads to no place: no element of index.html has the id ""',
    "%61bout.html": 'holds a "%"; the names of our files need no escapes',
    "goals%2f1.html": 'holds a "%"; the names of our files need no escapes',
}

GOOD_LINKS = [
    "about.html",
    "./about.html",
    "goals/../about.html",
    "about.html#method",
    "about.html?q=%C5%9F&goal=1#method",
    "#top",
    "goals/1.html",
    "data/all.csv",
    "https://example.org/a%2Fb?c=d|e".replace("|", "%7C"),
]


def site_with(link: str) -> dict[str, str | bytes]:
    return {
        "index.html": page_of(f'<p>1</p>\n<p><a href="{link}" rel="noopener">x</a></p>'),
        "about.html": page_of('<p id="method">x</p>'),
        "goals/index.html": page_of(""),
        "goals/1.html": page_of(""),
        "measures/theatre.html": page_of(""),
        "data/all.csv": "title\r\n",
    }


@pytest.mark.parametrize(("link", "fault"), DEAD_LINKS.items(), ids=DEAD_LINKS)
def test_a_dead_link_is_told_with_page_line_element_and_guess(link: str, fault: str) -> None:
    (problem,) = check(site_with(link))
    assert str(problem) == f'index.html:6: <a href="{link}"> {fault}'


@pytest.mark.parametrize("link", GOOD_LINKS)
def test_a_link_that_leads_to_something_passes(link: str) -> None:
    assert check(site_with(link)) == []


def test_links_are_read_from_the_folder_of_their_page() -> None:
    site = site_with("about.html")
    site["goals/1.html"] = page_of('<a href="../about.html#method">x</a><a href="about.html">y</a>')
    (problem,) = check(site)
    assert str(problem) == (
        'goals/1.html:5: <a href="about.html"> leads to no file; did you mean "../about.html"?'
    )


LEAVING = [
    '<img src="https://example.org/a.png" alt="">',
    '<img src="//example.org/a.png" alt="">',
    '<img src="data:image/png;base64,AA" alt="">',
    '<img src="img/a.png" srcset="https://example.org/a.png 2x" alt="">',
    '<script src="https://example.org/a.js"></script>',
    '<link rel="stylesheet" href="https://example.org/a.css">',
    '<link rel="preload" href="//example.org/a.css" as="style">',
    '<link rel="prefetch" href="https://example.org/a.css">',
    '<form action="https://example.org/"><button>x</button></form>',
    '<a href="//example.org/" rel="noopener">x</a>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<a href="ftp://example.org/">x</a>',
    '<a href="tel:123">x</a>',
    '<a href="c:/windows">x</a>',
    '<meta http-equiv="refresh" content="0; url=https://example.org/">',
]


@pytest.mark.parametrize("body", LEAVING)
def test_nothing_but_a_plain_link_leaves_the_site(body: str) -> None:
    (message,) = check_body(body)
    assert "leaves the site; expected a relative address" in message


@pytest.mark.parametrize(
    "address",
    [
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "\\\\example.org\\a",
        "/\\example.org",
        "about.html ",
        "a b.html",
        "ab\N{NO-BREAK SPACE}out.html",
        "",
        "%zz",
    ],
)
def test_an_address_that_programs_read_differently_is_refused(address: str) -> None:
    (message,) = check_body(f'<a href="{address}">x</a>')
    assert message.startswith("the address of <a href=")


def test_an_outside_link_gives_the_other_page_no_hold_on_ours() -> None:
    (message,) = check_body('<a href="https://example.org/" rel="nofollow">x</a>')
    assert message == '<a href="https://example.org/"> leads outside without rel="noopener"'
    assert check_body('<a href="https://example.org/" rel="noopener nofollow ugc">x</a>') == []


def test_a_redirect_page_leads_to_a_page() -> None:
    redirect = '<meta http-equiv="refresh" content="0; url={}">'
    assert check_body(redirect.format("about.html")) == []
    (message,) = check_body(redirect.format("abouts.html"))
    assert message.endswith('leads to no file; did you mean "about.html"?')


OWN = {
    '<link rel="canonical" href="{}about.html">': [],
    '<link rel="alternate" hreflang="az" href="{}about.html">': [],
    '<meta property="og:url" content="{}">': [],
    '<meta property="og:image" content="{}img/a.png">': [],
    '<meta name="citation_public_url" content="{}about.html#method">': [],
    '<link rel="canonical" href="{}abouts.html">': ["did you mean"],
    '<meta property="og:image" content="{}img/b.png">': ["leads to no file"],
}
BASE = Rules(base_url="https://measures.example/sub/")


@pytest.mark.parametrize("body", OWN)
def test_the_sites_own_addresses_must_exist(body: str) -> None:
    messages = check_body(body.format(BASE.base_url), BASE)
    assert len(messages) == len(OWN[body])
    assert all(part in message for part, message in zip(OWN[body], messages, strict=True))


@pytest.mark.parametrize("body", OWN)
def test_without_a_base_url_a_page_names_no_address_of_its_own(body: str) -> None:
    (message,) = check_body(body.format("https://measures.example/sub/"))
    assert message.endswith("needs the site's base URL, which is not set")


def test_another_sites_address_is_not_ours() -> None:
    (message,) = check_body('<link rel="canonical" href="https://else.example/">', BASE)
    assert 'expected it to start with "https://measures.example/sub/"' in message


def test_only_the_404_page_loads_by_full_address() -> None:
    sheet = f'<link rel="stylesheet" href="{BASE.base_url}a.css">'
    site: dict[str, str | bytes] = {"a.css": "", "404.html": page_of("", head=sheet)}
    assert check(site, BASE) == []
    site["az/404.html"] = site["404.html"]
    assert check(site, BASE) == []
    del site["az/404.html"]
    site["other.html"] = site.pop("404.html")
    assert len(check(site, BASE)) == 1


def test_a_fault_of_a_template_is_told_once() -> None:
    page = page_of('<a href="gone.html">x</a>')
    (problem,) = check({f"{number}.html": page for number in range(30)})
    assert str(problem) == (
        '0.html:5: <a href="gone.html"> leads to no file (and on 29 other pages)'
    )


def test_names_of_files_are_checked() -> None:
    site: dict[str, str | bytes] = {
        "Goals/1.html": page_of(""),
        "con.html": page_of(""),
        ".hidden.txt": "",
        "a" * 121: "",
        "../up": "",
        "x": "",
        "x/y": "",
    }
    assert {problem.path for problem in check(site)} == site.keys() - {"x/y"}


def test_a_path_comes_once() -> None:
    (problem,) = check_site(files_of({"a.txt": ""}) * 2)
    assert str(problem) == "a.txt: comes 2 times"


def test_files_may_be_read_elsewhere_and_judged_together() -> None:
    files = files_of({"index.html": page_of('<a href="a.html#b">x</a>'), "a.html": page_of("")})
    surveys = [survey for file in files if (survey := survey_file(file, Rules()))]
    assert check_surveys(files, surveys, Rules()) == check_site(files)


def test_an_empty_site_has_no_faults() -> None:
    assert check({}) == []


def test_a_base_url_ends_with_a_slash() -> None:
    with pytest.raises(ValueError, match="slash"):
        Rules(base_url="https://measures.example")
