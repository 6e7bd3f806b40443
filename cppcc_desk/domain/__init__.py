"""RULES. Standard library only; no clock, no files, no rows: today is an argument."""
