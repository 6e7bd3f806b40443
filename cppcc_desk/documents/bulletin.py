"""An issue of 《社情民意》 as .docx."""

from pathlib import Path

from cppcc_desk.documents.official import write_paper
from cppcc_desk.domain.bulletin import compose
from cppcc_desk.domain.layout import Layout
from cppcc_desk.domain.official import Bulletin


def write_bulletin(bulletin: Bulletin, layout: Layout, path: Path) -> None:
    """Write the issue on the pages of `layout`; the same issue gives the same bytes. Raises OSError."""
    write_paper(compose(bulletin), layout, path)
