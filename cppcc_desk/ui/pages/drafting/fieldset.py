"""The fields of a paper of one kind in the order in which they are read on it, and what they hold as its fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.official import (
    KEYS,
    URGENCIES,
    Kind,
    blocks_from_text,
    pictures_of,
    text_from_blocks,
    unknown_pictures,
)
from cppcc_desk.ui.form import ChoiceField, Field, Form, MomentField, NumberField, TextField
from cppcc_desk.ui.letterhead import LetterheadField
from cppcc_desk.ui.pages.drafting.fields import (
    AttachmentsField,
    NamesField,
    SealField,
    TextBlocksField,
    TitleField,
)
from cppcc_desk.ui.theme import READING_PITCH
from cppcc_desk.ui.widgets import STRETCH, button, label, row

ATTENDANCE = ("出席", "请假", "列席")
LABELS = 58  # pixels: four characters and the star
BODY_LINES, BODY_LINES_TALL = 9, 15
_BOTH = 2  # over both columns of the form
_HEAD_OF_BULLETIN = ("mark", "organs", "letterhead", "issue_no", "cumulative_no", "issued_by", "date")
_HINT = "一段一行。层次写一、（一）1.（1）即可；可以从 WPS、Excel 粘贴表格。"

PickPicture = Callable[[], tuple[str, str] | None]
PickLetterhead = Callable[[], dict[str, str] | None]


@dataclass(frozen=True)
class _Entry:
    """One field; `key` is that of the paper's fields."""

    key: str
    title: str
    make: Callable[["DraftForm"], Field]
    span: int = _BOTH
    required: bool = False


def _line(placeholder: str = "", *, most: int = 100) -> Callable[["DraftForm"], Field]:
    return lambda _form: TextField(max_length=most, placeholder=placeholder)


def _names(placeholder: str = "", *, people: bool = False) -> Callable[["DraftForm"], Field]:
    return lambda _form: NamesField(people=people, placeholder=placeholder)


def _day(_form: "DraftForm") -> Field:
    return MomentField(time=False, optional=True)


def _whole(_form: "DraftForm") -> Field:
    return NumberField(blank="未填")


def _title(form: "DraftForm") -> Field:
    usual = "" if form.kind is Kind.BULLETIN else f"如：……关于……的{form.kind}。"
    return TitleField(f"{usual}要在哪里换行，就在哪里回车")


def _urgency(_form: "DraftForm") -> Field:
    return ChoiceField([(word, word) for word in URGENCIES], blank="平件")


_ENTRIES = (
    _Entry("copy_no", "份号", _whole, span=1),
    _Entry("urgency", "紧急程度", _urgency, span=1),
    _Entry("organs", "发文机关", _names("主办机关写在前面"), span=1, required=True),
    _Entry("mark", "红头文字", _line("一般不用填"), span=1),
    _Entry("letterhead", "版头", lambda form: LetterheadField(form.pick_letterhead)),
    _Entry("signatories", "签发人", _names(people=True)),
    _Entry("issue_no", "期号", _whole, span=1),
    _Entry("cumulative_no", "总期号", _whole, span=1),
    _Entry("issued_by", "编印单位", _line()),
    _Entry("title", "标题", _title, required=True),
    _Entry("main_to", "主送", _names()),
    _Entry("body", "正文", lambda _form: TextBlocksField(lines=BODY_LINES, placeholder=_HINT), required=True),
    _Entry("attachments", "附件", lambda form: form.make_attachments()),
    *(_Entry(word, word, _names("姓名之间用顿号隔开", people=True)) for word in ATTENDANCE),
    _Entry("signed_by", "署名", _names("不填时同发文机关"), span=1),
    _Entry("date", "成文日期", _day, span=1),
    _Entry("sealed", "印章", lambda form: SealField(form.pick_seal)),
    _Entry("note", "附注", _line("如：联系人：王秀兰，电话：81234567", most=200)),
    _Entry("copy_to", "抄送", _names()),
    _Entry("report_to", "报", _names()),
    _Entry("send_to", "送", _names()),
    _Entry("distribute_to", "发", _names()),
    _Entry("printed_by", "印发机关", _line(), span=1),
    _Entry("printed_on", "印发日期", _day, span=1),
    _Entry("copies", "份数", _whole, span=1),
    _Entry("editor", "责任编辑", _line(), span=1),
    _Entry("reviewer", "核稿", _line(), span=1),
)


def _entries_of(kind: Kind) -> tuple[_Entry, ...]:
    """The fields of a kind in the order in which one reads them on the paper."""
    keys = KEYS[kind] | (set(ATTENDANCE) if "attendance" in KEYS[kind] else set())
    entries = [entry for entry in _ENTRIES if entry.key in keys]
    if kind is Kind.BULLETIN:  # its date stands in the head
        entries.sort(key=lambda e: _HEAD_OF_BULLETIN.index(e.key) if e.key in _HEAD_OF_BULLETIN else len(_ENTRIES))
    return tuple(entries)


