"""Start-up in order: arguments -> paths -> log -> open and migrate -> desk -> window, or a command on the same desk.

What the window does not need for its first frame is imported when it is needed (design: performance.md item 4).
"""

from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Open the window, or carry out the command that `arguments` name; returns the exit code of commands.md."""
    from cppcc_desk.cli import main  # noqa: PLC0415

    parsed = main.parse(arguments)
    if isinstance(parsed, int):
        return parsed
    if parsed.command is not None:
        return main.carry_out(parsed)
    from cppcc_desk.ui import start  # noqa: PLC0415

    return start.window(data=parsed.data, now=parsed.now, by=parsed.by)
