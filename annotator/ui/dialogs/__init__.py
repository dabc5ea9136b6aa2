"""Dialogs: they ask or tell, hand back values, and change nothing by themselves."""
