"""The page that tells how far annotators agree."""
