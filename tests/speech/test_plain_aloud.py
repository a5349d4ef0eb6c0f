"""A spoken answer in plain lines with all real parts: microphone, recogniser, player, signals."""

import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import jiwer
import pytest

from mock_panel.bootstrap.services import build_services
from mock_panel.domain.attempts import Attempt
from mock_panel.domain.speech import SpokenAnswer
from mock_panel.paths import Paths
from tests.cli.pseudo_terminal import PseudoTerminal, open_terminal
from tests.real_parts import require
from tests.speech.answers_aloud import say
from tests.speech.household import Household
from tests.speech.sound_loop import SoundLoop
from tests.speech.spoken_app import drafts, sound_files, spoken_home
from tests.speech.staircase import pcm_of

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("sound loop")]

SAID = "By the end of the year it was down by half."
ANSWER = ("practice", "--plain", "--spoken", "--preparation", "0", "--ecq", "leading-people")
CTRL_C = b"\x03"

Open = Callable[..., PseudoTerminal]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return spoken_home(tmp_path / "home")


@pytest.fixture
def terminal(home: Path) -> Iterator[Open]:
    opened: list[PseudoTerminal] = []

    def open_one(*arguments: str) -> PseudoTerminal:
        opened.append(open_terminal(home, *arguments))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def aloud(tmp_path: Path) -> Callable[[str], None]:
    """Says a text into the microphone, to its end."""
    require("paplay", "no paplay: sudo apt install pulseaudio-utils")

    def speak(text: str) -> None:
        sound = say(tmp_path / "said.wav", text)
        subprocess.run(["paplay", str(sound)], check=True, timeout=60)

    return speak


def plain(text: str) -> str:
    return re.sub(r"[^a-z ]", "", text.lower())


def only_attempt(home: Path) -> tuple[Attempt, SpokenAnswer]:
    """What is stored, without the wait for another process."""
    [attempt] = build_services(Paths(home)).attempts.attempts()
    assert attempt.spoken is not None
    return attempt, attempt.spoken


def accept_the_words(person: PseudoTerminal) -> None:
    """From the note, which is none, to the self-rating."""
    person.type("")
    person.wait_for("PocketSphinx heard:")
    person.wait_for("Enter to leave them out?")
    person.type("y")
    person.wait_for("Enter skips rating yourself?")


def is_left(person: PseudoTerminal, household: Household) -> None:
    """The program has said where to go on, and has ended with all that it started."""
    person.wait_for("`mock-panel practice --plain` goes on with it.")
    assert person.exit_code() == 130
    household.wait_until_empty()


def test_a_whole_answer_in_plain_lines(
    home: Path,
    terminal: Open,
    aloud: Callable[[str], None],
    loop: SoundLoop,
    household: Household,
) -> None:
    person = terminal(*ANSWER)
    person.wait_for("Speak: you are recorded by Loop-microphone. Press Enter when you have")
    aloud(SAID)
    person.type("")
    person.wait_for("A note on what you said, Enter for none?")
    accept_the_words(person)
    person.type("")
    person.wait_for("Delivery, never part of the level.")
    person.wait_for("Fillers: none found (by the rough recogniser PocketSphinx);")
    person.wait_for("Enter for no?")
    person.type("n")
    person.wait_for("l to hear your answer, Enter for no?")
    began = time.monotonic()
    person.type("l")
    person.wait_for("Press Enter to stop?")
    loop.ear.wait_for_sound(began, seconds=0.3)
    person.type("")
    person.wait_for("l to hear your answer, Enter for no?")
    person.type("")
    person.wait_for("Saved: 1 answer")
    assert person.exit_code() == 0
    household.wait_until_empty()
    assert "\x1b" not in person.screen
    assert max(len(line) for line in person.screen.splitlines()) <= 72

    attempt, speech = only_attempt(home)
    assert speech.transcript is not None
    assert attempt.text == speech.transcript.text
    assert jiwer.wer(plain(SAID), plain(attempt.text)) <= 0.4
    assert attempt.timing.first_word == pytest.approx(speech.recording.speech[0].start, abs=1)
    assert attempt.timing.answer == pytest.approx(speech.recording.seconds, abs=1)
    assert [path.stem for path in sound_files(home)] == [attempt.id]
    assert drafts(home) == []


def test_ctrl_c_keeps_the_sound_and_the_next_start_goes_on_with_it(
    home: Path,
    terminal: Open,
    aloud: Callable[[str], None],
    loop: SoundLoop,
    household: Household,
) -> None:
    person = terminal(*ANSWER)
    person.wait_for("you are recorded by Loop-microphone")
    aloud(SAID)
    person.press(CTRL_C)
    is_left(person, household)
    [draft] = drafts(home)
    assert (draft["phase"], draft["first_word_seconds"] is not None) == ("answering", True)
    [part] = sound_files(home)
    assert part.name == f"{draft['attempt']}.part.wav"
    kept = len(pcm_of(part)) / 32000

    person = terminal(*ANSWER)
    person.wait_for("Enter for yes?")
    person.type("")
    person.wait_for("Press Enter to go on?")
    person.type("")
    person.wait_for("you are recorded by Loop-microphone")
    time.sleep(0.7)
    person.type("")
    person.wait_for("Enter for none?")
    person.type("", "")
    household.wait_for("transcribe_worker")
    person.process.send_signal(signal.SIGTERM)
    is_left(person, household)
    [draft] = drafts(home)
    assert draft["phase"] == "words"

    person = terminal(*ANSWER)
    person.wait_for("Enter for yes?")
    person.type("")
    person.wait_for("Enter for none?")
    accept_the_words(person)
    person.press(b"\x04")
    person.wait_for("Saved: 1 answer")
    assert person.exit_code() == 0
    household.wait_until_empty()
    attempt, speech = only_attempt(home)
    assert attempt.id == draft["attempt"]
    assert jiwer.wer(plain(SAID), plain(attempt.text)) <= 0.4
    assert speech.recording.seconds >= kept + 0.5
    assert attempt.timing.answer == pytest.approx(speech.recording.seconds, abs=2)
    assert drafts(home) == []
