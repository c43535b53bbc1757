"""What the screen shows before the meeting starts and after it has closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from meetingtui.agenda.durations import format_duration
from meetingtui.agenda.model import Team
from meetingtui.agenda.plan import total
from meetingtui.meeting.clock_telling import tell_repaying
from meetingtui.meeting.ledger import brought_debts, owed, tell_owed
from meetingtui.meeting.model import Action, Note
from meetingtui.meeting.readback import read_back
from meetingtui.meeting.roll import absent_people, teams_with_guests
from meetingtui.meeting.spoken import tell_drift
from meetingtui.tui.board import Board
from meetingtui.tui.figure_rows import figure_rows
from meetingtui.tui.matter import entry
from meetingtui.tui.show import QUIET, clock, hanging, heading, line, lines, shown
from meetingtui.tui.sight import Sight

UNOWNED = "NO OWNER YET"


class Preface(Board):
    """The purpose, the norms, who goes first, and how to begin."""

    def draw(self, sight: Sight) -> Content:
        """Draw what fits, the way to begin always."""
        width, height = self.size
        meeting = sight.state.meeting
        first = next((slot.team for slot in meeting.slots if slot.team), "")
        opens = f", {first} goes first" if first else ""
        ends = clock(sight.status.ends_at, sight.zone)
        plan = f"{len(meeting.slots)} slots, {format_duration(total(meeting.slots))}, ends {ends}"
        owed = [tell_repaying(debt, meeting) for debt in brought_debts(meeting).values()]
        above = [
            *(shown(f"{told}; /forgive lets it go", "$text-warning") for told in owed),
            shown(meeting.purpose, "italic"),
            shown(" · ".join(meeting.norms), QUIET),
        ]
        below = [
            *line(plan, opens).wrap(width),
            line((sight.key("next"), "bold"), " starts the meeting"),
            shown("absent? /absent NAME, or Shift+Tab and Enter", QUIET),
        ]
        rows = [piece for text in above if text for piece in text.wrap(width)]
        room = height - len(below)
        return lines([*rows[: max(0, room)], *[Content()] * (room > len(rows)), *below])


class Afterword(Board):
    """How the meeting ended, where its minutes are, and what it decided and promised."""

    TICKS = False

    def draw(self, sight: Sight) -> Content:
        """Fill the space there is."""
        width, height = self.size
        ended = clock(sight.status.ends_at, sight.zone)
        minutes = path_rows("minutes: ", sight.minutes_path, width)
        rows = [
            line(("Closed", "bold"), f" at {ended}, {tell_drift(sight.status.drift)}"),
            *(minutes if sight.minutes_path else [shown("no minutes written", QUIET)]),
            line(
                (sight.key("leave"), "bold"),
                " leaves · ",
                (sight.key("undo"), "bold"),
                " opens it again",
            ),
            Content(),
        ]
        rows += [*figure_rows(sight, width), Content(), *read_back_rows(sight, width)]
        if len(rows) > height:
            rows[height - 1 :] = [shown(f"    … and more: {sight.key('notes')}", QUIET)]
        return lines(rows)


def path_rows(before: str, path: str, width: int) -> list[Content]:
    """Return `path` in rows that end where a folder ends, behind `before`."""
    rows = [before]
    for part in re.split(r"(?<=[/\\])", path):
        if len(rows[-1]) + len(part) <= width:
            rows[-1] += part
        else:
            rows.append(part)
    return [piece for text in rows for piece in shown(text, "$text-success").wrap(max(1, width))]


def read_back_parts(sight: Sight) -> list[tuple[str, Sequence[Note | Action]]]:
    """Return what a meeting reads back at its end, under a title for each kind."""
    back = read_back(sight.state)
    parts: tuple[tuple[str, Sequence[Note | Action]], ...] = (
        (UNOWNED, [action for action in back.actions if not action.owner]),
        ("DECISIONS", back.decisions),
        ("ACTION ITEMS", [action for action in back.actions if action.owner]),
        ("CARRIED ON: ACTION ITEMS", back.carried_actions),
        ("CARRIED ON: QUESTIONS", back.questions),
        ("CARRIED ON: PREVIEWS", back.previews),
        ("CARRIED ON: PARKED", back.parked),
        ("CARRIED ON: FROM THE QUEUE", back.queued),
        ("DROPPED", back.dropped),
    )
    return [(title, documents) for title, documents in parts if documents]


def read_back_rows(sight: Sight, width: int, chosen: str = "") -> list[Content]:
    """Return what a meeting reads back at its end; what has the id `chosen` stands out."""
    times = {item.id: item.times for item in sight.state.meeting.carried}
    rows: list[Content] = []
    for title, documents in read_back_parts(sight):
        rows.append(heading(title, width, str(len(documents))))
        for document in documents:
            own = entry(sight, document, width, times.get(document.id))
            rows += [row.stylize("reverse") for row in own] if document.id == chosen else own
        if title == UNOWNED:
            how = f"/edit !{documents[0].number} @NAME gives one"
            rows += hanging(shown("    "), shown(how, QUIET), width)
        rows.append(Content())
    if owing := tell_owed(owed(sight.state.meeting, sight.now)):
        rows += [heading("CARRIED ON: TIME OWED", width), shown(owing), Content()]
    return rows or [shown("no decisions and no action items", QUIET)]


class RollCall(OptionList):
    """Who is here, by team; Enter or a click changes it."""

    @dataclass
    class Toggled(Message):
        """Somebody was said to be here, or not to be."""

        person: str
        present: bool

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id, compact=True, markup=False)
        self._teams: tuple[Team, ...] = ()
        self._absent: tuple[str, ...] = ()
        self._people: dict[str, str] = {}

    def see(self, sight: Sight) -> None:
        """Show the people, where they have changed."""
        teams = teams_with_guests(sight.state.meeting)
        absent = absent_people(sight.state.meeting)
        if (teams, absent) == (self._teams, self._absent):
            return
        place = self.highlighted
        self._teams, self._absent = teams, absent
        self.clear_options()
        for team in teams:
            here = sum(person not in absent for person in team.people)
            title = heading(team.name, 30, f"{here} of {len(team.people)}")
            self.add_option(Option(title, disabled=True))
            self.add_options([self._person(person) for person in team.people])
        self.highlighted = place
        self.call_after_refresh(self._say_more)

    def on_resize(self) -> None:
        """Say again how many are out of sight."""
        self._say_more()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say again how many are out of sight."""
        super().watch_scroll_y(old_value, new_value)
        self._say_more()

    def _say_more(self) -> None:
        first = round(self.scroll_offset.y) + self.size.height
        below = sum(not option.disabled for option in self.options[first:])
        self.border_subtitle = f"… {below} more below" if below and self.size.height else ""
        self.set_class(bool(self.border_subtitle), "-more")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say whose presence is to change."""
        event.stop()
        person = self._people[event.option_id or ""]
        self.post_message(self.Toggled(person, person in self._absent))

    def _person(self, person: str) -> Option:
        id = f"person-{len(self._people)}"
        self._people[id] = person
        if person in self._absent:
            return Option(line(("○ ", QUIET), (person, QUIET), " absent"), id=id)
        return Option(line(("● ", "$text-success"), person), id=id)
