"""What Windows wants to be told of a program: whose its button in the taskbar is, and who may come to the front."""

import sys

APP_ID = "CPPCC.Desk"  # as installer/setup.nsi writes it into the shortcuts: a button pinned starts the shortcut


def claim() -> None:
    """The button is ours and not Python's; call before the first window is made."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)


def give_way() -> None:
    """Let another process come to the front: Windows grants that to the one started last, and else only blinks."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # ASFW_ANY
