"""Which 信息小组 looks after people by where they live and work: offered when they are put into a group."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from cppcc_desk.domain.areas import covering
from cppcc_desk.queries.office import GroupRow, groups
from cppcc_desk.queries.people import PersonRow


def suggested_groups(session: Session, people: Iterable[PersonRow]) -> dict[int, GroupRow]:
    """Person -> the one group in use whose area names their 镇街, else their 界别; several or none: nobody."""
    known = {group.id: group for group in groups(session)}
    areas = {group.id: group.area for group in known.values()}
    found = ((person.id, covering(areas, town=person.town, sector=person.sector)) for person in people)
    return {person_id: known[covers[0]] for person_id, covers in found if len(covers) == 1}
