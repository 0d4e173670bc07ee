"""Texts for property tests: any that can be loaded, and above all those that formats trip over."""

from __future__ import annotations

from hypothesis import strategies as st

from measurebook.exports.addresses import RECORD_KINDS
from measurebook.exports.plain import tidy
from measurebook.exports.references import CitedSource, Reference

TROUBLE = (
    "\\{}$&#%_^~`'\"-,;=@<>|/+[]()*:!?\n\t\N{LINE SEPARATOR}\N{NEXT LINE}\x0c\N{NO-BREAK SPACE}"
)
WORDS = ["</script>", "<!--", "]]>", "&amp;", "ER  - ", "TY  - ", "@misc{", "\\end{", " and ", "''"]

texts = st.text(
    st.characters(codec="utf-8") | st.sampled_from([*TROUBLE, *"əığşçöüİ"]), max_size=40
) | st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=6).map(" ".join)
"""Texts as a source may have them; hypothesis leaves lone surrogates out, as loading does."""

lines = texts.map(tidy)
names = lines.filter(bool)
plain_dates = st.dates().map(lambda day: day.isoformat())
dates = (
    st.just("")
    | plain_dates
    | plain_dates.map(lambda day: day[:7])
    | plain_dates.map(lambda day: day[:4])
)

sources = st.builds(
    CitedSource,
    id=st.just("002"),
    kind=st.sampled_from(["periodic-report", "platform-page", "news-article"]),
    title=names,
    publisher=lines,
    lines=st.sampled_from(["", "line 7", "lines 58, 374–390"]),
)
references = st.builds(
    Reference,
    kind=st.sampled_from(RECORD_KINDS),
    slug=st.just("abad"),
    title=lines,
    authors=st.lists(names, min_size=1, max_size=3).map(tuple),
    date=dates,
    container=lines,
    publisher=lines,
    sources=st.lists(sources, min_size=1, max_size=3).map(tuple),
    keywords=st.lists(names, max_size=3).map(tuple),
    language=st.sampled_from(["", "en", "az"]),
    site=names,
    version=st.just("1a2b3c4d"),
    edition=names,
    basis=names,
    address=st.sampled_from(["", "https://norland.example/measures/abad.html"]),
)
