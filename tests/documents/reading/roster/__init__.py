"""Rosters in every format that reaches an office, built in the tests."""
