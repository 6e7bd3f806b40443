"""What a 公文 begins with where it is needed: for a destination, a 信息小组, a meeting, a quarter, a query."""

from cppcc_desk.domain.drafting.addressing import Relation, astray, is_general, relation_of, usual_kind
from cppcc_desk.domain.drafting.calling import CalledTopic, called
from cppcc_desk.domain.drafting.convening import CONVENING, Group, convened
from cppcc_desk.domain.drafting.forwarding import forwarded
from cppcc_desk.domain.drafting.inquiring import SentPiece, inquired
from cppcc_desk.domain.drafting.made_for import MadeFor
from cppcc_desk.domain.drafting.occasion import Occasion
from cppcc_desk.domain.drafting.wording import wording

__all__ = [
    "CONVENING",
    "CalledTopic",
    "Group",
    "MadeFor",
    "Occasion",
    "Relation",
    "SentPiece",
    "astray",
    "called",
    "convened",
    "forwarded",
    "inquired",
    "is_general",
    "relation_of",
    "usual_kind",
    "wording",
]
