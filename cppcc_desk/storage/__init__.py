"""THE FILE. SQLAlchemy on SQLite: rows, the desk, the journal, migrations, the index, originals."""
