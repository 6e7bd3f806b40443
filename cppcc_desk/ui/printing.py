"""The printer: connected only when somebody prints, asked for copies, pages and sides by the system's own dialog."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from cppcc_desk.domain.layout import Layout
from cppcc_desk.errands.previews import Part
from cppcc_desk.press.paint import print_pages


@dataclass(frozen=True)
class Order:
    """What the person settled with the printer's dialog."""

    device: QPagedPaintDevice
    printer: str
    pages: range  # from 0
    copies: int
    duplex: bool


class Printers(Protocol):
    """Connects to the printers of this PC."""

    def connect(self) -> bool:
        """Look for printers, which may take a while; False where there is none."""
        ...

    def ask(self, parent: QWidget, layout: Layout, *, title: str, copies: int) -> Order | None:
        """The dialog; None when the person thought better of it."""
        ...


class SystemPrinters:
    """The printers that the system knows."""

    def connect(self) -> bool:
        return bool(QPrinterInfo.availablePrinterNames())

    def ask(self, parent: QWidget, layout: Layout, *, title: str, copies: int) -> Order | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setPageLayout(_sheet(layout))
        printer.setCopyCount(copies)
        printer.setCollateCopies(True)
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle("打印")
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
        dialog.setMinMax(1, len(layout.pages))
        dialog.setFromTo(1, len(layout.pages))
        chosen = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not chosen:
            return None
        some = printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage() > 0
        last = min(printer.toPage(), len(layout.pages))
        return Order(
            printer,
            printer.printerName(),
            range(printer.fromPage() - 1, last) if some else range(len(layout.pages)),
            printer.copyCount(),
            printer.duplex() not in (QPrinter.DuplexMode.DuplexNone,),
        )


def _sheet(layout: Layout) -> QPageLayout:
    orientation = QPageLayout.Orientation.Portrait
    if layout.width > layout.height:
        orientation = QPageLayout.Orientation.Landscape
    upright = QSizeF(min(layout.width, layout.height), max(layout.width, layout.height))
    size = QPageSize(upright, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    return QPageLayout(size, orientation, QMarginsF())


def send(layout: Layout, order: Order, parts: Sequence[Part]) -> None:
    """Print the pages ordered. Papers shown together go one by one where both sides of a sheet are printed, so that
    none begins on another's back. Raises World when the printer takes nothing."""
    for pages in runs(order, parts):
        print_pages(layout, order.device, pages=pages)


def runs(order: Order, parts: Sequence[Part]) -> list[range]:
    """The pages of each print job."""
    if not order.duplex or len(parts) < 2:
        return [order.pages]
    whole = [range(part.first, part.first + part.pages) for part in parts]
    cut = [range(max(run.start, order.pages.start), min(run.stop, order.pages.stop)) for run in whole]
    return [run for run in cut if run]
