"""Children fostered by a private arrangement: told of, visited, assessed. Not a time in care."""
