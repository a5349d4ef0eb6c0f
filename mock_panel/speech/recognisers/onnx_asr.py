"""Parakeet and its relatives through onnx-asr: accurate, and they write "um" and "uh" down."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mock_panel.domain.speech import Word
from mock_panel.speech.recognisers.engine import LibraryMissingError, ModelUnusableError, samples_of

QUANTIZATION = "int8"
_TAIL_SECONDS = 0.24
"""From the start of a word's last token to its end: three frames of the model."""
_CONTROL = re.compile(r"<.*>")
_CLOSING = frozenset(".,!?;:%")
Token = tuple[str, float, float | None]
"""Text, with a leading space where a word begins; seconds; logarithm of its probability."""


class OnnxAsr:
    """A model of onnx-asr, from a folder and never from the network."""

    longest = 24.0
    """Its authors name 20 to 30."""

    def __init__(self, kind: str, folder: Path | None) -> None:
        try:
            import onnx_asr  # noqa: PLC0415 - in the child, and only for this recogniser
        except (ImportError, OSError) as error:
            raise LibraryMissingError(str(error)) from error
        try:
            # One provider everywhere: the result may not depend on the machine's graphics.
            self._model = onnx_asr.load_model(
                kind, folder, quantization=QUANTIZATION, providers=["CPUExecutionProvider"]
            ).with_timestamps()
        except Exception as error:
            # onnxruntime's own errors have no common base but this.
            raise ModelUnusableError(str(error)) from error

    def words(self, pcm: bytes) -> list[Word]:
        """What is said in a piece of sound, with seconds from the start of the piece."""
        heard = self._model.recognize(samples_of(pcm))
        tokens = heard.tokens or []
        chances: Sequence[float | None] = heard.logprobs or [None] * len(tokens)
        return words_of(zip(tokens, heard.timestamps or [], chances, strict=True))


def words_of(tokens: Iterable[Token]) -> list[Word]:
    """Whole words of the pieces of words that a model writes.

    A model tells when a token begins, not when it ends: a word ends a little after its last
    token begins, or where the next word begins.
    """
    groups = list(_grouped(tokens))
    starts = [group[0][1] for group in groups]
    return [
        _word(group, limit) for group, limit in zip(groups, [*starts[1:], math.inf], strict=False)
    ]


def _grouped(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    group: list[Token] = []
    for token in tokens:
        text = token[0]
        if not text.strip() or _CONTROL.fullmatch(text.strip()):
            continue
        if group and text.startswith(" ") and not set(text.strip()) <= _CLOSING:
            yield group
            group = []
        group.append(token)
    if group:
        yield group


def _word(group: Sequence[Token], limit: float) -> Word:
    spoken = [token for token in group if any(c.isalnum() for c in token[0])] or group
    chances = [chance for _, _, chance in group if chance is not None]
    return Word(
        "".join(text.strip() for text, _, _ in group),
        spoken[0][1],
        max(spoken[0][1], min(spoken[-1][1] + _TAIL_SECONDS, limit)),
        math.exp(min(0.0, sum(chances) / len(chances))) if chances else None,
    )
