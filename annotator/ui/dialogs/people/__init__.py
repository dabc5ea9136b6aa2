"""Who marks in a project, who is to mark what, what annotators may see, and how far all are."""

from annotator.ui.dialogs.people.dialog import PeopleDialog

__all__ = ["PeopleDialog"]
