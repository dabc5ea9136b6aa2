"""Between files and the store: import, export, verify. Third floor: formats, store, core."""
