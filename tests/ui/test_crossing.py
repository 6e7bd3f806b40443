"""Work off the window's thread comes back on it; bugs are reported once and the program goes on."""

import sys
import threading

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.ui.desk import Crossing, Reporter
from cppcc_desk.ui.dialogs import Trouble
from cppcc_desk.ui.failures import Failures, places
from tests.ui.answers import ScriptedDialogs
from tests.ui.stage import PretendDesk


class Stopwatch:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_result_comes_back_on_the_windows_thread(qtbot: QtBot) -> None:
    work = Crossing()
    threads: list[object] = []

    def count(reporter: Reporter) -> int:
        threads.append(threading.current_thread() is threading.main_thread())
        reporter.step(1, 2, "第一份")
        return 42

    results: list[tuple[int, bool]] = []
    work.run("正在数", count, done=lambda n: results.append((n, threading.current_thread() is threading.main_thread())))
    qtbot.waitUntil(lambda: results != [])
    assert threads == [False] and results == [(42, True)] and work.jobs == []
    assert QThread.currentThread() is work.thread()
    work.close()


def test_errors_come_back_too(qtbot: QtBot) -> None:
    work = Crossing()
    failed: list[BaseException] = []

    def refuse(_reporter: Reporter) -> None:
        raise Forbidden("期号只在签发之后编排。")

    work.run("正在编号", refuse, done=lambda _: None, failed=failed.append)
    qtbot.waitUntil(lambda: failed != [])
    assert isinstance(failed[0], Forbidden)
    work.close()


def test_busy_after_half_a_second_progress_after_two_and_it_can_be_stopped(qtbot: QtBot) -> None:
    clock = Stopwatch()
    work = Crossing(clock=clock)
    begun, go_on = threading.Event(), threading.Event()

    def long(reporter: Reporter) -> None:
        reporter.step(31, 50, "石桥镇来稿.docx")
        begun.set()
        go_on.wait(10)
        reporter.step(32, 50)

    busy: list[bool] = []
    slow: list[tuple[int, int, str]] = []
    stopped: list[bool] = []
    work.busy.connect(busy.append)
    work.slow.connect(lambda job: slow.append(job.reporter.state))
    work.run("正在导入", long, done=lambda _: None, cancelled=lambda: stopped.append(True))
    assert begun.wait(10)
    work.look()
    assert busy == []
    clock.now += 0.6
    work.look()
    assert busy == [True] and slow == []
    clock.now += 1.5
    work.look()
    assert slow[-1] == (31, 50, "石桥镇来稿.docx")
    work.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: stopped == [True])
    assert busy == [True, False]
    work.close()


def test_closing_waits_for_the_work_and_tells_nobody(qtbot: QtBot) -> None:
    work = Crossing()
    begun = threading.Event()
    told: list[object] = []

    def forever(reporter: Reporter) -> None:
        begun.set()
        while True:
            reporter.step(0, 0)

    work.run("正在备份", forever, done=told.append, failed=told.append, cancelled=lambda: told.append("cancelled"))
    work.run("等着", forever, done=told.append)
    assert begun.wait(10)
    work.close()
    assert work.jobs == [] and told == []


def test_a_commit_on_any_thread_is_one_signal(qtbot: QtBot) -> None:
    work, desk = Crossing(), PretendDesk()
    work.listen(desk)
    heard: list[tuple[str, bool]] = []

    def hear(label: str) -> None:
        heard.append((label, threading.current_thread() is threading.main_thread()))

    class Page(Crossing):
        def hear(self, label: str) -> None:
            hear(label)

    page = Page()
    work.changed.connect(page.hear)
    desk.on_change[0]("登记")
    other = threading.Thread(target=desk.on_change[0], args=("导入",))
    other.start()
    other.join()
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [("登记", True), ("导入", True)]
    work.close()
    page.close()


def boom() -> None:
    raise RuntimeError("张三的电话")


def test_a_bug_is_reported_once_with_a_number_and_no_content(
    qtbot: QtBot, answers: ScriptedDialogs, caplog: pytest.LogCaptureFixture
) -> None:
    failures = Failures(answers)
    failures.install()
    try:
        for _ in range(3):
            try:
                boom()
            except RuntimeError as error:
                sys.excepthook(type(error), error, error.__traceback__)
        thread = threading.Thread(target=boom)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: failures.reported == 2)
    finally:
        failures.uninstall()
    assert sys.excepthook is not failures._on_exception
    first = answers.asked[0]
    assert isinstance(first, Trouble)
    number = first.details.splitlines()[0]
    assert number in first.advice and "boom" in first.details
    shown = first.title + first.text + first.advice + first.details + caplog.text
    assert "张三" not in shown and "Traceback" not in first.text
    assert number in caplog.text and caplog.text.count("again RuntimeError") == 2
    caplog.clear()


def test_a_refusal_nobody_caught_is_its_sentence(qtbot: QtBot, answers: ScriptedDialogs) -> None:
    failures = Failures(answers)
    failures.report(Forbidden("这篇来稿已印发，内容已冻结。没有作任何改动。"))
    qtbot.waitUntil(lambda: answers.asked != [])
    assert answers.asked == ["这篇来稿已印发，内容已冻结。没有作任何改动。"]
    assert failures.reported == 0


def test_places_name_the_cause_without_its_words() -> None:
    try:
        try:
            boom()
        except RuntimeError as error:
            raise ValueError("秘密") from error
    except ValueError as error:
        told = places(error)
    assert "ValueError" in told and "from RuntimeError" in told
    assert "秘密" not in told and "张三" not in told


def test_after_closing_nothing_is_done_any_more(qtbot: QtBot) -> None:
    crossing = Crossing()
    crossing.close()
    done: list[object] = []
    crossing.run("查重", lambda _: 1, done=done.append)
    qtbot.wait(20)
    assert done == []
    assert crossing.jobs == []
