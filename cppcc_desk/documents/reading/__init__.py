"""Received files read into drafts: one reader per format, in a child process with limits."""
