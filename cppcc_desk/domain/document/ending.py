"""What ends the main text: 附件说明, 署名, 成文日期 with its 印章, 附注, names of who was there [7.3.4-7.3.6, 10.3]."""

from dataclasses import replace

from cppcc_desk.domain import flow
from cppcc_desk.domain.flow import Block, Gap, Paragraph, Run, Seal, Stop
from cppcc_desk.domain.grid import LINE, WIDTH, text_width
from cppcc_desk.domain.layout import Face
from cppcc_desk.domain.official import Kind, OfficialDocument, official_date

_CHARACTER = text_width("一")
_NARROWEST_NAME = 0.7
_OFF_CENTRE = _CHARACTER // 2  # that a long name may stand beside the middle
_SEALS_APART = 2552  # twips: 45 mm between the centres of seals of 42 mm
_SEALS_A_ROW = 3
_OPEN_DATE = "　　　　年　月　日"


def attachment_note(document: OfficialDocument) -> list[Block]:
    """附件：名称, or 附件：1.名称 with the others below, no mark behind a name [7.3.4]."""
    titles = [attachment.title.replace("\n", "") for attachment in document.attachments]
    if not titles:
        return []
    if len(titles) == 1:
        return [Gap(LINE), Paragraph(style=flow.ATTACHMENT_ONLY, runs=(Run(f"附件：{titles[0]}"),), keep_next=True)]
    first = Paragraph(style=flow.ATTACHMENT_FIRST, runs=(Run(f"附件：1.{titles[0]}"),), keep_next=True)
    others = [
        Paragraph(style=flow.ATTACHMENT_NEXT, runs=(Run(f"{number}.{title}"),), keep_next=True)
        for number, title in enumerate(titles[1:], start=2)
    ]
    return [Gap(LINE), first, *others]


def attendance(document: OfficialDocument) -> list[Block]:
    """出席, 请假, 列席: one list a paragraph, its lines beginning under the first name [10.3]."""
    lists = [(label, names) for label, names in document.attendance if names]
    if document.kind is not Kind.MINUTES or not lists:
        return []
    return [
        Gap(LINE),
        *(
            Paragraph(
                style=flow.ATTENDANCE,
                runs=(Run(f"{label}：", Face.HEI), Run("、".join(names))),
                hanging=float(len(label) + 1),
            )
            for label, names in lists
        ),
    ]


def signature(document: OfficialDocument) -> list[Block]:
    """署名 and 成文日期, and 附注 below; they stay together and with the end of the text [7.3.5, 7.3.6]."""
    date = official_date(document.dated) if document.dated else _OPEN_DATE
    signers = document.signers
    if not signers:
        lines = [_at_right(date, 4 * _CHARACTER)]
    elif not document.sealed:
        lines = _unsealed(signers, date)
    elif len(signers) == 1:
        lines = _sealed(signers[0], date, document)
    else:
        lines = _joint(signers, date, document)
    note = _note(document)
    kept = [replace(line, keep_next=bool(note) or place < len(lines) - 1) for place, line in enumerate(lines)]
    above = Gap((2 if document.sealed and signers else 1) * LINE)
    return [above, *kept, *note]


def _note(document: OfficialDocument) -> list[Block]:
    if not document.note.strip():
        return []
    bare = document.note.strip().removeprefix("（").removesuffix("）")
    return [Paragraph(style=flow.REMARK, runs=(Run(f"（{bare}）"),))]


def _at_right(text: str, right: int, *, seals: tuple[Seal, ...] = ()) -> Paragraph:
    return Paragraph(style=flow.SIGNATURE, runs=(Run(text),), right=right, seals=seals)


def _sealed(name: str, date: str, document: OfficialDocument) -> list[Paragraph]:
    """The date four characters from the edge, the name centred over it, the seal on both.

    A name too long to be centred there is set in narrower characters.
    """
    right = 4 * _CHARACTER
    centre = WIDTH - right - text_width(date) // 2
    width = text_width(name)
    scale = min(1.0, max(_NARROWEST_NAME, int(200 * (WIDTH - centre + _OFF_CENTRE) / width) / 100))
    name_right = max(0, WIDTH - centre - round(width * scale) // 2)
    seals = (Seal(document.seal.data, centre),) if document.seal else ()
    return [replace(_at_right(name, name_right), scale=scale), _at_right(date, right, seals=seals)]


def _joint(names: tuple[str, ...], date: str, document: OfficialDocument) -> list[Paragraph]:
    """Names side by side, up to three a row, each with room for its seal; the date under the last one."""
    right = 4 * _CHARACTER
    last_centre = WIDTH - right - text_width(date) // 2
    rows = [names[i : i + _SEALS_A_ROW] for i in range(0, len(names), _SEALS_A_ROW)]
    apart = max([_SEALS_APART, *(text_width(name) + _CHARACTER for name in names)])
    lines = []
    for row in rows:
        begin = last_centre - (len(row) - 1) * apart
        centres = [begin + place * apart for place in range(len(row))]
        if begin - text_width(row[0]) // 2 < 0 and len(row) > 1:  # too long to stand apart: as far as the edge allows
            first = text_width(row[0]) // 2
            step = (last_centre - first) // (len(row) - 1)
            centres = [first + place * step for place in range(len(row))]
        stops = tuple(
            Stop(centre - text_width(name) // 2, (Run(name),)) for name, centre in zip(row, centres, strict=True)
        )
        seals = (Seal(document.seal.data, centres[0]),) if document.seal and row is rows[0] else ()
        lines.append(Paragraph(style=flow.SIGNATURE_ROW, stops=stops, seals=seals))
    return [*lines, _at_right(date, right)]


def _unsealed(names: tuple[str, ...], date: str) -> list[Paragraph]:
    """The last name two characters from the edge and the date two to the right of where it begins; a date that is
    longer stands two characters from the edge itself, and the name moves left."""
    name_right = 2 * _CHARACTER
    date_right = WIDTH - (WIDTH - name_right - text_width(names[-1]) + 2 * _CHARACTER) - text_width(date)
    if date_right < 2 * _CHARACTER:
        date_right = 2 * _CHARACTER
        name_right = date_right + text_width(date) + 2 * _CHARACTER - text_width(names[-1])
    others = [_at_right(name, max(0, name_right + (text_width(names[-1]) - text_width(name)))) for name in names[:-1]]
    return [*others, _at_right(names[-1], name_right), _at_right(date, date_right)]
