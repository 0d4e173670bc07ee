"""The files of the search: scripts that put data where `assets/js/search.js` finds them.

Scripts, because a page opened from a folder may load nothing else; each is loaded when it is first
needed. All but the records are the same in every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from measurebook.graph import RESULT_KINDS, Atlas
from measurebook.model.output import OutputFile
from measurebook.search.documents import Document, list_documents, number_targets
from measurebook.search.forms import Forms
from measurebook.search.index import Index, serialise
from measurebook.search.reading import read_document
from measurebook.search.records import Records, Say
from measurebook.search.shards import LARGEST_WHOLE, split_index
from measurebook.search.texts import show_document

FOLDER = "assets/search"
DOCUMENTS_IN_CHUNK = 32
"""How many documents have their texts in one file. Fixed, so that an edit changes one file."""


def make_search_files(atlas: Atlas, says: Mapping[str, Say]) -> Iterator[OutputFile]:
    """Make all files of the search; `says` gives each language's words.

    Documents are read one after the other, and of each only what the index needs is kept.
    """
    forms, numbers = Forms(atlas.knowledge.vocabulary), number_targets(atlas)
    index, kept, texts = Index(), list[Document](), list[object]()
    for document in list_documents(atlas):
        if len(texts) == DOCUMENTS_IN_CHUNK:
            yield _make_texts(texts, len(kept))
            texts.clear()
        read = read_document(document, atlas.names, forms)
        index.add(read)
        texts.append(show_document(document, read, numbers))
        kept.append(replace(document, names=(), parts=(), marks={}))
    yield _make_texts(texts, len(kept))
    whole = len(atlas.measures) <= LARGEST_WHOLE
    yield from _make_index(kept, index, forms.table(numbers), is_whole=whole)
    for language, say in says.items():
        yield _make_records(Records(atlas, language, say), kept)


def _make_texts(texts: Sequence[object], count: int) -> OutputFile:
    """Make the file of the last texts of so many documents."""
    return _make_script(f"texts-{(count - 1) // DOCUMENTS_IN_CHUNK}", texts)


def _make_index(
    documents: Sequence[Document],
    index: Index,
    forms: Sequence[tuple[int, tuple[str, ...]]],
    *,
    is_whole: bool,
) -> Iterator[OutputFile]:
    words = index.words()
    shards = {} if is_whole else split_index(words)
    base = {
        "search": serialise(index, words if is_whole else ()),
        "shards": list(shards),
        "facets": [document.facets for document in documents],
        "forms": forms,
    }
    yield _make_script("index", base)
    for name, known in shards.items():
        yield _make_script(f"words-{name}", index.list_postings(known))


def _make_records(records: Records, documents: Sequence[Document]) -> OutputFile:
    shown = {
        "kinds": RESULT_KINDS,
        "words": records.words(),
        "chunk": DOCUMENTS_IN_CHUNK,
        "records": [records.make(document) for document in documents],
    }
    return _make_script(f"records.{records.language}", shown)


def _make_script(name: str, content: object) -> OutputFile:
    """Write data as a script. Browsers read a quoted JSON text faster than the same as code."""
    written = msgspec.json.encode(content).replace(b"\\", b"\\\\").replace(b"'", b"\\'")
    script = b"(self.measurebookData=self.measurebookData||{})[%b]=JSON.parse('%b');\n"
    return OutputFile(f"{FOLDER}/{name}.js", script % (msgspec.json.encode(name), written))
