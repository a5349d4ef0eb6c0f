"""The microphones and recognisers that can be chosen: asked of a child, and of the catalogue."""

import tempfile
import threading
from pathlib import Path

from mock_panel.domain.speech import ListeningMeans, RecogniserOffered
from mock_panel.speech.floor import Floor
from mock_panel.speech.probe import MICROPHONE_WORKER, PATIENCE_SECONDS
from mock_panel.speech.recognisers.catalogue import ENTRIES, best_recogniser
from mock_panel.speech.trouble import Trouble
from mock_panel.speech.turn import StoppedError, TroubleError


class MachineMeans:
    """What this machine has; no library of sound or speech is loaded in this process.

    Safe to call from any thread; who asks second waits for the first.

    Args:
        models: the directory of all models; it need not exist.
        patience: seconds to wait for a sound system that does not answer.
    """

    def __init__(self, models: Path, *, patience: float = PATIENCE_SECONDS) -> None:
        self._models = models
        self._patience = patience
        self._one_at_a_time = threading.Lock()
        self._floor = Floor()

    def find(self, microphone: str = "") -> ListeningMeans:
        """Look now; never raises.

        Args:
            microphone: one that is listed if it is there, though it would not be offered: what
                hears what the speakers play.
        """
        microphones: tuple[str, ...] = ()
        reason = ""
        try:
            microphones = self._microphones(microphone)
        except StoppedError:
            pass
        except TroubleError as error:
            stuck = error.trouble is Trouble.NO_ANSWER
            reason = Trouble.MICROPHONE_STUCK.explain() if stuck else str(error)
        except OSError as error:
            reason = Trouble.NOT_WRITTEN.explain(error.strerror or str(error))
        return ListeningMeans(
            microphones,
            reason,
            tuple(
                RecogniserOffered(each.recogniser, each.engine, each.to_type(self._models))
                for each in ENTRIES
            ),
            best_recogniser(self._models).reason,
        )

    def _microphones(self, wanted: str) -> tuple[str, ...]:
        with (
            self._one_at_a_time,
            self._floor.take() as turn,
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch,
        ):
            told = turn.run(
                MICROPHONE_WORKER,
                {"microphone": wanted or None},
                patience=self._patience,
                scratch=Path(scratch),
            )
        # Two of one make have one name.
        return tuple(dict.fromkeys(n for n in (told["system"], *told["devices"]) if n))

    def close(self) -> None:
        """End every process that was started."""
        self._floor.close()
