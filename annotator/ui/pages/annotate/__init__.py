"""The page on which an article is marked."""
