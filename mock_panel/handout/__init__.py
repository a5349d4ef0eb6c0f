"""Pages that people hand to each other: one file, nothing fetched, fit to print."""
