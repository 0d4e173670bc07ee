"""The search of the site: everything a browser needs to find things without a server.

Python writes what MiniSearch would have made of the same documents, so that no JavaScript runs at
build time and the reader's browser has only to load it. `assets/js/search.js` is the other half.
"""

from measurebook.search.files import make_search_files

__all__ = ["make_search_files"]
