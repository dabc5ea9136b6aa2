"""One annotator at work: edits, undo, saving. Third floor: imports store and core."""
