"""The office's own 版头 read from a picture or from a Word file (.docx): what stands above its red line, and where."""

from cppcc_desk.documents.letterheads.word import letterhead_of_word
from cppcc_desk.documents.pictures import LARGEST, picture_of
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.grid import LEFT, SHEET_WIDTH, TOP, TWIPS_PER_MM, WIDTH
from cppcc_desk.domain.official import Covers, HeadPicture, Letterhead, Picture
from cppcc_desk.domain.official.fields import NOTHING
from cppcc_desk.domain.official.letterhead import WHOLE_FROM, refuse_tall

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # how .docx and how old Word files begin
_SHEET_MM = (200.0, 220.0)  # a picture this wide is a scan of the sheet; a wider one only says no size of its own
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # what a .docx with a password is called inside its OLE file


def letterhead_of(data: bytes, name: str, covers: Covers | None) -> Letterhead:
    """The 版头 that a file with these bytes is; a Word file says by itself what it `covers`. Raises Invalid."""
    if len(data) > LARGEST:
        raise Invalid(f"版头“{name}”超过 {LARGEST >> 20} MB。{NOTHING}请缩小后再用。")
    if data[:4] == _OLE and _ENCRYPTED in data:
        raise Invalid(f"“{name}”带有打开密码，读不出版头。{NOTHING}请去掉打开密码后再用。")
    if data[:4] == _OLE:
        raise Invalid(f"“{name}”是旧的 .doc 或 .wps 文件，读不出版头。{NOTHING}请另存为 .docx，或把版头做成图片。")
    if data[:4] == _ZIP:
        return letterhead_of_word(data, name)
    return _of_picture(picture_of(data, name), covers)


def _of_picture(picture: Picture, covers: Covers | None) -> Letterhead:
    """A whole head is as wide as the 版心, or as the sheet where it was scanned whole; a mark as wide as it is."""
    covers = covers or (Covers.HEAD if picture.ratio >= WHOLE_FROM else Covers.MARK)
    whole = covers is Covers.HEAD
    sheet = whole and _SHEET_MM[0] <= picture.width_mm <= _SHEET_MM[1]
    natural = round(picture.width_mm * TWIPS_PER_MM)
    width = SHEET_WIDTH if sheet else WIDTH if whole else min(WIDTH, natural)
    height = round(width * picture.ratio)
    left, top = (-LEFT, -TOP) if sheet else ((WIDTH - width) // 2, 0)
    refuse_tall(picture.name, top + height, covers, placed=False)
    part = HeadPicture(top=top, left=left, width=width, height=height, picture=picture)
    return Letterhead(name=picture.name, covers=covers, parts=(part,), height=top + height)
