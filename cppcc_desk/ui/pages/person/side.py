"""Who somebody is: name, 身份, picture and the facts of the roster, beside what they did."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from cppcc_desk.queries.people import PersonDetail
from cppcc_desk.ui.form.scrolling import ScrolledFields
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.submissions.tabs.facts import ID_NO, OTHER_PHONE, PHONE, FactsGrid
from cppcc_desk.ui.widgets import STRETCH, Card, button, column, label, row

_PHOTO = (75, 105)  # px, as a passport picture of 25 × 35 mm
_WIDTH, _NARROW = 300, 230


class PersonSide(Card):
    """`bare_wanted`: the picture is to be taken away."""

    bare_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = label("", "title")
        self.kinds = label("", "secondary", wrap=True)
        self.facts = FactsGrid(1)
        self.photo = QLabel()
        self.photo.setFixedSize(*_PHOTO)
        self.photo.setAccessibleName("照片")
        self.bare_button = button("去掉照片", self.bare_wanted.emit, kind="link")
        head = row(
            column(self._name, self.kinds, STRETCH, gap=4), column(self.photo, self.bare_button, STRETCH, gap=2), gap=8
        )
        self._area = QScrollArea()  # on a low window there is more to say than room
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(ScrolledFields(column(head, 6, self.facts, STRETCH, gap=4, margins=(16, 14, 12, 12))))
        self.setLayout(column(self._area))

    def fit(self, room: Room) -> None:
        """Take the shape for this much room."""
        self.setFixedWidth(_NARROW if room.narrow else _WIDTH)

    def show_person(self, person: PersonDetail) -> None:
        """Fill in; numbers that are nobody else's business are masked until they are clicked."""
        entry = person.entry
        self._name.setText(entry.name)
        kinds = "、".join(kind.value for kind in (entry.kind, *sorted(entry.also)))
        left = f"，{person.left_on} 退出名册（{person.left_reason}）" if person.left_on else ""
        self.kinds.setText(kinds + left)
        told = [
            ("单位", entry.unit),
            ("职务", entry.position),
            (PHONE, entry.phone),
            (OTHER_PHONE, entry.other_phone),
            ("界别", entry.sector),
            ("专委会", entry.committee),
            ("镇街", entry.town),
            ("党派团体", entry.party),
            ("信息小组", entry.info_group),
            ("性别", entry.gender),
            ("出生", entry.born_on),
            ("民族", entry.ethnicity),
            (ID_NO, entry.id_no),
            ("推荐单位", entry.recommended_by),
            ("备注", entry.remark),
        ]
        self.facts.show_facts([(name, value) for name, value in told if value])

    def show_photo(self, data: bytes) -> None:
        """The picture; without bytes there is none."""
        picture = QPixmap()
        picture.loadFromData(data)
        self.photo.setVisible(not picture.isNull())
        if not picture.isNull():
            ratio = self.devicePixelRatioF()
            size = QSize(*_PHOTO) * ratio
            shown = picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            shown.setDevicePixelRatio(ratio)
            self.photo.setPixmap(shown)
