"""The page of a package: every word is a word, every link leads to its file whatever it is called."""

from html.parser import HTMLParser
from urllib.parse import unquote

from cppcc_desk.documents.contents import contents_page
from cppcc_desk.domain.yearend import Contents, Entry, Link, Section

NAMES = ('4-来稿/50%的 #1 ‘问题’ & "建议"\'.txt', "2-期刊/第01期?a=b.pdf", "普通.docx")


class Page(HTMLParser):
    """Words and links as a browser takes them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_words_and_links_come_back_as_they_were() -> None:
    words = "<script>alert('甲')</script> & “乙”"
    section = Section("来稿", ("编号", "标题"), (Entry(("1", words), tuple(Link(name, name) for name in NAMES)),))
    empty = Section("检查", ("内容",), (), nothing="没有发现问题")
    page = Page(contents_page(Contents("云溪县政协<2026>", (("单位", words),), (section, empty))))
    assert page.open == []
    assert page.words.count(words) == 2 and "没有发现问题" in page.words and "来稿（1）" in page.words
    files = [link for link in page.links if not link.startswith("#")]
    assert [unquote(link) for link in files] == list(NAMES)
    assert not any(set(link) & set("?#&\"'<> ") for link in files)
    assert [link for link in page.links if link.startswith("#")] == ["#s1", "#s2"]


def test_a_section_without_files_has_no_column_for_them() -> None:
    page = contents_page(Contents("甲", (), (Section("结转", ("内容",), (Entry(("乙",)),)),)))
    assert "<th>文件</th>" not in page and page.count("<td>") == 1
