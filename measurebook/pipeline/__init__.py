"""What the commands do: `building` makes the site of a content folder, `normalising` the content.

The two are apart, so that neither command loads what only the other needs.
"""
