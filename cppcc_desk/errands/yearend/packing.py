"""The files of a package, written one by one into its folder while that is not in place yet."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cppcc_desk.domain.errors import Invalid, Missing, NotADatabase, World
from cppcc_desk.domain.forms import Form
from cppcc_desk.domain.ledger import Ledger
from cppcc_desk.domain.yearend import FiledItem, Link
from cppcc_desk.errands import newsletters, writing
from cppcc_desk.errands.backups import Step
from cppcc_desk.errands.documents import set_document, write_document
from cppcc_desk.errands.papers import Written, form_files, issue_files
from cppcc_desk.errands.yearend import naming
from cppcc_desk.errands.yearend.naming import Names
from cppcc_desk.queries import documents, forms
from cppcc_desk.queries.newsletters import found as found_newsletter
from cppcc_desk.queries.yearend import Check, Finding, KeptFile
from cppcc_desk.queries.yearend.held import HeldDocument, HeldIssue, HeldNewsletter, HeldOccasion, HeldPiece
from cppcc_desk.storage.desk import Desk

WORD, PDF, EXCEL = ".docx", ".pdf", ".xlsx"


@dataclass(frozen=True)
class Packed:
    """What was written of one thing; `item` is what the catalogue says of it, with its pages."""

    links: tuple[Link, ...]
    item: FiledItem | None = None


@dataclass
class Packing:
    """Writes below `root`; `total` is how much there is to do, `damaged` the kept files that could not be written."""

    desk: Desk
    root: Path
    step: Step
    total: int
    done: int = 0
    no_pdf: str = ""
    damaged: list[Finding] = field(default_factory=list)
    _names: Names = field(default_factory=Names)

    # ------------------------------------------------------------------ the things of a year
    def issue(self, issue: HeldIssue) -> Packed:
        """The sheet, 批示督办单 and proofs of an issue."""
        row = issue.row
        number = f"{row.journal}{'增刊' if row.supplement else ''}第{row.issue_no:02d}期"
        self._next(row.name)
        stem = self._stem(f"{naming.ISSUES}/{naming.short(' '.join((number, *row.titles[:1])))}")
        written = self._paper(
            row.name, lambda: issue_files(self.desk, row, docx=self._at(stem, WORD), pdf=self._at(stem, PDF))
        )
        links = self._links("期刊", stem, written)
        beside = f"{naming.ISSUES}/{naming.short(f'{number} 反馈', naming.FOLDER)}"
        links += self._assignments(issue.assignments, beside) + self._kept(
            issue.proofs, beside, naming.PROOFS, row.name
        )
        return Packed(links, _counted(issue.item, written))

    def newsletter(self, newsletter: HeldNewsletter) -> Packed:
        """The newsletter from what is frozen, and its tables."""
        row = newsletter.row
        self._next(row.name)
        stem = self._names.stem(f"{naming.ISSUES}/{naming.short(row.name)}", WORD, PDF, EXCEL)

        def write() -> Written:
            held = self.desk.read(found_newsletter, row.quarter)
            if held is None or held.content is None:  # put right meanwhile
                raise Missing(f"{row.name}正在更正，还没有再印发。")
            paper, laid = newsletters.lay(self.desk, held.content)
            newsletters.write_tables(self.desk, held.content, self._at(stem, EXCEL))
            return write_document(paper, laid, docx=self._at(stem, WORD), pdf=self._at(stem, PDF))

        written = self._paper(row.name, write)
        links = self._links("业务通讯", stem, written)
        tables = (Link("业务通讯的表格", f"{stem}{EXCEL}"),) if self._at(stem, EXCEL).exists() else ()
        return Packed(links + tables, _counted(newsletter.item, written))

    def document(self, document: HeldDocument) -> Packed:
        """A 公文, from what is frozen."""
        row = document.row
        self._next(row.name)
        number = row.number or (row.dated.isoformat() if row.dated else row.kind)
        stem = self._stem(f"{naming.DOCUMENTS}/{naming.short(f'{number} {row.title}')}")

        def write() -> Written:
            found = self.desk.read(documents.document, row.id)
            paper, laid = set_document(self.desk, row.kind, found.fields)
            return write_document(paper, laid, docx=self._at(stem, WORD), pdf=self._at(stem, PDF))

        written = self._paper(row.name, write)
        return Packed(self._links("公文", stem, written), _counted(document.item, written))

    def piece(self, piece: HeldPiece) -> Packed:
        """Its forms, what was received, what proves what was heard of it."""
        folder = f"{naming.PIECES}/{naming.folder_name(piece.intake_no, piece.title)}"
        links: tuple[Link, ...] = ()
        for kind in piece.forms:
            self._next(f"来稿 {piece.intake_no} {kind}")
            form = self.desk.read(forms.form, kind, piece.id, now=self.desk.now)
            links += self.form([form], f"{folder}/{kind}", kind)
        links += self._assignments(piece.assignments, folder)
        links += self._kept(piece.originals, folder, naming.ORIGINALS, f"来稿 {piece.intake_no}")
        links += self._kept(piece.proofs, folder, naming.PROOFS, f"来稿 {piece.intake_no}")
        return Packed(links, piece.item)

    def occasion(self, occasion: HeldOccasion) -> Packed:
        """会议活动记录单, photos and other files of a meeting."""
        self._next(occasion.name)
        place = f"{naming.OCCASIONS}/{naming.short(f'{occasion.on.isoformat()} {occasion.name}', naming.FOLDER)}"
        form = self.desk.read(forms.occasion_form, "会议活动记录单", occasion.id, now=self.desk.now)
        stem = self._stem(place)
        written = form_files([form], dated=self.desk.today, docx=self._at(stem, WORD), pdf=self._at(stem, PDF))
        links = self._links("记录单", stem, written) + self._kept(occasion.files, place, "材料", occasion.name)
        return Packed(links, _counted(occasion.item, written))

    def ledger(self, name: str, write: Callable[[Path], object]) -> Packed:
        """A register as .xlsx, which `write` writes whole."""
        self._next(name)
        path = self._names.file(f"{naming.LEDGERS}/{name}{EXCEL}")
        write(self.root / path)
        return Packed((Link(f"{name} Excel", path),))

    # ------------------------------------------------------------------ files
    def form(self, made: Sequence[Form], place: str, words: str) -> tuple[Link, ...]:
        """Forms of one kind as one .docx and one PDF."""
        stem = self._stem(place)
        written = form_files(made, dated=self.desk.today, docx=self._at(stem, WORD), pdf=self._at(stem, PDF))
        return self._links(words, stem, written)

    def workbook(self, place: str, words: str, ledgers: Iterable[Ledger]) -> tuple[Link, ...]:
        """Registers as the sheets of one .xlsx."""
        from cppcc_desk.documents.workbook import write_ledgers  # noqa: PLC0415 - openpyxl loads when one is written

        path = self._names.file(f"{place}{EXCEL}")
        sheets = tuple(ledgers)
        writing.write(self.root / path, lambda part: write_ledgers(sheets, part))
        return (Link(f"{words} Excel", path),)

    def printed(self, place: str, words: str, ledger: Ledger) -> tuple[Link, ...]:
        """A register as PDF."""
        from cppcc_desk.press.fonts import NO_CHINESE_FONT, installed  # noqa: PLC0415 - Qt loads with the press
        from cppcc_desk.press.ledger import lay_ledger  # noqa: PLC0415
        from cppcc_desk.press.paint import write_pdf  # noqa: PLC0415

        if not installed().usable():
            self.no_pdf = NO_CHINESE_FONT
            return ()
        path = self._names.file(f"{place}{PDF}")
        with writing.plainly(self.root / path):
            write_pdf(lay_ledger(ledger), self.root / path, title=ledger.title, dated=ledger.made_on)
        return (Link(f"{words} PDF", path),)

    def text(self, path: str, content: bytes) -> None:
        """A file of the package itself."""
        writing.write_bytes(self.root / path, content)

    def tell(self, words: str) -> None:
        """The next of `total` begins."""
        self._next(words)

    def _assignments(self, assignment_ids: Iterable[int], folder: str) -> tuple[Link, ...]:
        links: tuple[Link, ...] = ()
        for assignment_id in assignment_ids:
            self._next("批示督办单")
            form = self.desk.read(forms.assignment_form, "批示督办单", assignment_id, now=self.desk.now)
            links += self.form([form], f"{folder}/批示督办单", "批示督办单")
        return links

    def _kept(self, files: Iterable[KeptFile], folder: str, name: str, whose: str) -> tuple[Link, ...]:
        """Byte for byte, and read back; what is lost or damaged here is told and left out."""
        links: tuple[Link, ...] = ()
        for file in files:
            self._next(f"{whose} {file.file_name}")
            try:
                data = self.desk.originals.take(file.sha256)
            except (Missing, NotADatabase) as trouble:
                told = f"{whose}：{file.file_name}"
                self.damaged.append(Finding(check=Check.DAMAGED, words=told, what=trouble.message))
                continue
            path = self._names.file(f"{folder}/{name}/{naming.file_name(file.file_name)}")
            writing.write_bytes(self.root / path, data)
            if hashlib.sha256((self.root / path).read_bytes()).hexdigest() != file.sha256:
                raise World(f"没有写好“{file.file_name}”：写出的文件读回来不一样，这块磁盘可能有问题。请换一块磁盘。")
            links += (Link(f"{name} {file.file_name}", path),)
        return links

    def _paper(self, name: str, write: Callable[[], Written]) -> Written:
        """What cannot be set any more, for a picture or a head is lost, is told and left out."""
        try:
            return write()
        except (Missing, Invalid, NotADatabase) as trouble:
            self.damaged.append(Finding(check=Check.DAMAGED, words=name, what=trouble.message))
            return Written(None, None, 0)

    def _stem(self, place: str) -> str:
        return self._names.stem(place, WORD, PDF)

    def _at(self, stem: str, ending: str) -> Path:
        return self.root / f"{stem}{ending}"

    def _links(self, words: str, stem: str, written: Written) -> tuple[Link, ...]:
        self.no_pdf = self.no_pdf or written.no_pdf
        made = ((WORD, "Word", written.docx), (PDF, "PDF", written.pdf))
        return tuple(Link(f"{words} {kind}", f"{stem}{ending}") for ending, kind, path in made if path is not None)

    def _next(self, words: str) -> None:
        self.step(self.done, self.total, words)
        self.done += 1


def _counted(item: FiledItem | None, written: Written) -> FiledItem | None:
    return replace(item, pages=written.pages or None) if item is not None else None
