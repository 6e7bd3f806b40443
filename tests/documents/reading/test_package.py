"""Zips that lie, bombs, damaged and mistaken files: one sentence each, and never more memory or time than allowed."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.documents.reading import package, read_bytes
from cppcc_desk.documents.reading.package import Package
from cppcc_desk.domain.errors import Unreadable
from cppcc_desk.domain.submission import ReadStatus
from tests.documents.reading.make import document, docx, para, piece, zipped


def refusal(data: bytes, name: str = "稿件.docx") -> str:
    result = read_bytes(data, name)[0]
    assert result.status is ReadStatus.REFUSED
    assert result.draft is None
    assert result.message.endswith("。")
    return result.message


def test_a_part_that_inflates_beyond_its_limit_is_refused() -> None:
    assert "过大" in refusal(zipped({"word/document.xml": b" " * (65 * 1024 * 1024)}))


def test_many_parts_together_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_TOTAL", 1000)
    opened = Package(zipped({"a": b"x" * 600, "b": b"y" * 600}))
    opened.read("a")
    with pytest.raises(Unreadable, match="过大"):
        opened.read("b")


def test_a_small_ratio_is_no_bomb_and_a_large_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "RATIO_FROM", 10_000)
    assert len(Package(zipped({"a": b"ab" * 4000})).read("a")) == 8000
    with pytest.raises(Unreadable, match="过大"):
        Package(zipped({"a": b"a" * 100_000})).read("a")


def test_a_hundred_thousand_entries_are_refused_before_they_are_listed() -> None:
    assert "部件过多" in refusal(zipped({str(n): b"" for n in range(12_000)}))


def test_a_directory_that_hides_its_length_is_refused_too() -> None:
    data = bytearray(zipped({str(n): b"" for n in range(12_000)}))
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", data, end + 8, 3, 3)
    assert "部件过多" in refusal(bytes(data))


def test_entries_that_share_their_bytes_are_refused() -> None:
    data = bytearray(zipped({"word/document.xml": document(piece()), "b.xml": document(piece())}))
    second = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, second + 42, 0)
    assert "损坏" in refusal(bytes(data))


def test_an_unread_picture_may_claim_any_size() -> None:
    data = zipped({"word/document.xml": document(piece()), "word/media/image1.png": bytes(70 * 1024 * 1024)})
    assert read_bytes(data, "a.docx")[0].draft is not None


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_changed_byte_is_found(method: int) -> None:
    data = bytearray(zipped({"word/document.xml": document(piece())}, method))
    data[len(data) // 3] ^= 0x55
    assert "损坏" in refusal(bytes(data))


def test_other_compression_is_not_opened() -> None:
    assert "损坏" in refusal(zipped({"word/document.xml": document(piece())}, zipfile.ZIP_LZMA))


@pytest.mark.parametrize("length", [30, 200, 600])
def test_a_truncated_file_is_refused(length: int) -> None:
    assert "不完整" in refusal(docx(piece())[:length])


def test_an_encrypted_entry_is_refused_with_the_reason() -> None:
    data = bytearray(zipped({"word/document.xml": document(piece())}))
    data[6] |= 1
    central = data.rfind(b"PK\x01\x02")
    data[central + 8] |= 1
    assert "密码" in refusal(bytes(data))


def test_entities_are_neither_expanded_nor_fetched() -> None:
    laughs = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10 if n else 'ha'}'>" for n in range(10))
    outside = "<!ENTITY x SYSTEM 'file:///etc/passwd'>"
    for declared, used in ((laughs, "&a9;"), (outside, "&x;")):
        main = (
            document(para("正文")).replace("正文", used).replace("<w:document", f"<!DOCTYPE d [{declared}]><w:document")
        )
        assert "实体" in refusal(zipped({"word/document.xml": main}))
        assert "实体" in refusal(zipped({"word/document.xml": main.replace("UTF-8", "UTF-16").encode("utf-16")}))


def test_deep_nesting_and_endless_text_are_refused_by_name() -> None:
    deep = "<w:sdt><w:sdtContent>" * 3000 + para("最深处") + "</w:sdtContent></w:sdt>" * 3000
    assert "嵌套" in refusal(docx(deep))
    assert "过" in refusal(zipped({"word/document.xml": document(para("长" * 4_000_000))}, zipfile.ZIP_STORED))


def test_nothing_is_written_by_the_name_of_an_entry(tmp_path: object) -> None:
    data = zipped({"../../escape.txt": b"x", "/tmp/escape.txt": b"x", "word/document.xml": document(piece())})
    assert read_bytes(data, "a.docx")[0].draft is not None


def compound(stream: str) -> bytes:
    """The first bytes of an OLE container with a stream of this name in its directory."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(64)


