"""DOING: one function = one thing the office has a name for = one transaction."""