class DraftForm(Form):
    """The form of one kind. `show_fields(fields)` and `fields()` speak the contract of a paper's fields.

    `pick_picture` asks for a picture and keeps it: its name and the key of its kept bytes. `pick_letterhead` asks for
    a 版头: its reference.
    """

    kind: Kind

    def __init__(self, kind: Kind, *, pick_picture: PickPicture, pick_letterhead: PickLetterhead) -> None:
        super().__init__(columns=2, label_width=LABELS)
        self.kind = kind
        self.pictures: dict[str, str] = {}  # by the name that stands in the text: the key of the kept bytes
        self._pick = pick_picture
        self.pick_letterhead: PickLetterhead = pick_letterhead
        self._before: Mapping[str, Any] = {}
        for entry in _entries_of(kind):
            self.add(entry.key, entry.title, entry.make(self), required=entry.required, span=entry.span)
            if entry.key == "body":
                self._tools()
        self._chain()

    def _chain(self) -> None:
        """Tab goes in reading order, also through attachments that were added since."""
        order: list[QWidget] = []
        for key in self.values():
            field = self.field(key)
            if isinstance(field, AttachmentsField):
                order += field.tab_order
            elif isinstance(field, SealField):
                order += [field.box, field.pick_button, field.drop_button]
            elif isinstance(field, LetterheadField):
                order += [field.covers.inner, field.pick_button, field.drop_button]
            else:
                order.append(field.inner)
            if key == "body":
                order.append(self.picture_button)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def make_attachments(self) -> Field:
        """The field of the attachments, which changes the order of Tab."""
        made = AttachmentsField(self.insert_picture)
        made.rebuilt.connect(self._chain)
        return made

    def _tools(self) -> None:
        self.picture_button = button("插入图片", self._insert, icon="plus", kind="link", compact=True)
        told = QWidget()
        told.setLayout(row(self.picture_button, STRETCH, label("粘贴的表格第一行是表头", "hint")))
        self.add_line(told)

    def set_tall(self, tall: bool) -> None:
        """More lines of 正文 where the window has room for them."""
        lines = BODY_LINES_TALL if tall else BODY_LINES
        self.body.edit.setMinimumHeight(lines * READING_PITCH + 18)

    @property
    def body(self) -> TextBlocksField:
        """正文."""
        found = self.field("body")
        assert isinstance(found, TextBlocksField)
        return found

    # ------------------------------------------------------------------ fields in and out
    def show_fields(self, fields: Mapping[str, Any], *, pictures: Mapping[str, str] | None = None) -> None:
        """Fill in a paper's fields; `pictures` are the names of an autosaved draft, else they are 图1, 图2 …"""
        self._before = fields
        self.pictures = dict(pictures) if pictures is not None else pictures_of(fields)
        self.fill({key: self._shown(key, fields) for key in self.values()})

    def _shown(self, key: str, fields: Mapping[str, Any]) -> Any:
        value = fields.get(key)
        if key in ATTENDANCE:
            return (fields.get("attendance") or {}).get(key)
        if key == "sealed":
            return fields.get("sealed", True), fields.get("seal") or ""
        if key == "attachments":
            return [
                {"title": item["title"], "text": text_from_blocks(item.get("body"), self.pictures)}
                for item in value or ()
            ]
        if key == "body":
            return text_from_blocks(value, self.pictures)
        if isinstance(self.field(key), MomentField):
            return _as_day(value)
        return value

    def fields(self) -> dict[str, Any]:
        """The paper's fields as they stand on the screen; what is empty is left out."""
        made: dict[str, Any] = {}
        for key, value in self.values().items():
            if key in ATTENDANCE:
                if value:
                    made.setdefault("attendance", {})[key] = value
            elif key == "sealed":
                made["sealed"], made["seal"] = value
            elif key == "attachments":
                made[key] = [self._attachment(item) for item in value]
            elif key == "body":
                made[key] = blocks_from_text(value, self.pictures, before=self._before.get("body"))
            else:
                made[key] = value.isoformat() if isinstance(value, date) else value
        return {key: value for key, value in made.items() if value not in (None, "", [])}

    def _attachment(self, item: Mapping[str, str]) -> dict[str, Any]:
        known = [old for old in self._before.get("attachments") or () if old["title"] == item["title"]]
        before = known[0].get("body") if known else ()
        return {"title": item["title"], "body": blocks_from_text(item["text"], self.pictures, before=before)}

    def unknown_pictures(self) -> list[str]:
        """Names of pictures that stand in the text and are none."""
        texts = [self.body.value()]
        if "attachments" in self.values():
            texts += [item["text"] for item in self.value("attachments")]
        return [name for text in texts for name in unknown_pictures(text, self.pictures)]

    # ------------------------------------------------------------------ places and pictures
    def go_to(self, element: str) -> None:
        """Put the keyboard into the field that a line of the check is about."""
        key = {"seal": "sealed", "attendance": ATTENDANCE[0]}.get(element, element)
        if key == "attachments" and key in self.values():
            attachments = self.field(key)
            assert isinstance(attachments, AttachmentsField)
            attachments.focus_first_without_title()
        elif key in self.values():
            self.field(key).setFocus()

    def _insert(self) -> None:
        self.insert_picture(self.body)

    def insert_picture(self, field: TextBlocksField) -> None:
        """Ask for a picture and put its line into the text."""
        picked = self._pick()
        if picked is not None:
            field.insert_picture(self._named(*picked))

    def _named(self, name: str, key: str) -> str:
        """A name that no other picture has; the same picture again keeps its own."""
        known = next((known for known, other in self.pictures.items() if other == key), "")
        if known:
            return known
        free = name.replace("〕", "）")
        number = 1
        while free in self.pictures:
            number += 1
            free = f"{name}{number}"
        self.pictures[free] = key
        return free

    def pick_seal(self) -> str:
        """Ask for the picture of the seal; its key, "" when the person thought better of it."""
        picked = self._pick()
        return picked[1] if picked is not None else ""


def _as_day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
