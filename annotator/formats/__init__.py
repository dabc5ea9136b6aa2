"""Files in, files out. Second floor: imports core; knows neither SQL nor Qt."""
