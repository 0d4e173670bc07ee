"""The files of the search: scripts that put data where `assets/js/search.js` finds them.

Scripts, because a page opened from a folder may load nothing else; each is loaded when it is first
needed. All but the records are the same in every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from measurebook.graph import Atlas
from measurebook.graph.names import Target
from measurebook.model.output import OutputFile
from measurebook.search.documents import Document, list_documents
from measurebook.search.forms import Forms
from measurebook.search.index import Index, list_postings, make_index, serialise
from measurebook.search.reading import read_document
from measurebook.search.records import Records, Say
from measurebook.search.shards import LARGEST_WHOLE, split_index
from measurebook.search.texts import show_document

FOLDER = "assets/search"
DOCUMENTS_IN_CHUNK = 32
"""How many documents have their texts in one file. Fixed, so that an edit changes one file."""


def make_search_files(atlas: Atlas, says: Mapping[str, Say]) -> Iterator[OutputFile]:
    """Make all files of the search; `says` gives each language's words."""
    documents = list(list_documents(atlas))
    forms = Forms(atlas.knowledge.vocabulary)
    read = [read_document(document, atlas.names, forms) for document in documents]
    index = make_index(read)
    is_whole = len(atlas.measures) <= LARGEST_WHOLE
    numbers = number_targets(documents)
    yield _make_base(documents, index, forms, numbers, is_whole=is_whole)
    if not is_whole:
        yield from _make_shards(index)
    texts = [show_document(*pair, numbers) for pair in zip(documents, read, strict=True)]
    for start in range(0, len(texts), DOCUMENTS_IN_CHUNK):
        chunk = texts[start : start + DOCUMENTS_IN_CHUNK]
        yield _make_script(f"texts-{start // DOCUMENTS_IN_CHUNK}", chunk)
    for language, say in says.items():
        yield _make_records(atlas, documents, language, say)


def number_targets(documents: Sequence[Document]) -> dict[Target, int]:
    """Return under which numbers the organisations and places stand that texts name."""
    return {
        Target(document.kind, document.slug): number
        for number, document in enumerate(documents)
        if document.kind in {"organisation", "place"}
    }


def _make_base(
    documents: Sequence[Document],
    index: Index,
    forms: Forms,
    numbers: Mapping[Target, int],
    *,
    is_whole: bool,
) -> OutputFile:
    words = sorted(index.postings)
    table = [(numbers[target], known) for target, known in forms.table().items()]
    return _make_script(
        "index",
        {
            "search": serialise(index, words if is_whole else ()),
            "shards": [] if is_whole else list(split_index(words)),
            "facets": [document.facets for document in documents],
            "forms": table,
        },
    )


def _make_shards(index: Index) -> Iterator[OutputFile]:
    for name, words in split_index(sorted(index.postings)).items():
        yield _make_script(f"words-{name}", list_postings(index, words))


def _make_records(
    atlas: Atlas, documents: Sequence[Document], language: str, say: Say
) -> OutputFile:
    records = Records(atlas, language, say)
    return _make_script(
        f"records.{language}",
        {
            "words": records.words(),
            "chunk": DOCUMENTS_IN_CHUNK,
            "records": [records.make(document) for document in documents],
        },
    )


# Scripts


def _make_script(name: str, content: object) -> OutputFile:
    """Write data as a script. Browsers read a quoted JSON text faster than the same as code."""
    written = msgspec.json.encode(content).replace(b"\\", b"\\\\").replace(b"'", b"\\'")
    script = b"(self.measurebookData=self.measurebookData||{})[%b]=JSON.parse('%b');\n"
    return OutputFile(f"{FOLDER}/{name}.js", script % (msgspec.json.encode(name), written))
