"""How a notice, minutes and an invitation speak of each kind of meeting or activity: 召开会议, 开展视察, 举办培训."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cppcc_desk.domain.occasions import OccasionKind, Part

_TAKES_PART = "参加"


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The words of one kind; those of a meeting unless told otherwise."""

    what: str = "会议"
    verb: str = "召开"
    leads: str = "主持"  # what its host does
    subject: str = "议题"  # what stands above its topics
    everybody: str = "各参会人员"
    attending: str = Part.ATTENDING
    observing: str = Part.OBSERVING

    def asked(self, part: Part) -> str:
        """What somebody is asked to do in the letter: who only goes along on an inspection takes part in it too."""
        return self.observing if part is Part.OBSERVING else _TAKES_PART


MEETING = Wording()
_OF_KIND: Mapping[OccasionKind, Wording] = MappingProxyType(
    {
        OccasionKind.ACTIVITY: Wording(
            what="活动",
            verb="开展",
            subject="内容",
            everybody="各参加人员",
            observing=_TAKES_PART,
        ),
        OccasionKind.INSPECTION: Wording(
            what="视察",
            verb="开展",
            leads="带队",
            subject="内容",
            everybody="各参加人员",
            attending=_TAKES_PART,
            observing=_TAKES_PART,
        ),
        OccasionKind.TRAINING: Wording(
            what="培训", verb="举办", subject="内容", everybody="各参训人员", attending=_TAKES_PART
        ),
        # 举行 goes with 座谈 as well as with 座谈会
        OccasionKind.SYMPOSIUM: Wording(what="座谈", verb="举行", subject="内容", attending=_TAKES_PART),
    }
)


def wording(kind: OccasionKind | None) -> Wording:
    """Of `kind`; None is a meeting of which nobody told what kind it is."""
    return MEETING if kind is None else _OF_KIND.get(kind, MEETING)
