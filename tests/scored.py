"""A small office with scores: two members, an informant, pieces that were used here and further up."""

from dataclasses import dataclass
from datetime import date, datetime

from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State
from cppcc_desk.operations.people import add_people
from cppcc_desk.storage.desk import Desk
from tests.office import piece
from tests.outcomes import adoption, record

LIU = PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, unit="石桥镇中心卫生院", sector="医药卫生界", town="石桥镇")
GU = PersonEntry(name="顾长安", kind=PersonKind.MEMBER, unit="县科协", sector="科技界")
CHENG = PersonEntry(name="程归帆", kind=PersonKind.INFORMANT, unit="云溪中学", sector="教育界")


@dataclass(frozen=True)
class Scored:
    """Who is who, and which piece is which."""

    liu: Subject
    gu: Subject
    cheng: Subject
    used: int  # of 柳青禾, used here and by the city
    joint: int  # of 柳青禾 and 顾长安, used here
    received: int  # of 程归帆


def person(subject: Subject) -> int:
    assert subject.ledger is Ledger.PERSON
    return subject.id


def settle_scores(desk: Desk) -> Scored:
    """柳青禾 has 0.5 + 1 + 5, and half of 0.5 + 1; 顾长安 the other half; 程归帆 nothing yet."""
    ids = desk.do(add_people, (LIU, GU, CHENG))
    liu, gu, cheng = (Subject(Ledger.PERSON, number) for number in ids)
    of_liu = Contributor(name="柳青禾", person_id=ids[0], sector="医药卫生界", town="石桥镇")
    of_gu = Contributor(name="顾长安", person_id=ids[1], sector="科技界")
    used = piece(desk, State.ISSUED, title="关于石桥镇集市停车难的建议", contributors=(of_liu,))
    record(desk, used, adoption(level=Level.CITY, occurred_on=date(2026, 11, 19)))
    joint = piece(desk, State.ISSUED, title="关于校外托管食品安全的建议", contributors=(of_liu, of_gu))
    received = piece(
        desk,
        title="关于夏秋茶弃采的反映",
        contributors=(Contributor(name="程归帆", person_id=ids[2], sector="教育界"),),
        received_at=datetime(2026, 11, 17, 9, 0),
    )
    return Scored(liu, gu, cheng, used, joint, received)
