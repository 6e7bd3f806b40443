"""The program's own button in the Windows taskbar; without it the button is Python's."""

import sys

APP_ID = "CPPCC.Desk"  # as installer/setup.nsi writes it into the shortcuts: a button pinned starts the shortcut


def claim() -> None:
    """Call before the first window is made."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)
