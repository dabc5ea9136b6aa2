"""What hands do in an article: mark, link, find their way; and what is checked meanwhile."""
