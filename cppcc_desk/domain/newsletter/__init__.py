"""《业务通讯》: what the office tells its members and units after a quarter."""

from cppcc_desk.domain.newsletter.keeping import Kept, Overtaken, kept
from cppcc_desk.domain.newsletter.quarters import Quarter, quarter_of

__all__ = ["Kept", "Overtaken", "Quarter", "kept", "quarter_of"]
