"""Playing a recording back: from where, how far, how fast it stops, and what cannot be played."""

import os
import signal
import threading
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_panel.domain.speech import Spoken
from mock_panel.practice.ports.sound import Player
from mock_panel.speech.player import PLAY_WORKER, ChildPlayer
from tests.real_parts import require
from tests.speech.conftest import Hiding
from tests.speech.household import Household
from tests.speech.sound_loop import SoundLoop
from tests.speech.tones import tone

RATE = 16000


@pytest.fixture
def player() -> Iterator[ChildPlayer]:
    player = ChildPlayer()
    yield player
    player.close()


def quiet_then_loud(path: Path, quiet: float, loud: float) -> Path:
    """A recording that is silent for so many seconds, then sounds for so many."""
    sounding = tone(path.with_name("loud.wav"), loud).read_bytes()[44:]
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(bytes(int(quiet * RATE) * 2) + sounding)
    return path


def flac(path: Path) -> Path:
    """A FLAC file with the sound of a WAV file, each frame verbatim or constant."""
    with wave.open(str(path)) as file:
        samples = file.readframes(file.getnframes())
    made = path.with_suffix(".flac")
    made.write_bytes(b"".join(_flac_stream(samples)))
    return made


def _flac_stream(samples: bytes, block: int = 4096) -> Iterator[bytes]:
    total = len(samples) // 2
    yield b"fLaC" + bytes([0x80]) + (34).to_bytes(3)
    yield block.to_bytes(2) * 2 + bytes(6)
    yield (RATE << 44 | 0 << 41 | 15 << 36 | total).to_bytes(8) + bytes(16)
    for number, start in enumerate(range(0, total, block)):
        piece = samples[2 * start : 2 * (start + block)]
        count = len(piece) // 2
        assert number < 128
        # Sync; block size in 16 bits at the end, 16 kHz; mono of 16 bits; the frame's number.
        head = bytes([0xFF, 0xF8, 0x75, 0x08, number]) + (count - 1).to_bytes(2)
        head += bytes([_crc(head, 8, 0x07)])
        big_endian = bytearray(piece)
        big_endian[::2], big_endian[1::2] = piece[1::2], piece[::2]
        frame = head + b"\x02" + bytes(big_endian)
        yield frame + _crc(frame, 16, 0x8005).to_bytes(2)


def _crc(data: bytes, width: int, polynomial: int) -> int:
    value, top, mask = 0, 1 << (width - 1), (1 << width) - 1
    for byte in data:
        value ^= byte << (width - 8)
        for _ in range(8):
            value = ((value << 1) ^ polynomial if value & top else value << 1) & mask
    return value


class Playing(threading.Thread):
    """Somebody's thread in which a recording is played."""

    def __init__(self, player: Player, path: Path, start: float = 0.0) -> None:
        super().__init__()
        self._player, self._path, self._start = player, path, start
        self.spoken: Spoken | None = None
        self.positions: list[tuple[float, float]] = []
        """When it was told, and the second."""
        self.began = time.monotonic()
        self.start()

    def run(self) -> None:
        self.spoken = self._player.play(
            self._path,
            self._start,
            lambda second: self.positions.append((time.monotonic(), second)),
        )

    def result(self) -> Spoken | None:
        self.join(10)
        assert not self.is_alive()
        return self.spoken

    def wait_for_second(self, second: float) -> None:
        while not self.positions or self.positions[-1][1] < second:
            assert self.is_alive(), "it ended before"
            time.sleep(0.01)

    def position_at(self, moment: float) -> float:
        """The second that is being heard at a moment, by the report that came with least delay."""
        return moment - min(at - second for at, second in self.positions)


