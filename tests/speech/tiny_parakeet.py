"""A model of a few kilobytes that onnx-asr takes for Parakeet; it hears the same words always.

It has every input, output and file of the real one, so that the real adapter, the real library
and the real decoder run. Its encoder writes a fixed table, one row for each 80 milliseconds of
sound, and its decoder passes each row on as the scores of the tokens and of the durations.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from mock_panel.speech.models import MODELS

FRAME_SECONDS = 0.08
VOCABULARY = ("<unk>", "▁I", "▁led", "▁the", "▁tea", "m", ".", "▁um", "<blk>")
BLANK = VOCABULARY.index("<blk>")
DURATIONS = 5
SPOKEN = {2: "▁um", 5: "▁I", 8: "▁led", 12: "▁the", 15: "▁tea", 18: "m", 19: "."}
"""The frame at which each token is heard."""
_IR_VERSION, _OPSET = 8, 17


def build(folder: Path, *, frames: int = 400) -> Path:
    """Write the files of Parakeet into a new folder.

    Args:
        folder: to be made.
        frames: rows of the table; the model fails with longer sound.
    """
    folder.mkdir(parents=True)
    lines = [f"{token} {number}" for number, token in enumerate(VOCABULARY)]
    (folder / "vocab.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "config.json").write_text(
        '{"model_type": "nemo-conformer-tdt", "features_size": 128, "subsampling_factor": 8}'
    )
    onnx.save(_encoder(frames), str(folder / "encoder-model.int8.onnx"))
    onnx.save(_decoder(), str(folder / "decoder_joint-model.int8.onnx"))
    assert not list(MODELS[0].missing(folder))
    return folder


def _table(frames: int) -> np.ndarray:
    """Rows of scores: the token wins by far, and then the duration of one frame."""
    table = np.zeros((1, frames, len(VOCABULARY) + DURATIONS), dtype=np.float32)
    for frame in range(frames):
        token = SPOKEN.get(frame)
        table[0, frame, VOCABULARY.index(token) if token else BLANK] = 8.0
        table[0, frame, len(VOCABULARY) + 1] = 1.0
    return table


def _encoder(frames: int) -> onnx.ModelProto:
    size = len(VOCABULARY) + DURATIONS
    constants = {
        "table": _table(frames),
        "eight": np.array([8], dtype=np.int64),
        "zero": np.array([0], dtype=np.int64),
        "one": np.array([1], dtype=np.int64),
    }
    nodes = [
        helper.make_node("Sub", ["length", "one"], ["less"]),
        helper.make_node("Div", ["less", "eight"], ["steps"]),
        helper.make_node("Add", ["steps", "one"], ["encoded_lengths"]),
        helper.make_node("Slice", ["table", "zero", "encoded_lengths", "one"], ["rows"]),
        helper.make_node("Transpose", ["rows"], ["outputs"], perm=[0, 2, 1]),
    ]
    return _model(
        nodes,
        constants,
        [("audio_signal", TensorProto.FLOAT, ["b", 128, "t"]), ("length", TensorProto.INT64, [1])],
        [
            ("outputs", TensorProto.FLOAT, [1, size, "s"]),
            ("encoded_lengths", TensorProto.INT64, [1]),
        ],
    )


def _decoder() -> onnx.ModelProto:
    size = len(VOCABULARY) + DURATIONS
    state = [2, 1, 4]
    nodes = [
        helper.make_node("Reshape", ["encoder_outputs", "shape"], ["outputs"]),
        helper.make_node("Identity", ["input_states_1"], ["output_states_1"]),
        helper.make_node("Identity", ["input_states_2"], ["output_states_2"]),
    ]
    return _model(
        nodes,
        {"shape": np.array([1, 1, 1, size], dtype=np.int64)},
        [
            ("encoder_outputs", TensorProto.FLOAT, [1, size, 1]),
            ("targets", TensorProto.INT32, [1, 1]),
            ("target_length", TensorProto.INT32, [1]),
            ("input_states_1", TensorProto.FLOAT, state),
            ("input_states_2", TensorProto.FLOAT, state),
        ],
        [
            ("outputs", TensorProto.FLOAT, [1, 1, 1, size]),
            ("output_states_1", TensorProto.FLOAT, state),
            ("output_states_2", TensorProto.FLOAT, state),
        ],
    )


Port = tuple[str, int, Sequence[int | str]]


def _model(
    nodes: list[onnx.NodeProto],
    constants: dict[str, np.ndarray],
    inputs: list[Port],
    outputs: list[Port],
) -> onnx.ModelProto:
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(*port) for port in inputs],
        [helper.make_tensor_value_info(*port) for port in outputs],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    return helper.make_model(
        graph, ir_version=_IR_VERSION, opset_imports=[helper.make_opsetid("", _OPSET)]
    )
