"""Numbers: how far annotators agree. Second floor: imports core; numpy and scipy live here only."""
