"""What hangs on a meeting or an activity: submissions that were discussed there or came of it, photos and files."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.domain.occasions import Relation
from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.kept_files import hang_files, take_out
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("关联来稿")
def link_pieces(session: Session, occasion_id: int, submission_ids: Sequence[int], *, relation: Relation) -> int:
    """Note that submissions were discussed there, or came of it; how many were not noted yet. Raises Missing."""
    row = finding.occasion(session, occasion_id)
    there = {piece.submission_id for piece in row.pieces if piece.relation == relation}
    new = [i for i in dict.fromkeys(submission_ids) if i not in there]
    for submission_id in new:
        submission = finding.submission(session, submission_id)
        row.pieces.append(t.OccasionPiece(submission_id=submission.id, relation=relation.value))
    acting(session).label = f"{row.name}{relation}来稿 {len(new)} 篇"
    return len(new)


@operation("取消关联来稿")
def unlink_pieces(session: Session, occasion_id: int, piece_ids: Sequence[int]) -> int:
    """They had nothing to do with it; `piece_ids` are those of the links. How many. Raises Missing."""
    row = finding.occasion(session, occasion_id, cancelled=True)
    number = take_out(row.pieces, piece_ids, f"选中的来稿没有关联“{row.name}”，可能已被移出。")
    acting(session).label = f"{row.name}移出来稿 {number} 篇"
    return number


@operation("添加照片和文件")
def attach_files(session: Session, occasion_id: int, files: Sequence[ReceivedFile]) -> int:
    """Add files whose bytes are kept already; how many are new. Raises Forbidden when all of them are there."""
    row = finding.occasion(session, occasion_id, cancelled=True)
    number = hang_files(row.files, t.OccasionFile, files)
    if not number:
        raise Forbidden(f"这些文件“{row.name}”里已经有了。{NOTHING}")
    acting(session).label = f"添加照片和文件 {row.name} {number} 个"
    return number


@operation("移出照片和文件")
def remove_files(session: Session, occasion_id: int, file_ids: Sequence[int]) -> int:
    """They do not belong to it; how many. Their bytes stay kept, so that this can be undone. Raises Missing."""
    row = finding.occasion(session, occasion_id, cancelled=True)
    number = take_out(row.files, file_ids, f"选中的文件已不在“{row.name}”里。")
    acting(session).label = f"移出照片和文件 {row.name} {number} 个"
    return number
