"""The 回收站 emptied of what has lain there long enough: for good, so what is there is backed up first."""

from cppcc_desk.errands.backups import back_up_before
from cppcc_desk.operations.submissions import due_to_go, empty_bin
from cppcc_desk.storage.desk import Desk


def clean_bin(desk: Desk) -> int:
    """Delete what is due; how many. Where nothing is, nothing is backed up."""
    if not desk.read(due_to_go, now=desk.now):
        return 0
    back_up_before(desk, "清理回收站前")
    return desk.do(empty_bin)
