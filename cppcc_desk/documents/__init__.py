"""PAPER as files: python-docx and openpyxl; knows the domain, not the storage."""
