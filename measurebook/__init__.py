"""Turns public texts on cultural policy measures into content files, and those into a site."""

__version__ = "0.1.0"