@pytest.mark.real
class TestWithASoundServer:
    def test_the_position_is_what_is_being_heard(
        self, tmp_path: Path, loop: SoundLoop, player: ChildPlayer
    ) -> None:
        playing = Playing(player, quiet_then_loud(tmp_path / "a.wav", 0.7, 0.6))
        assert playing.result() == Spoken(True)
        loud = loop.ear.loud_since(playing.began)
        assert playing.position_at(loud[0]) == pytest.approx(0.7, abs=0.08)
        seconds = [second for _, second in playing.positions]
        assert seconds == sorted(seconds)
        assert len(seconds) == pytest.approx(14, abs=3)
        assert seconds[-1] == pytest.approx(1.3, abs=0.01)

    def test_it_begins_at_any_second(
        self, tmp_path: Path, loop: SoundLoop, player: ChildPlayer
    ) -> None:
        playing = Playing(player, quiet_then_loud(tmp_path / "a.wav", 3.0, 0.9), start=3.5)
        assert playing.result() == Spoken(True)
        assert len(loop.ear.loud_since(playing.began)) == pytest.approx(40, abs=5)
        assert playing.positions[0][1] >= 3.5
        assert playing.positions[-1][1] == pytest.approx(3.9, abs=0.01)

    def test_a_start_past_the_end_is_the_end(
        self, tmp_path: Path, loop: SoundLoop, player: ChildPlayer
    ) -> None:
        playing = Playing(player, tone(tmp_path / "a.wav", 0.3), start=99)
        assert playing.result() == Spoken(True)
        assert loop.ear.loud_since(playing.began) == []
        assert playing.positions[-1][1] == pytest.approx(0.3)

    @pytest.mark.usefixtures("loop")
    def test_silence_at_its_end_is_part_of_a_recording(
        self, tmp_path: Path, player: ChildPlayer
    ) -> None:
        playing = Playing(player, tone(tmp_path / "a.wav", 0.2, silence=0.4))
        assert playing.result() == Spoken(True)
        assert playing.positions[-1][1] == pytest.approx(0.6, abs=0.01)

    def test_flac_sounds_like_the_wav_it_was(
        self, tmp_path: Path, loop: SoundLoop, player: ChildPlayer
    ) -> None:
        playing = Playing(player, flac(quiet_then_loud(tmp_path / "a.wav", 0.2, 0.5)), start=0.1)
        assert playing.result() == Spoken(True)
        assert len(loop.ear.loud_since(playing.began)) == pytest.approx(50, abs=5)

    def test_an_unfinished_recording_is_played_as_far_as_it_goes(
        self, tmp_path: Path, loop: SoundLoop, player: ChildPlayer
    ) -> None:
        """Cut off in the middle of a sample, with more promised than there is."""
        whole = tone(tmp_path / "a.wav", 1.0).read_bytes()
        part = tmp_path / "a.part.wav"
        part.write_bytes(whole[: 44 + RATE + 1])
        playing = Playing(player, part)
        assert playing.result() == Spoken(True)
        assert playing.positions[-1][1] == pytest.approx(0.5, abs=0.01)
        assert len(loop.ear.loud_since(playing.began)) == pytest.approx(50, abs=5)

    def test_stop_is_heard_within_a_twentieth_of_a_second(
        self, tmp_path: Path, loop: SoundLoop, player: ChildPlayer, household: Household
    ) -> None:
        path, late = tone(tmp_path / "a.wav", 30), []
        for _ in range(3):
            playing = Playing(player, path)
            loop.ear.wait_for_sound(playing.began)
            asked = time.monotonic()
            player.stop()
            assert playing.result() == Spoken(True)
            loop.ear.wait_until_quiet()
            late.append(loop.ear.loud_since(asked)[-1:] or [asked])
            assert household.living() == []
            late[-1] = [late[-1][0] - asked]
        # The best of three: a busy machine may be late to listen, but never early.
        assert min(late)[0] < 0.05

    def test_the_newest_recording_is_heard(
        self, tmp_path: Path, loop: SoundLoop, player: ChildPlayer
    ) -> None:
        first = Playing(player, tone(tmp_path / "a.wav", 30))
        loop.ear.wait_for_sound(first.began)
        second = Playing(player, tone(tmp_path / "b.wav", 0.2))
        assert first.result() == Spoken(True)
        assert second.result() == Spoken(True)
        assert second.positions[-1][1] == pytest.approx(0.2, abs=0.01)

    @pytest.mark.usefixtures("loop")
    def test_a_player_that_crashed_goes_on_where_it_was(
        self, tmp_path: Path, player: ChildPlayer, household: Household
    ) -> None:
        playing = Playing(player, tone(tmp_path / "a.wav", 1.0), start=0.2)
        playing.wait_for_second(0.5)
        os.kill(household.wait_for(PLAY_WORKER), signal.SIGKILL)
        assert playing.result() == Spoken(True)
        seconds = [second for _, second in playing.positions]
        assert min(seconds[5:]) >= 0.4
        assert seconds[-1] == pytest.approx(1.0, abs=0.01)

    def test_without_miniaudio_a_player_of_the_system_starts_there_too(
        self, tmp_path: Path, loop: SoundLoop, player: ChildPlayer, hiding: Hiding
    ) -> None:
        require("paplay", "no paplay: sudo apt install pulseaudio-utils")
        hiding.module("miniaudio")
        playing = Playing(player, tone(tmp_path / "a.wav", 1.0), start=0.6)
        assert playing.result() == Spoken(True)
        assert len(loop.ear.loud_since(playing.began)) == pytest.approx(40, abs=6)
        assert playing.positions[-1][1] == pytest.approx(1.0, abs=0.01)

    def test_close_ends_it_and_nothing_is_played_any_more(
        self, tmp_path: Path, loop: SoundLoop, player: ChildPlayer, household: Household
    ) -> None:
        playing = Playing(player, tone(tmp_path / "a.wav", 30))
        loop.ear.wait_for_sound(playing.began)
        player.close()
        assert playing.result() == Spoken(True)
        assert household.living() == []
        assert "turned off" in player.play(tmp_path / "a.wav", 0, lambda _: None).reason


def test_a_recording_that_is_gone_or_damaged_is_told_in_its_own_words(
    tmp_path: Path, player: ChildPlayer
) -> None:
    assert "not there" in player.play(tmp_path / "a.wav", 0, lambda _: None).reason
    for name in ("a.wav", "a.flac"):
        (tmp_path / name).write_bytes(b"RIFF" + os.urandom(5000))
        reason = player.play(tmp_path / name, 0, lambda _: None).reason
        assert reason == "the recording cannot be played: its file is damaged"


@pytest.mark.usefixtures("no_device")
def test_no_device_is_told(tmp_path: Path, player: ChildPlayer) -> None:
    spoken = player.play(tone(tmp_path / "a.wav", 0.2), 0, lambda _: None)
    assert spoken.reason.startswith("no sound device")
