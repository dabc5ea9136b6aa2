"""What Review does: the queue of differences, decisions on them, and what all is called."""