def nested() -> bytes:
    return zipped({"稿件/1.docx": docx(piece())})


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空文件"),
        (bytes(5000), "空字节"),
        (b"%PDF-1.7\n...\n%%EOF", "PDF"),
        (b"%PDF-1.7 /Encrypt %%EOF", "密码"),
        (b"%PDF-1.7 cut", "不完整"),
        (b"{\\rtf1 x}", "RTF"),
        (compound("WordDocument"), ".doc"),
        (compound("Workbook"), "Excel"),
        (compound("EncryptedPackage"), "密码"),
        (compound("PowerPoint Document"), "演示"),
        (compound("Nothing"), "损坏"),
        (zipped({"OFD.xml": b"x"}), "OFD"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "ODT"),
        (zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), "Excel"),
        (zipped({"[Content_Types].xml": b"x", "ppt/presentation.xml": b"x"}), "PowerPoint"),
        (zipped({"[Content_Types].xml": b"x"}), "损坏"),
        (nested(), "解压"),
        (b"Rar!\x1a\x07\x00", "解压"),
        (b"7z\xbc\xaf\x27\x1c", "解压"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"L\0\0\0\x01\x14\x02\0", "快捷方式"),
        (b"MZ\x90\0", "程序"),
        (b"  <!DOCTYPE html><p>x", "网页"),
        ("\ufeff<html><body>网页".encode("utf-16"), "网页"),
        (b"MIME-Version: 1.0\r\nFrom: a\r\nSubject: b\r\n\r\nx", "邮件"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nx", "网页"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?>", "Word XML"),
        (bytes(range(256)) * 200, "损坏"),
    ],
    ids=lambda value: "bytes" if isinstance(value, bytes) else value,  # a .zip holds the time at which it was made
)
def test_every_other_kind_is_told_by_its_bytes(data: bytes, word: str) -> None:
    assert word in refusal(data)
    assert word in refusal(data, "稿件.txt")


@pytest.mark.parametrize(
    "name", ["~$建议.docx", "._建议.docx", "Thumbs.db", "desktop.ini", "~WRL0001.tmp", ".DS_Store", ".~lock.a.docx#"]
)
def test_companions_of_files_are_passed_over_by_name(name: str) -> None:
    result = read_bytes(docx(piece()), name)[0]
    assert result.status is ReadStatus.SKIPPED
    assert "跳过" in result.message


def test_the_extension_decides_nothing_about_a_word_document() -> None:
    for name in ("a.doc", "a.txt", "a", "a.pdf", "建议.docx.docx"):
        assert read_bytes(docx(piece()), name)[0].draft is not None


def test_data_that_is_text_is_no_manuscript() -> None:
    assert "数据" in refusal(b'{"a": 1}', "manifest.json")
    assert "表格" in refusal("姓名\t单位".encode(), "名单.xls")


def test_a_reader_of_zip_never_needs_the_claimed_size() -> None:
    data = bytearray(zipped({"word/document.xml": document(piece())}))
    central = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, central + 24, 5)
    assert "损坏" in refusal(bytes(data))
    assert zipfile.ZipFile(io.BytesIO(docx(piece()))).testzip() is None


WHOLE = docx(piece())


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_any_damage_ends_in_a_draft_or_a_sentence(flips: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for place, byte in flips:
        data[place] = byte
    result = read_bytes(bytes(data), "稿件.docx")[0]
    assert (result.draft is None) == bool(result.message)
