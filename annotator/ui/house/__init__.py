"""The house around the pages: which project is open, whose hand it is, menu and ways in."""
