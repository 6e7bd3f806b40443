"""照片 of several people given as one step; of one it is `set_photo`."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.operations.people.entering import found
from cppcc_desk.storage.desk import acting, operation


@operation("导入照片")
def set_photos(session: Session, photos: Mapping[int, ReceivedFile]) -> None:
    """Give people, by id, pictures whose bytes are kept already. Raises Missing for one who is gone."""
    for person_id, photo in photos.items():
        found(session, person_id).photo = photo.sha256
    acting(session).label = f"导入照片 {len(photos)} 人"
