"""照片 given to people, whose bytes are kept already: to one, or to several as one step."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.operations.people.entering import found
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("更换照片")
def set_photo(session: Session, person_id: int, photo: ReceivedFile | None) -> None:
    """Give a person a picture, or none. Raises Missing."""
    row = _give(session, person_id, photo)
    acting(session).label = f"{'更换' if photo else '删除'}照片 {row.name}"


@operation("导入照片")
def set_photos(session: Session, photos: Mapping[int, ReceivedFile]) -> None:
    """Give people, by id, pictures. Raises Missing for one who is gone."""
    for person_id, photo in photos.items():
        _give(session, person_id, photo)
    acting(session).label = f"导入照片 {len(photos)} 人"


def _give(session: Session, person_id: int, photo: ReceivedFile | None) -> t.Person:
    row = found(session, person_id)
    row.photo = photo.sha256 if photo else ""
    return row
