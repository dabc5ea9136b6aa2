"""The page on which differences are settled into gold."""
