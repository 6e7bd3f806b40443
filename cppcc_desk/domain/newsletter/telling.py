"""What each part of a newsletter says, told from the numbers: its text, and its tables with the pieces behind each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cppcc_desk.domain.drafting.calling import listed
from cppcc_desk.domain.figures import Standing, StandingGroup
from cppcc_desk.domain.figures.sentences import SAME_TIME, adopted, afterwards, days, instructed, issued, received
from cppcc_desk.domain.newsletter.material import Activity, Feedback, Material, PrintedPiece
from cppcc_desk.domain.newsletter.plan import Plan, SectionKind
from cppcc_desk.domain.numerals import numeral
from cppcc_desk.domain.occasions import OccasionKind
from cppcc_desk.domain.scoring.phrases import points_text

_STOPS = "。；;，, "
_NO_RANK = "—"
_TOTAL = "合计"
_HELD = {OccasionKind.TRAINING: "举办", OccasionKind.INSPECTION: "开展"}


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `pieces` are what its number counts, None where it is no such number."""

    text: str
    pieces: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table: its heading, widths in mm, and a note that stands below it, "" for none."""

    heading: str
    columns: tuple[str, ...]
    widths_mm: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Told:
    """A part: paragraphs divided by newlines, and the tables below them."""

    text: str = ""
    sheets: tuple[Sheet, ...] = ()


def tell(kind: SectionKind, material: Material, plan: Plan) -> Told:
    """What a part says, before the office has written in it."""
    return _TELLING[kind](material, plan)


def _summary(material: Material, plan: Plan) -> Told:
    now = material.figures.now
    over = "" if now.over else f"（截至{now.last.month}月{now.last.day}日）"
    sentences = (
        f"{days(material.first, material.last)}{over}，{received(now, against=SAME_TIME)}",
        issued(now, against=SAME_TIME),
        adopted(now, against=SAME_TIME),
        instructed(now, against=SAME_TIME),
        afterwards(now),
        _year_so_far(material),
    )
    return Told("".join(sentences))


def _year_so_far(material: Material) -> str:
    """What the quarter makes of the year; not said where it is the year so far."""
    so_far, now = material.figures.so_far, material.figures.now
    if so_far.first == now.first:
        return ""
    return (
        f"今年以来累计收到{so_far.count('received')}篇，采用{so_far.count('adopted')}篇，"
        f"领导批示{so_far.count('instructed')}次。"
    )


def _uses(material: Material, plan: Plan) -> Told:
    now = material.figures.now
    sheets = []
    if now.adopted:
        sheets.append(
            Sheet(
                heading="采用篇目",
                columns=("序号", "题目", "反映人", "采用情况"),
                widths_mm=(15, 55, 24, 62),
                rows=tuple(
                    (Cell(str(place)), Cell(piece.title, (piece.number,)), Cell(piece.authors), Cell(uses))
                    for place, piece in enumerate(now.adopted, start=1)
                    for uses in ["；".join(piece.uses)]
                ),
            )
        )
    if now.instructed:
        sheets.append(
            Sheet(
                heading="领导批示",
                columns=("序号", "题目", "批示"),
                widths_mm=(15, 80, 61),
                rows=tuple(
                    (Cell(str(place)), Cell(one.title, one.numbers), Cell(one.words))
                    for place, one in enumerate(now.instructed, start=1)
                ),
            )
        )
    return Told("" if sheets else "本季度没有信息被采用，也没有领导批示。", tuple(sheets))


# ------------------------------------------------------------------------------------------------ units and people


def _units(material: Material, plan: Plan) -> Told:
    groups = [group for group in material.figures.groups if group.of_units and group.rows]
    text = _by_scheme(material, plan) if groups else ""
    return Told(text, tuple(_of_units(group, plan) for group in groups))


def _people(material: Material, plan: Plan) -> Told:
    groups = [group for group in material.figures.groups if not group.of_units and group.rows]
    reporting = [group for group in groups if any(map(_told_of, group.rows))]
    silent = [f"{group.name}{len(rows)}人" for group in groups if (rows := _silent(group))]
    lines = [f"今年以来还没有报送信息的：{'、'.join(silent)}，名单附在各表之后。"] if silent else []
    left = [group for group in groups if group not in reporting]
    lines += [f"{group.name}没有人报送：{'、'.join(row.name for row in group.rows)}。" for group in left]
    return Told("\n".join(lines), tuple(_of_people(group, plan) for group in reporting))


def _by_scheme(material: Material, plan: Plan) -> str:
    order = "按累计得分从高到低排列" if plan.by_score else "按规定次序排列，名次按累计得分"
    by = f"按计分办法“{material.figures.scheme}”计分，" if material.figures.scheme else ""
    return f"{by}{order}；累计自{_day(material)}起计算。"


def _day(material: Material) -> str:
    first = material.figures.so_far.first
    return f"{first.year}年{first.month}月{first.day}日"


def _ordered(rows: Sequence[Standing], plan: Plan) -> list[Standing]:
    return list(rows) if plan.by_score else sorted(rows, key=lambda row: row.place)


_COUNTS = ("任务", "本季来稿", "本季采用", "累计来稿", "累计采用", "本季得分", "累计得分")
_COUNT_WIDTHS = (11.0, 12.0, 12.0, 12.0, 12.0, 15.0, 15.0)


def _counts(row: Standing) -> tuple[Cell, ...]:
    counted = (row.now.submitted, row.now.adopted, row.so_far.submitted, row.so_far.adopted)
    return (
        Cell("" if row.quota is None else str(row.quota)),
        *(Cell(str(len(pieces)), pieces) for pieces in counted),
        Cell(points_text(row.now.score)),
        Cell(points_text(row.so_far.score)),
    )


def _rank(row: Standing) -> Cell:
    return Cell(_NO_RANK if row.rank is None else str(row.rank))


def _of_units(group: StandingGroup, plan: Plan) -> Sheet:
    rows = [(_rank(row), Cell(row.name), *_counts(row)) for row in _ordered(group.rows, plan)]
    return Sheet(
        heading=group.name,
        columns=("名次", "单位", *_COUNTS),
        widths_mm=(11.0, 56.0, *_COUNT_WIDTHS),
        rows=(*rows, (Cell(""), Cell(_TOTAL), *_sums(group.rows))),
        note=_note(group),
    )


def _of_people(group: StandingGroup, plan: Plan) -> Sheet:
    rows = [
        (_rank(row), Cell(row.name), Cell(row.about), *_counts(row))
        for row in _ordered(group.rows, plan)
        if _told_of(row)
    ]
    silent = _silent(group)
    names = f"零报送（{len(silent)}人）：{'、'.join(row.name for row in silent)}。" if silent else ""
    return Sheet(
        heading=group.name,
        columns=("名次", "姓名", "单位职务", *_COUNTS),
        widths_mm=(11.0, 17.0, 39.0, *_COUNT_WIDTHS),
        rows=tuple(rows),
        note=names,
    )


def _told_of(row: Standing) -> bool:
    """Who reported nothing this year is a name in a list, no line."""
    return bool(row.so_far.submitted or row.so_far.adopted or row.so_far.score)


def _silent(group: StandingGroup) -> list[Standing]:
    return [row for row in group.rows if not _told_of(row) and row.rank is not None]


def _sums(rows: Sequence[Standing]) -> tuple[Cell, ...]:
    """Each piece once: what two units share is one piece; points that they share are no sum of anything."""
    counted = (
        [row.now.submitted for row in rows],
        [row.now.adopted for row in rows],
        [row.so_far.submitted for row in rows],
        [row.so_far.adopted for row in rows],
    )
    whole = (tuple(dict.fromkeys(number for part in parts for number in part)) for parts in counted)
    return Cell(""), *(Cell(str(len(pieces)), pieces) for pieces in whole), Cell(""), Cell("")


def _note(group: StandingGroup) -> str:
    """Why the lines of the quarter are not what came and was used in all."""
    parts = [
        f"另有{what}{len(pieces)}篇没有对应的{group.name}"
        for what, pieces in zip(("来稿", "采用"), group.outside, strict=True)
        if pieces
    ]
    parts += [
        f"{what}{len(pieces)}篇计入两个以上{group.name}，合计只算一次"
        for what, pieces in zip(("来稿", "采用"), group.shared, strict=True)
        if pieces
    ]
    return f"注：本季度{'；'.join(parts)}。" if parts else ""


# ------------------------------------------------------------------------------------------------ the rest


def _feedback(material: Material, plan: Plan) -> Told:
    """What was heard of one piece stands together, where the first of it was heard."""
    about: dict[tuple[str, ...], list[Feedback]] = {}
    for one in material.feedback:
        about.setdefault(one.numbers, []).append(one)
    lines: list[str] = []
    for place, heard in enumerate(about.values(), start=1):
        lines.append(f"（{numeral(place)}）{heard[0].title.strip(_STOPS)}")
        by = f"{heard[0].authors}反映。" if heard[0].authors else ""
        lines.append(by + "".join(map(_answer, heard)))
    return Told("\n".join(lines))


def _answer(one: Feedback) -> str:
    answer = f"（{one.answer}）" if one.answer else ""
    text = one.text.strip().rstrip(_STOPS)
    return f"{one.on.month}月{one.on.day}日，{one.organ}{one.did}{answer}{f'：{text}' if text else ''}。"


def _pieces(material: Material, plan: Plan) -> Told:
    lines: list[str] = []
    for place, chosen in enumerate((c for c in plan.chosen if c.number in material.pieces), start=1):
        piece = material.pieces[chosen.number]
        lines.append(f"（{numeral(place)}）{piece.title.strip(_STOPS)}")
        lines += piece.paragraphs if chosen.full else [chosen.digest or digest_of(piece)]
        lines += [f"（{piece.authors}）"] if piece.authors else []
    return Told("\n".join(lines))


def digest_of(piece: PrintedPiece) -> str:
    """What a digest begins with: the first paragraph that is no heading."""
    return next((text for text in piece.paragraphs if text.rstrip().endswith(("。", "！", "？", "；"))), "")


def _topics(material: Material, plan: Plan) -> Told:
    return Told("\n".join(listed(material.topics, material.announced)))


def _news(material: Material, plan: Plan) -> Told:
    return Told("\n".join(map(_activity, material.activities)))


def _activity(one: Activity) -> str:
    where = f"在{one.place}" if one.place else ""
    if one.group:
        what = f"{one.group}{where}开展“{one.name.strip(_STOPS)}”活动"
    else:
        what = f"{where}{_HELD.get(one.kind, '召开')}{one.name.strip(_STOPS)}"
    after = [f"{one.came}人参加"] if one.came else []
    after += [f"形成社情民意信息{one.produced}篇"] if one.produced else []
    return f"{'，'.join([f'{one.on.month}月{one.on.day}日', what, *after])}。"


_TELLING: Mapping[SectionKind, Callable[[Material, Plan], Told]] = {
    SectionKind.SUMMARY: _summary,
    SectionKind.USES: _uses,
    SectionKind.UNITS: _units,
    SectionKind.PEOPLE: _people,
    SectionKind.FEEDBACK: _feedback,
    SectionKind.PIECES: _pieces,
    SectionKind.TOPICS: _topics,
    SectionKind.NEWS: _news,
}
