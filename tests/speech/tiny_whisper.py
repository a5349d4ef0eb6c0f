"""A Whisper model of a few hundred kilobytes that CTranslate2 runs; it hears the same words always.

Its layers do nothing. Its position encodings say which token comes at which place, so that the
decoder writes down the sentence below - after exactly the prompt that the adapter gives it, and
after no other.
"""

import json
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import tokenizers

from mock_panel.speech.models import Model
from mock_panel.speech.recognisers.faster_whisper import PROMPT

WORDS = (" Um", " I", " led", " the", " team", ".")
BEGIN, END = 0.0, 6.0
"""Seconds, as the model itself says them."""
_SIZE, _STATES, _SOURCE_POSITIONS, _TARGET_POSITIONS, _MELS = 64, 64, 1500, 448, 80
_FRAMES_A_SECOND = 50
_TIMES = [f"<|{i * 0.02:.2f}|>" for i in range(1501)]
_SPECIAL = [
    "<|endoftext|>", "<|startoftranscript|>", "<|translate|>", "<|transcribe|>",
    "<|startoflm|>", "<|startofprev|>",
    "<|nospeech|>", "<|notimestamps|>",
]  # fmt: skip


def build(folder: Path, model: Model) -> Path:
    """Write the files of a Whisper model into a new folder."""
    letters = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet())
    tokens = [*letters, *(word.replace(" ", "Ġ") for word in WORDS if len(word) > 1)]
    spec = _spec([*tokens, *_SPECIAL, *_TIMES])
    spec.validate()
    folder.mkdir(parents=True)
    spec.save(str(folder))
    _tokenizer(tokens).save(str(folder / "tokenizer.json"))
    names = json.loads((folder / "vocabulary.json").read_text())
    (folder / "vocabulary.json").unlink()
    (folder / "vocabulary.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    assert not list(model.missing(folder))
    return folder


def _tokenizer(tokens: list[str]) -> tokenizers.Tokenizer:
    vocabulary = {token: number for number, token in enumerate(tokens)}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE(vocabulary, merges=[]))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = tokenizers.decoders.ByteLevel()
    tokenizer.add_special_tokens(_SPECIAL)
    tokenizer.add_tokens(_TIMES)
    return tokenizer


def _spec(names: list[str]) -> Any:
    spec = ctranslate2.specs.WhisperSpec(1, 1, 1, 1)
    spec.register_vocabulary(names)
    spec.config.alignment_heads = [(0, 0)]
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.config.lang_ids = []
    numbers = {name: number for number, name in enumerate(names)}
    embeddings = np.random.default_rng(1).normal(size=(len(names), _STATES)).astype(np.float32)
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)

    encoder, decoder = spec.encoder, spec.decoder
    _linear(encoder.conv1, _STATES, _MELS, 3)
    _linear(encoder.conv2, _STATES, _STATES, 3)
    seconds = np.arange(_SOURCE_POSITIONS) // _FRAMES_A_SECOND
    encoder.position_encodings.encodings = 20 * np.eye(_STATES, dtype=np.float32)[seconds]
    _norm(encoder.layer_norm)
    _layer(encoder.layer[0])

    decoder.embeddings.weight = embeddings
    decoder.projection.weight = embeddings
    decoder.position_encodings.encodings = _script(numbers, embeddings)
    _norm(decoder.layer_norm, 4.0)
    _layer(decoder.layer[0])
    _norm(decoder.layer[0].attention.layer_norm)
    # Each place of the sentence looks at a second of sound: that is how words get their times.
    ask, look, answer = decoder.layer[0].attention.linear
    _linear(ask, _STATES, _STATES)
    _linear(look, 2 * _STATES, _STATES)
    _linear(answer, _STATES, _STATES)
    ask.weight = np.eye(_STATES, dtype=np.float32)
    look.weight[:_STATES] = np.eye(_STATES, dtype=np.float32)
    return spec


def _script(numbers: dict[str, int], embeddings: np.ndarray) -> np.ndarray:
    """At each place, what comes next; elsewhere, the end."""
    said = [f"<|{BEGIN:.2f}|>", *(word.replace(" ", "Ġ") for word in WORDS), f"<|{END:.2f}|>"]
    # One token a letter, for this tokenizer joins none, and two tokens around them.
    first = len(f" {PROMPT}") + 1
    next_token = dict(enumerate(said, start=first))
    places = [next_token.get(place, "<|endoftext|>") for place in range(_TARGET_POSITIONS)]
    script: np.ndarray = 20 * embeddings[[numbers[name] for name in places]]
    # When words are given their times, the sentence comes without the prompt, after two tokens.
    script[1 : len(WORDS) + 2] = 20 * np.eye(_STATES, dtype=np.float32)[: len(WORDS) + 1]
    return script


def _layer(layer: Any) -> None:
    _norm(layer.self_attention.layer_norm)
    _linear(layer.self_attention.linear[0], 3 * _STATES, _STATES)
    _linear(layer.self_attention.linear[1], _STATES, _STATES)
    _norm(layer.ffn.layer_norm)
    _linear(layer.ffn.linear_0, _SIZE, _STATES)
    _linear(layer.ffn.linear_1, _STATES, _SIZE)


def _norm(spec: Any, gamma: float = 1.0) -> None:
    spec.gamma = np.full(_STATES, gamma, dtype=np.float32)
    spec.beta = _zeros(_STATES)


def _linear(spec: Any, *shape: int) -> None:
    spec.weight = _zeros(*shape)
    spec.bias = _zeros(shape[0])


def _zeros(*shape: int) -> np.ndarray:
    return np.zeros(shape, dtype=np.float32)
