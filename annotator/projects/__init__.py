"""A project's life: make, open, list, people, backup. Third floor: imports store and core."""
