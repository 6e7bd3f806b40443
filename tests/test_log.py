"""What the log keeps of the program's end by a fault below Python."""

import subprocess
import sys
from pathlib import Path

from cppcc_desk import log

CRASH = """
import faulthandler, sys
from pathlib import Path
from cppcc_desk import log
log.start(Path(sys.argv[1]))
def deep_inside():
    faulthandler._sigsegv()
deep_inside()
"""


def test_a_crash_leaves_its_place(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", CRASH, str(tmp_path)], capture_output=True, check=False)
    assert done.returncode != 0
    assert "deep_inside" in (tmp_path / "crash.log").read_text(encoding="utf-8")


def test_the_crash_log_does_not_grow_without_end(tmp_path: Path) -> None:
    (tmp_path / "crash.log").write_bytes(b"." * (log.LONGEST_CRASH_LOG + 1))
    log.start(tmp_path)
    log.stop()
    assert (tmp_path / "crash.log").read_bytes() == b""
