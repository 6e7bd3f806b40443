"""Start-up in order: arguments -> paths -> log -> open and migrate -> desk -> window, or a command on the same desk.

What the window does not need for its first frame is imported when it is needed (design: performance.md item 4).
"""

from collections.abc import Sequence

from cppcc_desk.cli.arguments import for_the_window


def run(arguments: Sequence[str]) -> int:
    """Open the window, or carry out the command that `arguments` name; returns the exit code of commands.md."""
    wanted = for_the_window(arguments)
    if wanted is None:
        return _command(arguments)
    from cppcc_desk.ui import start  # noqa: PLC0415

    return start.window(data=wanted.data, now=wanted.now, by=wanted.by, files=wanted.files, picture=wanted.picture)


def _command(arguments: Sequence[str]) -> int:
    from cppcc_desk.cli import main  # noqa: PLC0415 - its commands import the database layer

    parsed = main.parse(arguments)
    return parsed if isinstance(parsed, int) else main.carry_out(parsed)
