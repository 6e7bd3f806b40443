"""《业务通讯》: what the office tells its members and units after a quarter."""

from cppcc_desk.domain.newsletter.keeping import Kept, Overtaken, kept

__all__ = ["Kept", "Overtaken", "kept"]
