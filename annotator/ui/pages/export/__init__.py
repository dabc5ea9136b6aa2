"""The page on which a dataset goes out."""
