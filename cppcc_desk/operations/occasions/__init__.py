"""Operations on meetings and activities: what they are, who comes, what is discussed and decided, photos and files."""

from cppcc_desk.operations.occasions.attending import dismiss, invite, record_attendance
from cppcc_desk.operations.occasions.deciding import (
    complete_decision,
    delete_decision,
    follow_up,
    reopen_decision,
    save_decision,
)
from cppcc_desk.operations.occasions.entering import (
    add_occasion,
    cancel_occasion,
    change_occasion,
    delete_occasion,
    reinstate_occasion,
)
from cppcc_desk.operations.occasions.hanging import attach_files, link_pieces, remove_files, unlink_pieces

__all__ = [
    "add_occasion",
    "attach_files",
    "cancel_occasion",
    "change_occasion",
    "complete_decision",
    "delete_decision",
    "delete_occasion",
    "dismiss",
    "follow_up",
    "invite",
    "link_pieces",
    "record_attendance",
    "reinstate_occasion",
    "remove_files",
    "reopen_decision",
    "save_decision",
    "unlink_pieces",
]
