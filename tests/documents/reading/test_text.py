"""Plain text in whatever encoding: nothing lost silently, nothing invisible kept, doubt named."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.documents.reading import read_bytes
from cppcc_desk.documents.reading.blocks import lines_of
from cppcc_desk.documents.reading.text import ENCODINGS, decode, read_text
from cppcc_desk.domain.errors import Unreadable
from cppcc_desk.domain.submission import Draft

PIECE = (
    "关于规范云溪古镇停车秩序的建议\n反映人：林小溪\n"
    "近年来，云溪古镇游客增多，停车秩序较乱，居民出行不便。\n建议增设停车场。"
)
TRADITIONAL = (
    "關於規範雲溪古鎮停車秩序的建議\n反映人：林小溪\n近年來，古鎮遊客增多，停車秩序較亂，居民出行不便，建議增設停車場。"
)
PHRASES = (
    "近年来",
    "群众反映",
    "我县的",
    "建议加强",
    "在工作中",
    "存在的问题是",
    "，",
    "。",
    "：",
    "2026年",
    "\n",
    "进一步推进",
    "有关部门要",
)
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


def draft_of(data: bytes, **choice: str) -> Draft:
    draft = read_bytes(data, "来稿.txt", **choice)[0].draft
    assert draft is not None
    return draft


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "gbk", "gb18030"]
)
def test_every_way_of_writing_simplified_text_is_read(codec: str) -> None:
    assert decode(PIECE.encode(codec)).text == PIECE
    assert draft_of(PIECE.encode(codec)).contributors == ("林小溪",)


@pytest.mark.parametrize("codec", ["utf-8", "big5", "cp950", "utf-16-le", "gbk"])
def test_every_way_of_writing_traditional_text_is_read(codec: str) -> None:
    assert decode(TRADITIONAL.encode(codec)).text == TRADITIONAL


@given(st.lists(st.sampled_from(PHRASES), min_size=8, max_size=60).map("".join).filter(lambda t: len(t.strip()) > 12))
def test_ordinary_prose_comes_back_from_gb18030_and_utf16(text: str) -> None:
    for codec in ("gb18030", "utf-8"):
        assert decode(text.encode(codec)).text == text
    for codec in ("utf-16-le", "utf-16-be"):  # a file of more than one line has zero bytes in it
        assert decode(f"{text}\n".encode(codec)).text == f"{text}\n"


@given(st.text(st.one_of(HAN, st.sampled_from(string.printable[:95] + "𠮷㐂䶮")), max_size=200))
def test_utf8_and_marked_text_always_comes_back(text: str) -> None:
    for codec in ("utf-8", "utf-8-sig", "utf-16"):
        found = decode(text.encode(codec))
        assert found.text == text or codec == "utf-8"
    if any(c >= "\u4e00" for c in text):
        assert decode(text.encode("utf-8")).text == text


@given(st.text(HAN, min_size=1, max_size=60), st.sampled_from(sorted(ENCODINGS)))
def test_a_person_s_choice_overrides(text: str, name: str) -> None:
    codec = ENCODINGS[name]
    data = text.encode(codec, "ignore")
    assert decode(data, encoding=name).text == data.decode(codec)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    result = read_bytes(data, "来稿.txt")[0]
    assert (result.draft is None) == bool(result.message)


def test_an_unknown_choice_names_the_known() -> None:
    with pytest.raises(Unreadable, match="GB18030"):
        decode(b"x", encoding="latin")


@pytest.mark.parametrize("codec", ["gbk", "utf-8", "utf-16-le"])
def test_half_a_character_at_the_end_is_tolerated_and_named(codec: str) -> None:
    found = decode(PIECE.encode(codec)[:-1]) if codec != "utf-16-le" else decode(PIECE.encode("utf-16")[:-1])
    assert found.text == PIECE[:-1]
    assert any("半个字" in warning for warning in found.warnings)


def test_line_ends_of_every_kind_part_lines() -> None:
    text = "关于停车的建议\r\n甲。\r乙。\u2028丙。\x85丁。\x0c戊。"
    assert draft_of(text.encode()).body == "甲。\n乙。\n丙。\n丁。\n戊。"


def test_what_cannot_be_seen_is_removed_and_rare_characters_are_kept() -> None:
    text = "关于停车的建议\n反映人：林\u202e小溪\u2066\u200b\x01\ufffe\n正文\x00里有𠮷㐂䶮和\ue816。\x1a"
    result = read_bytes(text.encode(), "来稿.txt")[0]
    assert result.draft is not None
    assert result.draft.contributors == ("林小溪",)
    assert result.draft.body == "正文里有𠮷㐂䶮和\ue816。"
    assert any("控制字符" in w for w in result.warnings) and any("自造字" in w for w in result.warnings)


@pytest.mark.parametrize(
    "body",
    ["锟斤拷锟斤拷锟斤拷", "正文\ufffd\ufffd\ufffd", PIECE.encode().decode("gb18030", "ignore"), "烫烫烫烫烫"],
)
def test_text_that_was_garbled_before_it_came_is_pointed_out(body: str) -> None:
    result = read_bytes(f"关于饮水的建议\n{body}".encode(), "来稿.txt")[0]
    assert any("乱码" in warning for warning in result.warnings)


def test_two_encodings_in_one_file_are_read_line_by_line() -> None:
    first, rest = PIECE.split("\n", 1)
    found = decode(first.encode("gbk") + b"\n" + rest.encode())
    assert found.text == PIECE
    assert any("混用" in warning for warning in found.warnings)


def test_a_few_broken_bytes_are_shown_and_counted() -> None:
    data = bytearray((PIECE * 4).encode())
    data[100] = 0xFF
    found = decode(bytes(data))
    assert "\ufffd" in found.text
    assert found.warnings


@pytest.mark.parametrize("data", [b" \r\n\t\xe3\x80\x80\r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_white_space_alone_is_refused_as_empty(data: bytes) -> None:
    assert "没有可读的文字" in read_bytes(data, "来稿.txt")[0].message


def test_a_very_long_line_and_very_many_lines_are_whole() -> None:
    assert len(draft_of(("关于饮水的建议　" + "情况说明。" * 70_000).encode()).body) > 350_000
    assert draft_of(("关于饮水的建议\n" + "一行\n" * 100_000).encode()).body.count("\n") == 99_999


def test_a_text_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cppcc_desk.documents.reading.text.MAX_TEXT", 10)
    assert "过大" in read_bytes(PIECE.encode(), "来稿.txt")[0].message


def test_indented_lines_are_centred_or_right() -> None:
    blocks = read_text("　　　　标题\n　　正文\n".encode() + b" " * 40 + "落款".encode()).blocks
    assert [getattr(b, "align").value for b in blocks] == ["centre", "side", "right"]  # noqa: B009
    assert list(lines_of(blocks)) == ["标题", "正文", "落款"]


def test_text_under_a_word_name_is_read_with_a_warning() -> None:
    result = read_bytes(PIECE.encode(), "来稿.docx")[0]
    assert any("纯文本" in warning for warning in result.warnings)
