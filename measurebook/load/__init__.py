"""From content files to records, with every problem collected."""

from measurebook.load.vocabulary import load_vocabulary

__all__ = ["load_vocabulary"]
