"""A chart in a .docx: the picture that press painted of it, or its numbers in words where there is none."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cppcc_desk.documents.page import Element, Paper, paragraph, run
from cppcc_desk.domain.charts import told
from cppcc_desk.domain.flow import SPACER, Figure, Style
from cppcc_desk.domain.forms.form import tight

Pictures = Mapping[Figure, bytes]
NO_PICTURES: Final[Pictures] = MappingProxyType({})


def chart(figure: Figure, pictures: Pictures, paper: Paper, *, words: Style, page_break: bool = False) -> Element:
    """The paragraph with the chart, as high as its room, in the middle of the text; `words` are set in that style."""
    said = tight(told(figure.chart))
    if figure not in pictures:
        return paragraph(words, run(said), keep_next=figure.keep_next, page_break=page_break)
    x = (paper.sheet.text_width - figure.width) // 2
    picture = paper.picture(pictures[figure], x=x, y=0, width=figure.width, height=figure.height, told=said)
    return paragraph(SPACER, picture, line=figure.height, keep_next=figure.keep_next, page_break=page_break)
