"""What the list of an older ledger's lines shows: what becomes of each, what is doubtful, how cells were read."""

from dataclasses import dataclass

from cppcc_desk.domain.registers.proposing import Proposal, Verdict
from cppcc_desk.ui.table import Column, Kind

TONES = {Verdict.REFUSED: "overdue", Verdict.NEW: "primary", Verdict.MORE: "ontime", Verdict.PASSED: "text3"}
ORDER = (Verdict.REFUSED, Verdict.NEW, Verdict.MORE, Verdict.SAME, Verdict.PASSED)


@dataclass(frozen=True)
class OlderLine:
    """One line as it stands: `place` in the ledger, what is proposed; `out`: the person leaves it out."""

    place: int
    proposal: Proposal
    out: bool = False

    @property
    def verdict(self) -> Verdict:
        return Verdict.PASSED if self.out else self.proposal.verdict

    @property
    def becomes(self) -> str:
        """What becomes of it, in words."""
        return "选定不导入" if self.out else self.proposal.becomes

    @property
    def doubts(self) -> str:
        """What is to be looked at, then how cells were understood."""
        return "；".join((*self.proposal.doubts, *self.proposal.notes))


def columns() -> tuple[Column[OlderLine], ...]:
    """Lines that are refused stand out by colour and word."""
    return (
        Column(
            key="verdict",
            title="处理",
            text=lambda r: r.verdict.value,
            sort=lambda r: ORDER.index(r.verdict),
            width=76,
            kind=Kind.TEXT,
            tone=lambda r: TONES.get(r.verdict, "text2"),
            bold=lambda r: r.verdict is Verdict.REFUSED,
        ),
        Column(
            key="row",
            title="行",
            text=lambda r: r.proposal.row.place.removeprefix("第 ").removesuffix(" 行"),
            sort=lambda r: r.place,
            width=64,
            kind=Kind.NUMBER,
        ),
        Column(key="title", title="标题", text=lambda r: r.proposal.title, width=230, kind=Kind.TEXT, stretch=True),
        Column(key="becomes", title="结果", text=lambda r: r.becomes, width=240, tip=lambda r: r.becomes, stretch=True),
        Column(
            key="doubts",
            title="请核对",
            text=lambda r: r.doubts,
            width=260,
            stretch=True,
            tone=lambda r: "soon" if r.proposal.doubts else "text2",
            tip=lambda r: r.doubts,
        ),
    )
