"""A database with very many submissions and no texts or index: all that a long list looks at, made in seconds."""

from contextlib import closing
from itertools import islice
from pathlib import Path

from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.engine import connect
from cppcc_desk.storage.opening import open_desk
from tests.bench import shelf
from tests.bench.corpus import Author

SEED = 3
DIFFERENT = 2_000  # pieces; the list does not mind that they come again
OPEN = shelf.OPEN


def built(cache: Path, size: int) -> DataFolder:
    """The folder of a register of `size` submissions; made on first use."""
    folder = DataFolder(cache / f"register-{size}-{shelf.made_by(Path(__file__))}")
    done = folder.root / "done"
    if done.exists():
        return folder
    open_desk(folder).close()
    pieces = tuple(Author(SEED).pieces(DIFFERENT))
    with closing(connect(folder.database)) as connection:
        triggers = [name for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'")]
        for name in triggers:
            if name.startswith(("submission_search", "submission_names")):
                connection.execute(f"drop trigger {name}").close()
        connection.execute("BEGIN").close()
        connection.execute("delete from submission").close()
        numbers = iter(range(1, size + 1))
        while batch := list(islice(numbers, 5_000)):
            made = [
                shelf.rows(pieces[n % DIFFERENT], n, state="已登记" if n > size - OPEN else "已归档") for n in batch
            ]
            shelf.insert_many(connection, "submission", [submission for submission, _, _ in made])
            shelf.insert_many(connection, "contributor", [who for _, _, contributors in made for who in contributors])
        connection.execute("COMMIT").close()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    done.touch()
    return folder
