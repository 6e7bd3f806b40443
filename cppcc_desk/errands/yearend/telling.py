"""What a package tells of itself: 目录.html and 说明.txt, and the fingerprints of all its files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cppcc_desk.documents.contents import contents_page
from cppcc_desk.domain.forms.form import paper_time
from cppcc_desk.domain.yearend import Contents, Entry, FiledItem, Link, Section, Volume, compact_day
from cppcc_desk.errands.folders import SUMS, fingerprints
from cppcc_desk.errands.yearend import naming
from cppcc_desk.errands.yearend.packing import Packed, Packing
from cppcc_desk.queries import office
from cppcc_desk.queries.yearend import CarriedOver, Finding, YearEnd
from cppcc_desk.storage.desk import Desk

_FILED = ("序号", "档号", "文号", "责任者", "题名", "日期", "页数", "备注")


@dataclass(frozen=True)
class PackedYear:
    """What was written, in the order of what is held."""

    issues: tuple[Packed, ...]
    newsletters: tuple[Packed, ...]
    documents: tuple[Packed, ...]
    pieces: tuple[Packed, ...]
    occasions: tuple[Packed, ...]
    ledgers: tuple[tuple[str, Packed], ...]

    @property
    def filed(self) -> tuple[Packed, ...]:
        """Everything that may stand in the catalogue."""
        return (*self.issues, *self.newsletters, *self.documents, *self.pieces, *self.occasions)


def contents(
    desk: Desk,
    end: YearEnd,
    packed: PackedYear,
    *,
    filed: Sequence[Volume],
    catalogue: Packed,
    findings: Sequence[Finding],
) -> Contents:
    """Everything that is told."""
    held, rules = end.held, desk.read(office.office, on=desk.today)
    # By identity: two meetings may be called the same.
    links = {id(one.item): one.links for one in packed.filed if one.item is not None}
    issued = {
        number: one.links
        for issue, one in zip(held.issues, packed.issues, strict=True)
        for number in issue.row.intake_nos
    }
    for piece, one in zip(held.pieces, packed.pieces, strict=True):
        if one.item is not None:
            links[id(one.item)] = issued.get(piece.intake_no, ()) + one.links
    sections = (
        *(_volume(volume, links) for volume in filed),
        Section(
            "期刊",
            ("期号", "标题", "日期"),
            tuple(
                Entry((issue.row.full_name, "；".join(issue.row.titles), issue.row.issued_on.isoformat()), one.links)
                for issue, one in zip(held.issues, packed.issues, strict=True)
            ),
        ),
        Section(
            "业务通讯",
            ("期号", "标题", "日期"),
            tuple(
                Entry((letter.row.name, letter.item.title, compact_day(letter.item.dated)), one.links)
                for letter, one in zip(held.newsletters, packed.newsletters, strict=True)
            ),
        ),
        Section(
            "公文",
            ("文号", "标题", "文种"),
            tuple(
                Entry((document.row.number, document.row.title, document.row.kind), one.links)
                for document, one in zip(held.documents, packed.documents, strict=True)
            ),
        ),
        Section(
            "来稿",
            ("编号", "标题", "收到", "状态"),
            tuple(
                Entry((piece.intake_no, piece.title, piece.received_on.isoformat(), piece.state), one.links)
                for piece, one in zip(held.pieces, packed.pieces, strict=True)
            ),
        ),
        Section(
            "会议活动",
            ("日期", "名称", "类型"),
            tuple(
                Entry((occasion.on.isoformat(), occasion.name, occasion.kind), one.links)
                for occasion, one in zip(held.occasions, packed.occasions, strict=True)
            ),
        ),
        Section("台账", ("名称",), tuple(Entry((name,), one.links) for name, one in packed.ledgers)),
        _carried(end),
        Section(
            "归档前检查",
            ("检查", "内容", "怎么办"),
            tuple(Entry((one.check, one.words, one.what)) for one in findings),
            nothing="没有发现问题",
        ),
    )
    facts = (
        ("单位", rules.office_name),
        ("年度", str(end.year)),
        ("生成时间", f"{paper_time(desk.now)}　{desk.by}"),
        (
            "数量",
            f"来稿 {len(held.pieces)} 篇，期刊 {len(held.issues)} 期，业务通讯 {len(held.newsletters)} 期，"
            f"公文 {len(held.documents)} 份，"
            f"会议活动 {len(held.occasions)} 次；归档文件 {sum(len(one.items) for one in filed)} 件",
        ),
        ("结转", f"到生成时没有办结、转到 {end.year + 1} 年继续办的 {len(end.carried)} 项，编号和期限不变"),
    )
    index = Section("归档文件目录（成册）", ("名称",), (Entry(("归档文件目录",), catalogue.links),))
    return Contents(f"{rules.office_short_name}{end.year}年度归档", facts, (index, *sections))


def _volume(volume: Volume, links: dict[int, tuple[Link, ...]]) -> Section:
    rows = (Entry(_cells(number, item), links.get(id(item), ())) for number, item in enumerate(volume.items, start=1))
    return Section(volume.retention, _FILED, tuple(rows))


def _cells(number: int, item: FiledItem) -> tuple[str, ...]:
    pages = str(item.pages) if item.pages is not None else ""
    names = (item.archive_no, item.doc_number, item.responsible, item.title)
    return str(number), *names, compact_day(item.dated), pages, item.note


def _carried(end: YearEnd) -> Section:
    heads = ("类型", "编号", "内容", "承办", "起始", "期限", "现在的情况")
    return Section(f"结转到 {end.year + 1} 年", heads, tuple(Entry(_said(one)) for one in end.carried))


def _said(one: CarriedOver) -> tuple[str, ...]:
    return one.kind, one.number, one.title, one.whom, one.since.isoformat(), one.due, one.standing


# ------------------------------------------------------------------------------------------------ written


def write(packing: Packing, told: Contents) -> None:
    """The page, the text, and last the list of fingerprints."""
    packing.text(naming.INDEX, contents_page(told).encode())
    readme = "\r\n".join(_readme(told)) + "\r\n"
    packing.text(naming.README, readme.encode("utf-8-sig"))
    lines = fingerprints(packing.root, tell=lambda name: packing.step(packing.done, packing.total, f"校验值 {name}"))
    packing.text(SUMS, lines.encode())


def _readme(told: Contents) -> Iterator[str]:
    yield told.title
    yield ""
    yield from (f"{label}：{value}" for label, value in told.facts)
    yield ""
    yield f"怎么看：双击“{naming.INDEX}”，用浏览器打开，点文件名就能看。不需要安装任何程序。"
    yield "整个文件夹可以拷到 U 盘、光盘或别的电脑上，目录里的链接照样能用；请不要改动里面的文件和文件名。"
    yield ""
    yield f"{naming.CATALOGUE}　归档文件目录，可以打印装订；全宗号和空着的档号由档案人员填写"
    yield f"{naming.ISSUES}　每一期的 PDF 和 Word"
    yield f"{naming.DOCUMENTS}　定稿的公文"
    yield f"{naming.PIECES}　每篇来稿一个文件夹：登记、核稿、签发、送达的表单，收到的原件，反馈的佐证"
    yield f"{naming.OCCASIONS}　会议活动记录单和材料"
    yield f"{naming.LEDGERS}　Excel 台账、结转清单；关账以后有名次表"
    yield ""
    yield "怎么核对：在程序的“年终归档”里点“校验归档包”，选这个文件夹，缺了、改了哪个文件都会列出来。"
    yield f"没有程序时，{SUMS} 里是每个文件的 SHA-256 校验值，可用 sha256sum -c 或 certutil -hashfile 核对。"
    for section in told.sections[-2:]:
        yield ""
        yield (
            f"{section.title}：{len(section.entries)} 项" if section.entries else f"{section.title}：{section.nothing}"
        )
        yield from (f"- {'　'.join(filter(None, entry.cells))}" for entry in section.entries)
