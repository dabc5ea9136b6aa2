"""Quoth: mark who said what in the news.

Floors, from the ground: core, settings, assets (values); formats, store, agreement (crafts);
projects, transfer, editing, review, doctor (use cases); ui (the only floor with Qt); cli; __main__.
A floor imports those below it, never those above or beside it.
"""

__version__ = "0.1.0"
