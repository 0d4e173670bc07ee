"""From source texts to content: read, join, merge with what is there, and account for every line.

`run` plans what a run of all sources would write, `drafts` reads and writes the content folder,
`summary` tells what a plan does. This file imports nothing: the pages need `cleaning` alone.
"""
