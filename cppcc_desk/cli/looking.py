"""Commands that look: `search`, `similar`, `journal`."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output, shapes
from cppcc_desk.cli.arguments import for_all, natural
from cppcc_desk.documents.reading.limits import Reader
from cppcc_desk.domain.errors import Missing, Unreadable
from cppcc_desk.queries import history, likeness, submissions
from cppcc_desk.queries.search import search_everything
from cppcc_desk.storage.desk import Desk

MOST_HITS = 50
LEAST = 2  # characters
TOO_SHORT = "请至少输入两个字。"


def add(commands: Any) -> None:
    search = commands.add_parser("search", help="查编号、标题、反映人（可用拼音首字母）和全文")
    search.add_argument("text", metavar="内容")
    search.add_argument("--limit", type=natural, default=MOST_HITS, metavar="条数")
    search.set_defaults(run=_search)
    similar = commands.add_parser("similar", help="查与一篇来稿或一个文件相近的来稿")
    similar.add_argument("target", metavar="来稿编号或文件")
    similar.set_defaults(run=_similar)
    journal = commands.add_parser("journal", help="操作日志：谁在什么时候做了什么")
    journal.add_argument("--limit", type=natural, default=MOST_HITS, metavar="条数")
    journal.set_defaults(run=_journal)
    for command in (search, similar, journal):
        for_all(command)


def _search(desk: Desk, arguments: argparse.Namespace) -> int:
    found = desk.read(search_everything, arguments.text, limit=arguments.limit)
    if arguments.json:
        output.show_json(
            {
                "count": found.count,
                "capped": found.capped,
                **({"message": TOO_SHORT} if _too_short(arguments.text, found.count) else {}),
                "hits": [
                    {"intake_no": h.intake_no, "title": h.title, "field": h.field.value, "snippet": h.snippet}
                    for h in found.hits
                ],
            }
        )
    else:
        if _too_short(arguments.text, found.count):
            output.line(TOO_SHORT)
        output.line(f"共 {found.count}{' 篇以上' if found.capped else ' 篇'}")
        output.columns((h.intake_no, h.title, h.field.value, h.snippet) for h in found.hits)
    return output.DONE


def _too_short(text: str, count: int) -> bool:
    return count == 0 and len(text.strip()) < LEAST


def _similar(desk: Desk, arguments: argparse.Namespace) -> int:
    path = Path(arguments.target)
    if path.is_file():
        with Reader() as reader:
            drafts = [result.draft for result in reader.read(path) if result.draft]
        if not drafts:
            raise Unreadable(f"没有从“{path.name}”读出正文，无法比较。数据没有改动；可用 read 命令查看原因。")
        title, text, own = drafts[0].title, drafts[0].body, None
    else:
        if path.suffix or path.parent != Path():
            raise Missing(f"找不到文件“{arguments.target}”。请核对路径，或写来稿编号，形如 2026-001。")
        own = desk.read(submissions.id_of, arguments.target)
        detail = desk.read(submissions.detail, own, now=desk.now)
        title, text = detail.original_title, detail.original_text
    found = desk.read(likeness.likely_duplicates, title, text, exclude=own)
    if arguments.json:
        output.show_json([shapes.likely_duplicate(d) for d in found])
    else:
        output.columns((d.intake_no, f"{d.similarity:.0%}", d.title) for d in found)
    return output.DONE


def _journal(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = desk.read(history.newest, limit=arguments.limit)
    if arguments.json:
        output.show_json([shapes.history_row(r) for r in rows])
    else:
        output.columns((str(r.id), f"{r.at:%Y-%m-%d %H:%M}", r.by, history.told(r)) for r in rows)
    return output.DONE
