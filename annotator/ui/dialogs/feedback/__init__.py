"""One's own work beside gold: a window for annotators, when the lead has released it."""
