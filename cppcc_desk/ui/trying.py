"""Trying the program on the sample office: loaded beside the office's data, marked while it is open, cleared again."""

from functools import partial

from PySide6.QtCore import QSettings

from cppcc_desk import log
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.paths import DataFolder
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Reporter
from cppcc_desk.ui.dialogs import Trouble
from cppcc_desk.ui.remembered import PERSON
from cppcc_desk.ui.reopening import Next, Outcome
from cppcc_desk.ui.window import Window


def begin(context: Context) -> None:
    """Load the sample where it is not there yet, and open the window over it."""
    from cppcc_desk.errands import sample  # noqa: PLC0415 - it plays every part of the program, few ever need it

    office = context.office

    def load(reporter: Reporter) -> DataFolder:
        return sample.load(office, step=reporter.step)

    context.work.run(
        "正在载入示例数据",
        load,
        done=lambda loaded: _open(context, loaded),
        failed=partial(_tell_failed, context),
        cancelled=lambda: context.notify("已取消，没有载入示例数据"),
    )


def _open(context: Context, loaded: DataFolder) -> None:
    """The window opens over the sample, and somebody of its office sits there."""
    from cppcc_desk.errands import playing  # noqa: PLC0415 - as above

    settings = QSettings(str(loaded.window), QSettings.Format.IniFormat)
    settings.setValue(PERSON, settings.value(PERSON, playing.registrar()))
    settings.sync()
    office = context.office
    context.reopening.after_closing(lambda: Next(loaded, office))


def mark(window: Window, context: Context) -> None:
    """Say all the time that this is the sample, with the two ways out of it."""
    window.standing.tell(
        "这里是示例数据（云溪县政协），可以随便试，不影响本单位的数据。",
        kind="info",
        actions=(("回到本单位", partial(leave, context)), ("清除示例数据…", partial(clear, context))),
        closable=False,
    )


def leave(context: Context) -> None:
    """Back to the office's own data; the sample stays for another time."""
    office = context.office
    context.reopening.after_closing(lambda: Next(office, office))


def clear(context: Context) -> None:
    """Remove the sample with everything that was tried in it."""
    office = context.office
    text = "示例办公室和在里面试着做的一切将全部清除，不能恢复。本单位的数据不受影响。"
    if not context.dialogs.confirm("清除示例数据？", text, verb="清除示例数据"):
        return
    if context.in_sample:
        context.reopening.after_closing(lambda: _cleared(office))
    else:
        outcome = _removed(office)
        outcome.tell(context.dialogs) if not outcome.done else context.notify(outcome.text)


def _cleared(office: DataFolder) -> Next:
    log.stop()  # it lies in what is removed
    return Next(office, office, _removed(office))


def _removed(office: DataFolder) -> Outcome:
    from cppcc_desk.errands import sample  # noqa: PLC0415 - as above

    try:
        sample.remove(office)
    except DeskError as refusal:
        return Outcome("示例数据没有全部清除", refusal.message, False)
    return Outcome("示例数据已清除", "示例数据已全部清除，本单位的数据没有动。", True)


def _tell_failed(context: Context, error: BaseException) -> None:
    if not isinstance(error, DeskError):
        raise error
    context.dialogs.trouble(Trouble(title="示例数据没有载入", text=error.message))
