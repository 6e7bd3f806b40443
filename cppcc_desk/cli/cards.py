"""Commands on 信息员证 and 聘书 under `people`: the register, issuing, renewing, losing, printing."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import UsageError, day, for_all, natural
from cppcc_desk.cli.papers import must_end, tell_files
from cppcc_desk.domain.cards import CardState
from cppcc_desk.domain.errors import Invalid, World
from cppcc_desk.errands import cards as printing
from cppcc_desk.errands import papers
from cppcc_desk.operations.people import cards as doing
from cppcc_desk.queries import cards, terms
from cppcc_desk.queries.cards import CardRow, Lacking
from cppcc_desk.queries.people import person_meant
from cppcc_desk.storage.desk import Desk

LETTER = "聘书"

# The options of `people cards`, and which of them want another or cannot stand beside another.
_OF_CARDS = {
    "--missing": "missing",
    "--renewal": "renewal",
    "--out": "out",
    "--docx": "docx",
    "--no-back": "no_back",
    "--term": "term",
    "--state": "state",
    "--only": "only",
    "--days": "days",
}
_GO_TOGETHER: dict[str, tuple[str, tuple[str, ...]]] = {
    "--missing": ("", tuple(word for word in _OF_CARDS if word != "--missing")),
    "--renewal": ("", ("--out", "--docx", "--no-back", "--term", "--state")),
    "--docx": ("--out", ()),
    "--no-back": ("--out", ()),
    "--days": ("--renewal", ()),
}


def add(under: Any) -> None:
    """The commands of `people` that are about cards."""
    listing = under.add_parser("cards", help="信息员证：登记册；带 --out 时打印成 PDF")
    listing.add_argument("--out", type=Path, metavar="文件.pdf", help="打印本届有效的证，一页十张")
    listing.add_argument("--docx", type=Path, metavar="文件.docx", help="同时写成 Word 文件")
    listing.add_argument("--term", type=natural, metavar="届次", help="如 10；不写是各届，打印时是本届")
    listing.add_argument("--state", choices=list(CardState), metavar="状态", help="、".join(CardState))
    listing.add_argument("--only", default="", metavar="姓名", help="只要这个人的")
    listing.add_argument("--no-back", action="store_true", help="不印背面的持证须知")
    listing.add_argument("--renewal", action="store_true", help="该换发的")
    listing.add_argument("--days", type=natural, metavar="天", help="该换发的：期满前几天")
    listing.add_argument("--missing", action="store_true", help="该有证或照片而没有的人")
    listing.set_defaults(run=_cards)
    issue = under.add_parser("issue-cards", help="发信息员证：写姓名发给这些人，不写发给所有该有而没有的人")
    issue.add_argument("names", nargs="*", metavar="姓名", help="同名的在后面加单位或电话")
    issue.add_argument("--until", type=day, metavar="日期", help="有效期到哪一天；不写到本届届满")
    issue.add_argument("--first", type=natural, metavar="号", help="从几号接着编（以前手工编过号）")
    issue.set_defaults(run=_issue)
    renew = under.add_parser("renew-cards", help="换发：写编号换这几张，不写换所有该换的")
    renew.add_argument("numbers", nargs="*", metavar="证号")
    renew.add_argument("--until", type=day, metavar="日期", help="有效期到哪一天；不写到本届届满")
    renew.set_defaults(run=_renew)
    lost = under.add_parser("lost-card", help="挂失一张信息员证")
    lost.add_argument("number", metavar="证号")
    lost.add_argument("--on", type=day, metavar="日期", help="哪一天；不写是今天")
    lost.add_argument("--replace", action="store_true", help="当即补办，编新号")
    lost.set_defaults(run=_lost)
    replace = under.add_parser("replace-card", help="补办或更换一张信息员证，编新号")
    replace.add_argument("number", metavar="证号")
    replace.set_defaults(run=_replace)
    end = under.add_parser("end-cards", help="注销信息员证")
    end.add_argument("numbers", nargs="+", metavar="证号")
    end.add_argument("--reason", required=True, metavar="原因", help="如 退回")
    end.add_argument("--on", type=day, metavar="日期", help="哪一天；不写是今天")
    end.set_defaults(run=_end)
    letters = under.add_parser("letters", help="聘书：写姓名打印这些人的，不写打印所有持证人的")
    letters.add_argument("names", nargs="*", metavar="姓名")
    letters.add_argument("--out", type=Path, required=True, metavar="文件.pdf")
    letters.add_argument("--docx", type=Path, metavar="文件.docx")
    letters.set_defaults(run=_letters)
    for command in (listing, lost, replace):
        for_all(command)
    for command, words in ((issue, "names"), (renew, "numbers"), (end, "numbers"), (letters, "names")):
        for_all(command, more=words)


# ------------------------------------------------------------------------------------------------ looking and printing


def _cards(desk: Desk, arguments: argparse.Namespace) -> int:
    _refuse_mixtures(arguments)
    if arguments.missing:
        return _show_lacking(desk.read(cards.lacking, on=desk.today), arguments)
    if arguments.renewal:
        rows = desk.read(cards.renewals, on=desk.today, days=arguments.days)
    else:
        state = CardState(arguments.state) if arguments.state else None
        term = arguments.term
        if arguments.out is not None:
            state = CardState.VALID
            present = desk.read(terms.present)
            term = term or (present.number if present else None)
        rows = desk.read(cards.cards, on=desk.today, term=term, state=state)
    if arguments.only:
        person_id = desk.read(person_meant, arguments.only).id
        rows = tuple(row for row in rows if row.person_id == person_id)
    if arguments.out is not None:
        _print(
            arguments,
            lambda docx, pdf: printing.write_cards(
                desk, [row.id for row in rows], backs=not arguments.no_back, docx=docx, pdf=pdf
            ),
        )
    return _show(rows, arguments)


def _refuse_mixtures(arguments: argparse.Namespace) -> None:
    """What would go unheard beside another option is said, not dropped. Raises UsageError."""
    for told in _mixtures(arguments):
        raise UsageError(f"{told}一起写。没有写出任何文件；用 --help 查看用法。")


def _mixtures(arguments: argparse.Namespace) -> Iterator[str]:
    given = [word for word, name in _OF_CARDS.items() if getattr(arguments, name)]
    for word, (needs, alone) in _GO_TOGETHER.items():
        if word in given and (wrong := [other for other in given if other in alone]):
            yield f"“{word}”不能和“{'”“'.join(wrong)}”"
        if word in given and needs and needs not in given:
            yield f"“{word}”要和“{needs}”"
    if arguments.out is not None and arguments.state not in (None, CardState.VALID):
        yield f"“--out”只打印有效的证，不能和“--state {arguments.state}”"


def _letters(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.names:
        ids = [desk.read(person_meant, name).id for name in arguments.names]
    else:
        ids = [row.person_id for row in desk.read(cards.cards, on=desk.today, state=CardState.VALID)]
    if not ids:
        raise Invalid("现在没有人持有有效的信息员证，没有写出任何文件。请先发证，或者写明姓名。")
    written = _print(arguments, lambda docx, pdf: papers.write_person_forms(desk, LETTER, ids, docx=docx, pdf=pdf))
    if arguments.json:
        output.show_json({"docx": _path(written.docx), "pdf": _path(written.pdf), "pages": written.pages})
    return output.DONE


def _print(arguments: argparse.Namespace, write: Callable[[Path | None, Path], papers.Written]) -> papers.Written:
    must_end(arguments.out, ".pdf")
    if arguments.docx is not None:
        must_end(arguments.docx, ".docx")
    written = write(arguments.docx, arguments.out)
    if written.no_pdf and written.docx is None:
        raise World(written.no_pdf)
    if not arguments.json:
        tell_files(written)
    return written


def _path(path: Path | None) -> str | None:
    return str(path) if path is not None else None


# ------------------------------------------------------------------------------------------------ doing


def _issue(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.names:
        ids = [desk.read(person_meant, name).id for name in arguments.names]
    else:
        ids = [one.person.id for one in desk.read(cards.lacking, on=desk.today) if one.card]
    given = desk.do(doing.issue_cards, ids, valid_until=arguments.until, first=arguments.first)
    return _tell_given(desk, given, "发证", arguments)


def _renew(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = _numbered(desk, arguments.numbers) or desk.read(cards.renewals, on=desk.today)
    given = desk.do(doing.renew_cards, [row.id for row in rows], valid_until=arguments.until)
    return _tell_given(desk, given, "换发", arguments)


def _lost(desk: Desk, arguments: argparse.Namespace) -> int:
    (row,) = _numbered(desk, [arguments.number])
    desk.do(doing.report_loss, row.id, on=arguments.on or desk.today, replace=arguments.replace)
    return _show(desk.read(cards.cards_of, row.person_id, on=desk.today), arguments)


def _replace(desk: Desk, arguments: argparse.Namespace) -> int:
    (row,) = _numbered(desk, [arguments.number])
    desk.do(doing.replace_card, row.id)
    return _show(desk.read(cards.cards_of, row.person_id, on=desk.today), arguments)


def _end(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = _numbered(desk, arguments.numbers)
    ids = [row.id for row in rows]
    desk.do(doing.end_cards, ids, on=arguments.on or desk.today, reason=arguments.reason)
    return _show(desk.read(cards.cards_by_id, ids, on=desk.today), arguments)


def _numbered(desk: Desk, numbers: Sequence[str]) -> tuple[CardRow, ...]:
    return tuple(desk.read(cards.card_numbered, number, on=desk.today) for number in numbers)


# ------------------------------------------------------------------------------------------------ telling


def _tell_given(desk: Desk, given: doing.Given, word: str, arguments: argparse.Namespace) -> int:
    if arguments.json:
        output.show_json(
            {
                "cards": [_told(row) for row in desk.read(cards.cards_by_id, given.card_ids, on=desk.today)],
                "skipped": [{"name": one.name, "message": one.why} for one in given.skipped],
            }
        )
    else:
        numbers = "、".join(given.numbers)
        output.line(f"已{word} {len(given.numbers)} 张：{numbers}" if numbers else f"没有{word}。")
        for one in given.skipped:
            output.line(f"{one.name}：{one.why}")
    return output.DONE


def _show(rows: Sequence[CardRow], arguments: argparse.Namespace) -> int:
    if arguments.json:
        output.show_json([_told(row) for row in rows])
    else:
        output.columns(
            (row.number, row.name, row.unit, row.state.value, row.until.isoformat(), row.end_reason) for row in rows
        )
    return output.DONE


def _told(row: CardRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "term": row.term,
        "name": row.name,
        "unit": row.unit,
        "issued_on": row.issued_on,
        "valid_until": row.until,
        "state": row.state.value,
        "ended_on": row.ended_on,
        "end_reason": row.end_reason,
        "due": row.due,
        "problems": [words for wrong, words in ((not row.photo, "没有照片"), (not row.unit, "没有填单位")) if wrong],
    }


def _show_lacking(rows: Sequence[Lacking], arguments: argparse.Namespace) -> int:
    if arguments.json:
        output.show_json(
            [
                {
                    "name": one.person.name,
                    "kind": one.person.kind,
                    "unit": one.person.unit,
                    "card": not one.card,
                    "photo": not one.photo,
                    "last": one.last,
                }
                for one in rows
            ]
        )
    else:
        lacks = {(True, True): "没有证、没有照片", (True, False): "没有证", (False, True): "没有照片"}
        output.columns((one.person.name, one.person.unit, lacks[one.card, one.photo], one.last) for one in rows)
    return output.DONE
