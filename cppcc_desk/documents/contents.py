"""Contents of a package for whoever has not got the program: a page for any browser, a text for any editor."""

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from cppcc_desk.domain.yearend import Contents, Entry, Section

_STYLE = (
    "body{font:15px/1.6 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif;color:#1c2733;"
    "max-width:1180px;margin:24px auto;padding:0 20px}"
    "h1{font-size:24px;text-align:center}h2{font-size:18px;margin:28px 0 8px}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #8593a5;padding:4px 8px;text-align:left;"
    "vertical-align:top}th{background:#eef1f5;white-space:nowrap}a{color:#1f5a9e;margin-right:10px;"
    "display:inline-block}.facts th{width:6em}nav{margin:14px 0}nav a{margin-right:16px}"
    "@media print{body{font-size:12px}a{color:inherit;text-decoration:none}"
    "tr{break-inside:avoid}thead{display:table-header-group}}"
)


def contents_page(contents: Contents) -> str:
    """A page without scripts and without anything from elsewhere; its links are relative to the package."""
    return "\n".join(_page(contents)) + "\n"


def _page(contents: Contents) -> Iterator[str]:
    title = escape(contents.title)
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield f'<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<table class="facts">'
    for label, value in contents.facts:
        yield f"<tr><th>{escape(label)}</th><td>{escape(value)}</td></tr>"
    yield "</table>\n<nav>"
    for number, section in enumerate(contents.sections, start=1):
        yield f'<a href="#s{number}">{escape(section.title)}（{len(section.entries)}）</a>'
    yield "</nav>"
    for number, section in enumerate(contents.sections, start=1):
        yield f'<h2 id="s{number}">{escape(section.title)}</h2>'
        yield from _section(section)
    yield "</body>\n</html>"


def _section(section: Section) -> Iterator[str]:
    if not section.entries:
        yield f"<p>{escape(section.nothing)}</p>"
        return
    linked = any(entry.links for entry in section.entries)
    heads = (*section.heads, "文件") if linked else section.heads
    yield f"<table>\n<thead><tr>{''.join(f'<th>{escape(head)}</th>' for head in heads)}</tr></thead>\n<tbody>"
    for entry in section.entries:
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in entry.cells)}{_links(entry) if linked else ''}</tr>"
    yield "</tbody>\n</table>"


def _links(entry: Entry) -> str:
    told = "".join(f'<a href="{quote(link.path)}">{escape(link.words)}</a>' for link in entry.links)
    return f"<td>{told}</td>"
