"""What is kept: the only package that speaks SQL. Second floor: imports core."""
