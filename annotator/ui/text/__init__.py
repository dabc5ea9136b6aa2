"""Floor ui: shows an article and its marks, and tells gestures in offsets of our own."""
