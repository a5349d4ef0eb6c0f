"""What speaks, listens and plays, each in a process of its own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mock_panel.bootstrap.parts import Parts
from mock_panel.paths import Paths
from mock_panel.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from mock_panel.practice.ports.sound import (
        DeliveryMeter,
        MeansFinder,
        Player,
        Recorder,
        Recordings,
        Speaker,
        SpeechProbe,
        Transcriber,
        Voices,
    )


def _new_speaker(paths: Paths, settings: Settings) -> "Speaker":
    from mock_panel.speech.voice import ChildSpeaker

    return ChildSpeaker(
        paths.voice_cache,
        rate=settings.voice_rate,
        voice=settings.voice_id or None,
        volume=settings.voice_volume,
    )


def _new_recorder(paths: Paths, settings: Settings) -> "Recorder":
    from mock_panel.speech.recorder import ChildRecorder

    return ChildRecorder(paths.recordings, microphone=settings.microphone or None)


@dataclass
class SoundParts(Parts):
    """The voice, the microphone, the recogniser, and what finds out about them."""

    new_speaker: "Callable[[Paths, Settings], Speaker]" = _new_speaker
    new_recorder: "Callable[[Paths, Settings], Recorder]" = _new_recorder

    @property
    def speaker(self) -> "Speaker":
        """The voice, in a process of its own."""
        return self._once("speaker", lambda: self.new_speaker(self.paths, self.settings))

    def trial_speaker(self, settings: Settings) -> "Speaker":
        """The voice as these settings would have it, saved or not; the last trial falls silent."""
        self.end_trial()
        return self._once("trial_speaker", lambda: self.new_speaker(self.paths, settings))

    def end_trial(self) -> None:
        """Silence the voice that was tried last."""
        self._end("trial_speaker")

    @property
    def voices(self) -> "Voices":
        """What voices there are to choose from, found out in a process of its own."""

        def make() -> "Voices":
            from mock_panel.speech.voices import ChildVoices

            return ChildVoices()

        return self._once("voices", make)

    @property
    def recorder(self) -> "Recorder":
        """The microphone, in a process of its own."""
        return self._once("recorder", lambda: self.new_recorder(self.paths, self.settings))

    def trial_recorder(self, settings: Settings) -> "Recorder":
        """The microphone as these settings would have it, saved or not; ends the last trial."""
        self._end("trial_recorder")
        return self._once("trial_recorder", lambda: self.new_recorder(self.paths, settings))

    def end_recording(self) -> None:
        """Let go of the microphone; what was recorded stays, to be gone on with."""
        self._end("recorder")

    @property
    def recordings(self) -> "Recordings":
        """The sound files."""

        def make() -> "Recordings":
            from mock_panel.speech.recordings import RecordingFiles

            return RecordingFiles(self.paths.recordings)

        return self._once("recordings", make)

    @property
    def player(self) -> "Player":
        """Plays recordings, in a process of its own."""

        def make() -> "Player":
            from mock_panel.speech.player import ChildPlayer

            return ChildPlayer()

        return self._once("player", make)

    @property
    def measure_delivery(self) -> "DeliveryMeter":
        """How an answer was said, measured from what was recorded and recognised."""
        from mock_panel.speech.delivery import measure_delivery

        return measure_delivery

    @property
    def transcriber(self) -> "Transcriber":
        """The recogniser, in a process of its own."""

        def make() -> "Transcriber":
            from mock_panel.speech.reach import BestTranscriber

            return BestTranscriber(
                self.paths.models, self.paths.scratch, wanted=self.settings.recogniser
            )

        return self._once("transcriber", make)

    @property
    def speech_probe(self) -> "SpeechProbe":
        """Looks at what the machine can do with a spoken answer, and the user wants of it."""

        def make() -> "SpeechProbe":
            from mock_panel.speech.reach import MachineProbe

            return MachineProbe(
                self.paths.models,
                microphone=self.settings.microphone or None,
                recogniser=self.settings.recogniser,
                records=self.settings.record,
            )

        return self._once("speech_probe", make)

    @property
    def listening_means(self) -> "MeansFinder":
        """What microphones and recognisers there are to choose from."""

        def make() -> "MeansFinder":
            from mock_panel.speech.means import MachineMeans

            return MachineMeans(self.paths.models)

        return self._once("listening_means", make)
