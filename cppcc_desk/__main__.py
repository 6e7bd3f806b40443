"""`python -m cppcc_desk` and `cppcc-desk`: the window; with arguments, a command."""

import sys


def main() -> int:
    """Run the program; the process ends with the returned code."""
    from cppcc_desk import app  # noqa: PLC0415 - the entry point of a console script is imported before anything else

    return app.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
