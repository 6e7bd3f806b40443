"""What the list of a roster's rows shows: who, what becomes of them, what changes, what is doubtful."""

from dataclasses import dataclass

from cppcc_desk.domain.roster_update import Proposal, Verdict
from cppcc_desk.ui.table import Column, Kind

TONES = {Verdict.ASK: "soon", Verdict.NEW: "primary", Verdict.CHANGED: "ontime", Verdict.SKIP: "text3"}


@dataclass(frozen=True)
class RosterLine:
    """One row as it stands: `place` in the roster, and what is proposed or decided."""

    place: int
    proposal: Proposal

    @property
    def verdict(self) -> Verdict:
        return self.proposal.verdict

    @property
    def changes(self) -> str:
        """What the row changes, in words; of somebody new, or who may be another, what the row says of them."""
        if self.verdict in (Verdict.NEW, Verdict.ASK):
            entry = self.proposal.entry
            work = f"{entry.unit}{entry.position}"
            return "，".join(filter(None, (entry.kind.value, work, entry.sector, entry.town, entry.info_group)))
        return "；".join(f"{c.title}：{c.before or '（空）'} → {c.after}" for c in self.proposal.changes)

    @property
    def doubts(self) -> str:
        """What is doubtful about it."""
        return "；".join(filter(None, (self.proposal.doubt, *self.proposal.row.problems)))


def columns() -> tuple[Column[RosterLine], ...]:
    """Rows in doubt stand out by colour and word."""
    order = (Verdict.ASK, Verdict.NEW, Verdict.CHANGED, Verdict.SKIP, Verdict.SAME)
    return (
        Column(
            key="verdict",
            title="处理",
            text=lambda r: r.verdict.value,
            sort=lambda r: order.index(r.verdict),
            width=76,
            kind=Kind.TEXT,
            tone=lambda r: TONES.get(r.verdict, "text2"),
            bold=lambda r: r.verdict is Verdict.ASK,
        ),
        Column(
            key="row",
            title="行",
            text=lambda r: str(r.proposal.row.number),
            sort=lambda r: r.place,
            width=48,
            kind=Kind.NUMBER,
        ),
        Column(key="name", title="姓名", text=lambda r: r.proposal.entry.name, width=90, kind=Kind.TEXT),
        Column(key="changes", title="差别", text=lambda r: r.changes, width=380, tip=lambda r: r.changes),
        Column(
            key="doubts",
            title="请核对",
            text=lambda r: r.doubts,
            width=250,
            stretch=True,
            tone=lambda r: "soon" if r.doubts else "text2",
            tip=lambda r: r.doubts,
        ),
    )
