"""From content files to records, with every problem collected."""

from measurebook.load.documents import read_places
from measurebook.load.knowledge import load_knowledge
from measurebook.load.sources import load_sources
from measurebook.load.texts import list_ids, read_texts
from measurebook.load.vocabulary import load_vocabulary

__all__ = [
    "list_ids",
    "load_knowledge",
    "load_sources",
    "load_vocabulary",
    "read_places",
    "read_texts",
]
