"""Lists of core values as Qt wants to read them; no painting, no editing."""
