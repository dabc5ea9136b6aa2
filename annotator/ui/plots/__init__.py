"""Drawings of what was measured, and the widget that shows one: floor `ui`, painted by hand."""
