"""`mock-panel practice` as a process: through pipes and in a real terminal."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mock_panel.bootstrap.services import build_services
from mock_panel.cli.attempt_records import record_of
from mock_panel.cli.root import run as run_in_process
from mock_panel.domain.ids import EcqId, FrameworkId, PresetId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.sessions import SessionSetup
from mock_panel.paths import Paths
from tests import warm
from tests.cli.pseudo_terminal import PseudoTerminal, open_terminal

STORY = (
    "In 2023 our permit office had a backlog of nine hundred applications.",
    "I met each manager alone and wrote down what both of them wanted.",
    "I moved the intake desk under one of them and told the staff why.",
)
OUTCOME = "The backlog fell from 900 to 140 applications in six months."
CHOICE = ("--framework", "opm-2006", "--ecq", "leading-people", "--seed", "1", "--no-voice")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def run(home: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[str]:
    return warm.run(arguments, {**os.environ, "MOCK_PANEL_HOME": str(home)}, given)


def piped(home: Path, given: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(home, "practice", "--plain", *arguments, given=given.encode())


def history(home: Path) -> list[dict[str, Any]]:
    """What `mock-panel history --json` prints, without the wait for another process."""
    store = build_services(Paths(home)).attempts
    return [record_of(attempt) for attempt in store.attempts()]


def drafts(home: Path) -> list[Path]:
    return list((home / "drafts").glob("*.json"))


class TestPipe:
    @pytest.mark.parametrize("given", ["my answer\n.\n", "my answer\n", "my answer"])
    def test_an_answer_ends_at_a_dot_or_at_the_end_of_input(self, home: Path, given: str) -> None:
        done = piped(home, given, *CHOICE, "--typed")
        assert (done.returncode, done.stderr) == (0, "")
        [attempt] = json.loads(run(home, "history", "--json").stdout)
        assert attempt["text"] == "my answer"
        assert (attempt["framework"], attempt["ecq"]) == ("opm-2006", "leading-people")
        assert (attempt["mode"], attempt["status"]) == ("typed", "not_scored")
        assert attempt["level"] is None
        assert " ".join(done.stdout.split()).count(attempt["question"]) == 1

    def test_a_whole_session_can_be_piped(self, home: Path) -> None:
        script = [*STORY, ".", "2", "2", "0", "3", "y", OUTCOME, ".", "n", "n"]
        done = piped(home, "\n".join(script), *CHOICE)
        assert (done.returncode, done.stderr) == (0, "")
        [attempt] = history(home)
        assert attempt["status"] == "scored"
        assert attempt["self_level"] == 3
        assert attempt["continuations"] == 1
        assert OUTCOME in attempt["text"]

    def test_the_same_seed_asks_the_same_question(self, tmp_path: Path) -> None:
        for user in ("one", "two"):
            piped(tmp_path / user, "my answer", *CHOICE)
        assert history(tmp_path / "one")[0]["question"] == history(tmp_path / "two")[0]["question"]

    def test_no_input_saves_nothing_and_is_no_failure(self, home: Path) -> None:
        done = piped(home, "")
        assert (done.returncode, done.stderr) == (0, "")
        assert "No answer was given" in done.stdout
        assert history(home) == []
        assert drafts(home) == []

    def test_the_first_run_asks_for_the_framework_and_keeps_the_choice(self, home: Path) -> None:
        assert "Which set of ECQs" in piped(home, "2\nmy answer\n").stdout
        assert "opm-2006" in (home / "settings.toml").read_text()
        second = piped(home, "another answer\n")
        assert "Which set of ECQs" not in second.stdout
        assert [(a["framework"], a["text"]) for a in history(home)] == [
            ("opm-2006", "another answer"), ("opm-2006", "my answer"),
        ]  # fmt: skip

    def test_an_answer_is_not_mistaken_for_a_choice_of_framework(self, home: Path) -> None:
        assert piped(home, "my answer\n.\n").returncode == 0
        [attempt] = history(home)
        assert (attempt["framework"], attempt["text"]) == ("opm-2025", "my answer")
        assert not (home / "settings.toml").exists()

    @pytest.mark.parametrize("mode", ["--typed", "--spoken"])
    @pytest.mark.parametrize("preset", ["drill", "board"])
    def test_nothing_but_narrow_lines_of_text_comes_out(
        self, home: Path, mode: str, preset: str
    ) -> None:
        story = ["", "", "a note", *STORY, ".", "2", "2", "0", "3", "y", OUTCOME, ".", "n", "n"]
        done = piped(
            home, "\n".join([*story, "time?", "pause?", *story]), *CHOICE[:2], mode,
            "--preset", preset,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        assert max(len(line) for line in done.stdout.splitlines()) <= 72
        assert all(c == "\n" or c.isprintable() for c in done.stdout)

    def test_odd_bytes_are_taken_as_they_can_be_read(self, home: Path) -> None:
        given = b"I cut \xff\xfe costs \x00\x1b[2Jin r\xc3\xa9sum\xc3\xa9s.\r\n.\r\n"
        done = run(home, "practice", "--plain", *CHOICE, given=given)
        assert (done.returncode, done.stderr) == (0, "")
        assert history(home)[0]["text"] == "I cut \ufffd\ufffd costs in r\u00e9sum\u00e9s."
        assert "\x1b" not in done.stdout

    def test_a_long_answer_is_taken_whole(self, home: Path) -> None:
        line = " ".join(["I asked the staff what stood in their way."] * 200)
        assert piped(home, f"{line}\n" * 20, *CHOICE).returncode == 0
        assert history(home)[0]["text"] == "\n".join([line] * 20)

    def test_the_answer_is_saved_though_nobody_reads_the_talk(self, home: Path) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "mock_panel", "practice", "--plain", *CHOICE],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "MOCK_PANEL_HOME": str(home)},
        )  # fmt: skip
        with process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            process.stdin.write(b"my answer\n.\n")
            process.stdin.close()
            assert process.stderr.read() == b""
            assert process.wait(60) == 0
        assert history(home)[0]["text"] == "my answer"

    def test_without_standard_input_it_ends_like_an_empty_one(self, home: Path) -> None:
        command = f"{sys.executable} -m mock_panel practice --plain <&-"
        done = subprocess.run(
            ["sh", "-c", command], capture_output=True, check=False, timeout=60,
            env={**os.environ, "MOCK_PANEL_HOME": str(home)},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")


class TestWrongOptions:
    @pytest.mark.parametrize(
        ("options", "says"),
        [
            (["--framework", "opm-2205"], "Did you mean 'opm-2025'?"),
            (["--framework", "opm-2025", "--ecq", "leading-peple"], "mean 'leading-people'?"),
            (["--preset", "phon"], "Did you mean 'phone'?"),
            (["--preparation", "-1"], "--preparation"),
            (["--seed", "one"], "--seed"),
        ],
    )
    def test_they_are_named_before_anything_is_asked(
        self, home: Path, options: list[str], says: str
    ) -> None:
        done = piped(home, "my answer", *options)
        assert done.returncode == 2
        assert done.stdout == ""
        assert says in done.stderr
        assert "Traceback" not in done.stderr

    def test_a_title_may_stand_for_an_id(self, home: Path) -> None:
        piped(home, "my answer", "--framework", "OPM-2006", "--ecq", "Leading People")
        assert history(home)[0]["ecq"] == "leading-people"

    def test_the_app_is_not_opened_in_a_pipe(self, home: Path) -> None:
        done = run(home, "practice", *CHOICE)
        assert done.returncode == 2
        assert done.stdout == ""
        assert "--plain" in done.stderr


class TestTheApp:
    """Without --plain the app opens; which session it is told to open is what counts here."""

    @pytest.fixture
    def opened(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> list[SessionSetup]:
        setups: list[SessionSetup] = []

        def open_app(setup: SessionSetup) -> int:
            setups.append(setup)
            return 0

        monkeypatch.setenv("MOCK_PANEL_HOME", str(home))
        monkeypatch.setattr("mock_panel.tui.launch.open_app", open_app)
        monkeypatch.setattr("mock_panel.cli.practice._is_terminal", lambda _: True)
        return setups

    def test_it_opens_with_what_the_settings_and_the_preset_say(
        self, home: Path, opened: list[SessionSetup]
    ) -> None:
        home.mkdir()
        (home / "settings.toml").write_text(
            'framework = "opm-2006"\nanswer_mode = "spoken"\nvoice = false\n'
        )
        assert run_in_process(["practice"]) == 0
        [setup] = opened
        assert (setup.framework, setup.preset, setup.ecqs) == ("opm-2006", "drill", ())
        assert (setup.mode, setup.voice) == (AnswerMode.SPOKEN, False)
        assert setup.preparation_seconds == 30
        assert setup.seed > 0

    def test_options_go_before_the_settings(self, opened: list[SessionSetup]) -> None:
        options = ["--ecq", "leading-people", "--ecq", "Driving Efficiency", "--preset", "board",
                   "--seed", "7", "--typed", "--no-voice", "--preparation", "0"]  # fmt: skip
        assert run_in_process(["practice", *options]) == 0
        assert opened == [
            SessionSetup(
                FrameworkId("opm-2025"), PresetId("board"),
                (EcqId("leading-people"), EcqId("driving-efficiency")),
                AnswerMode.TYPED, voice=False, preparation_seconds=0, seed=7,
            )
        ]  # fmt: skip

    def test_a_wrong_option_is_told_before_the_app_opens(
        self, opened: list[SessionSetup], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run_in_process(["practice", "--ecq", "leading-chang"]) == 2
        assert opened == []
        assert "'leading-chang'" in capsys.readouterr().err


Open = Callable[..., PseudoTerminal]


@pytest.fixture
def terminal(home: Path) -> Iterator[Open]:
    opened: list[PseudoTerminal] = []

    def open_one(*arguments: str) -> PseudoTerminal:
        opened.append(open_terminal(home, "practice", "--plain", *arguments))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


class TestTerminal:
    def test_from_the_first_start_to_a_reviewed_answer(self, home: Path, terminal: Open) -> None:
        person = terminal("--seed", "1", "--no-voice", "--typed")
        person.wait_for("Enter for 1, Executive Core Qualifications, 2025?")
        person.type("")
        person.wait_for("Enter starts at once?")
        person.type("")
        person.wait_for("Enter ends a line?")
        person.type(STORY[0], "time?")
        person.wait_for("is the band.")
        person.type(*STORY[1:], ".")
        for answer in ("2", "2", "1"):
            person.wait_for("Enter skips rating yourself?")
            person.type(answer)
        person.wait_for("1 lowest to 5 highest; Enter skips rating yourself?")
        person.type("3")
        person.wait_for("You rated yourself situation clear, action clear, result partial, level 3")
        person.wait_for("Answer this probe now, y for yes, Enter for no?")
        person.type("y")
        person.wait_for("Enter ends a line?")
        person.type(OUTCOME, ".")
        person.wait_for("With the probe: level")
        person.wait_for("Enter for no?")
        person.type("")
        person.wait_for("Try this question again now, y for yes, m if you had misunderstood it,")
        person.type("")
        person.wait_for("Saved: 1 answer")
        assert person.exit_code() == 0
        assert "\x1b" not in person.screen
        assert history(home)[0]["text"].endswith(OUTCOME)

    def test_preparation_ends_by_the_clock(self, home: Path, terminal: Open) -> None:
        person = terminal(*CHOICE, "--preparation", "1")
        person.wait_for("Preparation is over.")
        person.wait_for("Enter ends a line?")
        person.type("my answer", ".")
        person.wait_for("rating yourself?")
        person.press(b"\x04")
        person.wait_for("Saved: 1 answer")
        assert person.exit_code() == 0
        assert history(home)[0]["preparation_seconds"] >= 1

    def test_ctrl_d_ends_the_answer_and_saves_it(self, home: Path, terminal: Open) -> None:
        person = terminal(*CHOICE, "--preparation", "0")
        person.wait_for("Enter ends a line?")
        person.type("my answer")
        person.press(b"\x04")
        person.wait_for("Saved: 1 answer")
        assert person.exit_code() == 0
        assert history(home)[0]["text"] == "my answer"

    def half_an_answer(self, terminal: Open) -> PseudoTerminal:
        person = terminal(*CHOICE, "--preparation", "0")
        person.wait_for("Enter ends a line?")
        person.type(*STORY[:2], "time?")
        person.wait_for("is the band.")
        return person

    def resume_and_finish(self, home: Path, terminal: Open) -> None:
        person = terminal()
        person.wait_for("An unfinished answer waits")
        person.wait_for("n for a new question, d to delete it, Enter for yes?")
        person.type("")
        person.wait_for("Your words so far:")
        person.wait_for(STORY[1])
        person.wait_for("Press Enter to go on?")
        person.type("", STORY[2], ".")
        person.wait_for("rating yourself?")
        person.type("")
        person.wait_for("Review:")
        person.press(b"\x04")
        assert person.exit_code() == 0
        [attempt] = history(home)
        assert attempt["text"] == "\n".join(STORY)
        assert attempt["pauses"] == 1
        assert drafts(home) == []

    def test_ctrl_c_keeps_the_answer_for_the_next_start(self, home: Path, terminal: Open) -> None:
        person = self.half_an_answer(terminal)
        person.press(b"\x03")
        person.wait_for("`mock-panel practice --plain` goes on with it.")
        assert person.exit_code() == 130
        assert "Traceback" not in person.screen
        self.resume_and_finish(home, terminal)

    def test_kill_9_loses_no_line(self, home: Path, terminal: Open) -> None:
        self.half_an_answer(terminal).kill()
        self.resume_and_finish(home, terminal)

    def test_kill_9_loses_no_line_of_a_probes_answer(self, home: Path, terminal: Open) -> None:
        person = terminal(*CHOICE, "--preparation", "0")
        person.wait_for("Enter ends a line?")
        person.type(*STORY, ".")
        person.wait_for("rating yourself?")
        person.type("")
        person.wait_for("Answer this probe now, y for yes, Enter for no?")
        person.type("y")
        person.wait_for("Your answer, Enter ends a line?")
        person.type(OUTCOME, "time?")
        person.wait_for("0 seconds.")
        person.kill()
        later = terminal()
        later.wait_for("An unfinished answer to a probe waits")
        later.wait_for("Enter for yes?")
        later.type("")
        later.wait_for(OUTCOME)
        later.wait_for("Enter ends a line?")
        later.type(".")
        later.wait_for("Enter for no?")
        later.press(b"\x04")
        later.wait_for("Saved: the answer to the probe")
        assert later.exit_code() == 0
        assert history(home)[0]["text"] == "\n".join(STORY) + f"\n\n{OUTCOME}"
        assert drafts(home) == []

    def test_a_closed_window_loses_no_line(self, home: Path, terminal: Open) -> None:
        person = self.half_an_answer(terminal)
        person.hang_up()
        assert person.exit_code() == 130
        self.resume_and_finish(home, terminal)

    def test_a_request_to_end_loses_no_line(self, home: Path, terminal: Open) -> None:
        person = self.half_an_answer(terminal)
        person.process.terminate()
        assert person.exit_code() == 130
        self.resume_and_finish(home, terminal)

    def test_ctrl_c_with_nothing_written_leaves_nothing(self, home: Path, terminal: Open) -> None:
        person = terminal(*CHOICE, "--preparation", "0")
        person.wait_for("Enter ends a line?")
        person.press(b"\x03")
        person.wait_for("Nothing is waiting to be finished.")
        assert person.exit_code() == 130
        assert drafts(home) == []

    def test_ctrl_c_at_the_first_question_of_all(self, terminal: Open) -> None:
        person = terminal()
        person.wait_for("Which set of ECQs")
        person.press(b"\x03")
        assert person.exit_code() == 130
        assert "Traceback" not in person.screen

    def test_a_draft_is_left_for_later_or_deleted(self, home: Path, terminal: Open) -> None:
        self.half_an_answer(terminal).kill()
        for answer, waits in (("n", True), ("d", False)):
            person = terminal(*CHOICE, "--preparation", "0")
            person.wait_for("Enter for yes?")
            person.type(answer)
            person.wait_for("Enter ends a line?")
            person.press(b"\x03")
            assert person.exit_code() == 130
            assert bool(drafts(home)) == waits

    def test_a_pipe_leaves_a_draft_alone_and_says_so(self, home: Path, terminal: Open) -> None:
        self.half_an_answer(terminal).kill()
        done = piped(home, "my answer\n.\n", *CHOICE)
        assert done.returncode == 0
        assert "It is left alone" in done.stderr
        assert history(home)[0]["text"] == "my answer"
        assert len(drafts(home)) == 1

    def test_two_windows_do_not_offer_each_others_answer(self, home: Path, terminal: Open) -> None:
        first = self.half_an_answer(terminal)
        second = terminal(*CHOICE, "--preparation", "0")
        second.wait_for("Enter ends a line?")
        assert "unfinished" not in second.screen
        for person, text in ((second, "second"), (first, "first")):
            person.type(text, ".")
            person.wait_for("rating yourself?")
            person.press(b"\x04")
            person.wait_for("Saved: 1 answer")
            assert person.exit_code() == 0
        assert len(history(home)) == 2

    def test_a_database_that_stays_locked_fails_names_the_draft_and_loses_nothing(
        self, home: Path, terminal: Open
    ) -> None:
        person = self.half_an_answer(terminal)
        other = sqlite3.connect(home / "mock-panel.db", isolation_level=None)
        try:
            other.execute("BEGIN IMMEDIATE")
            person.type(".")
            person.wait_for("rating yourself?")
            person.type("")
            person.wait_for("Try again, n for no, Enter for yes?")
            person.press(b"\x04")
            person.wait_for("goes on with it.")
            assert person.exit_code() == 1
        finally:
            other.close()
        assert str(home / "drafts") in person.screen.replace("\n", "")
        assert "Traceback" not in person.screen
        later = terminal()
        later.wait_for("Enter for yes?")
        later.type("")
        later.wait_for("rating yourself?")
        later.press(b"\x04")
        assert later.exit_code() == 0
        assert history(home)[0]["text"] == "\n".join(STORY[:2])


def test_plain_mode_needs_no_textual(home: Path) -> None:
    code = (
        "import sys; from mock_panel.cli.root import run; "
        "run(['practice', '--plain', '--framework', 'opm-2025']); "
        "print('textual' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=b"my answer", capture_output=True, check=True,
        env={**os.environ, "MOCK_PANEL_HOME": str(home)}, timeout=60,
    )  # fmt: skip
    assert done.stdout.decode().splitlines()[-1] == "False"
