"""Who signs the test manuscripts, and short ways to write and read them."""

from datetime import date

from cppcc_desk.documents.reading import read_bytes
from cppcc_desk.domain.submission import Draft
from tests.documents.reading.make import BODY, para

LEAD = "林小溪"
UNIT = "云溪县文化馆"
PHONE = "13800000021"
DAY = date(2026, 3, 2)
TEXT = "\n".join(BODY)
BOTH = para(BODY[0]) + para(BODY[1])


def right(text: str) -> str:
    return para(text, align="right")


def centre(text: str, size: int = 0) -> str:
    return para(text, align="center", size=size)


def draft_of(data: bytes, name: str = "稿件.docx") -> Draft:
    draft = read_bytes(data, name)[0].draft
    assert draft is not None
    return draft


def warnings_of(data: bytes) -> str:
    return "".join(read_bytes(data, "稿件.docx")[0].warnings)
