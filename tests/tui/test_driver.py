"""The driver without a terminal; tests/terminal has it in one."""

import inspect
import re
from importlib.metadata import version

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from meetingtui.tui.app import MeetingApp
from meetingtui.tui.driver import CHECKED_WITH, TerminalDriver, _Lenient
from meetingtui.tui.pasting import END, START
from meetingtui.tui.watch import MODES_OFF


def test_it_was_checked_with_the_textual_that_is_installed():
    checked, installed = CHECKED_WITH.split(".")[:2], version("textual").split(".")[:2]
    assert checked == installed, "look through the driver again, then name the new version in it"


def test_applications_use_it(runner):
    assert MeetingApp(runner).driver_class is TerminalDriver


@pytest.mark.parametrize(
    "name",
    ["_sigtstp_application", "_sigcont_application", "_disable_mouse_support", "run_input_thread"],
)
def test_what_it_replaces_is_there(name):
    assert callable(getattr(LinuxDriver, name))


def test_every_mode_that_textual_switches_on_is_switched_off_at_the_last():
    source = re.sub(r"(?m)^ *#.*$", "", inspect.getsource(inspect.getmodule(LinuxDriver)))
    switched_on = set(re.findall(r"\[\?(\d+)h", source)) - {"7", "25"}
    assert switched_on
    assert switched_on <= set(re.findall(r"\?(\d+)l", MODES_OFF))


def test_a_terminal_that_is_gone_does_not_stop_the_writing():
    class Gone:
        def write(self, text):
            raise OSError(5, "Input/output error")

        def flush(self):
            raise OSError(5, "Input/output error")

        def fileno(self):
            return 2

    file = _Lenient(Gone())
    file.write("x")
    file.flush()
    assert file.fileno() == 2


@pytest.mark.parametrize("pasted", ["a", "", "a�b", "a\nb\x11"])
def test_the_parser_takes_a_paste_as_it_is_passed(pasted):
    told = XTermParser().feed(f"{START}{pasted}{END}")
    assert [event.text for event in told if isinstance(event, events.Paste)] == [pasted]
