"""Spoken answers one after the other in one app, and what its process holds after each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.speech.household import Household
from tests.speech.spoken_app import (
    DONE,
    ENTER,
    ESCAPE,
    NO_WORDS,
    SpokenApp,
    spoken_app,
    spoken_home,
)

SETTLED_SECONDS = 0.4
"""Until threads and children of the last answer are gone."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a process holds."""

    megabytes: float
    threads: int
    descriptors: int
    children: int


class ManyAnswers:
    """An app in which one question is answered after the other, from Home and back."""

    def __init__(self, app: SpokenApp, household: Household) -> None:
        self._app = app
        self._household = household

    def answer(self) -> None:
        """One question in the voice, cut short, and a third of a second of an answer."""
        app = self._app
        app.keys(ENTER)
        app.until("Enter begins at once")
        app.keys(ENTER)
        app.until("listening:")
        app.feed_for(0.3)
        app.keys(DONE)
        app.until("ctrl+s goes on")
        app.keys(NO_WORDS)
        app.until("How good was it?")
        app.keys(ESCAPE)
        app.until("timed, not scored")
        app.keys("n")
        app.until("Readiness")

    def holding(self) -> Holding:
        """After the app has come to rest."""
        self._app.feed_for(SETTLED_SECONDS)
        process = Path("/proc", str(self._app.process.pid))
        status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        return Holding(
            megabytes=int(status["VmRSS"].split()[0]) / 1024,
            threads=int(status["Threads"]),
            descriptors=len(list((process / "fd").iterdir())),
            children=len(self._household.living()) - 1,
        )


@contextmanager
def many_answers(folder: Path, household: Household) -> Iterator[ManyAnswers]:
    """At Home, before the first."""
    with spoken_app(spoken_home(folder, voice=True)) as app:
        app.until("Readiness")
        yield ManyAnswers(app, household)
        app.quit()
