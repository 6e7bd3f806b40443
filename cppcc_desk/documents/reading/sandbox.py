"""The operating system's own limits on the reading child: a Job Object on Windows, resource limits elsewhere."""

import subprocess
import sys
from collections.abc import Callable

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    CREATION_FLAGS = subprocess.CREATE_NO_WINDOW
    _LIMITS_CLASS = 9  # JobObjectExtendedLimitInformation
    _PROCESS_MEMORY, _KILL_ON_CLOSE, _NO_DIALOG = 0x100, 0x2000, 0x400

    class _Limits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, its basic part written out."""

        _fields_ = [
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        ]

    def confine(child: subprocess.Popen[bytes], memory: int) -> Callable[[], None]:
        """Limit `child` to `memory` bytes and let it die with this process; call what is returned when it has ended."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        limits = _Limits()
        limits.LimitFlags = _PROCESS_MEMORY | _KILL_ON_CLOSE | _NO_DIALOG
        limits.ProcessMemoryLimit = memory
        kernel.SetInformationJobObject(job, _LIMITS_CLASS, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, wintypes.HANDLE(int(child._handle)))  # type: ignore[attr-defined]

        def release() -> None:
            kernel.CloseHandle(job)

        return release

    def confine_self(memory: int) -> None:
        """Nothing to do: the parent has put this process into a job."""

    def watch(seconds: int) -> None:
        """Nothing to do: the job ends this process with its parent."""

else:
    import resource
    import signal

    CREATION_FLAGS = 0

    def confine(child: subprocess.Popen[bytes], memory: int) -> Callable[[], None]:
        """Nothing to do here: the child limits itself before it reads anything."""
        return lambda: None

    def confine_self(memory: int) -> None:
        """Limit this process to `memory` bytes of data, and let it leave no core file."""
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def watch(seconds: int) -> None:
        """Die after `seconds` unless called again (0: never): a killed parent cannot end a child that hangs."""
        signal.alarm(seconds)
