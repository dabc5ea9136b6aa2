"""What the pages share on which the marks of an article are edited."""
