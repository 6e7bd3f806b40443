"""ERRANDS that touch files as well as the database, the same for the window and the commands."""
